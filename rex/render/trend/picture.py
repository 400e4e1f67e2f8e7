"""A small multiple of one KPI: a point a session, the range that judged each, breaks, tags, and what left its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.render.charts.range_bar import marker
from rex.render.charts.svg import (
    BAND,
    GROUND,
    INK,
    INK2,
    TICK,
    UNKNOWN,
    Scale,
    cells,
    drawing,
    element,
    path,
    rect,
    short,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.render.blocks import Mark
    from rex.render.trend.pieces import Dot

WIDTH, HEIGHT = 280, 116
TOP, BOTTOM, TAGS = 14, 84, 94
LEFT, EDGE = 10, 12
MOST_ROUND = 40
"""With more sessions than this only the line is drawn where nothing left its range; with fewer each has its dot."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One KPI's small multiple, its words finished; the template of several sessions sets the words around it."""

    title: str
    value: str
    doubt: tuple[str, ...]
    mark: Mark
    says: str
    dots: tuple[Dot, ...]
    joined: bool
    ends: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small multiples of one size side by side. The page and Markdown know a block of this name."""

    label: str
    key: str
    items: tuple[Picture, ...]


def picture(item: Picture) -> str:
    """Draw the picture; where a line is broken each side keeps its own values, on one scale."""
    right = WIDTH - (max(cells(end, 10) for end in item.ends) + 8 if item.ends else 8)
    values = [dot.value for dot in item.dots if dot.value is not None]
    known = values + [end for dot in item.dots for end in dot.band or ()]
    low, high = min(known), max(known)
    if low == high:
        low, high = low - (abs(low) * 0.1 or 1), high + (abs(high) * 0.1 or 1)
    rise = Scale(low, high, BOTTOM, TOP)
    xs = _places(len(item.dots), right)
    parts = [*_bands(item, xs, rise), *_breaks(item, xs)]
    if item.joined:
        parts.append(path(_line(item, xs, rise), (INK2, "s2"), 1.2))
    parts += [*_dots(item, xs, rise), *_tags(item, xs), *_ends(item, rise, right), *_days(item, xs)]
    return drawing((WIDTH, HEIGHT), item.says, *parts, class_="smp")


def _places(number: int, right: float) -> list[float]:
    if number == 1:
        return [right / 2]
    return [LEFT + i * (right - LEFT - EDGE) / (number - 1) for i in range(number)]


def _bands(item: Picture, xs: list[float], rise: Scale) -> Iterator[str]:
    """Shade the range that judged each session: edges broken while it is on trial, as it moves with every session."""
    half = (xs[1] - xs[0]) / 2 if len(xs) > 1 else 8.0
    for first, last, dot in _stretches(item):
        if dot.band is None:
            continue
        start, stop = xs[first] - half, xs[last] + half
        upper, lower = rise(dot.band[1]), rise(dot.band[0])
        yield rect(start, upper, (stop - start, max(1.5, lower - upper)), (BAND, "band"))
        edges = f"M{short(start)} {short(upper)}H{short(stop)}M{short(start)} {short(lower)}H{short(stop)}"
        yield path(edges, (TICK, "tk"), 1, "4 3" if dot.trial else None)


def _stretches(item: Picture) -> Iterator[tuple[int, int, Dot]]:
    """Give the stretches of sessions that one range judged, as first and last place; no value ends none."""
    start: int | None = None
    end = 0
    for at, dot in enumerate(item.dots):
        if dot.value is None:
            continue
        if start is not None and dot.band == item.dots[start].band:
            end = at
            continue
        if start is not None:
            yield start, end, item.dots[start]
        start = end = at
    if start is not None:
        yield start, end, item.dots[start]


def _breaks(item: Picture, xs: list[float]) -> Iterator[str]:
    """Draw an upright line where the values before cannot be compared with those after."""
    if not item.joined:
        return
    for at, dot in enumerate(item.dots):
        if dot.broken:
            x = xs[at] - ((xs[at] - xs[at - 1]) / 2 if at else 0)
            yield path(f"M{short(x)} {TOP - 8}V{BOTTOM + 4}", (UNKNOWN, "sq"), 1.4, "2 2")


def _line(item: Picture, xs: list[float], rise: Scale) -> str:
    d, pen = "", "M"
    for x, dot in zip(xs, item.dots, strict=True):
        if dot.value is None:
            pen = "M"
            continue
        d += f"{'M' if dot.broken else pen}{short(x)} {short(rise(dot.value))}"
        pen = "L"
    return d or "M0 0"


def _dots(item: Picture, xs: list[float], rise: Scale) -> Iterator[str]:
    """Mark what left its range by its shape, and every session where there are few."""
    few = len(item.dots) <= MOST_ROUND or not item.joined
    for x, dot in zip(xs, item.dots, strict=True):
        if dot.value is None:
            if few:
                yield path(f"M{short(x)} {BOTTOM + 2}v6", (TICK, "tk"), 1.4)
        elif dot.outside:
            yield marker(x, rise(dot.value), dot.mark.tone)
        elif few and dot.mark.tone == "unknown":
            yield element(
                "circle", cx=x, cy=rise(dot.value), r=2.8, fill=GROUND, stroke=INK, stroke_width=1.2, class_="hol"
            )
        elif few:
            yield element("circle", cx=x, cy=rise(dot.value), r=3, fill=INK, class_="fi")


def _tags(item: Picture, xs: list[float]) -> Iterator[str]:
    """Tick the sessions that carry a tag of their own, under the line."""
    d = "".join(f"M{short(x)} {TAGS - 3}v4" for x, dot in zip(xs, item.dots, strict=True) if dot.tags)
    if d:
        yield path(d, (INK2, "s2"), 2)


def _ends(item: Picture, rise: Scale, right: float) -> Iterator[str]:
    """Write both ends of the range in force, apart from each other."""
    band = next((dot.band for dot in reversed(item.dots) if dot.value is not None), None)
    if item.ends is None or band is None:
        return
    lower, upper = rise(band[0]) + 3.5, rise(band[1]) + 3.5
    if lower - upper < 11:
        middle = (lower + upper) / 2
        lower, upper = middle + 5.5, middle - 5.5
    yield text(item.ends[0], right + 5, lower, size=10, ink=3)
    yield text(item.ends[1], right + 5, upper, size=10, ink=3)


def _days(item: Picture, xs: list[float]) -> Iterator[str]:
    """Write the first and the last day, and the middle one where there is room."""
    last = len(xs) - 1
    written: list[tuple[float, float]] = []
    for i in dict.fromkeys((0, last, last // 2)):
        half = cells(item.dots[i].day, 10) / 2
        at = min(max(xs[i], half), WIDTH - half)
        if all(at + half + 6 < low or at - half - 6 > high for low, high in written):
            written.append((at - half, at + half))
            yield text(item.dots[i].day, at, HEIGHT - 5, size=10, ink=3, anchor="middle")

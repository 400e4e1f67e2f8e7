"""A small multiple: one point a session against the usual range, the range broken while it is on trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.charts.range_bar import marker
from rex.render.charts.svg import BAND, INK, INK2, TICK, Scale, cells, drawing, element, path, rect, short, text

if TYPE_CHECKING:
    from rex.render.comparison.pieces import Multiple

WIDTH, HEIGHT = 280, 104
TOP, BOTTOM = 12, 80


def multiple(item: Multiple) -> str:
    """Draw one KPI over a period; a session without a value leaves a gap and a short stroke on the base line."""
    right = WIDTH - (max(cells(end, 10) for end in item.ends) + 8 if item.ends else 8)
    known = [p.value for p in item.points if p.value is not None] + list(item.band or ())
    if not known:
        return drawing((WIDTH, HEIGHT), item.says, *_days(item, right), class_="smp")
    rise = Scale(*_room(known), BOTTOM, TOP)
    parts = _band(item, rise, right)
    xs = _places(len(item.points), right)
    parts.append(path(_line(item, xs, rise), (INK2, "s2"), 1.2))
    for x, point in zip(xs, item.points, strict=True):
        if point.value is None:
            parts.append(path(f"M{short(x)} {BOTTOM + 2}v6", (TICK, "tk"), 1.4))
        elif point.tone in {"better", "worse", "changed", "unknown"}:
            parts.append(marker(x, rise(point.value), point.tone))
        else:
            parts.append(element("circle", cx=x, cy=rise(point.value), r=3.4, fill=INK, class_="fi"))
    return drawing((WIDTH, HEIGHT), item.says, *parts, *_days(item, right), class_="smp")


def _room(known: list[float]) -> tuple[float, float]:
    low, high = min(known), max(known)
    if low == high:
        spread = abs(low) * 0.1 or 1.0
        return low - spread, high + spread
    return low, high


def _places(number: int, right: float) -> list[float]:
    if number == 1:
        return [right / 2]
    return [14 + i * (right - 28) / (number - 1) for i in range(number)]


def _band(item: Multiple, rise: Scale, right: float) -> list[str]:
    if item.band is None:
        return []
    high, low = rise(item.band[1]), rise(item.band[0])
    edges = path(
        f"M0 {short(high)}H{short(right)}M0 {short(low)}H{short(right)}", (TICK, "tk"), 1, "4 3" if item.trial else None
    )
    parts = [rect(0, high, (right, max(1.5, low - high)), (BAND, "band")), edges]
    if item.ends:
        lower, upper = low + 3.5, high + 3.5
        if lower - upper < 11:
            middle = (lower + upper) / 2
            lower, upper = middle + 5.5, middle - 5.5
        parts += [
            text(item.ends[0], right + 5, lower, size=10, ink=3),
            text(item.ends[1], right + 5, upper, size=10, ink=3),
        ]
    return parts


def _line(item: Multiple, xs: list[float], rise: Scale) -> str:
    d, pen = "", "M"
    for x, point in zip(xs, item.points, strict=True):
        if point.value is None:
            pen = "M"
            continue
        d += f"{pen}{short(x)} {short(rise(point.value))}"
        pen = "L"
    return d or "M0 0"


def _days(item: Multiple, right: float) -> list[str]:
    """Write the sessions' days under their points, as many as have room, first and last before the others."""
    xs = _places(len(item.points), right)
    last = len(xs) - 1
    written: list[tuple[float, float]] = []
    parts = []
    for i in sorted(range(len(xs)), key=lambda i: (i not in {0, last}, i)):
        half = cells(item.points[i].day, 10) / 2
        at = min(max(xs[i], half), WIDTH - half)
        if all(at + half + 5 < low or at - half - 5 > high for low, high in written):
            written.append((at - half, at + half))
            parts.append(text(item.points[i].day, at, HEIGHT - 6, size=10, ink=3, anchor="middle"))
    return parts

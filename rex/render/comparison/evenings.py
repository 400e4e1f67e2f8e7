"""Two shows on one axis of minutes: a lane each, peaks and drops as shaded stretches with their numbers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rex.render.charts.svg import (
    DOWN,
    DOWN_SHADE,
    INK2,
    RULE,
    TICK,
    UP,
    UP_SHADE,
    Scale,
    cells,
    drawing,
    element,
    fitted,
    path,
    rect,
    short,
    text,
)

if TYPE_CHECKING:
    from rex.render.charts.timeline import Frame
    from rex.render.comparison.pieces import Evenings, Lane
    from rex.render.figures import Stretch

TITLE, BADGE, STRIP, GAP, AXIS = 20, 24, 36, 18, 24
SIZE = 11
LEAST = 12
"""Fewer letters of a name say nothing."""


def evenings(figure: Evenings, frame: Frame) -> str:
    """Draw both lanes in one frame; a lane ends where its show ended."""
    longest = max(lane.duration_s for lane in figure.lanes)
    place = Scale(0, longest, 8, frame.width - 8)
    parts, top = [], 0.0
    for lane in figure.lanes:
        parts += _lane(lane, place, top)
        top += TITLE + BADGE + STRIP + GAP
    bottom = top - GAP + 6
    parts += _axis(figure, place, bottom, frame.width)
    return drawing((frame.width, bottom + AXIS), figure.says, *parts)


def _lane(lane: Lane, place: Scale, top: float) -> list[str]:
    strip = top + TITLE + BADGE
    base = strip + STRIP
    end = place(lane.duration_s)
    parts = [text(fitted(lane.title, place.end - place.start, 12), 0, top + 12, size=12, ink=1, bold=True)]
    parts.append(path(f"M{short(place.start)} {short(base)}H{short(end)}", (INK2, "s2"), 1.2))
    parts.append(path(f"M{short(place.start)} {short(base - 5)}v5M{short(end)} {short(base - 5)}v5", (INK2, "s2"), 1.2))
    stretches = sorted(lane.stretches, key=lambda s: s.start_s)
    free = -99.0
    for i, stretch in enumerate(stretches):
        start, stop = place(max(0.0, stretch.start_s)), place(min(stretch.end_s, lane.duration_s))
        following = place(stretches[i + 1].start_s) if i + 1 < len(stretches) else place.end
        parts += _stretch(stretch, (start, stop), (strip, base))
        at = max((start + stop) / 2, free)
        free = at + BADGE - 2
        parts.append(_badge(stretch, at, strip - BADGE / 2))
        parts += _label(stretch.label, (start, stop, following), base - 13)
    return parts


def _label(label: str, across: tuple[float, float, float], y: float) -> list[str]:
    """Write a name inside its stretch or after it, never across an edge; without room the number has to do."""
    start, stop, following = across
    whole = cells(label, SIZE)
    if whole <= stop - start - 6:
        return [text(label, start + 4, y, size=SIZE, ink=1)]
    words = fitted(label, following - stop - 12, SIZE)
    return [text(words, stop + 5, y, size=SIZE, ink=1)] if len(words) >= min(len(label), LEAST) else []


def _stretch(stretch: Stretch, across: tuple[float, float], down: tuple[float, float]) -> list[str]:
    peak = stretch.kind == "peak"
    fill = (UP_SHADE, "upt") if peak else (DOWN_SHADE, "dnt")
    start, stop = across
    edges = "".join(f"M{short(x)} {short(down[0])}V{short(down[1])}" for x in across)
    tip = element("title", escape(stretch.label, quote=False))
    box = rect(start, down[0], (max(2.0, stop - start), down[1] - down[0]), fill)
    return [element("g", tip, box), path(edges, (UP, "su") if peak else (DOWN, "sd"), 1, None if peak else "3 2")]


def _badge(stretch: Stretch, x: float, y: float) -> str:
    if stretch.kind == "peak":
        shape = element("circle", cx=x, cy=y, r=9, fill=UP, class_="fu")
    else:
        shape = rect(x - 8.5, y - 8.5, (17, 17), (DOWN, "fd"), 2)
    number = element(
        "text",
        str(stretch.number),
        x=x,
        y=y + 4,
        font_size=11,
        font_weight="700",
        fill="#FFFFFF",
        class_="tw",
        text_anchor="middle",
    )
    return shape + number


def _axis(figure: Evenings, place: Scale, y: float, width: float) -> list[str]:
    parts = [path(f"M{short(place.start)} {short(y)}H{short(place.end)}", (RULE, "ax"))]
    free = -1.0
    for tick in figure.ticks:
        x = place(tick.at)
        parts.append(path(f"M{short(x)} {short(y)}v4", (TICK, "tk")))
        at = min(max(x, 16.0), width - 16)
        if at - 16 < free:
            continue
        parts.append(text(tick.text, at, y + 17, ink=3, anchor="middle"))
        free = at + 16 + 6
    return parts

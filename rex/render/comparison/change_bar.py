"""A bar of change: where a measure was, where it is, and the usual range both are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.charts.range_bar import marker
from rex.render.charts.svg import (
    BAND,
    GROUND,
    INK,
    INK2,
    RULE,
    STROKES,
    TICK,
    Scale,
    drawing,
    element,
    path,
    rect,
    short,
)

if TYPE_CHECKING:
    from rex.render.comparison.pieces import ChangeBar

WIDTH, HEIGHT = 236, 34
MARGIN, MIDDLE = 10, 20


def change_bar(bar: ChangeBar) -> str:
    """Draw the band and the sessions behind it, before as a hollow dot, after as its mark, an arm between the two."""
    known = (bar.before, bar.after, *bar.band, *bar.ticks)
    place = Scale(min(known), max(known), MARGIN, WIDTH - MARGIN)
    low, high = place(bar.band[0]), place(bar.band[1])
    edges = path(f"M{short(low)} 12v16M{short(high)} 12v16", (TICK, "tk"), 1, "3 2" if bar.trial else None)
    parts = [
        path(f"M{MARGIN / 2} {MIDDLE}H{WIDTH - MARGIN / 2}", (RULE, "ax")),
        rect(low, 12, (max(1.5, high - low), 16), (BAND, "band")),
        edges,
    ]
    if bar.ticks:
        parts.append(path("".join(f"M{short(place(v))} {MIDDLE + 3}v5" for v in bar.ticks), (TICK, "tk")))
    before, after = place(bar.before), place(bar.after)
    stroke = STROKES.get(bar.tone, (INK, "si"))
    if abs(after - before) > 8:
        parts.append(path(f"M{short(before)} {MIDDLE - 6}V5H{short(after)}V{MIDDLE - 7}", stroke, 1.2))
    parts.append(
        element("circle", cx=before, cy=MIDDLE, r=4.4, fill=GROUND, stroke=INK2, stroke_width=1.6, class_="was")
    )
    parts.append(marker(after, MIDDLE, bar.tone))
    return drawing((WIDTH, HEIGHT), bar.says, *parts, class_="rb")

"""A range bar: one measure against its usual range, readable without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.charts.svg import (
    BAND,
    FILLS,
    GROUND,
    INK,
    INK2,
    RULE,
    STROKES,
    TICK,
    UNKNOWN,
    Scale,
    drawing,
    element,
    path,
    rect,
    short,
    text,
)

if TYPE_CHECKING:
    from rex.render.figures import Bar

MARGIN = 8
MIDDLE = 15
HEIGHT, HEIGHT_WITH_ENDS = 30, 42


def range_bar(bar: Bar, width: float = 170, *, ends: bool = False) -> str:
    """Draw the band, the sessions behind it, the interval, the goal and this session's mark.

    `ends` writes the band's two ends under it, for places where no column beside it does.
    """
    place = _scale(bar, width)
    parts = [path(f"M{MARGIN / 2} {MIDDLE}H{short(width - MARGIN / 2)}", (RULE, "ax"))]
    if bar.band:
        parts += _band(bar.band, place, trial=bar.trial)
    if bar.ticks:
        d = "".join(f"M{short(place(v))} {MIDDLE + 3}v5" for v in bar.ticks)
        parts.append(path(d, (TICK, "tk")))
    if bar.goal is not None:
        parts.append(path(f"M{short(place(bar.goal))} 2V28", (INK2, "s2"), 1.4, "2 2"))
    stroke = STROKES.get(bar.tone, (INK, "si"))
    if bar.low is not None and bar.high is not None:
        low, high = short(place(bar.low)), short(place(bar.high))
        parts.append(path(f"M{low} {MIDDLE}H{high}M{low} {MIDDLE - 4}v8M{high} {MIDDLE - 4}v8", stroke, 2))
    parts.append(marker(place(bar.value), MIDDLE, bar.tone))
    written = ends and bar.band and bar.ends
    if written and bar.band and bar.ends:
        parts += _ends(bar.band, bar.ends, place, width)
    return drawing((width, HEIGHT_WITH_ENDS if written else HEIGHT), bar.says, *parts, class_="rb")


def _scale(bar: Bar, width: float) -> Scale:
    if bar.axis:
        return Scale(*bar.axis, MARGIN, width - MARGIN)
    known = [bar.value, *bar.ticks, *(bar.band or ()), *(v for v in (bar.low, bar.high, bar.goal) if v is not None)]
    low, high = min(known), max(known)
    if low == high:
        spread = abs(low) * 0.5 or 1.0
        low, high = low - spread, high + spread
    return Scale(low, high, MARGIN + 2, width - MARGIN - 2)


def _band(band: tuple[float, float], place: Scale, *, trial: bool) -> list[str]:
    low, high = place(band[0]), place(band[1])
    edges = path(f"M{short(low)} 7v16M{short(high)} 7v16", (TICK, "tk"), 1, "3 2" if trial else None)
    return [rect(low, 7, (max(1.5, high - low), 16), (BAND, "band")), edges]


def marker(x: float, y: float, tone: str) -> str:
    """Draw the mark of a verdict: triangle up, triangle down, dot, hollow or filled diamond."""
    if tone in FILLS:
        colour, name = FILLS[tone]
        shape = (
            f"M{short(x)} {short(y - 6)}l6 10h-12z" if tone == "better" else f"M{short(x)} {short(y + 6)}l6 -10h-12z"
        )
        return element("path", d=shape, fill=colour, class_=name)
    diamond = f"M{short(x)} {short(y - 6)}l6 6l-6 6l-6 -6z"
    if tone == "unknown":
        return element("path", d=diamond, fill=GROUND, stroke=UNKNOWN, stroke_width=1.6, class_="hq")
    if tone == "changed":
        return element("path", d=diamond, fill=INK, class_="fi")
    return element("circle", cx=x, cy=y, r=4.6, fill=INK, class_="fi")


def _ends(band: tuple[float, float], ends: tuple[str, str], place: Scale, width: float) -> list[str]:
    """Write both ends, apart from each other and inside the drawing."""
    low, high = place(band[0]), place(band[1])
    room = 7.0
    first, last = len(ends[0]) * 5.4, len(ends[1]) * 5.4
    left = min(max(low - first / 2, 0), width - last - first - room)
    right = max(min(high - last / 2, width - last), left + first + room)
    y = HEIGHT_WITH_ENDS - 5
    return [text(ends[0], max(0.0, left), y, size=10, ink=3), text(ends[1], right, y, size=10, ink=3)]

"""A forecast chart: what each person expected as a line, and what happened as a rule through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.charts.svg import (
    BAND,
    GROUND,
    INK,
    INK2,
    RULE,
    TICK,
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
    from rex.render.figures import ForecastFigure, ForecastRow

WIDTH, LEFT, RIGHT = 360, 112, 18
TOP, LINE = 22, 22


def forecast(figure: ForecastFigure) -> str:
    """Draw one KPI's forecasts on an axis of its own."""
    bottom = TOP + LINE * len(figure.rows) + 4
    place = Scale(figure.ticks[0].at, figure.ticks[-1].at, LEFT, WIDTH - RIGHT)
    parts = []
    if figure.low is not None and figure.high is not None:
        low, high = place(figure.low), place(figure.high)
        parts.append(rect(low, TOP - 4, (max(1.5, high - low), bottom - TOP + 4), (BAND, "band")))
    parts.append(path(f"M{LEFT} {short(bottom)}H{WIDTH - RIGHT}", (RULE, "ax")))
    if figure.goal is not None:
        parts.append(path(f"M{short(place(figure.goal))} {TOP - 4}V{short(bottom)}", (INK2, "s2"), 1.4, "2 2"))
    if figure.actual is not None:
        parts += _actual(figure, place, bottom)
    for i, row in enumerate(figure.rows):
        parts += _row(row, TOP + LINE * i + 8, place)
    parts += _axis(figure, place, bottom)
    return drawing((WIDTH, bottom + 20), figure.says, *parts, class_="fch")


def _actual(figure: ForecastFigure, place: Scale, bottom: float) -> list[str]:
    x = place(figure.actual or 0)
    half = cells(figure.actual_label, 11) / 2
    at = min(max(x, half), WIDTH - half)
    line = path(f"M{short(x)} {TOP - 6}V{short(bottom)}", (INK, "si"), 2)
    return [line, text(figure.actual_label, at, 11, size=11, ink=1, anchor="middle", bold=True)]


def _row(row: ForecastRow, y: float, place: Scale) -> list[str]:
    start = place.start if row.low is None else place(row.low)
    end = place.end if row.high is None else place(row.high)
    missed = row.held is False
    d = f"M{short(start)} {y}H{short(end)}"
    for value, x in ((row.low, start), (row.high, end)):
        d += "" if value is None else f"M{short(x)} {y - 4}v8"
    if row.low is None:
        d += f"M{short(start + 5)} {y - 4}l-5 4l5 4"
    if row.high is None:
        d += f"M{short(end - 5)} {y - 4}l5 4l-5 4"
    middle = (start + end) / 2
    dot = element(
        "circle",
        cx=middle,
        cy=y,
        r=3.8,
        fill=GROUND if missed else INK,
        stroke=INK,
        stroke_width=1.3,
        class_="hol" if missed else "dot",
    )
    line = path(d, (INK, "si"), 1.4 if missed else 2, "3 2" if missed else None)
    return [text(fitted(row.label, LEFT - 4, 11), 0, y + 4, size=11), line, dot]


def _axis(figure: ForecastFigure, place: Scale, bottom: float) -> list[str]:
    """Write every tick that has room beside the one before it."""
    parts, free = [], -1.0
    for tick in figure.ticks:
        x, half = place(tick.at), cells(tick.text, 10.5) / 2
        if x - half < free:
            continue
        parts.append(path(f"M{short(x)} {short(bottom)}v4", (TICK, "tk")))
        parts.append(text(tick.text, min(x, WIDTH - half), bottom + 15, ink=3, anchor="middle"))
        free = x + half + 8
    return parts

"""One row of the timeline: a curve or bars over a base line, its title above, its scale at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.charts.svg import GROUND, INK, INK2, RULE, Scale, cells, element, path, short, text

if TYPE_CHECKING:
    from rex.render.figures import Series, TimelineFigure

HEADROOM = 1.18
"""Space above the highest value, for its label."""


def row_parts(
    series: Series, figure: TimelineFigure, place: Scale, plot: tuple[float, float], width: float
) -> list[str]:
    """Draw a row between its top and its base line; what is not known leaves a gap."""
    top, base = plot
    known = [v for v in (*series.values, *series.expected) if v is not None]
    most = max(known, default=0) or 1
    rise = Scale(0, most * HEADROOM, base, top)
    parts = [text(series.title, 0, top - 10, size=11, ink=1, bold=True)]
    parts += _grid(series, rise, place)
    step = (place.end - place.start) * figure.step_s / figure.duration_s
    if series.kind == "line":
        parts.append(path(_line(series.values, place.start, step, rise), (INK, "si"), 1.6))
        parts += _top(series, place.start, step, rise, width)
    else:
        parts.append(element("path", d=_bars(series.values, place, step, rise), fill=INK2, class_="f2"))
    if series.expected:
        curve = _line(series.expected, place.start + step / 2, step, rise)
        parts.append(path(curve, (GROUND, "clear"), 2.2))
        parts.append(path(curve, (INK, "si"), 1.3, "4 3"))
        parts += _label(series, top, width)
    parts.append(path(f"M{short(place.start)} {short(base)}H{short(place.end)}", (RULE, "ax")))
    return parts


def _grid(series: Series, rise: Scale, place: Scale) -> list[str]:
    """Draw the round values that fit under the headroom."""
    parts = []
    for tick in series.grid:
        y = rise(tick.at)
        parts.append(path(f"M{short(place.start)} {short(y)}H{short(place.end)}", (RULE, "ax")))
        parts.append(text(tick.text, place.start - 5, y + 3.5, size=10, ink=3, anchor="end"))
    return parts


def _line(values: tuple[float | None, ...], start: float, step: float, rise: Scale) -> str:
    d, pen = "", "M"
    for i, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        d += f"{pen}{short(start + i * step)} {short(rise(value))}"
        pen = "L"
    return d


def _bars(values: tuple[float | None, ...], place: Scale, step: float, rise: Scale) -> str:
    """Draw all bars as one path; a bar is a little narrower than its step."""
    gap = min(2.0, step * 0.22)
    d = ""
    for i, value in enumerate(values):
        if value:
            height = rise.start - rise(value)
            x = place.start + i * step
            wide = min(step, place.end - x) - gap
            if wide > 0:
                d += f"M{short(x + gap / 2)} {short(rise.start)}v{short(-height)}h{short(wide)}v{short(height)}z"
    return d


def _top(series: Series, start: float, step: float, rise: Scale, width: float) -> list[str]:
    """Mark the highest value and write it above the curve, inside the drawing."""
    known = [(v, i) for i, v in enumerate(series.values) if v is not None]
    most, i = max(known, key=lambda pair: (pair[0], -pair[1]))
    x, y = start + i * step, rise(most)
    half = cells(series.top_label, 11) / 2
    at = min(max(x, start + half), width - half)
    dot = element("circle", cx=x, cy=y, r=2.6, fill=INK, class_="fi")
    return [dot, text(series.top_label, at, y - 6, size=11, ink=1, anchor="middle", bold=True, halo=True)]


def _label(series: Series, top: float, width: float) -> list[str]:
    """Name the broken line beside the title, or leave it to the table where there is no room."""
    x = cells(series.title, 11) * 1.08 + 14
    if x + 26 + cells(series.expected_label, 10.5) > width:
        return []
    sample = path(f"M{short(x)} {short(top - 13.5)}h20", (INK, "si"), 1.2, "4 3")
    return [sample, text(series.expected_label, x + 25, top - 10, size=10.5, ink=2)]

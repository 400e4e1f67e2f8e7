"""The timeline: small multiples on one time axis, with the run of show above and moments through all rows."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from rex.render.charts.svg import (
    AREA,
    BAND,
    DOWN,
    DOWN_SHADE,
    INK,
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
from rex.render.charts.timeline_rows import row_parts

if TYPE_CHECKING:
    from rex.render.figures import Span, Stretch, TimelineFigure


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a timeline is drawn: for a desk, for paper, or for a phone."""

    width: float
    left: float
    right: float
    line_height: float
    bar_height: float


WIDE = Frame(920, 52, 14, 112, 64)
PAPER = Frame(690, 48, 12, 96, 56)
PHONE = Frame(328, 34, 8, 84, 52)
BADGE = 24
RIBBON, INCIDENT, TITLE, GAP, AXIS = 20, 16, 26, 8, 34


def timeline(figure: TimelineFigure, frame: Frame) -> str:
    """Draw the show in one frame; moments link to their entries."""
    place = Scale(0, figure.duration_s, frame.left, frame.width - frame.right)
    levels = _levels(figure.stretches, place)
    top = BADGE * (max(levels, default=-1) + 1) + 4
    plots = _plots(figure, frame, top)
    bottom = plots[-1][1]
    parts = [_shade(s, place, top, bottom) for s in figure.stretches]
    parts += _ribbon(figure.cues, place, top)
    y = top + RIBBON
    if figure.incidents:
        parts += _incidents(figure.incidents, place, y)
    parts += [_edges(s, place, plots) for s in figure.stretches]
    for series, (start, end) in zip(figure.series, plots, strict=True):
        parts += row_parts(series, figure, place, (start, end), frame.width)
    parts += _axis(figure, place, bottom, frame)
    parts.append(
        element("path", d=f"M0 {short(top)}V{short(bottom)}", stroke=INK, class_="si cur", visibility="hidden")
    )
    parts += [_badge(s, place, BADGE * level, top) for s, level in zip(figure.stretches, levels, strict=True)]
    steps = len(figure.series[0].values)
    return drawing(
        (frame.width, bottom + AXIS),
        figure.says,
        *parts,
        links=True,
        data_l=frame.left,
        data_r=frame.right,
        data_w=frame.width,
        data_n=float(steps),
    )


def _plots(figure: TimelineFigure, frame: Frame, top: float) -> list[tuple[float, float]]:
    """Give each row's plot from its top to its base line, under the ribbon and the incidents."""
    y = top + RIBBON + (INCIDENT if figure.incidents else 0)
    plots = []
    for series in figure.series:
        start = y + TITLE
        end = start + (frame.line_height if series.kind == "line" else frame.bar_height)
        plots.append((start, end))
        y = end + GAP
    return plots


def _levels(stretches: tuple[Stretch, ...], place: Scale) -> list[int]:
    """Raise a number that would touch its neighbour by one line; two lines are enough for a series in show order."""
    levels: list[int] = []
    last = [-1e9, -1e9]
    for stretch in stretches:
        x = place((stretch.start_s + stretch.end_s) / 2)
        level = 0 if x - last[0] >= BADGE - 2 else 1
        last[level] = x
        levels.append(level)
    highest = max(levels, default=0)
    return [highest - level for level in levels]


def _shade(s: Stretch, place: Scale, top: float, bottom: float) -> str:
    fill = (UP_SHADE, "upt") if s.kind == "peak" else (DOWN_SHADE, "dnt")
    start, end = place(max(0.0, s.start_s)), place(min(s.end_s, place.high))
    return rect(start, top, (max(2.0, end - start), bottom - top), fill)


def _edges(s: Stretch, place: Scale, plots: list[tuple[float, float]]) -> str:
    """Draw both edges beside the plots alone, so that no line crosses a row's title."""
    stroke, dash = ((UP, "su"), None) if s.kind == "peak" else ((DOWN, "sd"), "3 2")
    xs = (place(max(0.0, s.start_s)), place(min(s.end_s, place.high)))
    d = "".join(f"M{short(x)} {short(y0)}V{short(y1)}" for x in xs for y0, y1 in plots)
    return path(d, stroke, 1, dash)


def _badge(s: Stretch, place: Scale, y: float, top: float) -> str:
    x = place(min((s.start_s + s.end_s) / 2, place.high))
    colour, name = (UP, "fu") if s.kind == "peak" else (DOWN, "fd")
    middle = y + 11
    if s.kind == "peak":
        shape = element("circle", cx=x, cy=middle, r=9, fill=colour, class_=name)
    else:
        shape = rect(x - 8.5, middle - 8.5, (17, 17), (colour, name), 2)
    number = element(
        "text",
        str(s.number),
        x=x,
        y=middle + 4,
        font_size=11,
        font_weight="700",
        fill="#FFFFFF",
        class_="tw",
        text_anchor="middle",
    )
    stem = path(f"M{short(x)} {short(middle + 9)}V{short(top)}", (colour, "su" if s.kind == "peak" else "sd"))
    target = element("rect", x=x - 12, y=middle - 12, width=24, height=24, fill="none", pointer_events="all")
    link = element("a", shape, number, target, href=f"#{s.anchor}", aria_label=f"{s.number}. {s.label}")
    return (stem if y + BADGE < top - 4 else "") + link


def _ribbon(cues: tuple[Span, ...], place: Scale, y: float) -> list[str]:
    parts = []
    for i, cue in enumerate(cues):
        start, end = place(cue.start_s), place(cue.end_s)
        fill = (BAND, "cue1") if i % 2 else (AREA, "cue0")
        box = element(
            "rect",
            x=start,
            y=y,
            width=max(1.0, end - start - 1),
            height=RIBBON,
            fill=fill[0],
            class_=fill[1],
            fill_opacity=0.82,
        )
        words = fitted(cue.title, end - start - 6, 10.5)
        label = text(words, (start + end) / 2, y + 14, anchor="middle", ink=1) if words else ""
        tip = element("title", escape(cue.title, quote=False))
        parts.append(element("g", tip, box, label))
    return parts


def _incidents(incidents: tuple[Span, ...], place: Scale, y: float) -> list[str]:
    """Draw each incident, its words after it or before it, wherever they touch nothing."""
    parts = []
    taken = place.start
    for i, incident in enumerate(incidents):
        start, end = place(incident.start_s), place(incident.end_s)
        following = place(incidents[i + 1].start_s) if i + 1 < len(incidents) else place.end
        bar = rect(start, y + 7, (max(3.0, end - start), 4), (DOWN, "fd"))
        tip = element("title", escape(incident.title, quote=False))
        wide = cells(incident.title, 10.5) + 6
        words = ""
        if end + wide <= following:
            words, end = _red(incident.title, end + 4, y + 13), end + wide
        elif taken + wide <= start:
            words = _red(incident.title, start - wide + 2, y + 13)
        taken = end
        parts.append(element("g", tip, bar, words))
    return parts


def _red(words: str, x: float, y: float) -> str:
    return element("text", escape(words, quote=False), x=x, y=y, font_size=10.5, fill=DOWN, class_="tdn")


def _axis(figure: TimelineFigure, place: Scale, y: float, frame: Frame) -> list[str]:
    parts = [path(f"M{short(place.start)} {short(y)}H{short(place.end)}", (RULE, "ax"))]
    free = 0.0
    for tick in figure.ticks:
        x, half = place(tick.at), 15.0
        x = min(x, frame.width - half)
        if x - half < free:
            continue
        parts.append(path(f"M{short(place(tick.at))} {short(y)}v4", (TICK, "tk")))
        parts.append(text(tick.text, x, y + 16, ink=2, anchor="middle"))
        parts.append(text(tick.under, x, y + 29, size=10, ink=3, anchor="middle"))
        free = x + half + 6
    return parts

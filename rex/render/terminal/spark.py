"""The show in one line a row: one column a minute where it fits, more minutes a column where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import quantity, say
from rex.render.sections.timeline_figure import figure
from rex.render.terminal.lines import Screen, Span, cell
from rex.text.width import width

if TYPE_CHECKING:
    from rex.model.message import Message
    from rex.render.figures import Series, TimelineFigure
    from rex.render.reading import Reading

BLOCKS = "▁▂▃▄▅▆▇█"
GAP = "·"
TICKS = (10, 15, 20, 30, 60, 120)
"""Minutes between the axis' times; the first that leaves room is taken."""
ROOM_FOR_TICK = 8


def spark(values: tuple[float | None, ...], columns: int, low: float = 0) -> str:
    """Draw values as blocks from `low` to their most, several to a column by their most; gaps are dots."""
    most = max((v for v in values if v is not None), default=low) - low or 1
    drawn = []
    for i in range(columns):
        part = values[
            i * len(values) // columns : max((i + 1) * len(values) // columns, i * len(values) // columns + 1)
        ]
        known = [v for v in part if v is not None]
        drawn.append(BLOCKS[min(7, int((max(known) - low) / most * 7.999))] if known else GAP)
    return "".join(drawn)


def show(screen: Screen, reading: Reading) -> None:
    """Add the curves with the moments under them; in plain mode, or where no curve is known, sentences."""
    drawn = figure(reading)
    if drawn is None:
        screen.say(
            reading.tell(say("No viewer curve, no chat and no orders in these files: there is no curve to draw.")), 2
        )
        return
    if screen.plain:
        _in_words(screen, reading, drawn)
        return
    names = _names(reading, drawn)
    left = max(width(n) for n in names) + 2
    tops = [reading.number(max(v for v in s.values if v is not None), "count") for s in drawn.series]
    steps = len(drawn.series[0].values)
    columns = min(steps, screen.width - left - max(width(t) for t in tops) - 1)
    screen.add(" " * left, Span(_axis(drawn, columns, reading), "dim"))
    for name, series, top in zip(names, drawn.series, tops, strict=True):
        screen.add(" ", cell(name, left - 1), spark(series.values, columns), " ", Span(top, "dim"))
    _marks(screen, drawn, left, columns)
    for sentence in drawn.missing:
        screen.say(sentence, 1, "dim")


def _names(reading: Reading, drawn: TimelineFigure) -> list[str]:
    """Give each row its short name for a narrow column."""
    line = reading.record.timeline
    rows = ((line.viewers, say("viewers")), (line.people_writing, say("writing")), (line.orders, say("orders")))
    known = [reading.tell(name) for values, name in rows if any(v is not None for v in values)]
    return known[: len(drawn.series)]


def _axis(drawn: TimelineFigure, columns: int, reading: Reading) -> str:
    minutes = drawn.duration_s / 60
    step = next((t for t in TICKS if columns * t / minutes >= ROOM_FOR_TICK), TICKS[-1])
    axis = [" "] * columns
    at = 0
    while at <= minutes:
        start = round(at / minutes * columns)
        words = reading.speaker.f.offset(at * 60, short=True)
        if start + len(words) <= columns:
            axis[start : start + len(words)] = words
        at += step
    return "".join(axis)


def _marks(screen: Screen, drawn: TimelineFigure, left: int, columns: int) -> None:
    """Put each moment's triangle and number under its column; where two meet, the second moves one on."""
    if not drawn.stretches:
        return
    signs, numbers = [" "] * (columns + 4), [" "] * (columns + 4)
    free = 0
    for s in drawn.stretches:
        at = max(free, min(columns - 1, int((s.start_s + s.end_s) / 2 / drawn.duration_s * columns)))
        words = str(s.number)
        if at + len(words) > len(signs):
            break
        signs[at] = "▲" if s.kind == "peak" else "▼"
        numbers[at : at + len(words)] = words
        free = at + len(words) + (len(words) > 1)
    screen.add(" " * left, "".join(signs))
    screen.add(" " * left, "".join(numbers))


def _in_words(screen: Screen, reading: Reading, drawn: TimelineFigure) -> None:
    for name, series in zip(_names(reading, drawn), drawn.series, strict=True):
        screen.say(reading.tell(_sentence(reading, name, series, drawn)), 2)
    for sentence in drawn.missing:
        screen.say(sentence, 2)


def _sentence(reading: Reading, name: str, series: Series, drawn: TimelineFigure) -> Message:
    known = [(v, i) for i, v in enumerate(series.values) if v is not None]
    most, i = max(known, key=lambda pair: (pair[0], -pair[1]))
    return say(
        "{name}: first {first}, most {most} at {time}, last {last}",
        name=name,
        first=quantity(known[0][0], "count"),
        most=quantity(most, "count"),
        time=reading.speaker.f.offset(i * drawn.step_s, short=True),
        last=quantity(known[-1][0], "count"),
    )

"""The screen of `rex trend`: what stands out, then one row a KPI with its sessions as a line of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.model.message import Message, say, say_n
from rex.render.comparison.lines import add_legend
from rex.render.comparison.telling import Telling
from rex.render.comparison.view import legend
from rex.render.terminal.head import NARROWEST
from rex.render.terminal.lines import SIGN_STYLES, Line, Screen, Span, cell
from rex.render.terminal.spark import BLOCKS, GAP
from rex.render.terminal.table import table
from rex.render.trend.view import reading_of
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.model.trend import Trend
    from rex.render.trend.pieces import KpiRow, TrendReading
    from rex.text.speaker import Speaker

MOST_BARS, FEWEST_BARS = 24, 10
NAME_LEAST, NAME_MOST = 16, 26
USUAL_MOST = 19
"""A range longer than this stands under its row."""
MOST_SLOTS = 14
"""A table of more slots than a week has mornings and evenings is for the page."""
TAGGED = "'"


class Sizes(NamedTuple):
    """Widths of a row's columns, in cells."""

    name: int
    bars: int
    last: int
    usual: int
    word: int


def trend_lines(
    trend: Trend, speaker: Speaker, width: int, *, all_rows: bool = False, points: bool = False, plain: bool = False
) -> list[Line]:
    """Write a trend in at most `width` columns. `all_rows` unfolds every KPI, `points` lists every session's value."""
    telling = Telling(speaker)
    read = reading_of(trend, speaker)
    screen = Screen(max(width, NARROWEST), plain)
    head = (
        say("{client} · {span}", client=read.client, span=read.span) if read.client else say("{span}", span=read.span)
    )
    screen.say(telling.tell(head), style="bold", hang=2)
    screen.blank()
    for i, sentence in enumerate(read.summary):
        screen.say(sentence, 2, "plain" if i else "bold")
    for sentence in read.stands_out:
        screen.say(sentence, 4, hang=2)
    screen.blank()
    _rows(screen, telling, read, all_rows=all_rows or points, points=points)
    screen.blank()
    if read.slots_say:
        _slots(screen, telling, read)
    _rest(screen, telling, read)
    return screen.lines


def _rows(screen: Screen, telling: Telling, read: TrendReading, *, all_rows: bool, points: bool) -> None:
    """Show headline KPIs, then what left its range in the last session, then fold the rest with its count."""
    shown = [row for row in read.rows if row.headline or all_rows]
    shown += [row for row in read.rows if row not in shown and row.eventful]
    shown = shown or list(read.rows)
    sizes = None if screen.plain else _sizes(screen, telling, read, shown)
    if sizes is not None:
        _heads(screen, telling, read, sizes)
    for row in shown:
        _row(screen, telling, row, sizes, notes=row.headline or all_rows)
        if points:
            _points(screen, telling, row)
    _folded(screen, telling, [row for row in read.rows if row not in shown])
    screen.blank()
    used = {row.mark.sign for row in shown}
    add_legend(screen, tuple(mark for mark in legend(telling) if mark.sign in used))
    if any(row.headline for row in shown):
        screen.say(telling.tell(say("A star after a name: a headline measure, chosen beforehand.")), 2, "dim")
    kinds = {row.usual_kind for row in shown if row.usual_kind}
    if sizes is not None and len(kinds) == 1:
        screen.say(telling.tell(say("Usual ranges: {kind}.", kind=kinds.pop())), 2, "dim")
    if any(row.running and row.usual_kind for row in shown):
        text = (
            "A row that goes on may be a new normal: limits in rex.yaml start a range anew, with a date and a reason."
        )
        screen.say(telling.tell(say(text)), 2, "dim")
    if sizes is not None:
        scale = say("Bars run from the lowest to the highest of a row, not from zero. A dot: no value.")
        screen.say(telling.tell(scale), 2, "dim")


def _sizes(screen: Screen, telling: Telling, read: TrendReading, rows: list[KpiRow]) -> Sizes | None:
    """Give each column its width; None where a name or the line would have no room."""
    last = max([cells(row.last) for row in rows] + [cells(telling.tell(say("last")))])
    heads = [cells(telling.tell(say("usual range")))]
    usual = max(heads + [cells(row.usual) for row in rows if cells(row.usual) <= USUAL_MOST])
    word = max(cells(row.short) for row in rows)
    longest = min(NAME_MOST, max(cells(_named(row)) for row in rows))
    room = screen.width - 4 - last - usual - word - 8
    name = min(longest, room - min(FEWEST_BARS, len(read.sessions)))
    if name < min(NAME_LEAST, longest):
        return None
    return Sizes(name, min(MOST_BARS, len(read.sessions), room - name), last, usual, word)


def _heads(screen: Screen, telling: Telling, read: TrendReading, sizes: Sizes) -> None:
    """Name the columns, and tick the sessions that carry a tag of their own."""
    if len(read.sessions) > sizes.bars:
        text = say_n("The line shows the last {n} session.", "The lines show the last {n} sessions.", sizes.bars)
        screen.say(telling.tell(text), 2, "dim")
    left = 4 + sizes.name + 2
    shown = read.sessions[-sizes.bars :]
    ticks = "".join(TAGGED if session.marked else " " for session in shown)
    label = telling.tell(say("tagged")) if ticks.strip() else ""
    last, usual = telling.tell(say("last")), telling.tell(say("usual range"))
    heads = f"{cell(ticks, sizes.bars)}  {cell(last, sizes.last, right=True)}  {cell(usual, sizes.usual)}"
    screen.add(cell(label, left - 2, right=True), "  ", Span(heads, "dim"))


def _named(row: KpiRow) -> str:
    return f"{row.title}\u00a0*" if row.headline else row.title


def bars(values: tuple[float | None, ...]) -> str:
    """Draw one block a session from the lowest to the highest; all alike is a low line, no value a dot."""
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    rise = (high - low) or 1
    return "".join(GAP if v is None else BLOCKS[min(7, int((v - low) / rise * 7.999))] for v in values)


def _drawn(row: KpiRow, columns: int) -> str:
    """Draw the newest sessions; those before a break stay empty, for they are on another scale."""
    first = max(len(row.dots) - columns, 0)
    since = max(row.since, first)
    return " " * (since - first) + bars(tuple(dot.value for dot in row.dots[since:]))


def _row(screen: Screen, telling: Telling, row: KpiRow, sizes: Sizes | None, *, notes: bool) -> None:
    mark = Span(row.mark.sign, SIGN_STYLES[row.mark.sign])
    if sizes is None:
        start = len(screen.lines)
        screen.say(telling.tell(_sentence(row)), 4, hang=2)
        screen.lines[start] = (Span("  "), mark, Span(" "), *screen.lines[start][1:])
    else:
        drawn = _drawn(row, sizes.bars) if row.joined else ""
        long = cells(row.usual) > sizes.usual
        usual = cell("" if long else row.usual, sizes.usual)
        numbers = f"  {cell(row.last, sizes.last, right=True)}  {usual}  {row.short}"
        text = cell(_named(row), sizes.name) + "  " + cell(drawn, sizes.bars) + numbers
        screen.add("  ", mark, " ", Span(text, "bold" if row.mark.sign in "+-" else "plain"))
        if long:
            screen.say(telling.tell(say("usual {range} ({kind})", range=row.usual, kind=row.usual_kind)), 6, "dim")
    for note in _beside(row, notes=notes):
        screen.say(note, 6, "dim")


def _beside(row: KpiRow, *, notes: bool) -> tuple[str, ...]:
    """Give what is said under a row: all there is to know of it, or only a row of sessions that goes on."""
    if not notes:
        return row.running
    return (row.drifting, *row.notes) if row.drifting else row.notes


def _sentence(row: KpiRow) -> Message:
    """Say a row without a drawing: both ends of the line, the last value, its range and what that makes of it."""
    values = {"kpi": _named(row), "last": row.last, "day": row.last_day, "word": row.mark.word}
    if row.ends is None:
        text = "{kpi}: {last} on {day}; {word}. Lowest {lowest}, highest {highest}."
        return say(text, lowest=row.lowest, highest=row.highest, **values)
    return say(
        "{kpi}: {last} on {day}; {word}, usual {usual} ({kind}). Lowest {lowest}, highest {highest}.",
        usual=row.usual,
        kind=row.usual_kind,
        lowest=row.lowest,
        highest=row.highest,
        **values,
    )


def _points(screen: Screen, telling: Telling, row: KpiRow) -> None:
    """List every session's value with its mark and word, and the tags beside it."""
    day = max(cells(dot.day) for dot in row.dots)
    said = [telling.number(dot.value, dot.unit) for dot in row.dots]
    value = max(cells(text) for text in said)
    for dot, text in zip(row.dots, said, strict=True):
        sign = Span(dot.mark.sign, SIGN_STYLES[dot.mark.sign])
        head = f"{cell(dot.day, day)}  {cell(text, value, right=True)}  "
        screen.add("      ", head, sign, f" {dot.mark.word}", Span(f"  {dot.tags}" if dot.tags else "", "dim"))


def _folded(screen: Screen, telling: Telling, rows: list[KpiRow]) -> None:
    usual = [row for row in rows if row.mark.sign == "~"]
    unknown = [row for row in rows if row.mark.sign == "?"]
    if usual:
        text = say_n("{n} other as usual: --all shows it", "{n} others as usual: --all shows them", len(usual))
        _fold(screen, telling.tell(text), "~")
    if unknown:
        text = say_n("{n} other not judged: --all shows it", "{n} others not judged: --all shows them", len(unknown))
        _fold(screen, telling.tell(text), "?")


def _fold(screen: Screen, text: str, sign: str) -> None:
    start = len(screen.lines)
    screen.say(text, 4, "dim")
    screen.lines[start] = (Span(f"  {sign} ", "dim"), *screen.lines[start][1:])


def _slots(screen: Screen, telling: Telling, read: TrendReading) -> None:
    """Say which weekdays and hours differ, then show them; nothing but the sentence where too few have shows."""
    for sentence in read.slots_say:
        screen.say(sentence, 2, hang=2)
    if read.slots is not None and len(read.slots.rows) <= MOST_SLOTS:
        table(screen, read.slots)
    elif read.slots is not None:
        many = say("{n} slots as a table: rex trend --format html", n=telling.number(len(read.slots.rows), "count"))
        screen.say(telling.tell(many), 2, "dim")
    screen.blank()


def _rest(screen: Screen, telling: Telling, read: TrendReading) -> None:
    tell = telling.tell
    tags = "; ".join(tell(say("{tag}: {days}", tag=tag, days=days)) for tag, days in read.tags)
    blocks: list[tuple[str, list[str]]] = [
        (tell(say("Tags")), [tags] if tags else []),
        (tell(say("Forecasts")), [read.calibration]),
        (tell(say("Actions")), [read.actions]),
        (tell(say("Data")), [read.waiting] if read.waiting else []),
        (tell(say("Left out")), [tell(say("{session}: {why}", session=s, why=why)) for s, why in read.problems]),
    ]
    at = max(cells(label) for label, texts in blocks if texts) + 4
    for label, texts in blocks:
        for i, text in enumerate(texts):
            screen.labelled(label if i == 0 else "", text, at)

"""The screen of `rex report` on the terminal: the bottom line, numbers with their doubt, promises, lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say, say_n
from rex.render.comparison.lines import add_legend
from rex.render.comparison.telling import Telling
from rex.render.comparison.view import legend
from rex.render.period.view import reading_of
from rex.render.terminal.head import NARROWEST
from rex.render.terminal.lines import SIGN_STYLES, Line, Screen, Span, cell, wrapped
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.model.comparison import Period
    from rex.render.period.pieces import MeasureRow, PeriodReading
    from rex.text.speaker import Speaker

NAME_LEAST, NAME_MOST, HEAD_MOST = 16, 34, 16
MOST_SESSIONS = 20
"""More sessions than these are counted on the screen; the report has a table of them."""


def period_lines(period: Period, speaker: Speaker, width: int, plain: bool = False) -> list[Line]:
    """Write a period in at most `width` columns, as lines of texts with a style; `plain` uses no columns."""
    telling = Telling(speaker)
    read = reading_of(period, speaker)
    screen = Screen(max(width, NARROWEST), plain)
    head = say("{client} · {period} · {state}", client=read.client, period=read.title, state=read.state)
    screen.say(telling.tell(head), style="bold", hang=2)
    screen.blank()
    for i, sentence in enumerate(read.bottom_line):
        screen.say(sentence, 2, "plain" if i else "bold")
    totals = " · ".join(f"{fact.label}\u00a0{fact.text}" for fact in read.totals[:-1])
    screen.say(totals, 2)
    screen.blank()
    _measures(screen, telling, read)
    screen.blank()
    _promised(screen, read)
    screen.blank()
    _said(screen, telling, read)
    _rest(screen, telling, read)
    return screen.lines


def _measures(screen: Screen, telling: Telling, read: PeriodReading) -> None:
    """Show headline measures and whatever left its range; the rest is counted."""
    tell = telling.tell
    shown = [row for row in read.measures if row.headline or row.mark.sign in "+-*"]
    if not shown:
        shown = list(read.measures)
    total = read.title if cells(read.title) <= HEAD_MOST else tell(say("total"))
    heads = (total, tell(say("could be")), tell(say("outside")))
    sizes = None if screen.plain else _sizes(screen, shown, heads)
    if sizes and shown:
        name, value, could = sizes
        text = f"{cell(heads[0], value, right=True)}  {cell(heads[1], could)}  {heads[2]}"
        screen.add(" " * (4 + name + 2), Span(text, "dim"))
    for row in shown:
        _measure(screen, telling, row, sizes)
    hidden = [row for row in read.measures if row not in shown]
    inside = sum(row.mark.sign == "~" for row in hidden)
    if inside:
        text = tell(say_n("{n} other: nothing outside its range", "{n} others: nothing outside their range", inside))
        screen.say(text, 4, "dim")
    waiting = sum(row.told and row.mark.sign != "~" for row in hidden)
    if waiting:
        screen.say(tell(say_n("{n} other: not judged yet", "{n} others: not judged yet", waiting)), 4, "dim")
    untold = sum(not row.told for row in hidden)
    if untold:
        screen.say(tell(say_n("{n} other: no value", "{n} others: no value", untold)), 4, "dim")
    screen.blank()
    used = {row.mark.sign for row in shown}
    add_legend(screen, tuple(mark for mark in legend(telling) if mark.sign in used))
    if any(row.headline for row in shown):
        screen.say(tell(say("A star after a name: a headline measure, chosen beforehand.")), 2, "dim")


def _sizes(screen: Screen, rows: list[MeasureRow], heads: tuple[str, str, str]) -> tuple[int, int, int] | None:
    """Give name, value and interval their widths; None when a name would have no room."""
    value = max(cells(text) for text in (heads[0], *(r.value for r in rows)))
    could = max(cells(text) for text in (heads[1], *(r.could_be for r in rows)))
    outside = max(cells(text) for text in (heads[2], *(r.outside for r in rows)))
    longest = min(NAME_MOST, max((cells(_named(r)) for r in rows), default=0))
    name = min(longest, screen.width - 4 - value - could - outside - 6)
    return (name, value, could) if name >= min(NAME_LEAST, longest) else None


def _named(row: MeasureRow) -> str:
    return f"{row.title}\u00a0*" if row.headline else row.title


def _measure(screen: Screen, telling: Telling, row: MeasureRow, sizes: tuple[int, int, int] | None) -> None:
    mark = Span(row.mark.sign, SIGN_STYLES[row.mark.sign])
    if sizes is None:
        start = len(screen.lines)
        screen.say(telling.tell(say("{name}: {value}", name=_named(row), value=row.value)), 4, "bold")
        screen.lines[start] = (Span("  "), mark, Span(" "), *screen.lines[start][1:])
        parts = (row.mark.word, row.rests_on, row.could_be)
        screen.say("; ".join(part for part in parts if part), 6)
        return
    size, value, could = sizes
    name, *rest = wrapped(_named(row), size)
    numbers = f"  {cell(row.value, value, right=True)}  {cell(row.could_be, could)}  {row.outside}"
    screen.add("  ", mark, " ", Span(cell(name, size) + numbers, "bold" if row.mark.sign in "+-" else "plain"))
    for line in rest:
        screen.add("    ", line)
    under = (row.rests_on, row.says if row.mark.sign != "~" else "")
    if any(under):
        screen.say(" · ".join(part for part in under if part), 6, "dim")


def _promised(screen: Screen, read: PeriodReading) -> None:
    screen.say(read.promised, 2, "bold")
    for row in read.actions:
        mark = next(c.mark for c in row.cells if c.mark)
        start = len(screen.lines)
        screen.say(f"{mark.word}: {row.cells[0].text}", 4, hang=2)
        sign = Span(mark.sign, SIGN_STYLES[mark.sign])
        screen.lines[start] = (Span("  "), sign, Span(" "), *screen.lines[start][1:])


def _said(screen: Screen, telling: Telling, read: PeriodReading) -> None:
    """Show what the team said, where anybody was asked."""
    if not read.said:
        return
    screen.say(telling.tell(say("What the team said")), 2, "bold")
    screen.say(read.said_headline, 4, "dim")
    for entry in read.said:
        screen.say(entry.title, 4)
        for fact in entry.facts:
            screen.say(telling.tell(say("{name}: {value}", name=fact.label, value=fact.text)), 6, hang=2)
    screen.blank()


def _rest(screen: Screen, telling: Telling, read: PeriodReading) -> None:
    tell = telling.tell
    none = tell(say("no claim with evidence"))
    again = [f"{entry.title}: {entry.mark.word}" for entry in read.lessons if entry.mark]
    blocks: list[tuple[str, list[str]]] = [
        (tell(say("Worked")), [e.title for e in read.worked] or [none]),
        (tell(say("Did not")), [e.title for e in read.did_not] or [none]),
        *([(tell(say("Extremes")), [read.extremes_say])] if read.extremes else []),
        *([(tell(say("A second time")), again)] if again else []),
        (tell(say("Open bets")), [f"{e.code}  {e.title}" for e in read.bets] or [tell(say("No bet is open."))]),
        (tell(say("Sessions")), _session_list(telling, read)),
        (tell(say("Data")), list(read.data_notes)),
        (tell(say("Left out")), [tell(say("{session}: {why}", session=s, why=why)) for s, why in read.problems]),
    ]
    at = max(cells(label) for label, _ in blocks) + 4
    for label, texts in blocks:
        for i, text in enumerate(texts):
            screen.labelled(label if i == 0 else "", text, at)


def _session_list(telling: Telling, read: PeriodReading) -> list[str]:
    rows = read.sessions
    if len(rows) > MOST_SESSIONS:
        text = say_n(
            "{n}, from {first} to {last}; the report lists it.",
            "{n}, from {first} to {last}; the report lists them.",
            len(rows),
            first=rows[0].day,
            last=rows[-1].day,
        )
        return [telling.tell(text)]
    return [f"{row.day}  {row.title} ({row.state})" if read.settles else f"{row.day}  {row.title}" for row in rows]

"""The parts of the page about two sessions, in their fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, Quantity, quantity, say, say_n
from rex.render.blocks import Cell, Column, Fact, Facts, Key, Mark, Prose, Row, Table
from rex.render.comparison.actions import action_table
from rex.render.comparison.pieces import Changes, Comparing, Folded, Page, Part, Trio
from rex.render.comparison.rows import PLACES

if TYPE_CHECKING:
    from rex.render.comparison.pieces import ChangeRow, MomentPair, Piece, SideWords
    from rex.render.comparison.telling import Telling


def page_of(telling: Telling, read: Comparing) -> Page:
    """Set a reading of two sessions as a page."""
    tell = telling.tell
    numbers = (_changed, _unclear) if read.comparable else ()
    parts = (_comparable, *numbers, _moments, _claims, _actions, _checks)
    return Page(
        id=f"{read.before.session}..{read.after.session}",
        title=read.title,
        subtitle=read.subtitle,
        kicker=tell(say("difference of two sessions")),
        written="",
        passport=Facts((_side(telling, say("Before"), read.before), _side(telling, say("After"), read.after))),
        sections=tuple(make(telling, read, number) for number, make in enumerate(parts, 1)),
        words=telling.page_words(),
        footer=tell(say("{id} · REX · one file, no network", id=f"{read.before.session} · {read.after.session}")),
    )


def _side(telling: Telling, label: Message, side: SideWords) -> Fact:
    when = {"day": side.day, "start": side.start, "length": side.length}
    return Fact(telling.tell(label), telling.tell(say("{title} · {day}, {start} · {length}", title=side.title, **when)))


def _comparable(telling: Telling, read: Comparing, number: int) -> Part:
    tell, found = telling.tell, read.comparability
    blocks: list[Piece] = [Facts(tuple(Fact(label, text) for label, text in found.same))]
    if found.differs:
        columns = (Column(tell(say("What differs"))), Column(tell(say("What cannot be compared for that reason"))))
        nothing = tell(say("nothing; good to know"))
        rows = tuple(Row((Cell(says), Cell(blocked or nothing))) for says, blocked in found.differs)
        blocks.append(Table(tell(say("Any change below may come with one of these")), columns, rows, style="diff"))
    decision = tell(say("You decide: whether to read on"))
    return Part(number, tell(say("Comparable?")), decision, found.headline, tuple(blocks))


def _changed(telling: Telling, read: Comparing, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("What changed")), tell(say("You decide: which number deserves a conversation"))
    notes = tuple(Prose(sentence, "note") for sentence in read.luck)
    key = Key(
        tell(say("Hollow: before. Filled: after. Band: usual range. Ticks: the sessions behind it.")), read.legend
    )
    if not read.changed:
        empty = Prose(tell(say("No measure left its usual range.")), "empty")
        return Part(number, title, decision, read.counts, (empty, *notes))
    table = Changes(
        caption=tell(say("Measures outside the usual range, better ones first")),
        head=_heads(telling, read),
        headline=tell(say("headline")),
        usual=tell(say("usual range")),
        could=tell(say("could be")),
        could_head=tell(say("Could be")),
        rows=read.changed,
    )
    return Part(number, title, decision, read.counts, (key, table, *notes))


def _heads(telling: Telling, read: Comparing) -> tuple[str, ...]:
    tell = telling.tell
    return (
        tell(say("Measure")),
        read.before.short_day,
        read.after.short_day,
        tell(say("Change")),
        tell(say("Place in the usual range")),
        tell(say("Reading")),
    )


def _unclear(telling: Telling, read: Comparing, number: int) -> Part:
    tell = telling.tell
    blocks: list[Piece] = []
    if read.usual:
        inside = [row.title for row in read.usual if row.place == tell(PLACES["inside"])]
        if inside:
            names = telling.listing(inside)
            blocks.append(Prose(tell(say("Inside the usual range, whatever their arrow: {names}.", names=names))))
        line = say_n("~ {n} measure without a clear change", "~ {n} measures without a clear change", len(read.usual))
        blocks.append(Folded(tell(line), _plain_table(telling, read, read.usual, tell(say("Usual range")))))
    if read.unknown:
        why = tell(say("Why, and what is needed"))
        blocks.append(_plain_table(telling, read, read.unknown, why))
    if not blocks:
        blocks.append(Prose(tell(say("Every measure changed or cannot be compared.")), "empty"))
    return Part(
        number,
        tell(say("No clear change")),
        tell(say("You decide: nothing; do not explain these")),
        tell(_unclear_headline(read)),
        tuple(blocks),
    )


def _unclear_headline(read: Comparing) -> Message:
    return say(
        "As usual: {usual}. Cannot be told: {unknown}.",
        usual=quantity(len(read.usual), "count"),
        unknown=quantity(len(read.unknown), "count"),
    )


def _plain_table(telling: Telling, read: Comparing, rows: tuple[ChangeRow, ...], last: str) -> Table:
    tell = telling.tell
    unknown = bool(rows) and rows[0].mark.sign == "?"
    caption = say("Cannot be told") if unknown else say("No clear change")
    columns = (
        Column(tell(say("Measure"))),
        Column(read.before.short_day, "number"),
        Column(read.after.short_day, "number"),
        Column(tell(say("Change")), "number"),
        Column(tell(say("Could be"))),
        Column(last),
    )
    return Table(tell(caption), columns, tuple(_plain_row(telling, row, unknown) for row in rows), style="plain")


def _plain_row(telling: Telling, row: ChangeRow, unknown: bool) -> Row:
    last = Cell(mark=row.mark, sub=row.why) if unknown else Cell(row.usual, " · ".join(row.notes))
    tag = telling.tell(say("headline")) if row.headline else ""
    numbers = (Cell(row.before), Cell(row.after), Cell(row.change), Cell(row.could_be))
    return Row((Cell(row.title, tag=tag), *numbers, last))


def _moments(telling: Telling, read: Comparing, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Moments of both sessions")), tell(say("You decide: what repeats"))
    if not read.pairs:
        empty = Prose(tell(say("No minute stood out of its own session's noise.")), "empty")
        return Part(number, title, decision, tell(say("No moments in either session.")), (empty,))
    columns = (
        Column(tell(say("Moment"))),
        Column(read.before.short_day),
        Column(read.after.short_day),
        Column(tell(say("Reading"))),
    )
    rows = tuple(_moment(telling, pair) for pair in read.pairs)
    caption = tell(say("Moments of one kind and one name, side by side"))
    table = Table(caption, columns, rows, style="plain")
    return Part(number, title, decision, tell(_repeats(read)), (read.evenings, table))


STATES: dict[str, Message] = {"again": say("again"), "new": say("new"), "gone": say("gone")}


def _moment(telling: Telling, pair: MomentPair) -> Row:
    none = telling.tell(say("none"))
    state = telling.tell(STATES[pair.state])
    return Row((Cell(pair.label), Cell(pair.before or none), Cell(pair.after or none), Cell(state)))


def _repeats(read: Comparing) -> Message:
    states = [pair.state for pair in read.pairs]
    return say(
        "Came again: {again}. New: {new}. Gone: {gone}.",
        again=quantity(states.count("again"), "count"),
        new=quantity(states.count("new"), "count"),
        gone=quantity(states.count("gone"), "count"),
    )


def _claims(telling: Telling, read: Comparing, number: int) -> Part:
    tell, trio = telling.tell, read.claims
    headline = say("Claimed again: {again}. New claims: {new}. No longer claimed: {gone}.", **_lengths(trio))
    decision = tell(say("You decide: which belief to keep"))
    return Part(number, tell(say("Claims")), decision, trio.nothing or tell(headline), () if trio.nothing else (trio,))


def _lengths(trio: Trio) -> dict[str, Quantity]:
    return {name: quantity(len(one.items), "count") for name, one in zip(STATES, trio.lists, strict=True)}


def _actions(telling: Telling, read: Comparing, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Actions")), tell(say("You decide: close, extend, or drop"))
    if not read.actions:
        return Part(number, title, decision, tell(say("No earlier action was waiting for the second session.")), ())
    marks = [cell.mark for row in read.actions for cell in row.cells if cell.mark]
    table = action_table(telling, read.actions, tell(say("Where the actions stand after the second session")))
    return Part(number, title, decision, tell(moved_headline(marks)), (table,))


def moved_headline(marks: list[Mark]) -> Message:
    """Count what became of actions; moved and not moved in one sentence."""
    moved = sum(mark.tone == "better" for mark in marks)
    return say_n(
        "{moved} of {n} earlier action moved its measure as hoped.",
        "{moved} of {n} earlier actions moved their measure as hoped.",
        len(marks),
        moved=quantity(moved, "count"),
    )


def _checks(telling: Telling, read: Comparing, number: int) -> Part:
    tell, trio = telling.tell, read.findings
    headline = tell(say("Fired again: {again}. New: {new}. Cured: {gone}.", **_lengths(trio)))
    decision = tell(say("You decide: whether to reopen a conclusion"))
    return Part(number, tell(say("Bias checks")), decision, trio.nothing or headline, () if trio.nothing else (trio,))

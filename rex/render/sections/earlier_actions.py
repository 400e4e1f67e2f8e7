"""Section 4: what became of earlier promises, before any new idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Cell, Column, Prose, Row, Section, Table
from rex.render.reading import slug
from rex.render.sections.measures import bar
from rex.render.words import STATUS, settled_mark

if TYPE_CHECKING:
    from rex.model.action import Settled
    from rex.render.reading import Reading


def earlier_actions(reading: Reading) -> Section:
    """Show each earlier action with what its own measure did."""
    tell, settled = reading.tell, reading.record.settled
    title, decision = tell(say("Previous actions")), tell(say("You decide: close, extend, or drop"))
    if not settled:
        empty = Prose(tell(say("No earlier action was waiting for this session.")), "empty")
        return Section(4, title, decision, tell(say("Nothing was promised before this session.")), (empty,))
    columns = (
        Column(tell(say("Promised"))),
        Column(tell(say("Status"))),
        Column(tell(say("What its measure did")), "wide"),
        Column(tell(say("Verdict"))),
    )
    rows = tuple(_row(reading, s) for s in settled)
    table = Table(tell(say("Earlier actions and the measures they were a bet on")), columns, rows, style="acts")
    return Section(4, title, decision, tell(_headline(settled)), (table,))


def _headline(settled: tuple[Settled, ...]) -> Message:
    moved = sum(s.verdict == "moved" for s in settled)
    return say_n(
        "{moved} of {n} earlier action moved its measure as hoped.",
        "{moved} of {n} earlier actions moved their measure as hoped.",
        len(settled),
        moved=quantity(moved, "count"),
    )


def _row(reading: Reading, settled: Settled) -> Row:
    action = settled.action
    measure = reading.record.measure(action.kpi)
    who = action.owner or reading.tell(say("the team"))
    about = say("{id} · {owner} · due {day}", id=action.id, owner=who, day=reading.speaker.day(action.due))
    return Row(
        (
            Cell(action.what, reading.tell(about)),
            Cell(_status(reading, settled)),
            Cell("", reading.title(action.kpi), bar=bar(reading, measure) if measure else None),
            Cell(mark=settled_mark(reading, settled), sub=reading.tell(settled.says)),
        ),
        anchor=f"a-{slug(action.id)}",
    )


def _status(reading: Reading, settled: Settled) -> str:
    action = settled.action
    status = reading.tell(STATUS[action.status])
    if settled.overdue:
        return reading.tell(say("{status}, overdue", status=status))
    if action.carried:
        return reading.tell(
            say_n("{status}, carried over {n} time", "{status}, carried over {n} times", action.carried, status=status)
        )
    return status

"""What became of promises: one row an action, for two sessions and for a period alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Cell, Column, Row, Table
from rex.render.words import STATUS

if TYPE_CHECKING:
    from rex.model.action import Settled
    from rex.render.comparison.telling import Telling


def action_rows(telling: Telling, settled: tuple[Settled, ...]) -> tuple[Row, ...]:
    """Show each action with who, until when, its status, and what its number did."""
    return tuple(_row(telling, one) for one in settled)


def action_table(telling: Telling, rows: tuple[Row, ...], caption: str) -> Table:
    """Set the rows under their heads."""
    tell = telling.tell
    heads = (say("Promised"), say("Done?"), say("What its number did"))
    return Table(caption, tuple(Column(tell(head)) for head in heads), rows, style="acts led")


def _row(telling: Telling, settled: Settled) -> Row:
    action = settled.action
    mark = telling.settled(settled)
    return Row(
        (
            Cell(action.what, telling.tell(_about(telling, settled))),
            Cell(telling.tell(_status(settled))),
            Cell(mark=mark, sub=telling.tell(settled.says)),
        )
    )


def _about(telling: Telling, settled: Settled) -> Message:
    action = settled.action
    due = telling.speaker.day(action.due)
    if not action.owner:
        return say("{id} · due {day}", id=action.id, day=due)
    return say("{id} · {owner} · due {day}", id=action.id, owner=action.owner, day=due)


def _status(settled: Settled) -> Message:
    action = settled.action
    status = STATUS[action.status]
    if settled.overdue:
        return say("{status}, overdue", status=status)
    if action.carried:
        return say_n(
            "{status}, carried over {n} time", "{status}, carried over {n} times", action.carried, status=status
        )
    return status

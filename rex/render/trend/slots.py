"""The slots of a trend as a table: one line a weekday and hour, in the order of the week and never of the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Cell, Column, Row, Table

if TYPE_CHECKING:
    from rex.model.slot import SlotCell, SlotKpi, SlotTable
    from rex.render.comparison.telling import Telling

STANDS: dict[str, Message] = {"above": say("above"), "below": say("below")}


def slots_of(telling: Telling, slots: SlotTable) -> Table | None:
    """Set the slots as a table; a cell of too few shows says so and has no value.

    Slots without any value have no line: the sentences under the table name or count them.
    """
    tell = telling.tell
    shown = [at for at in range(len(slots.slots)) if any(kpi.cells[at].stands != "too_few" for kpi in slots.kpis)]
    if len(shown) < 2:
        return None
    columns = (
        Column(tell(say("Slot"))),
        Column(tell(say("Shows")), "number"),
        *(Column(telling.title(kpi.title)) for kpi in slots.kpis),
    )
    rows = tuple(
        Row(
            (
                Cell(tell(slots.slots[at].name)),
                Cell(telling.number(len(slots.slots[at].sessions), "count")),
                *(_cell(telling, kpi, kpi.cells[at], len(slots.slots[at].sessions)) for kpi in slots.kpis),
            )
        )
        for at in shown
    )
    caption = say("By weekday and hour of the start, in the order of the week; each value drawn towards all slots")
    return Table(tell(caption), columns, rows, style="diff")


def _cell(telling: Telling, kpi: SlotKpi, cell: SlotCell, sessions: int) -> Cell:
    """Set one value with its range under it, and its shows where not all of the slot have a value."""
    tell = telling.tell
    if cell.stands == "too_few":
        return Cell(tell(say_n("too few ({n} show)", "too few ({n} shows)", cell.sessions)))
    parts = [tell(STANDS[cell.stands])] if cell.stands in STANDS else []
    if cell.low is not None and cell.high is not None:
        parts.append(telling.span(cell.low, cell.high, kpi.unit))
    if cell.sessions != sessions:
        parts.append(tell(say_n("{n} show", "{n} shows", cell.sessions)))
    return Cell(telling.number(cell.own if cell.value is None else cell.value, kpi.unit), ", ".join(parts))

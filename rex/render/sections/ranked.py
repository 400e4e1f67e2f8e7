"""Ranked lists that stand beside the products: where the buyers came from, and what was bought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Block, Cell, Column, Prose, Row, Table

if TYPE_CHECKING:
    from rex.model.measure import Measure, Ranked
    from rex.render.reading import Reading

MOST = 8
"""Lines of a list in the report; the rest is counted, and stands in the record."""
UNTOLD = "?"
"""The id of those who tell nothing."""


def ranked_lists(reading: Reading) -> tuple[Block, ...]:
    """Show each list that has something to rank: at least two lines."""
    lists = (
        ("touchpoints", say("Where the buyers came from"), say("Source"), say("Share of the buyers")),
        ("bought_together", say("Bought together"), say("Two products"), say("Orders with both")),
    )
    blocks: list[Block] = []
    for kpi, caption, what, how_many in lists:
        found = reading.record.measure(kpi)
        if found is not None and len(found.ranked) > 1:
            blocks += _list(reading, found, caption, (what, how_many))
    return tuple(blocks)


def _list(reading: Reading, found: Measure, caption: Message, heads: tuple[Message, Message]) -> list[Block]:
    tell = reading.tell
    columns = (Column(tell(heads[0])), Column(tell(heads[1]), "number"))
    rows = tuple(_row(reading, found, line) for line in found.ranked[:MOST])
    blocks: list[Block] = [Table(tell(caption), columns, rows)]
    if len(found.ranked) > MOST:
        more = say_n(
            "{n} more line stands in the record.", "{n} more lines stand in the record.", len(found.ranked) - MOST
        )
        blocks.append(Prose(tell(more), "note"))
    blocks += [Prose(tell(warning), "note") for warning in found.warnings]
    return blocks


def _row(reading: Reading, found: Measure, line: Ranked) -> Row:
    name = reading.tell(say("not told")) if line.id == UNTOLD else line.name
    tied = reading.tell(say("tied")) if line.tied else ""
    value = reading.number(line.value, found.unit)
    could = "" if line.low is None or line.high is None else reading.span(line.low, line.high, found.unit)
    return Row((Cell(name, tag=tied), Cell(value, could)))

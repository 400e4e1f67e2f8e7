"""Pictures and side-by-side pieces as the blocks that every format knows: sentences, lists and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.blocks import Bullets, Cell, Column, Prose, Row, Table
from rex.render.comparison.pieces import Changes, Evenings, Folded, Multiples, Trio

if TYPE_CHECKING:
    from rex.render.blocks import Block
    from rex.render.comparison.pieces import ChangeRow, Piece


def plainly(piece: Piece) -> tuple[Block, ...]:
    """Say a piece without a drawing; a block that needs no help is given back."""
    match piece:
        case Changes():
            return (_changes(piece),)
        case Folded():
            return (piece.table,)
        case Trio():
            return tuple(Bullets(one.items, one.title) for one in piece.lists if one.items)
        case Evenings():
            return (Prose(piece.says),)
        case Multiples():
            return (Bullets(tuple(item.says for item in piece.items)),)
        case _:
            return (piece,)


def _changes(changes: Changes) -> Table:
    name, before, after, change, _, reading = changes.head
    numbers = (Column(label, "number") for label in (before, after, change))
    columns = (Column(name), *numbers, Column(changes.could_head), Column(reading))
    return Table(changes.caption, columns, tuple(_row(changes, row) for row in changes.rows))


def _row(changes: Changes, row: ChangeRow) -> Row:
    tag = changes.headline if row.headline else ""
    sub = " · ".join((f"{changes.usual} {row.usual}", *row.notes))
    numbers = (Cell(row.before), Cell(row.after), Cell(row.change), Cell(row.could_be))
    return Row((Cell(row.title, tag=tag), *numbers, Cell(mark=row.mark, sub=sub)))

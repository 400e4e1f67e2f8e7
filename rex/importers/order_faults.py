"""Why an order cannot be read, said in the same words by every importer of sales."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.sink import Sink
    from rex.model.message import Message


class Unread(NamedTuple):
    """Why an order or a line cannot be read, and the column or field that shows it."""

    column: str
    problem: Message


def no_time(sink: Sink, column: str, text: str) -> Unread:
    """Say that an order's time cannot be read."""
    return Unread(column, say("“{text}” is not a date and time.", text=sink.shown(text)))


def no_amount(sink: Sink, column: str, text: str) -> Unread:
    """Say that an order's total cannot be read."""
    return Unread(column, say("“{text}” is not an amount.", text=sink.shown(text)))


def no_pieces(sink: Sink, column: str, text: str) -> Unread:
    """Say that a line's quantity cannot be read."""
    return Unread(column, say("“{text}” is not a number of pieces.", text=sink.shown(text)))


def no_order(column: str) -> Unread:
    """Say that a row names no order."""
    return Unread(column, say("The row names no order."))

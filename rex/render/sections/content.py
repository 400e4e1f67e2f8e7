"""What engaged: the parts of a show by their kind, each by the audience that was there for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Block, Cell, Column, Prose, Row, Table

if TYPE_CHECKING:
    from rex.model.content import Content
    from rex.render.reading import Reading

KINDS: dict[str, Message] = {
    "intro": say("Welcome"),
    "product": say("Product shown"),
    "demo": say("Demonstration"),
    "offer": say("Offer"),
    "giveaway": say("Giveaway"),
    "qna": say("Questions and answers"),
    "incident": say("Incident"),
    "break": say("Break"),
    "outro": say("Closing"),
    "other": say("Other"),
}
"""The kinds that a run of show has, in words; a shop's own kinds keep their name."""


def content(reading: Reading) -> tuple[Block, ...]:
    """Show each kind's people writing, orders, carts and exits a thousand viewer-minutes, where a curve tells those."""
    found, tell = reading.record.content, reading.tell
    if not any(one.viewer_minutes for one in found):
        return ()
    columns = [Column(tell(say("Kind"))), Column(tell(say("People writing")), "number")]
    extra = [
        (say("Orders"), any(one.orders is not None for one in found)),
        (say("Carts"), any(one.carts is not None for one in found)),
        (say("Left"), any(one.left is not None for one in found)),
    ]
    columns += [Column(tell(label), "number") for label, there in extra if there]
    rows = tuple(Row((_kind(reading, one), *_cells(reading, one, [there for _, there in extra]))) for one in found)
    note = say(
        "Counts a thousand viewer-minutes, so that a part is not rewarded for the crowd it met. Intervals that overlap "
        "tell no difference; orders come minutes after what they answer."
    )
    return Table(tell(say("What was on, and what people did")), tuple(columns), rows), Prose(tell(note), "note")


def _kind(reading: Reading, one: Content) -> Cell:
    name = reading.tell(KINDS[one.kind]) if one.kind in KINDS else one.kind
    parts = say_n("{n} part, {time}", "{n} parts, {time}", one.cues, time=quantity(one.seconds, "seconds"))
    return Cell(name, reading.tell(parts))


def _cells(reading: Reading, one: Content, there: list[bool]) -> list[Cell]:
    cells = [_rate(reading, one.writing, one.viewer_minutes, one.writing_span)]
    spans = (one.orders_span, None, None)
    for count, span, shown in zip((one.orders, one.carts, one.left), spans, there, strict=True):
        if shown:
            cells.append(_rate(reading, count, one.viewer_minutes, span))
    return cells


def _rate(reading: Reading, count: int | None, minutes: float | None, span: tuple[float, float] | None) -> Cell:
    if count is None or not minutes:
        return Cell("–")
    doubt = (
        ""
        if span is None
        else reading.tell(
            say("{low} to {high}", low=reading.rough(round(span[0], 1)), high=reading.rough(round(span[1], 1)))
        )
    )
    return Cell(reading.rough(round(count / minutes * 1000, 1)), doubt)

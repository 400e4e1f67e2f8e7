"""The screens of `rex chat`: what was asked, written alike, met and felt; one product's page; who asked what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rex.model.message import Message, quantity, say, say_n
from rex.render.sections.voice_chat import chat_blocks
from rex.render.terminal.head import begin, head
from rex.render.terminal.lines import Line, Span
from rex.render.terminal.report import write_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.retrospective import ProductResult, Retrospective
    from rex.render.reading import Reading


class Page(Protocol):
    """What is known of one product in a session."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def shown(self) -> tuple[tuple[float, float], ...]:
        """When it was on screen, in seconds from the start."""

    @property
    def result(self) -> ProductResult | None:
        """What it sold; None where no order tells."""

    @property
    def before(self) -> tuple[str, ProductResult] | None:
        """The session before that had it, by title, and what it sold there."""


def chat_lines(record: Retrospective, *, lang: str, width: int, plain: bool = False) -> list[Line]:
    """Write what a record says of its chat in at most `width` columns."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    screen.add(Span(head(reading), "bold"))
    if record.voice is None:
        screen.say(reading.tell(say("There is no chat in these files, so nobody was heard.")))
        return screen.lines
    write_blocks(chat_blocks(reading, record.voice), screen, reading)
    return screen.lines


def product_lines(record: Retrospective, page: Page, *, lang: str, width: int, plain: bool = False) -> list[Line]:
    """Write a product's page: shown when, sold, brought back, against the session before that had it."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    tell = reading.tell
    screen.add(Span(page.name, "bold"))
    screen.labelled(tell(say("On screen")), _shown(reading, page), 20, 2, "dim")
    screen.labelled(tell(say("Sold")), tell(_sold(page.result)), 20, 2, "dim")
    if page.before is not None:
        title, result = page.before
        text = say("{sold} ({session})", sold=_sold(result), session=title)
        screen.labelled(tell(say("The time before")), tell(text), 20, 2, "dim")
    screen.say(tell(say("Below: only what was written about it.")), 2, "dim")
    screen.blank()
    return screen.lines


def _shown(reading: Reading, page: Page) -> str:
    spans = [
        reading.tell(say("{start} to {end}", start=quantity(start, "offset"), end=quantity(end, "offset")))
        for start, end in page.shown
    ]
    return ", ".join(spans) or reading.tell(say("the run of show does not say"))


def _sold(result: ProductResult | None) -> Message:
    if result is None:
        return say("no order in this session")
    units = say_n("{n} piece", "{n} pieces", result.units)
    orders = say_n("{n} order", "{n} orders", result.orders)
    if result.refunded_units is None:
        return say("{units} in {orders}; what came back is not known", units=units, orders=orders)
    back = quantity(result.refunded_units, "count")
    return say("{units} in {orders}; {back} came back", units=units, orders=orders, back=back)


def who_lines(
    record: Retrospective, asked: Sequence[tuple[str, Sequence[str]]], *, lang: str, width: int, plain: bool = False
) -> list[Line]:
    """Write who asked what is open, as the exports name them; these lines go to the screen and nowhere else."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    screen.blank()
    screen.add(Span(reading.tell(say("Who asked, from the exports; kept nowhere")), "bold"))
    for text, names in asked:
        if names:
            screen.say(text or reading.tell(say("(not quoted)")), 3)
            screen.say(", ".join(names), 5, "dim")
    return screen.lines

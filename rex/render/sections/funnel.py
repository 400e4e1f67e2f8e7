"""The way from an invitation to a second order in five phases; one that nothing tells of says so and is not skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.model.message import Message, say
from rex.render.blocks import Block, Cell, Column, Prose, Row, Table

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.render.reading import Reading


class Phase(NamedTuple):
    """One phase: what it is called, the measures that tell of it, and what is said where none does."""

    name: Message
    kpis: tuple[str, ...]
    silent: Message


PHASES = (
    Phase(
        say("Reach"),
        (),
        say("Not measured: no file tells of invitations, reminders or registrations."),
    ),
    Phase(say("Arrival"), ("unique_viewers",), say("Not measured: no file tells how many different people watched.")),
    Phase(
        say("Interest"),
        ("participation", "product_click_rate", "add_to_cart_rate"),
        say("Not measured: no file tells who wrote, clicked or filled a cart."),
    ),
    Phase(say("Purchase"), ("conversion_rate",), say("Not measured: buyers or viewers are not known.")),
    Phase(
        say("Afterwards"),
        ("refund_rate", "come_again", "referral", "repeat_purchase_rate"),
        say("Not measured: nothing tells of returns, of coming back or of recommending."),
    ),
)
FEWEST = 2
"""Phases that must be known before the way between them is worth a table."""


def funnel(reading: Reading) -> tuple[Block, ...]:
    """Show the five phases, each with the people in it, as shares of the viewers where they are."""
    tell, known = reading.tell, {m.id: m for m in reading.record.measures if m.status == "measured"}
    if sum(any(kpi in known for kpi in phase.kpis) for phase in PHASES) < FEWEST:
        return ()
    columns = (
        Column(tell(say("Phase"))),
        Column(tell(say("Measure")), "wide"),
        Column(tell(say("People")), "number"),
        Column(tell(say("Value")), "number"),
    )
    rows = tuple(row for phase in PHASES for row in _rows(reading, phase, known))
    note = say(
        "Each person counts once a line. The files know people by different names, so nobody can say here whether "
        "those who wrote or clicked are those who bought."
    )
    return Table(tell(say("The way in five phases")), columns, rows, folded=True), Prose(tell(note), "note")


def _rows(reading: Reading, phase: Phase, known: dict[str, Measure]) -> list[Row]:
    found = [known[kpi] for kpi in phase.kpis if kpi in known]
    name = Cell(reading.tell(phase.name))
    if not found:
        return [Row((name, Cell(reading.tell(phase.silent)), Cell("–"), Cell("–")))]
    return [Row((name if n == 0 else Cell(), *_cells(reading, one))) for n, one in enumerate(found)]


def _cells(reading: Reading, measure: Measure) -> tuple[Cell, Cell, Cell]:
    people = "–"
    if measure.k is not None and measure.n is not None:
        text = say("{k} of {n}", k=reading.number(measure.k, "count"), n=reading.number(measure.n, "count"))
        people = reading.tell(text)
    elif measure.unit == "count":
        people = reading.number(measure.value, "count")
    doubt = "" if measure.low is None or measure.high is None else reading.span(measure.low, measure.high, measure.unit)
    value = Cell("" if measure.unit == "count" else reading.number(measure.value, measure.unit), doubt)
    return Cell(reading.speaker.t(measure.title)), Cell(people), value

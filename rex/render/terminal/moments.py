"""The screen of `rex moments`: the show as curves, and what stood out in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import quantity, say, say_n
from rex.render.sections.timeline import entry
from rex.render.terminal.head import begin, head
from rex.render.terminal.lines import Line, Screen, Span, Style
from rex.render.terminal.spark import show

if TYPE_CHECKING:
    from rex.model.moment import Moment
    from rex.model.retrospective import Retrospective
    from rex.render.reading import Reading


def moments_lines(
    record: Retrospective, *, lang: str, width: int, plain: bool = False, at: int | None = None
) -> list[Line]:
    """Write the moments in show order; `at` shows the one with this number alone."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    found = tuple(m for m in record.moments.moments if at is None or m.id == at)
    screen.add(Span(head(reading), "bold"))
    screen.say(reading.tell(record.moments.said))
    screen.blank()
    if at is None:
        show(screen, reading)
        screen.blank()
    for m in found:
        _moment(screen, reading, m)
    if found:
        _foot(screen, reading)
    elif at is not None:
        screen.say(reading.tell(say("There is no moment {n}.", n=at)))
    return screen.lines


def sign(screen: Screen, m: Moment) -> Span:
    """Give a moment's mark: a triangle and its number, or in plain mode its word's sign."""
    style: Style = "better" if m.kind == "peak" else "worse"
    drawn = {"peak": "▲", "drop": "▼"} if not screen.plain else {"peak": "+", "drop": "-"}
    return Span(f"{drawn[m.kind]}{m.id}", style)


def _moment(screen: Screen, reading: Reading, m: Moment) -> None:
    told = entry(reading, m)
    kind = {"peak": say("peak"), "drop": say("drop")}[m.kind]
    label = [f"  {reading.tell(kind)}"] if screen.plain else []
    span = say("{start} to {end}", start=quantity(m.start_s, "offset"), end=quantity(m.end_s, "offset"))
    screen.add("  ", sign(screen, m), *label, "  ", Span(reading.tell(span), "bold"), "   ", m.label)
    began = say("began about {cause}", cause=quantity(m.cause_s, "offset"))
    screen.labelled(reading.tell(say("Cause")), reading.tell(began), 20, 6, "dim")
    for fact in told.facts:
        screen.labelled(fact.label, fact.text, 20, 6, "dim")
    rank = say("{rank}; --explain {rank} says how it was found", rank=str(m.rank))
    screen.labelled(reading.tell(say("Rank")), reading.tell(rank), 20, 6, "dim")
    for quote in told.quotes:
        screen.labelled(reading.tell(say("They wrote")), f"“{quote.text}”", 20, 6, "dim")
        screen.labelled("", quote.note, 20, 6, "dim")


def _foot(screen: Screen, reading: Reading) -> None:
    moments = reading.record.moments
    screen.blank()
    luck = say_n(
        "{n} stretch tested; about {luck} by luck alone.",
        "{n} stretches tested; about {luck} by luck alone.",
        moments.tested,
        luck=reading.rough(moments.expected_false),
    )
    screen.say(reading.tell(luck), 2, "dim")
    screen.say(reading.tell(say("“Then ordered” is what followed; it is not what was caused.")), 2, "dim")

"""The reveal: what was expected beside what happened, the headline measures, then the show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.sections.expected import words
from rex.render.sections.timeline import on_screen
from rex.render.terminal.head import begin
from rex.render.terminal.kpis import kpi_row, kpi_table
from rex.render.terminal.lines import Line, Screen, Span, cell
from rex.render.terminal.moments import sign
from rex.render.terminal.spark import show
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.model.answer import Forecast
    from rex.model.moment import Moment
    from rex.model.retrospective import Retrospective
    from rex.render.reading import Reading

OUTCOMES: dict[str, Message] = {"held": say("inside"), "missed": say("outside"), "open": say("still open")}
MOST_QUOTES = 2


def reveal_lines(
    record: Retrospective, *, lang: str, width: int, plain: bool = False, respondent: str = ""
) -> list[Line]:
    """Write the reveal for one respondent: own forecasts first, then the numbers, then the show."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    _forecasts(screen, reading, respondent)
    _headlines(screen, reading)
    screen.blank()
    screen.add("  ", Span(reading.tell(say("The show, from left to right")), "bold"))
    show(screen, reading)
    screen.blank()
    moments = record.moments.moments
    first = "drop" if record.drops_first else "peak"
    for m in sorted(moments, key=lambda m: (m.kind != first, m.id)):
        _moment(screen, reading, m)
    if not moments:
        screen.say(reading.tell(record.moments.said), 2)
    luck = say("Expected by luck alone: {luck}.", luck=reading.rough(record.moments.expected_false))
    screen.say(reading.tell(luck), 2, "dim")
    return screen.lines


def _forecasts(screen: Screen, reading: Reading, respondent: str) -> None:
    mine = [f for f in reading.record.forecasts if not respondent or f.respondent == respondent]
    if not mine:
        screen.say(
            reading.tell(say("You sealed no forecast, so there is nothing to hold against the numbers.")), 2, "dim"
        )
        screen.blank()
        return
    screen.add("  ", Span(reading.tell(say("What you expected, and what happened")), "bold"))
    rows = [_forecast(reading, f) for f in mine]
    sizes = [max(cells(row[i]) for row in rows) for i in range(4)]
    name = min(sizes[0], screen.width - 4 - sizes[1] - sizes[2] - sizes[3] - 6)
    for row in rows:
        if name < 12:
            screen.say(" · ".join(row), 4, hang=2)
            continue
        screen.add("    ", cell(row[0], name), "  ", cell(row[1], sizes[1]), "  ", cell(row[2], sizes[2]), "  ", row[3])
    settled = [f for f in mine if f.outcome != "open" and not f.informed]
    held = quantity(sum(f.outcome == "held" for f in settled), "count")
    if settled:
        told = say_n("{held} of {n} inside.", "{held} of {n} inside.", len(settled), held=held)
        screen.say(reading.tell(told), 2, "dim")
    screen.blank()


def _forecast(reading: Reading, f: Forecast) -> tuple[str, str, str, str]:
    m = reading.record.measure(f.kpi)
    happened = reading.number(f.actual, m.unit if m else "score")
    return reading.title(f.kpi), words(reading, f), happened, reading.tell(OUTCOMES[f.outcome])


def _headlines(screen: Screen, reading: Reading) -> None:
    chosen = [m for m in reading.record.measures if m.headline]
    if not chosen:
        return
    screen.add("  ", Span(reading.tell(say("Your headline measures")), "bold"))
    kpi_table(screen, reading, [kpi_row(reading, m) for m in chosen], grouped=False)


def _moment(screen: Screen, reading: Reading, m: Moment) -> None:
    """Write one mark: when and what the audience did, then what was on, then two quotes of different people."""
    start = quantity(m.start_s, "offset")
    if m.kind == "drop" and m.viewers_before is not None and m.viewers_after is not None:
        before, after = quantity(m.viewers_before, "count"), quantity(m.viewers_after, "count")
        did = say("{at}  {before} watching, then {after}", at=start, before=before, after=after)
    else:
        did = say("{at}  {lift} times what was expected", at=start, lift=reading.rough(m.lift))
    screen.add("  ", sign(screen, m), " ", Span(reading.tell(did), "bold"), "   ", on_screen(reading, m))
    for quote in m.quotes[:MOST_QUOTES]:
        people = say_n("{n} person", "{n} people", quote.people)
        screen.add(" " * 6, f"“{quote.text}”", Span(f"  {reading.tell(people)}", "dim"))

"""The reveal: what was expected beside what happened, the headline measures, then the show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.measure import MARKS
from rex.model.message import Message, quantity, say, say_n
from rex.render.sections.expected import words
from rex.render.sections.measures import could_be, usual_words
from rex.render.terminal.head import begin
from rex.render.terminal.kpis import SHORT
from rex.render.terminal.lines import SIGN_STYLES, Line, Screen, Span, cell
from rex.render.terminal.moments import sign
from rex.render.terminal.spark import show, spark
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.model.answer import Forecast
    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.render.reading import Reading

OUTCOMES: dict[str, Message] = {"held": say("inside"), "missed": say("outside"), "open": say("still open")}
LAST = 10


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
        start = quantity(m.start_s, "offset")
        said = say("{at}  {lift} times what was expected", at=start, lift=reading.rough(m.lift))
        screen.add("  ", sign(screen, m), " ", reading.tell(said), "   ", m.label)
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
    screen.say(reading.tell(say_n("{held} of {n} inside.", "{held} of {n} inside.", len(settled), held=held)), 2, "dim")
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
    for m in chosen:
        _headline(screen, reading, m)


def _headline(screen: Screen, reading: Reading, m: Measure) -> None:
    verdict = m.verdict if m.status == "measured" else "too_little_data"
    mark = MARKS[verdict]
    style = SIGN_STYLES[mark]
    value = reading.number(m.value, m.unit) if m.value is not None else "-"
    name = cell(reading.speaker.t(m.title), min(26, screen.width - 40))
    screen.add(
        "  ",
        Span(mark, style),
        " ",
        Span(name, "bold"),
        " ",
        cell(value, 9, right=True),
        "  ",
        Span(reading.tell(SHORT[verdict]), style),
    )
    if m.value is None:
        if m.why:
            screen.say(reading.tell(m.why), 4, "dim")
        return
    usual = usual_words(reading, m)
    if m.low is None or m.high is None:
        ranges = say("counted; usual {usual}", usual=usual)
    else:
        ranges = say("could be {could}; usual {usual}", could=could_be(reading, m), usual=usual)
    history = (*m.usual.values, m.value)[-LAST:] if m.usual and m.usual.values else ()
    drawn = f"  {spark(history, len(history), min(history))}" if history and not screen.plain else ""
    screen.say(reading.tell(ranges) + drawn, 4, "dim")

"""Section 3: goals and sealed forecasts beside what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.answer import goal_in_words
from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Block, Cell, Column, Forecasts, Mark, Prose, Row, Section, Table
from rex.render.sections.calibration import calibration_blocks
from rex.render.sections.forecast_figure import figure
from rex.render.words import role

if TYPE_CHECKING:
    from rex.model.answer import Forecast
    from rex.model.session import Goal
    from rex.render.figures import ForecastFigure
    from rex.render.reading import Reading


def expected(reading: Reading) -> Section:
    """Set what was hoped and believed beside what happened, without praise or blame."""
    tell, record = reading.tell, reading.record
    blocks: list[Block] = []
    if record.session.goals:
        blocks.append(_goals(reading))
    else:
        blocks.append(_goal_in_words(reading))
    if record.forecasts:
        blocks += _forecasts(reading)
    else:
        text = say("Nobody sealed a forecast before the numbers were shown.")
        if reading.edition == "client":
            text = say("The team's own forecasts are not part of this edition.")
        blocks.append(Prose(tell(text), "empty"))
    blocks += calibration_blocks(reading)
    return Section(
        3,
        tell(say("Expected vs happened")),
        tell(say("You decide: which beliefs to update")),
        tell(_headline(reading)),
        tuple(blocks),
    )


def _goal_in_words(reading: Reading) -> Prose:
    """Say which goal somebody put into words before the numbers, and that nothing can be held against it."""
    words = goal_in_words(reading.record.respondents)
    if words is None or reading.edition == "client":
        return Prose(reading.tell(say("No goal was set for this session before it began.")), "empty")
    text = "Put into words before the numbers: “{goal}”. Written as goals in session.yaml it can be measured next time."
    return Prose(reading.tell(say(text, goal=words)))


def _headline(reading: Reading) -> Message:
    settled = [f for f in reading.record.forecasts if f.outcome != "open" and not (f.informed or f.changed)]
    held = sum(f.outcome == "held" for f in settled)
    if settled:
        return say_n(
            "{held} of {n} forecast held.", "{held} of {n} forecasts held.", len(settled), held=quantity(held, "count")
        )
    if reading.record.forecasts:
        return say("The forecasts cannot be settled yet.")
    met = [_met(reading, goal) for goal in reading.record.session.goals]
    if not met:
        return say("There was no goal and no forecast to learn from.")
    return say_n(
        "{met} of {n} goal reached.", "{met} of {n} goals reached.", len(met), met=quantity(met.count(True), "count")
    )


def _met(reading: Reading, goal: Goal) -> bool | None:
    m = reading.record.measure(goal.kpi)
    if m is None or m.value is None:
        return None
    wanted = reading.own_unit(goal.value, m.unit)
    return m.value <= wanted if m.better == "lower" else m.value >= wanted


def _goals(reading: Reading) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("Goal"))),
        Column(tell(say("Hoped for")), "number"),
        Column(tell(say("Happened")), "number"),
        Column(tell(say("Result"))),
    )
    rows = tuple(_goal(reading, goal) for goal in reading.record.session.goals)
    return Table(tell(say("Goals set before the session")), columns, rows)


def _goal(reading: Reading, goal: Goal) -> Row:
    m = reading.record.measure(goal.kpi)
    unit = m.unit if m else "score"
    wanted = reading.written(reading.own_unit(goal.value, unit), unit)
    met = _met(reading, goal)
    marks = {
        True: Mark("+", "better", reading.tell(say("goal reached"))),
        False: Mark("-", "worse", reading.tell(say("goal missed"))),
        None: Mark("?", "unknown", reading.tell(say("cannot be told"))),
    }
    happened = reading.number(m.value, unit) if m and m.value is not None else reading.tell(say("not shown"))
    return Row((Cell(reading.title(goal.kpi), goal.says), Cell(wanted), Cell(happened), Cell(mark=marks[met])))


def _forecasts(reading: Reading) -> list[Block]:
    tell, record = reading.tell, reading.record
    kpis = dict.fromkeys(f.kpi for f in record.forecasts)
    figures = [figure(reading, kpi) for kpi in kpis]
    drawn: tuple[ForecastFigure, ...] = tuple(f for f in figures if f is not None)
    blocks: list[Block] = []
    if drawn:
        key = say(
            "Each line is what one person expected. Solid: the outcome fell inside."
            " Broken and hollow: outside. Thick rule: what happened; band: what the true value could be. Dotted: goal."
        )
        blocks.append(Forecasts(tell(key), drawn))
    columns = (
        Column(tell(say("Measure"))),
        Column(tell(say("Who"))),
        Column(tell(say("Expected"))),
        Column(tell(say("Happened")), "number"),
        Column(tell(say("Result"))),
    )
    rows = tuple(_row(reading, f) for f in record.forecasts)
    blocks.append(Table(tell(say("Forecasts as a table")), columns, rows, folded=bool(drawn)))
    unsealed = {person.id for person in record.respondents if person.seal is None}
    bare = sum(f.informed and f.respondent in unsealed for f in record.forecasts)
    if bare:
        note = say_n(
            "{n} forecast has no seal: nothing proves that it came before the figures, and it does not count.",
            "{n} forecasts have no seal: nothing proves that they came before the figures, and they do not count.",
            bare,
        )
        blocks.append(Prose(tell(note), "note"))
    informed = sum(f.informed for f in record.forecasts) - bare
    if informed:
        note = say_n(
            "{n} forecast was given with the figure already seen, or added after the seal; it does not count.",
            "{n} forecasts were given with the figure already seen, or added after the seal; they do not count.",
            informed,
        )
        blocks.append(Prose(tell(note), "note"))
    changed = sum(f.changed for f in record.forecasts)
    if changed:
        note = say_n(
            "{n} forecast was changed after the seal; what was sealed stands here, and it does not count.",
            "{n} forecasts were changed after the seal; what was sealed stands here, and they do not count.",
            changed,
        )
        blocks.append(Prose(tell(note), "note"))
    return blocks


def _row(reading: Reading, f: Forecast) -> Row:
    m = reading.record.measure(f.kpi)
    happened = reading.number(f.actual, m.unit if m else "score")
    outcomes = {"held": say("held"), "missed": say("missed"), "open": say("still open")}
    why = reading.tell(f.why) if f.why else ""
    return Row(
        (
            Cell(reading.title(f.kpi)),
            Cell(role(reading, f.role), f.respondent),
            Cell(words(reading, f)),
            Cell(happened),
            Cell(reading.tell(outcomes[f.outcome]), why),
        )
    )


def words(reading: Reading, f: Forecast) -> str:
    """Write what one person expected."""
    m = reading.record.measure(f.kpi)
    unit = m.unit if m else "score"
    if f.said == "range" and f.low is not None and f.high is not None:
        return reading.span(f.low, f.high, unit)
    if f.said == "probability" and f.probability is not None:
        return reading.tell(say("{chance} likely to reach the goal", chance=quantity(f.probability, "share")))
    known = {"below": say("below usual"), "usual": say("as usual"), "above": say("above usual")}
    return reading.tell(known.get(f.said, say("not said")))

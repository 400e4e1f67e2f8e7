"""How sealed forecasts fared over time, in section 3: each score with its interval, and how many it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.calibration import PARTS_FROM, PEOPLE_FROM
from rex.model.message import Message, Quantity, quantity, say, say_n
from rex.render.blocks import Block, Bullets, Cell, Column, Prose, Row, Table
from rex.render.words import role

if TYPE_CHECKING:
    from rex.model.answer import Forecast
    from rex.model.calibration import Calibration, RoleScores, Scored, Surprise
    from rex.render.reading import Reading


def calibration_blocks(reading: Reading) -> list[Block]:
    """Say how well forecasts fitted, or that they are too few to say; surprises of this session come first."""
    found = reading.record.calibration
    if found is None:
        return []
    blocks = _surprises(reading, found)
    if not found.everybody.forecasts:
        return blocks
    if not any(score.value is not None for one in (found.everybody, *found.roles) for score in _scores(one)):
        return [*blocks, Prose(reading.tell(_too_few(found.everybody)), "note")]
    return [*blocks, _table(reading, found), *_notes(reading, found)]


def _scores(one: RoleScores) -> tuple[Scored, ...]:
    return (one.held, one.width, one.width_of_value, one.chance, one.place)


def _too_few(everybody: RoleScores) -> Message:
    needs = min(score.needs for score in _scores(everybody))
    return say_n(
        "How well forecasts fit is too early to say: {n} is settled so far, and {needs} of one kind are needed.",
        "How well forecasts fit is too early to say: {n} are settled so far, and {needs} of one kind are needed.",
        everybody.forecasts,
        needs=quantity(needs, "count"),
    )


def _table(reading: Reading, found: Calibration) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("Score"))),
        Column(tell(say("Value")), "number"),
        Column(tell(say("Likely between")), "number"),
        Column(tell(say("Rests on"))),
    )
    caption = say_n(
        "How sealed forecasts fared in {n} session with a record",
        "How sealed forecasts fared in {n} sessions with a record",
        found.everybody.sessions,
    )
    rows = tuple(row for one in (found.everybody, *found.roles) for row in _rows(reading, one))
    return Table(tell(caption), columns, rows, style="fit")


def _rows(reading: Reading, one: RoleScores) -> list[Row]:
    who = role(reading, one.role) if one.role else reading.tell(say("Everybody together"))
    group = reading.tell(
        say_n("{who}: {n} settled forecast", "{who}: {n} settled forecasts", one.forecasts, who=who),
    )
    held, width = say("Ranges that held the value"), say("Width of the ranges")
    usual, own = say("in widths of the usual range"), say("as a share of the value")
    lines: list[tuple[Scored, Message, Message | None, str]] = [
        (one.held, held, say("meant to hold it 8 times in 10"), "share"),
        (one.width, width, usual, "score"),
        (one.width_of_value, width, own, "share"),
        (
            one.chance,
            say("Chances told of the goal (Brier)"),
            say("0 is best, 1 is worst; tossing a coin gets 0.25"),
            "score",
        ),
        (one.place, say("Below, as usual or above that held"), None, "share"),
    ]
    return [_row(reading, *line, group) for line in lines if line[0].n]


def _row(reading: Reading, score: Scored, title: Message, sub: Message | None, unit: str, group: str) -> Row:
    tell = reading.tell
    first = Cell(tell(title), tell(sub) if sub else "")
    if score.value is None:
        few = say_n("{n} forecast; {needs} are needed", "{n} forecasts; {needs} are needed", score.n, needs=score.needs)
        return Row((first, Cell(tell(say("too few to say"))), Cell("–"), Cell(tell(few))), group)
    between = say("not known: all are alike")
    if score.low is not None and score.high is not None:
        between = say("{ends}", ends=reading.span(score.low, score.high, unit))
    if score.k is not None:
        rests = say("{k} of {n} forecasts", k=_count(score.k), n=_count(score.n))
    else:
        rests = say_n("{n} forecast", "{n} forecasts", score.n)
    return Row((first, Cell(reading.number(score.value, unit)), Cell(tell(between)), Cell(tell(rests))), group)


def _count(n: int) -> Quantity:
    return quantity(n, "count")


def _notes(reading: Reading, found: Calibration) -> list[Block]:
    notes = [say("Forecasts of one evening move together, so the truth is less sure than these intervals say.")]
    parts = found.everybody.parts
    if parts is not None:
        notes.append(
            say(
                "The Brier score in its parts: reliability {reliability} (0 is best), resolution {resolution} (more is "
                "better), uncertainty {uncertainty}. They are told from {needs} forecasts on.",
                reliability=quantity(parts.reliability, "score"),
                resolution=quantity(parts.resolution, "score"),
                uncertainty=quantity(parts.uncertainty, "score"),
                needs=_count(PARTS_FROM),
            )
        )
    if not found.roles:
        notes.append(say("A role stands apart from {n} people in it.", n=_count(PEOPLE_FROM)))
    if found.left_out:
        notes.append(
            say_n(
                "{n} forecast is left out: its figure had been seen, or it was changed after the seal.",
                "{n} forecasts are left out: their figures had been seen, or they were changed after the seal.",
                found.left_out,
            )
        )
    return [Prose(" ".join(reading.all(tuple(notes))), "note")]


def _surprises(reading: Reading, found: Calibration) -> list[Block]:
    by_id = {f.id: f for f in reading.record.forecasts}
    told = [(by_id[s.forecast], s) for s in found.surprises if s.forecast in by_id]
    if not told:
        return []
    title = reading.tell(say("Least expected, by the words of those who forecast"))
    return [Bullets(tuple(reading.tell(_surprise(reading, f, s)) for f, s in told), title)]


def _surprise(reading: Reading, forecast: Forecast, surprise: Surprise) -> Message:
    chance, who = quantity(surprise.chance, "share"), role(reading, forecast.role)
    m = reading.record.measure(forecast.kpi)
    unit = m.unit if m else "score"
    measure, value = reading.title(forecast.kpi), reading.number(forecast.actual, unit)
    if forecast.said == "range" and forecast.low is not None and forecast.high is not None:
        return say(
            "{measure}: {who} left a chance of {chance} to values outside {range}; it was {value}.",
            measure=measure,
            who=who,
            chance=chance,
            range=reading.span(forecast.low, forecast.high, unit),
            value=value,
        )
    return say(
        "{measure}: {who} left a chance of {chance} to what became of the goal; it was {value}.",
        measure=measure,
        who=who,
        chance=chance,
        value=value,
    )

"""Section 5: every measure with its doubt, its place in the usual range and its one mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Block, Cell, Column, Key, Mark, Prose, Row, Section, Table
from rex.render.figures import Bar
from rex.render.luck import headline_luck_of
from rex.render.reading import slug
from rex.render.sections.benchmarks import benchmark_tables
from rex.render.sections.funnel import funnel
from rex.render.words import group, verdict_mark
from rex.text.currency import is_currency

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.render.reading import Reading

FEWEST_SESSIONS = 5
"""Under this many earlier sessions no band is drawn and no verdict is given."""


def measures(reading: Reading) -> Section:
    """Show the measures in the record's order, which is the funnel's."""
    found, tell = reading.record.measures, reading.tell
    title, decision = tell(say("Measures")), tell(say("You decide: which number deserves a conversation"))
    if not found:
        empty = Prose(tell(say("No measure could be taken from these files.")), "empty")
        return Section(5, title, decision, tell(say("Nothing was measured.")), (empty,))
    blocks: tuple[Block, ...] = (
        _key(reading),
        _table(reading),
        *benchmark_tables(reading),
        *_notes(reading),
        *funnel(reading),
    )
    return Section(5, title, decision, tell(_headline(found)), blocks)


def _headline(found: tuple[Measure, ...]) -> Message:
    verdicts = [m.verdict if m.status == "measured" else "too_little_data" for m in found]
    outside = sum(v in {"up", "down", "differs"} for v in verdicts)
    counts = {
        "better": quantity(verdicts.count("better"), "count"),
        "worse": quantity(verdicts.count("worse"), "count"),
        "usual": quantity(verdicts.count("usual"), "count"),
        "unknown": quantity(
            sum(v in {"too_little_data", "too_little_history", "not_comparable"} for v in verdicts), "count"
        ),
    }
    if outside:
        return say(
            "Better than usual: {better}. Worse: {worse}. Different: {outside}. As usual: {usual}."
            " Cannot be told: {unknown}.",
            outside=quantity(outside, "count"),
            **counts,
        )
    return say("Better than usual: {better}. Worse: {worse}. As usual: {usual}. Cannot be told: {unknown}.", **counts)


def _key(reading: Reading) -> Key:
    tell = reading.tell
    return Key(
        tell(say("Band: usual range. Ticks: earlier sessions. Line: what the true value could be. Dotted: goal.")),
        (
            Mark("+", "better", tell(say("better than usual"))),
            Mark("-", "worse", tell(say("worse than usual"))),
            Mark("*", "changed", tell(say("different, neither good nor bad"))),
            Mark("~", "usual", tell(say("as usual: nothing to explain"))),
            Mark("?", "unknown", tell(say("cannot be told"))),
        ),
    )


def _notes(reading: Reading) -> tuple[Prose, ...]:
    record = reading.record
    notes = []
    judged = [m for m in record.measures if m.status == "measured" and m.usual and m.usual.sessions >= FEWEST_SESSIONS]
    if judged:
        luck = say(
            "Of {judged} measures that can be judged, about {luck} would lie outside by luck alone.",
            judged=quantity(len(judged), "count"),
            luck=reading.rough(record.expected_by_luck),
        )
        notes.append(Prose(reading.tell(luck), "note"))
        notes += [Prose(reading.tell(said), "note") for said in headline_luck_of(judged)]
        fewest = min(m.usual.sessions for m in judged if m.usual)
        if any(m.usual and m.usual.kind == "trial" for m in judged):
            trial = say_n(
                "Usual ranges are on trial: they rest on {n} earlier session; they are locked from 12 on.",
                "Usual ranges are on trial: they rest on {n} earlier sessions; they are locked from 12 on.",
                fewest,
            )
            notes.append(Prose(reading.tell(trial), "note"))
    else:
        notes.append(
            Prose(reading.tell(say("No usual range yet: it starts at 5 earlier sessions of this client.")), "note")
        )
    notes += [Prose(reading.tell(one), "note") for one in record.compared_with]
    return tuple(notes)


def _table(reading: Reading) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("Measure"))),
        Column(tell(say("This session"))),
        Column(tell(say("Against the usual range")), "wide"),
        Column(tell(say("Usual range"))),
        Column(tell(say("Reading"))),
    )
    rows = tuple(_row(reading, m) for m in ordered(reading))
    return Table(tell(say("Measures in the order of the funnel")), columns, rows, style="kpi")


def ordered(reading: Reading) -> list[Measure]:
    """Give the measures with groups kept together, in the order in which the record first names them."""
    groups = list(dict.fromkeys(m.group for m in reading.record.measures))
    return sorted(reading.record.measures, key=lambda m: groups.index(m.group))


def _row(reading: Reading, m: Measure) -> Row:
    value = reading.number(m.value, m.unit) if m.value is not None else reading.tell(say("not shown"))
    notes = list(doubt(reading, m)) if m.value is not None else []
    notes += [reading.tell(w) for w in (m.why, *m.warnings) if w is not None]
    cells = (
        Cell(
            reading.speaker.t(m.title), m.definition, tag=reading.tell(say("headline")) if m.headline else "", code=True
        ),
        Cell(value),
        Cell("", " · ".join(notes), bar=bar(reading, m)),
        Cell(usual_words(reading, m)),
        Cell(mark=verdict_mark(reading, m), sub=reading.tell(m.verdict_why) if m.verdict_why else ""),
    )
    return Row(cells, group(reading, m.group), f"k-{slug(m.id)}")


def usual_words(reading: Reading, m: Measure) -> str:
    """Write the usual range, or that there is none yet."""
    if m.usual is None or m.usual.sessions < FEWEST_SESSIONS:
        return reading.tell(say("none yet"))
    return reading.span(m.usual.low, m.usual.high, m.unit)


def doubt(reading: Reading, m: Measure) -> tuple[str, ...]:
    """Say what a value rests on and what it could be; a value without an interval says why."""
    if m.value is None:
        return (reading.tell(m.why),) if m.why else ()
    if m.ranked:
        return (reading.tell(say("{name} first", name=m.ranked[0].name)),)
    parts = []
    if m.k is not None and m.n is not None:
        parts.append(reading.tell(say("{k} of {n}", k=quantity(m.k, "count"), n=quantity(m.n, "count"))))
    elif m.n is not None and m.unit != "count":
        parts.append(reading.tell(say("n {n}", n=quantity(m.n, "count"))))
    parts.append(could_be(reading, m))
    return tuple(parts)


def could_be(reading: Reading, m: Measure) -> str:
    """Write the interval, or which kind of number has none."""
    if m.low is not None and m.high is not None:
        return reading.span(m.low, m.high, m.unit)
    if m.unit == "count":
        return reading.tell(say("counted"))
    return reading.tell(say("a sum, no interval") if is_currency(m.unit) else say("no interval"))


def bar(reading: Reading, m: Measure) -> Bar | None:
    """Set a measure against its usual range; None when there is nothing to set it against."""
    usual = m.usual if m.usual and m.usual.sessions >= FEWEST_SESSIONS else None
    ticks = m.usual.values if m.usual else ()
    if m.value is None or (usual is None and m.low is None and not ticks):
        return None
    mark = verdict_mark(reading, m)
    value = reading.number(m.value, m.unit)
    title = reading.speaker.t(m.title)
    if usual:
        says = say(
            "{title} {value}: {verdict}; usual {range}.",
            title=title,
            value=value,
            verdict=mark.word,
            range=reading.span(usual.low, usual.high, m.unit),
        )
    else:
        says = say("{title} {value}: {verdict}.", title=title, value=value, verdict=mark.word)
    return Bar(
        value=m.value,
        low=m.low,
        high=m.high,
        band=(usual.low, usual.high) if usual else None,
        ticks=ticks,
        goal=reading.goal(m),
        tone=mark.tone,
        ends=(reading.number(usual.low, m.unit), reading.number(usual.high, m.unit)) if usual else None,
        says=reading.tell(says),
        trial=bool(usual and usual.kind == "trial"),
    )

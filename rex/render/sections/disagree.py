"""Section 11: where people and data see the same thing differently; the meeting's agenda."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Block, Cell, Column, Mark, Prose, Row, Section, Table, Tone
from rex.render.sections.views import nameless_blocks, views_table
from rex.render.sections.who import answered, not_yet, waited_for
from rex.render.words import role, verdict_mark

if TYPE_CHECKING:
    from rex.model.answer import Claim, Forecast
    from rex.render.reading import Reading

SIDES: dict[str, tuple[str, Tone, Message]] = {
    "worked": ("+", "better", say("worked")),
    "did_not": ("-", "worse", say("did not work")),
    "both": ("~", "usual", say("both")),
    "below": ("*", "changed", say("below usual")),
    "usual": ("~", "usual", say("as usual")),
    "above": ("*", "changed", say("above usual")),
}


@dataclass
class Topic:
    """One subject: what each role says about it, what the data say, what stands against a claim."""

    title: str
    kpi: str = ""
    data: str = ""
    sides: dict[str, list[str]] = field(default_factory=dict)
    against: int = 0

    @property
    def voices(self) -> int:
        """Count the views on it: roles, data, and evidence against."""
        return len(self.sides) + bool(self.data) + bool(self.against)

    @property
    def apart(self) -> int:
        """Count how far views differ: distinct sides beyond the first, and evidence against."""
        sides = {*chain.from_iterable(self.sides.values()), *([self.data] if self.data else [])}
        return len(sides) - 1 + self.against

    def take(self, name: str, side: str) -> None:
        """Add one voice of a role; none of them is outvoted by the others."""
        self.sides.setdefault(name, []).append(side)


def disagree(reading: Reading) -> Section:
    """Put every voice and the data side by side; say who has not answered instead of calling silence agreement."""
    tell, record = reading.tell, reading.record
    roles = answered(record)
    people = len({*(r.id for r in record.respondents), *(f.respondent for f in record.forecasts)})
    shown = {view.measured for view in record.views if view.kind == "moment"}
    topics = [*_claimed(reading, shown), *_forecast(reading)]
    shared = sorted((t for t in topics if t.voices > 1), key=lambda t: -t.apart)
    blocks: list[Block] = []
    if record.views:
        blocks.append(views_table(reading, record.views))
    if shared:
        blocks.append(_grid(reading, shared, roles))
    if not blocks:
        blocks.append(Prose(tell(say("Nobody's view could be set beside another's.")), "empty"))
    alone = len(topics) - len(shared)
    if alone:
        note = say_n("{n} subject was named by one side alone.", "{n} subjects were named by one side alone.", alone)
        blocks.append(Prose(tell(note), "note"))
    if record.nameless is not None:
        blocks += nameless_blocks(reading, record.nameless)
    blocks.append(Prose(tell(_who(reading, roles)), "note"))
    apart = sum(t.apart > 0 for t in shared) + sum(view.apart for view in record.views)
    return Section(
        11,
        tell(say("Where we disagree")),
        tell(say("You decide: the meeting's agenda")),
        tell(_headline(apart, people)),
        tuple(blocks),
    )


def _headline(apart: int, people: int) -> Message:
    if people == 0:
        return say("Nobody has answered yet, so there is nothing to compare.")
    if people == 1:
        return say("One person has answered; agreement needs a second view.")
    if not apart:
        return say("No difference was found between those who answered.")
    return say_n("People or data differ on {n} subject.", "People or data differ on {n} subjects.", apart)


def _who(reading: Reading, roles: tuple[str, ...]) -> Message:
    listing = reading.speaker.f.listing
    missing = [role(reading, r) for r in waited_for(reading.record)]
    there = [role(reading, r) for r in roles]
    if not there:
        return not_yet(reading) or say("Answered: {there}.", there=listing(there))
    if not missing:
        return say("Answered: {there}.", there=listing(there))
    return say("Answered: {there}. Not answered yet: {missing}.", there=listing(there), missing=listing(missing))


def _claimed(reading: Reading, shown: set[str]) -> list[Topic]:
    """Put claims together by subject, but for moments that are `shown` voice by voice already."""
    topics: dict[str, Topic] = {}
    for claim in reading.record.claims:
        key, title = _subject(reading, claim)
        if key in shown:
            continue
        topic = topics.setdefault(key, Topic(title, key.removeprefix("metric:") if key.startswith("metric:") else ""))
        topic.take(claim.role, claim.polarity)
        topic.against += len(claim.against)
    return list(topics.values())


def _forecast(reading: Reading) -> list[Topic]:
    topics: dict[str, Topic] = {}
    for forecast in reading.record.forecasts:
        side = _side(reading, forecast)
        if side and not forecast.informed:
            title = reading.tell(say("{measure}, as expected", measure=reading.title(forecast.kpi)))
            topic = topics.setdefault(forecast.kpi, Topic(title, forecast.kpi, _place(reading, forecast.kpi)))
            topic.take(forecast.role, side)
    return list(topics.values())


def _subject(reading: Reading, claim: Claim) -> tuple[str, str]:
    """Name what a claim is about: its topic, else the first thing it points to, else its own words."""
    if claim.topic:
        link = reading.link(claim.topic)
        return claim.topic, link.label if link else reading.speaker.t(claim.topic.replace("_", " "))
    for address in claim.evidence:
        link = reading.link(address)
        if link:
            return address, link.label
    return f"claim:{claim.id}", claim.text


def _place(reading: Reading, kpi: str) -> str:
    """Say where this session's value lies beside the usual range; nothing where there is none."""
    m = reading.record.measure(kpi)
    if m is None or m.value is None or m.usual is None:
        return ""
    return "below" if m.value < m.usual.low else "above" if m.value > m.usual.high else "usual"


def _side(reading: Reading, f: Forecast) -> str:
    """Place a forecast beside the usual range; a probability has no place there."""
    if f.said in {"below", "usual", "above"}:
        return f.said
    m = reading.record.measure(f.kpi)
    if f.said != "range" or m is None or m.usual is None or f.low is None or f.high is None:
        return ""
    middle = (f.low + f.high) / 2
    return "below" if middle < m.usual.low else "above" if middle > m.usual.high else "usual"


def _grid(reading: Reading, topics: list[Topic], roles: tuple[str, ...]) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("Subject"))),
        *(Column(role(reading, r)) for r in roles),
        Column(tell(say("Data"))),
    )
    rows = tuple(Row((Cell(t.title), *(_view(reading, t, r) for r in roles), _data(reading, t))) for t in topics)
    return Table(
        tell(say("What each role said, beside the data; the largest differences first")), columns, rows, style="dis"
    )


def _view(reading: Reading, topic: Topic, name: str) -> Cell:
    voices = Counter(topic.sides.get(name, ()))
    if not voices:
        return Cell(reading.tell(say("not said")))
    sign, tone, word = SIDES[next(iter(voices)) if len(voices) == 1 else "both"]
    each = [reading.tell(say("{side}: {n}", side=SIDES[side][2], n=n)) for side, n in voices.items()]
    return Cell(sub=", ".join(each) if len(voices) > 1 else "", mark=Mark(sign, tone, reading.tell(word)))


def _data(reading: Reading, topic: Topic) -> Cell:
    m = reading.record.measure(topic.kpi) if topic.kpi else None
    if m is not None and m.status == "measured":
        return Cell(reading.number(m.value, m.unit), mark=verdict_mark(reading, m))
    if topic.against:
        return Cell(reading.tell(say_n("{n} thing against", "{n} things against", topic.against)))
    return Cell(reading.tell(say("cannot be told")))

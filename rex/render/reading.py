"""What every section needs while it reads a record: the words of a language, and ways to places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say
from rex.render.blocks import Link
from rex.text.currency import is_currency

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.text.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Reading:
    """One record read in one language for one edition."""

    record: Retrospective
    speaker: Speaker
    edition: str

    def tell(self, message: Message) -> str:
        """Put a message into words."""
        return self.speaker.say(message)

    def all(self, messages: tuple[Message, ...]) -> tuple[str, ...]:
        """Put several messages into words."""
        return tuple(self.speaker.say(m) for m in messages)

    def number(self, value: float | None, unit: str) -> str:
        """Write a value in its unit; what is unknown is a dash, never a zero."""
        return "–" if value is None else self.speaker.say(say("{value}", value=quantity(value, unit)))

    def rough(self, value: float) -> str:
        """Write a plain number as people say it: one decimal at most, none where there is nothing behind it."""
        return self.speaker.f.number(value, 0 if float(value).is_integer() else 1)

    def written(self, value: float, unit: str) -> str:
        """Write a value that a person chose, such as a goal: whole numbers stay whole."""
        return self.number(int(value) if float(value).is_integer() else value, unit)

    def span(self, low: float, high: float, unit: str) -> str:
        """Write both ends of an interval or a range."""
        return self.speaker.f.interval(low, high, unit)

    def offset(self, seconds: float) -> str:
        """Write a time inside the show."""
        return self.number(seconds, "offset")

    def title(self, kpi: str) -> str:
        """Name a KPI as its measure does, in the reader's language; an unknown one keeps its id."""
        found = self.record.measure(kpi)
        return self.speaker.t(found.title) if found else kpi

    def goal(self, measure: Measure) -> float | None:
        """Give the goal of a measure in the measure's own unit (money in minor units), or None."""
        for goal in self.record.session.goals:
            if goal.kpi == measure.id:
                return self.own_unit(goal.value, measure.unit)
        return None

    def own_unit(self, value: float, unit: str) -> float:
        """Turn a value as people write goals (money in major units) into the record's unit."""
        return value * self.speaker.minor(unit) if is_currency(unit) else value

    def links(self, addresses: tuple[str, ...]) -> tuple[Link, ...]:
        """Turn addresses inside the record into ways to them; what a report does not show has none."""
        found = (self.link(address) for address in addresses)
        return tuple(link for link in found if link is not None)

    def link(self, address: str) -> Link | None:
        """Turn one address (`metric:aov`, `moment:2`, `quote:7`, `claim:c1`, `action:a-1`) into a way to it."""
        kind, _, name = address.partition(":")
        record = self.record
        if kind == "metric" and record.measure(name):
            return Link(self.title(name), f"k-{slug(name)}")
        if kind == "moment" and any(str(m.id) == name for m in record.moments.moments):
            return Link(self.tell(say("moment {n}", n=name)), f"m-{slug(name)}")
        if kind == "quote" and any(q.id == name for q in record.quotes):
            return Link(self.tell(say("quote {n}", n=name)), f"q-{slug(name)}")
        if kind == "claim" and any(c.id == name for c in record.claims):
            return Link(self.tell(say("claim {n}", n=name)), f"c-{slug(name)}")
        if kind == "action" and self._knows_action(name):
            return Link(name, f"a-{slug(name)}")
        return None

    def _knows_action(self, name: str) -> bool:
        mine = [*self.record.actions, *(s.action for s in self.record.settled)]
        return any(a.id == name for a in mine)


def slug(name: str) -> str:
    """Make a name fit for an anchor: letters, digits and hyphens alone."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in name)

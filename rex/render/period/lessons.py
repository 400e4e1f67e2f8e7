"""What worked and what did not: the period's claims with their evidence, in one shape and the same room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say
from rex.render.blocks import Entry, Fact, Link, Mark
from rex.render.reading import slug
from rex.render.words import ROLES

if TYPE_CHECKING:
    from rex.model.answer import Claim
    from rex.model.comparison import Period
    from rex.render.comparison.telling import Telling

NAMES: dict[str, Message] = {"moment": say("moment {n}"), "quote": say("quote {n}"), "claim": say("claim {n}")}
"""Evidence that stands in the report of the claim's own session."""


def lessons(telling: Telling, period: Period, claims: tuple[Claim, ...]) -> tuple[Entry, ...]:
    """Put claims into words, each with what speaks for it, what against it, and what else may fit."""
    return tuple(_entry(telling, period, claim) for claim in claims)


def _entry(telling: Telling, period: Period, claim: Claim) -> Entry:
    tell = telling.tell
    worked = claim.polarity == "worked"
    sign = Mark("+", "better", tell(say("worked"))) if worked else Mark("-", "worse", tell(say("did not work")))
    facts = [Fact(tell(say("How")), claim.how)] if claim.how else []
    facts.append(_evidence(telling, period, say("Evidence"), claim.evidence))
    facts.append(_evidence(telling, period, say("Against"), claim.against))
    if claim.states_cause:
        facts.append(Fact(tell(say("Or else")), tell(say("it names a cause; another explanation may fit as well"))))
    if claim.respondent:
        role = ROLES.get(claim.role)
        facts.append(Fact(tell(say("Said by")), tell(role) if role else claim.role))
    return Entry(claim.text, tuple(facts), mark=sign)


def _evidence(telling: Telling, period: Period, label: Message, addresses: tuple[str, ...]) -> Fact:
    """Lead to the period's own measures; name what stands in the session's report."""
    titles = {m.total.id: telling.title(m.total.title) for m in period.measures}
    links, named = [], []
    for address in addresses:
        kind, _, name = address.partition(":")
        if kind == "metric" and name in titles:
            links.append(Link(titles[name], f"k-{slug(name)}"))
        elif kind in NAMES:
            named.append(telling.tell(Message(text=NAMES[kind].text, values={"n": name})))
    if not links and not named:
        nothing = say("nothing found in the sessions' records")
        return Fact(telling.tell(label), telling.tell(nothing))
    where = say("in its session: {names}", names=telling.listing(named))
    if links:
        where = say("in its session: {names}; over the period:", names=telling.listing(named))
    return Fact(telling.tell(label), telling.tell(where) if named else "", tuple(links))

"""Sections 7 and 8: what worked and what did not, in the same words and the same room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Entries, Entry, Fact, Mark, Section
from rex.render.reading import slug
from rex.render.words import role

if TYPE_CHECKING:
    from rex.model.answer import Claim
    from rex.render.reading import Reading

PHASES: dict[str, Message] = {
    "blind": say("before the numbers were shown"),
    "reveal": say("after the numbers were shown"),
    "commit": say("when actions were chosen"),
}


def worked(reading: Reading) -> Section:
    """Show the claims that something worked, each with its evidence or called an opinion."""
    tell = reading.tell
    claims = tuple(c for c in reading.record.claims if c.polarity == "worked")
    headline = say_n(
        "{n} thing is said to have worked, with evidence in this record for {proof}.",
        "{n} things are said to have worked, with evidence in this record for {proof}.",
        len(claims),
        proof=quantity(_supported(claims), "count"),
    )
    return Section(
        7,
        tell(say("What worked, and how")),
        tell(say("You decide: what to make standard")),
        tell(headline if claims else say("Nobody named something that worked.")),
        (_entries(reading, claims, say("Nobody named something that worked; that is an answer too.")),),
    )


def did_not(reading: Reading) -> Section:
    """Show the claims that something did not work, in the same shape."""
    tell = reading.tell
    claims = tuple(c for c in reading.record.claims if c.polarity == "did_not")
    headline = say_n(
        "{n} thing is said not to have worked, with evidence in this record for {proof}.",
        "{n} things are said not to have worked, with evidence in this record for {proof}.",
        len(claims),
        proof=quantity(_supported(claims), "count"),
    )
    return Section(
        8,
        tell(say("What did not, and how")),
        tell(say("You decide: what to change")),
        tell(headline if claims else say("Nobody named something that did not work.")),
        (_entries(reading, claims, say("Nobody named something that did not work; that is an answer too.")),),
    )


def _supported(claims: tuple[Claim, ...]) -> int:
    return sum(not c.opinion for c in claims)


def _entries(reading: Reading, claims: tuple[Claim, ...], empty: Message) -> Entries:
    return Entries(tuple(_entry(reading, c) for c in claims), empty=reading.tell(empty), layout="claims")


def _entry(reading: Reading, claim: Claim) -> Entry:
    tell = reading.tell
    sign = (
        Mark("+", "better", tell(say("worked")))
        if claim.polarity == "worked"
        else Mark("-", "worse", tell(say("did not work")))
    )
    facts = []
    if claim.how:
        facts.append(Fact(tell(say("How")), claim.how))
    links = reading.links(claim.evidence)
    if links:
        facts.append(Fact(tell(say("Evidence")), "", links))
    else:
        facts.append(Fact(tell(say("Evidence")), tell(say("none in this record: an opinion"))))
    against = reading.links(claim.against)
    nothing = tell(say("nothing found in this record")) if not against else ""
    facts.append(Fact(tell(say("Against")), nothing, against))
    if claim.states_cause:
        facts.append(Fact(tell(say("Or else")), tell(say("it names a cause; another explanation may fit as well"))))
    facts.append(Fact(tell(say("Said by")), _said_by(reading, claim)))
    return Entry(claim.text, tuple(facts), mark=sign, anchor=f"c-{slug(claim.id)}")


def _said_by(reading: Reading, claim: Claim) -> str:
    when = reading.tell(PHASES[claim.phase])
    return reading.tell(say("{role}, {when}", role=role(reading, claim.role), when=when))

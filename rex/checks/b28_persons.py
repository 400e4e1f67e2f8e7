"""B28: a person or a role as the cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Clear, Fires, check
from rex.checks.prose.claims import worded
from rex.checks.wording import claim_address, count
from rex.model.message import Message, say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject

TIMES = 2
"""How many times as many person-made causes as others make a pattern, from `ENOUGH` on. [heur]"""
ENOUGH = 3


@check(id="B28", title="A person as the cause", level="warn", needs=("claims",), source="S14, S18")
def person_as_cause(subject: Subject) -> Answer:
    """Find conclusions of what did not work that name a person or a role as the one who failed.

    Who erred is where the search begins, not where it ends: the next person on the same set meets the same trap.

    It speaks when such a conclusion has a person or a role with a word of failure ("forgot", "se le olvidó", "a
    oublié"), a word of fault, or "human error". It adds how many explained conclusions name persons and how many the
    setup, once persons are three or more and at least twice as many. The sentence never repeats a name.

    Too little: without conclusions of what did not work there is nothing to see. Praise of a person is left alone.
    The lists stand in rex/checks/prose/rules/blame.yaml; no native speaker has reviewed the Spanish and French ones.
    Source: S14, S18.
    """
    negative = [claim for claim in subject.claims if claim.polarity == "did_not"]
    found = worded(negative, "blame")
    if not found:
        return Clear(
            say_n(
                "{n} conclusion of what did not work, and it names no person as the cause.",
                "{n} conclusions of what did not work, and none names a person as the cause.",
                len(negative),
            )
        )
    persons = {one.claim.id for one in found}
    setup = sum(1 for one in worded(negative, "cause") if one.claim.id not in persons)
    return Fires(
        says=_says(len(found), setup),
        instead=say("Ask what in the setup made it likely, and write that instead."),
        evidence=tuple(claim_address(one.claim) for one in found),
        strength=len(found) / len(negative),
    )


def _says(persons: int, setup: int) -> Message:
    if persons >= ENOUGH and persons >= TIMES * setup:
        return say(
            "Of what did not work, {persons} conclusions name a person or a role as the cause, {setup} the setup.",
            persons=count(persons),
            setup=count(setup),
        )
    return say_n(
        "{n} conclusion names a person or a role as the cause.",
        "{n} conclusions name a person or a role as the cause.",
        persons,
    )

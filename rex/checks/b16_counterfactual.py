"""B16: a conclusion that tells what did not happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Clear, Fires, check
from rex.checks.prose.claims import worded
from rex.checks.wording import and_more, claim_address
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from rex.checks.prose.claims import Worded
    from rex.checks.subject import Subject


@check(id="B16", title="What did not happen", level="info", needs=("claims",), source="S14, S18")
def what_did_not_happen(subject: Subject) -> Answer:
    """Find conclusions, good or bad, that tell what should, could or would have happened.

    Nobody saw what did not happen. What people saw, and what they could choose from, is there to learn from; and what
    should be different next time is an action.

    It speaks when a conclusion is put as a modal in the past ("should have", "tendríamos que haber", "on aurait dû"),
    as a condition that was not met, or as a regret. Plans, questions and customers' words are left alone.

    Too little: without conclusions it does not apply. The lists stand in rex/checks/prose/rules/counterfactual.yaml;
    no native speaker has reviewed the Spanish and French ones. Source: S14, S18.
    """
    found = worded(subject.claims, "counterfactual")
    if not found:
        return Clear(
            say_n(
                "{n} conclusion tells what happened, not what could have.",
                "{n} conclusions tell what happened, not what could have.",
                len(subject.claims),
            )
        )
    return Fires(
        says=and_more(_says(found[0]), len(found) - 1),
        instead=say("Write what people saw then and which options they had, or make it an action for the next show."),
        evidence=tuple(claim_address(one.claim) for one in found),
        strength=len(found) / len(subject.claims),
    )


def _says(one: Worded) -> Message:
    if one.claim.at_s is None:
        return say(
            "“{claim}” (“{words}”) tells what did not happen, and nobody saw that.",
            claim=one.claim.text,
            words=one.hit.words,
        )
    return say(
        "“{claim}” (“{words}”) tells what did not happen at {at}, and nobody saw that.",
        claim=one.claim.text,
        words=one.hit.words,
        at=quantity(one.claim.at_s, "offset"),
    )

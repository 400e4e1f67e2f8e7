"""B03: one cause, and no other that was weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Clear, Fires, check
from rex.checks.lexicon import holds
from rex.checks.prose.claims import worded
from rex.checks.wording import and_more, claim_address
from rex.model.message import say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Claim


@check(id="B03", title="Single cause", level="info", needs=("claims",), source="S36 (alternatives); S18")
def single_cause(subject: Subject) -> Answer:
    """Find conclusions, of successes as of failures, that give one cause and weigh no other.

    The first explanation that fits ends the search. A second one, and what would tell the two apart, keeps it open.

    It speaks when a conclusion is put as cause and effect ("due to", "debido a", "grâce à", "the break cost us"), is
    not hedged, and has no evidence against it. Plans, questions, negations and customers' words are left alone.

    Too little: without conclusions it does not apply. Whether the cause is the true one it cannot tell. The lists
    stand in rex/checks/prose/rules/cause.yaml; no native speaker has reviewed the Spanish and French ones.
    Source: S36, S18.
    """
    found = [one for one in worded(subject.claims, "cause") if not _weighed(one.claim)]
    if not found:
        return Clear(
            say_n(
                "{n} conclusion, and it does not rest on one cause alone.",
                "{n} conclusions, and none rests on one cause alone.",
                len(subject.claims),
            )
        )
    says = say("“{claim}” (“{words}”) gives one cause.", claim=found[0].claim.text, words=found[0].hit.words)
    return Fires(
        says=and_more(says, len(found) - 1),
        instead=say("Name one other explanation, and what would tell them apart."),
        evidence=tuple(claim_address(one.claim) for one in found),
        strength=len(found) / len(subject.claims),
    )


def _weighed(claim: Claim) -> bool:
    """Tell whether something was put against the conclusion, or it says itself that it is unsure."""
    return bool(claim.against) or holds("hedge", f"{claim.text} {claim.how}")

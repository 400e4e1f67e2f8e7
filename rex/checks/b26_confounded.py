"""B26: one thing credited while others changed too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.wording import and_more, claim_address, count
from rex.model.message import Message, say, say_n

if TYPE_CHECKING:
    from rex.checks.parts import ContextChange, Factor
    from rex.checks.subject import Subject
    from rex.model.answer import Claim

OTHERS = 2
"""Other things that changed, from which one alone cannot be credited. [heur]"""
NAMES: dict[Factor, Message] = {
    "host": say("the hosts"),
    "slot": say("the time of day"),
    "weekday": say("the weekday"),
    "duration": say("the length"),
    "promotion": say("the discount"),
    "paid_traffic": say("paid traffic"),
    "catalogue": say("the products"),
    "holiday": say("a holiday"),
    "platform": say("the platform"),
}


@check(
    id="B26",
    title="Several things changed at once",
    level="warn",
    needs=("claims", "context_changes"),
    source="S36; S43 (platform metrics know no counterfactual)",
)
def confounded(subject: Subject) -> Answer:
    """Find conclusions that give a rise or a fall one cause while other things changed as well.

    Two shows are never alike but for one thing. With a new host, another day and a deeper discount, nobody can tell
    which of them did it, for a good evening or a bad one.

    It speaks when a conclusion states a cause for a KPI that rose or fell, and two things or more besides the one it
    credits differ from the session before: hosts, time of day, weekday, length (20 %), discount, share of paid traffic
    (10 points), products (under 70 % the same), a holiday, the platform. Where it cannot be told which of them the
    conclusion credits, one is taken to be it.

    Too little: where nothing is known of the session before, or no conclusion states a cause of a change, it does not
    apply. Source: S36, S43; the number is a starting value.
    """
    changed = subject.context_changes or ()
    causal = [claim for claim in subject.claims if claim.states_cause and claim.direction in {"up", "down"}]
    if not causal:
        return Cannot(say("No conclusion states a cause for a KPI that rose or fell."))
    found = [(others, claim) for claim in causal if len(others := _others(claim, changed)) >= _needed(claim, changed)]
    if not found:
        return Clear(
            say(
                "Conclusions that state a cause of a change: {claims}; things that differ from the last session: {n}.",
                claims=count(len(causal)),
                n=count(len(changed)),
            )
        )
    others, first = max(found, key=lambda pair: len(pair[0]))
    return Fires(
        says=and_more(_says(first, others), len(found) - 1),
        instead=say("Say that they came together, and next time change one thing alone."),
        evidence=tuple(claim_address(claim) for _, claim in found),
        strength=beyond(len(others), OTHERS - 1),
    )


def _others(claim: Claim, changed: tuple[ContextChange, ...]) -> tuple[ContextChange, ...]:
    return tuple(one for one in changed if one.factor != claim.topic)


def _needed(claim: Claim, changed: tuple[ContextChange, ...]) -> int:
    """Give how many must remain: one more where the one that is credited cannot be told from the others."""
    return OTHERS + (not any(one.factor == claim.topic for one in changed))


def _says(claim: Claim, others: tuple[ContextChange, ...]) -> Message:
    return say_n(
        "“{claim}” names one cause; {n} thing differs from the session before: {list}.",
        "“{claim}” names one cause; {n} things differ from the session before: {list}.",
        len(others),
        claim=claim.text,
        list=_list([NAMES[one.factor] for one in others]),
    )


def _list(names: list[Message]) -> Message:
    """Join names by commas."""
    joined = names[0]
    for name in names[1:]:
        joined = say("{first}, {second}", first=joined, second=name)
    return joined

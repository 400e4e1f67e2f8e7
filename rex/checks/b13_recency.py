"""B13: a month's lessons that come from its last session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check, unlikely
from rex.checks.wording import claim_address, count, together
from rex.model.message import quantity, say
from rex.stats.distributions import binomial_share_up_to

if TYPE_CHECKING:
    from rex.checks.subject import Subject

SESSIONS, CLAIMS = 4, 4
"""Sessions of the period, and conclusions tied to them, from which it is judged. [heur]"""
MOST = 0.60
"""Share of the conclusions from one session. [heur]"""
RARE = 0.05
"""How rarely so many should come from it if each session gave equally many. [stat]"""


@check(
    id="B13",
    title="The last session stands for all",
    level="warn",
    needs=("claims", "period_sessions", "claim_sessions"),
    source="recency effect, from memory; the tail is exact",
)
def recency(subject: Subject) -> Answer:
    """Find reports on a period whose lessons, good and bad, come from one end of it.

    The last show is fresh, the first of the month is gone; at times the first impression stays and the rest fades.

    It speaks when, over four sessions or more, 60 % of the conclusions or more come from the last one (or from the
    first one), and so many would come from it in 5 % of periods or fewer if each session gave equally many.

    Too little: a report on one session, a period under four, or under four conclusions, and it does not apply.
    Source: recency and primacy, from memory; the tail is exact, the 60 % a starting value.
    """
    sessions = subject.period_sessions
    tied = [(claim, subject.claim_sessions[claim.id]) for claim in subject.claims if claim.id in subject.claim_sessions]
    if len(sessions) < SESSIONS or len(tied) < CLAIMS:
        text = "Needs {sessions} sessions and {claims} conclusions; there are {s} and {c}."
        return Cannot(
            say(text, sessions=count(SESSIONS), claims=count(CLAIMS), s=count(len(sessions)), c=count(len(tied)))
        )
    ends = {end: [claim for claim, session in tied if session == end] for end in (sessions[-1], sessions[0])}
    end, most = max(ends.items(), key=lambda pair: len(pair[1]))
    chance = 1 - binomial_share_up_to(len(most) - 1, len(tied), 1 / len(sessions))
    text = (
        "{k} of {n} conclusions come from the last of {sessions} sessions."
        if end == sessions[-1]
        else "{k} of {n} conclusions come from the first of {sessions} sessions."
    )
    says = say(text, k=count(len(most)), n=count(len(tied)), sessions=count(len(sessions)))
    if len(most) < MOST * len(tied) or chance > RARE:
        return Clear(says)
    rare = say(
        "If each session gave equally many, that would happen in {share} of periods.", share=quantity(chance, "share")
    )
    return Fires(
        says=together(says, rare),
        instead=say("Open the reports of the other sessions, and ask of each lesson in how many of them it held."),
        evidence=tuple(claim_address(claim) for claim in most),
        strength=unlikely(chance, RARE),
    )

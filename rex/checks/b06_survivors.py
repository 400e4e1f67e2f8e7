"""B06: a survey answered by those who stayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.direction import kpis_of
from rex.checks.lexicon import holds
from rex.checks.wording import claims_and_metrics, count, depending, together
from rex.model.message import Message, quantity, say
from rex.stats.distributions import binomial_share_up_to

if TYPE_CHECKING:
    from rex.checks.parts import Audience
    from rex.checks.subject import Subject

ANSWERS = 10
"""Answers from which those who answered can be compared with all viewers. [heur]"""
LONGER = 1.5
"""How many times longer (or shorter) those who answered watched, by the medians. [heur]"""
BUYERS = 2.0
"""How many times more often they bought, or less often. [heur]"""
RARE = 0.025
"""How rarely so many, or so few, buyers would answer if buyers answered like everybody: 5 % for both. [stat]"""


@dataclass(frozen=True, slots=True)
class _Unlike:
    says: Message
    strength: float


@check(
    id="B06",
    title="Those who stayed answered",
    level="info",
    needs=("audience",),
    uses=("claims", "kpi_tables"),
    source="survivorship, from memory",
)
def survivors(subject: Subject) -> Answer:
    """Find surveys whose answers come from people unlike the audience, in either direction.

    Who left early is not there when the survey comes, and buyers answer gladly. The reverse exists: a survey that
    reaches those who complain.

    It speaks when the median time watched by those who answered is 1.5 times that of all viewers or more (or two
    thirds or less), or when they bought twice as often or more (or half as often or less) and so many buyers would
    answer in 2.5 % of surveys or fewer by luck. It warns where a conclusion without a word of doubt cites a KPI of the
    survey, and is a remark (info) elsewhere.

    Too little: under ten answers, or where neither time nor purchases of those who answered are known, it does not
    apply. Source: from memory; the ratios are starting values, the tail is exact.
    """
    audience = subject.audience
    known = audience is not None and (
        None not in {audience.watched_answered_s, audience.watched_all_s}
        or None not in {audience.buyers_answered, audience.buyer_share}
    )
    if audience is None or audience.answered < ANSWERS or not known:
        text = "Needs {n} answers of people whose time watched or purchases are known."
        return Cannot(say(text, n=count(ANSWERS)))
    found = [unlike for unlike in (_watched(audience), _bought(audience)) if unlike is not None]
    if not found:
        text = "Answers: {n}; those who gave them watched and bought much like the audience."
        return Clear(say(text, n=count(audience.answered)))
    claims = [c for c in subject.claims if any("survey" in subject.kpi_tables.get(kpi, ()) for kpi in kpis_of(c))]
    sure = [claim for claim in claims if not holds("hedge", f"{claim.text} {claim.how}")]
    says = found[0].says if len(found) == 1 else together(found[0].says, found[1].says)
    return Fires(
        says=together(says, depending(len(claims))),
        instead=say("Write “of those who answered”, and ask a few who left early."),
        evidence=claims_and_metrics(claims),
        strength=max(unlike.strength for unlike in found),
        level="warn" if sure else "info",
    )


def _watched(audience: Audience) -> _Unlike | None:
    own, everybody = audience.watched_answered_s, audience.watched_all_s
    if not own or not everybody or 1 / LONGER < own / everybody < LONGER:
        return None
    says = say(
        "Those who answered watched {own}, all viewers {all} (medians).",
        own=quantity(own / 60, "minutes"),
        all=quantity(everybody / 60, "minutes"),
    )
    return _Unlike(says, beyond(max(own / everybody, everybody / own), LONGER))


def _bought(audience: Audience) -> _Unlike | None:
    k, n, share = audience.buyers_answered, audience.answered, audience.buyer_share
    if k is None or not share:
        return None
    ratio = k / n / share
    more = ratio >= BUYERS and 1 - binomial_share_up_to(k - 1, n, share) <= RARE
    fewer = ratio <= 1 / BUYERS and binomial_share_up_to(k, n, share) <= RARE
    if not more and not fewer:
        return None
    says = say(
        "Of {n} who answered {own} bought, of all viewers {all}.",
        n=count(n),
        own=quantity(k / n, "share"),
        all=quantity(share, "share"),
    )
    return _Unlike(says, beyond(ratio, BUYERS) if more else beyond(1 / max(ratio, 0.01), BUYERS))

"""B15: a conclusion that says it was known before, and no sealed forecast that said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Clear, Fires, check
from rex.checks.direction import kpis_of, side_of_claim, side_of_forecast
from rex.checks.prose.claims import worded
from rex.checks.wording import and_more, claim_address
from rex.model.message import Message, say, say_n

if TYPE_CHECKING:
    from rex.checks.prose.claims import Worded
    from rex.checks.subject import Subject
    from rex.model.answer import Claim, Forecast


@check(
    id="B15",
    title="Known all along",
    level="info",
    needs=("claims", "forecasts"),
    uses=("respondents", "measures"),
    source="S20, S14",
)
def known_all_along(subject: Subject) -> Answer:
    """Find conclusions, good or bad, that say that the outcome was known before, where no sealed forecast said it.

    Once we know how it ended, it feels as if we had always known. A forecast sealed before the show is the one proof.

    It speaks when a conclusion is put as foreknowledge ("we knew it", "se veía venir", "c'était prévisible") and its
    author sealed no forecast that points the same way on the same KPI; a conclusion that names no KPI is held against
    all of its author's forecasts. Customers' words, questions and what is said not to have been known are left alone.

    Too little: without any forecast it does not apply. The lists stand in rex/checks/prose/rules/hindsight.yaml; no
    native speaker has reviewed the Spanish and French ones. Source: S20, S14.
    """
    known = worded(subject.claims, "hindsight")
    found = [one for one in known if not _foreseen(one.claim, subject)]
    if not found:
        if known:
            return Clear(say("What is said to have been known stands in a sealed forecast."))
        return Clear(
            say_n(
                "{n} conclusion, and it does not say that the outcome was known before.",
                "{n} conclusions, and none says that the outcome was known before.",
                len(subject.claims),
            )
        )
    return Fires(
        says=and_more(_says(found[0], subject), len(found) - 1),
        instead=say("Cite the sealed forecast that said it, or write what could be seen at the time."),
        evidence=tuple(a for one in found for a in (claim_address(one.claim), *_addresses(one.claim, subject))),
        strength=len(found) / len(subject.claims),
    )


def _own(claim: Claim, subject: Subject) -> list[Forecast]:
    """List the forecasts of a conclusion's author about its KPIs, given under seal and without having seen figures."""
    sealed = {one.id for one in subject.respondents if one.blind and one.seal is not None}
    about = kpis_of(claim)
    return [
        forecast
        for forecast in subject.forecasts
        if forecast.respondent == claim.respondent
        and forecast.respondent in sealed
        and not (forecast.informed or forecast.changed)
        and (not about or forecast.kpi in about)
    ]


def _foreseen(claim: Claim, subject: Subject) -> bool:
    side = side_of_claim(claim)
    return any(side_of_forecast(one, subject.measure(one.kpi)) == side for one in _own(claim, subject))


def _addresses(claim: Claim, subject: Subject) -> tuple[str, ...]:
    return tuple(f"forecast:{one.id}" for one in _own(claim, subject))


def _says(one: Worded, subject: Subject) -> Message:
    if not _own(one.claim, subject):
        return say(
            "“{claim}” (“{words}”) says that it was known before. No sealed forecast of its author is about it.",
            claim=one.claim.text,
            words=one.hit.words,
        )
    return say(
        "“{claim}” (“{words}”) says that it was known before. The sealed forecast did not point that way.",
        claim=one.claim.text,
        words=one.hit.words,
    )

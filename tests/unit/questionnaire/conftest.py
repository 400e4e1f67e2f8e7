"""The shipped set, the facts of an invented session, and an interview whose saved drafts can be looked at."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from rex.model.draft import Draft
from rex.questionnaire.facts import BlindFacts, Named, RevealFacts, Sealed, Told
from rex.questionnaire.load import load_set
from rex.questionnaire.run import Interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.question import QuestionSet

MADRID = timezone(timedelta(hours=1))
EIGHT = datetime(2026, 11, 20, 20, 27, 8, 500, tzinfo=MADRID)


@pytest.fixture(scope="session")
def csm() -> QuestionSet:
    return load_set("csm")


@pytest.fixture
def blind() -> BlindFacts:
    return BlindFacts(
        session="2026-11-20-autumn-glow",
        title="Autumn Glow",
        goal="conversion 5.0%",
        goal_kpi="conversion_rate",
        kpis=(Named("conversion_rate", "Conversion"), Named("revenue", "Revenue"), Named("nps", "NPS")),
        open_actions=tuple(Named(f"A-{n}", f"Action {n}") for n in range(1, 6)),
        context=("promo", "unheard-of"),
        duration_s=62 * 60,
    )


EVIDENCE = (
    Told("moment:4", "59 orders in 8 minutes"),
    Told("metric:revenue", "Revenue 1,200 EUR"),
    Told("quote:1", "w"),
)


@pytest.fixture
def saved() -> list[Draft]:
    return []


@pytest.fixture
def draft() -> Draft:
    return Draft(respondent="maria", role="csm", set="csm")


@pytest.fixture
def interview(csm: QuestionSet, blind: BlindFacts, draft: Draft, saved: list[Draft]) -> Interview:
    return Interview(csm, draft, blind, saved.append, lambda: EIGHT)


@pytest.fixture
def reveal(csm: QuestionSet, blind: BlindFacts, saved: list[Draft]) -> Callable[[Interview], Interview]:
    """Seal an interview and take it up with what the numbers show."""

    def go_on(sealed: Interview) -> Interview:
        proof = sealed.seal() if sealed.draft.seal is None else Sealed.of(sealed.draft)
        facts = RevealFacts(
            proof,
            blind,
            peaks=(Told("moment:4", "59 orders in 8 minutes", "kit revealed", "worked", at_s=2280),),
            drops=(Told("moment:5", "viewers 592 to 504", "", "did_not", at_s=2750),),
            marked_kpis=(Told("metric:revenue", "Revenue, above usual", "", "worked", "up", topic="revenue"),),
            evidence=EVIDENCE,
            main_claim=Told("claim:maria.csm.repeat", "the half-face test", polarity="worked"),
        )
        return Interview(csm, sealed.draft, facts, saved.append, lambda: EIGHT)

    return go_on

"""A person ties their own conclusion to what the record holds: for it, against it, or to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.questionnaire.facts import BlindFacts, RevealFacts, Told
from rex.questionnaire.respondents import claims, main_claim, other_claims
from rex.questionnaire.run import Interview
from rex.questionnaire.values import BadValueError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.question import QuestionSet

SUPPORT = "csm.support.claim:maria.csm.repeat"


@pytest.fixture
def told(interview: Interview, reveal: Callable[[Interview], Interview]) -> Interview:
    """One conclusion from memory, sealed, with the numbers on the screen."""
    interview.answer("csm.repeat", "the half-face test")
    return reveal(interview)


def made(told: Interview, csm: QuestionSet) -> Claim:
    """Give the one conclusion from memory as the record has it."""
    return next(claim for claim in claims(told.draft, csm) if claim.id == "maria.csm.repeat")


def test_what_is_picked_becomes_the_evidence_of_the_conclusion(told: Interview, csm: QuestionSet) -> None:
    assert made(told, csm).opinion
    told.answer(SUPPORT, ["moment:4", "quote:1"])
    assert made(told, csm).evidence == ("moment:4", "quote:1")


def test_none_of_these_leaves_an_opinion(told: Interview, csm: QuestionSet) -> None:
    told.answer(SUPPORT, ["nothing"])
    told.answer("csm.against", "nothing")
    assert (made(told, csm).evidence, made(told, csm).against) == ((), ())


def test_evidence_against_is_an_address_and_words_beside_it(told: Interview, csm: QuestionSet) -> None:
    told.answer("csm.against", {"choice": "metric:revenue", "text": "sold at half the price"})
    assert made(told, csm).against == ("metric:revenue", "answer:maria.csm.against")


def test_only_what_the_record_holds_can_be_picked(told: Interview) -> None:
    with pytest.raises(BadValueError, match="One of these is expected") as wrong:
        told.answer(SUPPORT, ["moment:9"])
    assert wrong.value.message.values["known"] == "moment:4, metric:revenue, quote:1, nothing"
    with pytest.raises(BadValueError, match="stands alone"):
        told.answer(SUPPORT, ["moment:4", "nothing"])


def test_none_of_these_comes_last_behind_what_the_record_holds(told: Interview) -> None:
    asked = told.find(SUPPORT)
    assert asked is not None
    assert [option.id for option in asked.options] == ["moment:4", "metric:revenue", "quote:1", "nothing"]


def test_tying_evidence_does_not_change_which_conclusion_is_put_to_the_test(told: Interview, csm: QuestionSet) -> None:
    before = main_claim(told.draft, csm, "s")
    told.answer(SUPPORT, ["moment:4"])
    assert main_claim(told.draft, csm, "s") == before


def test_at_full_depth_the_other_conclusion_is_tied_too(interview: Interview, csm: QuestionSet) -> None:
    interview.draft = interview.draft.model_copy(update={"depth": "full"})
    interview.answer("csm.repeat", "the half-face test")
    interview.answer("csm.change", "sold out too soon")
    proof, told = interview.seal(), Told("moment:5", "viewers 592 to 504")
    main, others = main_claim(interview.draft, csm, "s"), other_claims(interview.draft, csm, "s")
    assert main is not None
    assert {main.id, *(one.id for one in others)} == {"claim:maria.csm.repeat", "claim:maria.csm.change"}
    facts = RevealFacts(proof, BlindFacts("s", "S"), evidence=(told,), main_claim=main, other_claims=others)
    more = Interview(csm, interview.draft, facts, lambda _: None, lambda: proof.seal.at)
    (name,) = [a.id for a in more.asked("reveal") if a.question.id == "csm.support_more"]
    more.answer(name, ["moment:5"])
    tied = {claim.id: claim.evidence for claim in claims(more.draft, csm)}
    assert tied[others[0].id.removeprefix("claim:")] == ("moment:5",)

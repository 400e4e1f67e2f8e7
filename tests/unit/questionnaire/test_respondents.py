from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from rex.questionnaire.outcomes import became_of, bets, sentence
from rex.questionnaire.respondents import claims, forecasts, informed, main_claim, respondent
from rex.questionnaire.run import Interview

if TYPE_CHECKING:
    from rex.model.question import QuestionSet

Reveal = Callable[[Interview], Interview]


@pytest.fixture
def answered(interview: Interview) -> Interview:
    interview.answer("csm.seen", ["none"])
    interview.answer("csm.reached", "likely")
    interview.answer("csm.forecast.revenue", "above")
    interview.answer("csm.forecast.nps", "below")
    interview.dont_know("csm.forecast.conversion_rate")
    interview.answer("csm.repeat", "00:20 half-face test, thanks to the light")
    interview.answer("csm.change", "")
    return interview


def test_sealed_answers_of_somebody_who_saw_nothing_are_blind(answered: Interview, csm: QuestionSet) -> None:
    answered.seal()
    end = answered.draft.started
    assert end is not None
    person = respondent(answered.draft, csm, session_end=end - timedelta(minutes=90))
    assert person.blind
    assert person.informed == ()
    assert person.hours_after_end == 1.5
    assert person.seal == answered.draft.seal
    assert not any(answer.unsealed for answer in person.answers)


def test_without_a_seal_or_with_a_broken_one_nobody_is_blind(answered: Interview, csm: QuestionSet) -> None:
    assert not respondent(answered.draft, csm).blind
    answered.seal()
    forged = answered.draft.model_copy(update={"answers": answered.draft.answers | {"csm.reached": "even"}})
    person = respondent(forged, csm)
    assert (person.blind, person.seal) == (False, None)
    assert all(answer.unsealed for answer in person.answers)


def test_an_answer_added_or_changed_after_the_seal_is_unsealed(answered: Interview, csm: QuestionSet) -> None:
    answered.seal()
    answered.answer("csm.mood", 3)
    answered.answer("csm.forecast.nps", "above")
    person = respondent(answered.draft, csm)
    assert person.blind
    assert {a.question for a in person.answers if a.unsealed} == {"csm.mood", "csm.forecast.nps"}


def test_forecasts_are_what_was_sealed(answered: Interview, csm: QuestionSet) -> None:
    answered.seal()
    answered.answer("csm.forecast.nps", "above")
    made = {f.id: f for f in forecasts(answered.draft, csm, goal_kpi="conversion_rate")}
    assert {key: (f.kpi, f.said, f.probability, f.informed) for key, f in made.items()} == {
        "maria.goal": ("conversion_rate", "probability", 0.7, False),
        "maria.revenue": ("revenue", "above", None, False),
        "maria.nps": ("nps", "below", None, False),
    }
    assert "maria.goal" not in [f.id for f in forecasts(answered.draft, csm)]


@pytest.mark.parametrize(
    ("seen", "knew"),
    [
        (["none"], set()),
        (["replay"], set()),
        (["orders"], {"revenue", "nps"}),  # no choice names NPS: any figure may have given it away
        (["chat"], {"nps"}),
    ],
)
def test_a_forecast_is_informed_where_its_figures_had_been_seen(
    answered: Interview, csm: QuestionSet, seen: list[str], knew: set[str]
) -> None:
    answered.answer("csm.seen", seen)
    answered.seal()
    assert {f.kpi for f in forecasts(answered.draft, csm) if f.informed} == knew
    assert respondent(answered.draft, csm).blind is (seen == ["none"])


def test_not_having_said_what_was_seen_counts_as_having_seen(answered: Interview, csm: QuestionSet) -> None:
    answered.skip("csm.seen")
    answered.seal()
    assert informed(answered.draft, csm) == ("unknown",)
    assert all(f.informed for f in forecasts(answered.draft, csm))


def test_taking_back_what_was_seen_after_the_seal_changes_nothing(answered: Interview, csm: QuestionSet) -> None:
    answered.answer("csm.seen", ["orders"])
    answered.seal()
    answered.answer("csm.seen", ["none"])
    assert informed(answered.draft, csm) == ("orders",)


def test_unsealed_forecasts_are_informed(answered: Interview, csm: QuestionSet) -> None:
    assert all(f.informed for f in forecasts(answered.draft, csm))


def test_the_moments_become_claims_and_an_empty_text_none(answered: Interview, csm: QuestionSet) -> None:
    answered.seal()
    (claim,) = claims(answered.draft, csm)
    assert (claim.id, claim.polarity, claim.phase, claim.at_s) == ("maria.csm.repeat", "worked", "blind", 1200)
    assert claim.text == "half-face test, thanks to the light"
    assert (claim.states_cause, claim.how) == (True, "the light")
    assert claim.opinion


def test_explanations_are_claims_with_the_evidence_they_speak_of(
    answered: Interview, csm: QuestionSet, reveal: Reveal
) -> None:
    told = reveal(answered)
    told.answer("csm.peak", "the kit was shown")
    told.answer("csm.drop", "sold out")
    told.answer("csm.marked", {"choice": "surprising", "text": "a new price"})
    told.answer("csm.against", {"choice": "nothing", "text": "the light was the same last week"})
    made = {claim.id.removeprefix("maria.csm."): claim for claim in claims(told.draft, csm)}
    assert {name: (c.polarity, c.evidence, c.at_s) for name, c in made.items()} == {
        "repeat": ("worked", (), 1200),
        "peak": ("worked", ("moment:4",), 2280),
        "drop": ("did_not", ("moment:5",), 2750),
        "marked": ("worked", ("metric:revenue",), None),
    }
    assert (made["marked"].topic, made["marked"].direction) == ("revenue", "up")
    assert made["peak"].how == "the kit was shown"
    assert made["repeat"].against == ("answer:maria.csm.against",)


def test_evidence_against_a_claim_of_the_record_is_a_claim_of_the_other_side(
    answered: Interview, csm: QuestionSet, reveal: Reveal
) -> None:
    answered.answer("csm.repeat", "")
    told = reveal(answered)
    told.answer("csm.against", {"choice": "nothing", "text": "half of it was one order"})
    (claim,) = claims(told.draft, csm)
    assert (claim.id, claim.polarity, claim.evidence) == ("maria.csm.against", "did_not", ())


def test_a_claim_changed_after_the_seal_is_no_blind_one(answered: Interview, csm: QuestionSet) -> None:
    answered.seal()
    answered.answer("csm.repeat", "the notification")
    assert [claim.phase for claim in claims(answered.draft, csm)] == ["reveal"]


def test_the_claim_to_doubt_is_the_person_s_own_and_both_sides_take_turns(
    answered: Interview, csm: QuestionSet
) -> None:
    answered.answer("csm.change", "sold out")
    found = [main_claim(answered.draft, csm, f"session-{n}") for n in range(60)]
    sides = [told.polarity for told in found if told is not None]
    # A fair coin thrown 60 times: outside 12 to 48 once in 300,000.
    assert 12 <= sides.count("worked") <= 48
    assert len(sides) == 60


def test_what_the_last_questions_decide(answered: Interview, csm: QuestionSet, reveal: Reveal) -> None:
    told = reveal(answered)
    told.answer("csm.open_action.A-1", "done")
    told.skip("csm.open_action.A-2")
    whole = {"what": "stock", "owner": "Lucía", "due": "2026-11-26", "kpi": "nps", "direction": "up"}
    told.answer("csm.action.1", whole | {"smallest_effect": 7})
    told.answer("csm.action.2", "an idea")
    told.answer("csm.sentence", "The kit sold well.")
    assert became_of(told.draft, csm) == {"A-1": "done"}
    first, second = bets(told.draft, csm)
    assert (first.complete, first.owner, first.smallest_effect, str(first.due)) == (True, "Lucía", 7, "2026-11-26")
    assert (second.complete, second.what) == (False, "an idea")
    assert sentence(told.draft, csm) == "The kit sold well."

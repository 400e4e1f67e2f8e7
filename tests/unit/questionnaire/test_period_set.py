"""The team's set for a week or a month; its wording is tested in test_shopper_set.py, beside the others."""

from __future__ import annotations

import pytest

from rex.model.draft import Draft
from rex.questionnaire.asked import lay_out
from rex.questionnaire.facts import BlindFacts, RevealFacts, Unattended
from rex.questionnaire.load import load_set
from rex.questionnaire.order import turned

FACTS = BlindFacts(session="2026-10", title="October 2026")
AFTER = RevealFacts(Unattended("made.yaml"), FACTS)
BLIND = ["changed", "held", "not_held", "celebrate", "mood"]


def laid(person: str) -> list[str]:
    draft = Draft(respondent=person, role="team", set="period")
    rows = [*lay_out(load_set("period"), "blind", FACTS, draft, "en")]
    rows += lay_out(load_set("period"), "commit", AFTER, draft, "en")
    return [row.id.removeprefix("period.") for row in rows]


def test_it_is_six_questions_of_twenty_one_points() -> None:
    # changed 4 + held 4 + not held 4 + to celebrate 4 + mood 1 = 17 blind; to stop 4 after the numbers
    period = load_set("period")
    assert len(period.questions) == 6
    assert [period.points(phase) for phase in ("blind", "reveal", "commit")] == [17, 0, 4]
    assert period.budget == period.full_budget == 21
    assert period.about == "period"


def test_blind_questions_come_first_and_only_the_decision_comes_after_the_numbers() -> None:
    assert [(q.id.removeprefix("period."), q.phase) for q in load_set("period").questions] == [
        *((name, "blind") for name in BLIND),
        ("stop", "commit"),
    ]


@pytest.mark.parametrize("flipped", [False, True])
def test_half_of_the_people_tell_first_which_lesson_did_not_hold(*, flipped: bool) -> None:
    person = next(name for n in range(50) if turned("2026-10", name := f"person-{n}", "lessons") is flipped)
    pair = ["not_held", "held"] if flipped else ["held", "not_held"]
    assert laid(person) == ["changed", *pair, "celebrate", "mood", "stop"]


def test_the_mood_has_five_steps_that_balance() -> None:
    mood = load_set("period").question("period.mood")
    assert mood is not None
    assert [choice.label.en for choice in mood.choices] == [
        "very low", "low", "neither low nor high", "high", "very high",
    ]  # fmt: skip

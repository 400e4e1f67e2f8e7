from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import UsageError
from rex.model.draft import Draft
from rex.questionnaire.facts import BlindFacts
from rex.questionnaire.order import turned
from rex.questionnaire.run import Interview, minutes
from rex.questionnaire.seal import intact
from rex.questionnaire.values import BadValueError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.question import QuestionSet


def test_every_answer_is_saved_before_the_call_returns(interview: Interview, saved: list[Draft]) -> None:
    interview.answer("csm.seen", ["none"])
    interview.skip("csm.mood")
    interview.dont_know("csm.reached")
    assert [len(draft.answers) for draft in saved] == [1, 2, 3]
    assert saved[-1] == interview.draft


def test_skipped_not_known_and_empty_are_three_answers(interview: Interview) -> None:
    interview.skip("csm.mood")
    interview.dont_know("csm.reached")
    interview.answer("csm.goal", "")
    draft = interview.draft
    assert [draft.state(name) for name in ("csm.mood", "csm.reached", "csm.goal")] == ["skipped", "dont_know", "given"]
    assert draft.given("csm.goal") == ""
    assert all(draft.has(name) for name in draft.answers)


def test_only_open_questions_are_left_and_their_points_go_down(interview: Interview) -> None:
    assert interview.points_left("blind") == 18
    interview.answer("csm.seen", "none")
    interview.skip("csm.repeat")
    assert "csm.seen" not in [a.id for a in interview.open("blind")]
    assert interview.points_left("blind") == 18 - 2 - 4
    assert minutes(18) == 3  # 18 times 10 seconds
    assert minutes(1) == 1


def test_the_goal_and_what_session_yaml_tells_are_proposed(interview: Interview) -> None:
    asked = {a.id: a for a in interview.asked("blind")}
    assert asked["csm.goal"].default == "conversion 5.0%"
    assert asked["csm.context"].default == ["promo"]  # a tag that is no choice is not proposed


def test_without_a_goal_its_chance_is_asked_only_once_one_was_given(
    csm: QuestionSet, draft: Draft, saved: list[Draft], interview: Interview
) -> None:
    bare = Interview(csm, draft, BlindFacts("s", "S"), saved.append, interview._now)
    assert "csm.reached" not in [a.id for a in bare.asked("blind")]
    bare.answer("csm.goal", "100 orders")
    assert "csm.reached" in [a.id for a in bare.asked("blind")]


def test_an_id_once_written_stays_whatever_is_answered_later(interview: Interview) -> None:
    interview.answer("csm.mood", 4)
    interview.skip("csm.mood")
    assert "csm.mood" in interview.draft.answers
    interview.answer("csm.mood", 2)
    assert interview.draft.given("csm.mood") == 2
    assert interview.draft.states == {}
    assert interview.draft.order == ("csm.mood",)


def test_half_typed_words_are_kept_and_never_count(interview: Interview, saved: list[Draft]) -> None:
    interview.typing("csm.repeat", "the half")
    assert saved[-1].draft == {"csm.repeat": "the half"}
    assert not interview.draft.has("csm.repeat")
    interview.answer("csm.repeat", "the half-face test")
    assert interview.draft.draft == {}


def test_a_changed_answer_after_the_seal_is_recorded_with_what_was_sealed(interview: Interview) -> None:
    interview.answer("csm.mood", 4)
    interview.skip("csm.context")
    interview.seal()
    interview.answer("csm.mood", 2)
    interview.answer("csm.mood", 1)
    interview.answer("csm.context", ["promo"])
    changes = {c.question: (c.state, c.was) for c in interview.draft.changed_after_seal}
    assert changes == {"csm.mood": ("given", 4), "csm.context": ("skipped", None)}
    assert interview.draft.given("csm.mood") == 1
    assert intact(interview.draft)


def test_the_same_answer_again_is_no_change(interview: Interview) -> None:
    interview.answer("csm.mood", 4)
    interview.seal()
    interview.answer("csm.mood", 4)
    assert interview.draft.changed_after_seal == ()


def test_answers_are_sealed_once(interview: Interview) -> None:
    interview.seal()
    with pytest.raises(UsageError, match="sealed already"):
        interview.seal()


def test_a_wrong_value_saves_nothing(interview: Interview, saved: list[Draft]) -> None:
    with pytest.raises(BadValueError):
        interview.answer("csm.mood", 9)
    with pytest.raises(UsageError):
        interview.answer("csm.nothing", 1)
    assert saved == []


def test_another_action_is_offered_only_after_the_one_before(
    interview: Interview, reveal: Callable[[Interview], Interview]
) -> None:
    told = reveal(interview)
    assert [a.id for a in told.asked("commit")] == ["csm.action.1", "csm.sentence"]
    told.answer("csm.action.1", {"what": "stock"})
    told.answer("csm.action.2", {"what": "code"})
    told.answer("csm.action.3", {"what": "roster"})
    ids = [a.id for a in told.asked("commit")]
    assert ids == ["csm.action.1", "csm.action.2", "csm.action.3", "csm.sentence"]


def test_half_of_the_people_are_asked_for_the_best_moment_first(csm: QuestionSet, blind: BlindFacts) -> None:
    def first(person: str) -> str:
        draft = Draft(respondent=person, role="csm", set="csm")
        asked = Interview(csm, draft, blind, lambda _: None, lambda: pytest.fail("no clock needed")).asked("blind")
        return [a.id for a in asked][-2]

    best = sum(first(f"person-{n}") == "csm.repeat" for n in range(100))
    # A fair coin thrown 100 times: outside 30 to 70 once in 25,000.
    assert 30 <= best <= 70
    assert first("maria") == first("maria")


def test_the_coin_depends_on_session_person_and_group() -> None:
    throws = {turned(s, p, g) for s in ("a", "b", "c") for p in ("x", "y", "z") for g in ("moments", "explained")}
    assert throws == {True, False}


def test_the_order_of_asking_is_recorded(interview: Interview) -> None:
    for asked in interview.asked("blind"):
        interview.skip(asked.id)
    assert interview.draft.order == tuple(a.id for a in interview.asked("blind"))

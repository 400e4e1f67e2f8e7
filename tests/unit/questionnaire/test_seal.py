from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rex.model.draft import Change, Draft
from rex.questionnaire.seal import fingerprint, intact, seal

if TYPE_CHECKING:
    from rex.model.question import QuestionSet

AT = datetime(2026, 11, 20, 20, 31, 40, tzinfo=UTC)


def given(**more: object) -> Draft:
    answers = {"csm.mood": 4, "csm.seen": ["none"], "csm.goal": "más de 5 %", "csm.context": None, "csm.peak": "kit"}
    return Draft.model_validate(
        {"respondent": "maria", "role": "csm", "set": "csm", "answers": answers, "states": {"csm.context": "skipped"}}
        | more
    )


def test_the_hash_is_that_of_the_blind_answers_in_the_set_s_order(csm: QuestionSet) -> None:
    # Written by hand: keys sorted, no spaces, UTF-8; csm.peak is no blind answer and stays outside.
    canonical = (
        '{"answers":[["csm.seen","given",["none"]],["csm.goal","given","más de 5 %"],'
        '["csm.mood","given",4],["csm.context","skipped",null]],"respondent":"maria","set":"csm"}'
    )
    made = seal(given(), csm, AT).seal
    assert made is not None
    assert made.hash == hashlib.sha256(canonical.encode()).hexdigest()
    assert made.questions == ("csm.seen", "csm.goal", "csm.mood", "csm.context")
    assert fingerprint(made) == f"{made.hash[:4]} {made.hash[4:8]} {made.hash[8:12]}"


def test_the_order_of_answering_changes_nothing(csm: QuestionSet) -> None:
    backwards = given(answers=dict(reversed(given().answers.items())))
    assert seal(backwards, csm, AT).seal == seal(given(), csm, AT).seal


def test_a_sealed_answer_that_was_edited_by_hand_breaks_the_seal(csm: QuestionSet) -> None:
    sealed = seal(given(), csm, AT)
    assert intact(sealed)
    assert not intact(sealed.model_copy(update={"answers": sealed.answers | {"csm.mood": 5}}))
    assert not intact(sealed.model_copy(update={"states": {}}))
    assert not intact(given())


def test_a_recorded_change_leaves_the_seal_whole_and_a_false_record_does_not(csm: QuestionSet) -> None:
    changed = seal(given(), csm, AT).model_copy(update={"answers": given().answers | {"csm.mood": 1}})
    honest = Change(question="csm.mood", was=4, at=AT)
    assert intact(changed.model_copy(update={"changed_after_seal": (honest,)}))
    false = honest.model_copy(update={"was": 3})
    assert not intact(changed.model_copy(update={"changed_after_seal": (false,)}))

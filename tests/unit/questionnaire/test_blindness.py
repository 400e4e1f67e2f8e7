"""Law 5: until a person's seal, that person is shown nothing that comes from an export."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_type_hints

import pytest

from rex.errors import UsageError
from rex.model.answer import Seal
from rex.questionnaire import facts as facts_module
from rex.questionnaire.facts import BlindFacts, RevealFacts, Sealed, Told
from rex.questionnaire.run import Interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.draft import Draft
    from rex.model.question import QuestionSet


def test_blind_facts_have_no_place_for_a_figure(blind: BlindFacts) -> None:
    # The one number is the planned length, from session.yaml. A new field has to be argued for here:
    # products, people, brand and currency are the names that session.yaml and its run of show plan with.
    assert {field.name for field in fields(BlindFacts)} == {
        "session", "title", "goal", "goal_kpi", "kpis", "open_actions", "context", "duration_s",
        "products", "people", "brand", "currency",
    }  # fmt: skip
    kinds = get_type_hints(BlindFacts, vars(facts_module) | {"Seal": Seal})
    numbers = [name for name, kind in kinds.items() if "float" in str(kind) or "int" in str(kind)]
    assert numbers == ["duration_s"]
    assert blind.subjects("top_peak") == ()


def test_before_the_seal_only_the_blind_questions_exist(interview: Interview) -> None:
    assert len(interview.asked("blind")) == 10
    assert interview.asked("reveal") == ()
    assert interview.asked("commit") == ()
    with pytest.raises(UsageError):
        interview.answer("csm.peak", "kit")


def test_no_proof_of_a_seal_without_a_seal(draft: Draft) -> None:
    with pytest.raises(UsageError, match="not sealed"):
        Sealed.of(draft)


def test_another_person_s_seal_opens_nothing(
    csm: QuestionSet, draft: Draft, blind: BlindFacts, saved: list[Draft]
) -> None:
    proof = Sealed(Seal(at=datetime(2026, 11, 20, tzinfo=UTC), hash="0" * 64, questions=()))
    with pytest.raises(UsageError, match="maria"):
        Interview(csm, draft, RevealFacts(proof, blind), saved.append, lambda: proof.seal.at)


def test_after_the_seal_the_questions_speak_of_what_the_numbers_show(
    interview: Interview, reveal: Callable[[Interview], Interview]
) -> None:
    told = reveal(interview)
    asked = {a.id: a for a in told.asked("reveal")}
    assert list(asked)[:3] == ["csm.open_action.A-1", "csm.open_action.A-2", "csm.open_action.A-3"]
    assert set(list(asked)[3:]) == {
        "csm.peak",
        "csm.drop",
        "csm.marked",
        "csm.support.claim:maria.csm.repeat",
        "csm.against",
    }
    assert asked["csm.peak"].label == "59 orders in 8 minutes: what was happening, and how did you notice?"
    assert asked["csm.peak"].detail == "kit revealed"


def test_what_the_numbers_do_not_bring_up_is_not_asked(
    interview: Interview, csm: QuestionSet, blind: BlindFacts
) -> None:
    facts = RevealFacts(interview.seal(), blind, drops=(Told("moment:1", "a drop"),))
    told = Interview(csm, interview.draft, facts, lambda _: None, lambda: datetime(2026, 11, 20, tzinfo=UTC))
    assert [a.id for a in told.asked("reveal")][3:] == ["csm.drop"]

"""Made people walk every path of every set that ships, in every language, and nothing breaks."""

from __future__ import annotations

import time
from typing import Any

import pytest

from rex.model.question import QuestionSet
from rex.questionnaire.load import load_set, sets
from rex.questionnaire.simulate import MOST_STEPS, walk

WORDS = {"en": "What was it?", "es": "¿Qué fue?", "fr": "Qu'était-ce ?"}


def made(*questions: dict[str, Any]) -> QuestionSet:
    base = {"type": "text", "phase": "blind", "label": WORDS, "short": WORDS}
    head = {"set": "made", "version": 1, "role": "csm", "title": WORDS}
    return QuestionSet.model_validate(head | {"questions": [base | question for question in questions]})


def choices(*ids: str) -> list[dict[str, Any]]:
    return [{"id": name, "label": WORDS} for name in ids]


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
@pytest.mark.parametrize("name", sorted(sets()))
def test_every_path_of_a_shipped_set_is_walked_to_its_end(name: str, lang: str) -> None:
    question_set = load_set(name)
    walked = walk(question_set, lang)
    assert walked.faults == []
    asked = {q.id for q in question_set.questions if not q.deprecated and q.type != "computed"}
    assert walked.asked == asked
    assert walked.steps < MOST_STEPS


def test_a_branch_that_two_answers_open_together_is_found() -> None:
    letters = choices(*"abcdefgh")
    found = walk(
        made(
            {"id": "made.one", "type": "select", "choices": letters},
            {"id": "made.two", "type": "select", "choices": letters},
            {"id": "made.both", "when": "made.one == 'g' and made.two == 'c'"},
            {"id": "made.deep", "when": "made.both == 'a few words'"},
        )
    )
    assert "made.both" in found.asked
    assert found.faults == []


def test_a_branch_that_nothing_opens_is_not_asked() -> None:
    question_set = made(
        {"id": "made.one", "type": "select", "choices": choices("a")}, {"id": "made.no", "when": "made.one == 'b'"}
    )
    assert walk(question_set).asked == {"made.one"}


def test_an_answer_that_its_own_demand_refuses_is_a_fault_with_its_question() -> None:
    demand = {"holds": "value <= 5", "message": WORDS}
    found = walk(made({"id": "made.n", "type": "number", "limits": {"low": 0, "high": 9}, "validate": [demand]}))
    assert {question for question, _ in found.faults} == {"made.n"}


def test_a_set_that_would_explode_is_walked_for_a_bounded_time() -> None:
    many = [
        {
            "id": f"made.q{n}",
            "type": "select",
            "choices": choices(*(f"c{k}" for k in range(40))),
            "when": None if n == 0 else f"made.q{n - 1} == 'c39'",
        }
        for n in range(200)
    ]
    begun = time.process_time()
    found = walk(made(*many))
    assert found.steps <= MOST_STEPS
    assert time.process_time() - begun < 60, "it ends; on a quick machine after about five seconds"

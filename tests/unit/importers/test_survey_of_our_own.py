"""Answers to the shipped shopper survey are known again: by their wording in each language, and by name in a form."""

from __future__ import annotations

import pytest

from rex.importers.survey_questions import known_id
from rex.questionnaire.load import load_set
from rex.questionnaire.xlsform import name_of

IDS = {
    "csat": "csat", "ces": "ces", "nps": "nps", "reason": "reason", "purchase": "purchase", "held_back": "barriers",
    "answered": "answered", "repeat": "repeat", "watched": "watched", "enjoyed": "enjoyed", "heard": "heard",
    "keep": "keep", "change": "change",
}  # fmt: skip
SHOPPER = load_set("shopper")


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_a_question_is_known_by_its_wording(name: str, lang: str) -> None:
    question = SHOPPER.question(f"shopper.{name}")
    assert question is not None
    assert known_id(question.label.said(lang).replace("{brand}", "Maison Verbena")) == IDS[name]


@pytest.mark.parametrize("name", IDS)
def test_a_question_is_known_by_its_name_in_a_form(name: str) -> None:
    assert known_id(name_of(f"shopper.{name}")) == IDS[name]

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rex.model.draft import Draft
from rex.questionnaire.asked import lay_out
from rex.questionnaire.facts import BlindFacts, Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.model.question import QuestionSet, Words

LANGUAGES = ("en", "es", "fr")
# Asking who or why looks for somebody to blame; what and how look for what can be repeated or changed.
BLAME = {"en": r"\b(why|who)\b", "es": r"por qué|\bquién", "fr": r"\bpourquoi\b|(^|[.:] )qui\b"}


def texts(question_set: QuestionSet) -> Iterator[tuple[str, Words]]:
    yield "title", question_set.title
    for question in question_set.questions:
        for key in ("label", "short", "help", "placeholder", "explain"):
            words = getattr(question, key)
            if words is not None:
                yield f"{question.id} {key}", words
        for choice in question.choices:
            yield f"{question.id} {choice.id}", choice.label


def test_the_quick_set_is_forty_five_points(csm: QuestionSet) -> None:
    # blind 18 = seen 2 + goal 1 + reached 1 + three forecasts 3 + mood 1 + context 2 + two moments 4 + 4
    # reveal 17 = three open actions 3 + peak 4 + drop 4 + marked KPI 2 + evidence for 2 and against 2
    # commit 10 = one action 6 + sentence 4
    points = [csm.points("blind"), csm.points("reveal"), csm.points("commit")]
    assert points == [18, 17, 10]
    assert sum(points) == 45


def test_each_question_costs_what_the_spec_says(csm: QuestionSet) -> None:
    assert {q.id.removeprefix("csm."): q.budget for q in csm.questions if q.depth == "quick"} == {
        "seen": 2, "goal": 1, "reached": 1, "forecast": 3, "mood": 1, "context": 2, "repeat": 4, "change": 4,
        "open_action": 3, "peak": 4, "drop": 4, "marked": 2, "support": 2, "against": 2, "action": 6, "sentence": 4,
    }  # fmt: skip


def test_full_depth_asks_for_ranges_instead_of_steps_and_never_for_both(csm: QuestionSet) -> None:
    blind = BlindFacts(session="s", title="S", kpis=(Named("orders", "Orders"),))
    for depth, asked in (("quick", "csm.forecast.orders"), ("full", "csm.range.orders")):
        draft = Draft.model_validate({"respondent": "maria", "role": "csm", "set": "csm", "depth": depth})
        ids = [one.id for one in lay_out(csm, "blind", blind, draft, "en")]
        assert [name for name in ids if name.endswith(".orders")] == [asked]


def test_what_was_seen_is_asked_first(csm: QuestionSet) -> None:
    assert csm.questions[0].id == "csm.seen"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_exists_in_the_language_and_is_its_own(csm: QuestionSet, lang: str) -> None:
    same = {"{subject}", "Action {n}", "surprising"}
    for where, words in texts(csm):
        text = words.said(lang)
        assert text.strip() == text != "", where
        if lang != "en" and words.en not in same:
            assert text != words.en, where


@pytest.mark.parametrize("lang", LANGUAGES)
def test_questions_ask_what_and_how_and_never_who_or_why(csm: QuestionSet, lang: str) -> None:
    for where, words in texts(csm):
        assert not re.search(BLAME[lang], words.said(lang), re.IGNORECASE), where


def test_french_and_spanish_keep_their_signs_on_the_line(csm: QuestionSet) -> None:
    for where, words in texts(csm):
        assert not re.search(r" [?:;!»%]", words.fr), where
        assert " %" not in words.es, where
        assert words.es.count("?") == words.es.count("¿"), where


def test_each_short_name_fits_its_column(csm: QuestionSet) -> None:
    for question in csm.questions:
        for lang in LANGUAGES:
            assert len(question.short.said(lang)) <= 26, question.id


def test_every_question_says_what_it_is_asked_for(csm: QuestionSet) -> None:
    assert all(question.help is not None for question in csm.questions)

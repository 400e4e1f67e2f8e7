from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.questionnaire.answers_file import apply, missing, read_answers, template
from rex.questionnaire.facts import BlindFacts, RevealFacts, Told, Unattended
from rex.questionnaire.outcomes import bets
from rex.questionnaire.respondents import respondent
from rex.questionnaire.run import Interview

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.question import QuestionSet

YAML = """\
respondent: maria
role: csm
csm.seen: [none]
csm.goal: conversion 5 %
csm.reached: likely
csm.mood: {state: dont_know}
csm.context:
csm.peak: the kit was shown
actions:
  - {what: stock, owner: Lucía, due: 2026-11-26, kpi: nps, direction: up, smallest_effect: 7}
  - {what: an idea}
"""
JSON = """\
{"respondent": "maria",
\t"answers": {"csm.mood": 4, "csm.seen": ["chat"], "csm.goal": "m\\u00e1s de 5 %"}}
"""


def write(folder: Path, text: str, name: str = "maria.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def attended(interview: Interview, csm: QuestionSet, blind: BlindFacts) -> Interview:
    facts = RevealFacts(Unattended("maria.yaml"), blind, peaks=(Told("moment:4", "59 orders"),))
    return Interview(csm, interview.draft, facts, lambda _: None, interview._now)


def test_a_yaml_file_answers_by_question_id(tmp_path: Path, csm: QuestionSet, attended: Interview) -> None:
    given = read_answers(write(tmp_path, YAML), csm)
    assert (given.respondent, given.role) == ("maria", "csm")
    assert apply(given, attended) == ()
    draft = attended.draft
    assert draft.given("csm.seen") == ["none"]
    assert draft.state("csm.mood") == "dont_know"
    assert not draft.has("csm.context")
    assert draft.given("csm.peak") == {"text": "the kit was shown", "about": "moment:4"}
    assert [(bet.what, bet.complete) for bet in bets(draft, csm)] == [("stock", True), ("an idea", False)]


def test_answers_from_a_file_are_not_blind(tmp_path: Path, csm: QuestionSet, attended: Interview) -> None:
    apply(read_answers(write(tmp_path, YAML), csm), attended)
    assert not respondent(attended.draft, csm).blind


def test_json_with_tabs_and_escaped_signs_is_read_alike(tmp_path: Path, csm: QuestionSet, interview: Interview) -> None:
    apply(read_answers(write(tmp_path, JSON, "maria.json"), csm), interview)
    assert interview.draft.given("csm.goal") == "más de 5 %"
    assert interview.draft.given("csm.mood") == 4


def test_what_is_not_asked_now_is_given_back_by_id(tmp_path: Path, csm: QuestionSet, interview: Interview) -> None:
    left = apply(read_answers(write(tmp_path, YAML), csm), interview)
    assert left == ("csm.peak", "csm.action.1", "csm.action.2")


def test_what_is_missing_is_listed_by_id_in_the_order_of_asking(
    tmp_path: Path, csm: QuestionSet, attended: Interview
) -> None:
    apply(read_answers(write(tmp_path, YAML), csm), attended)
    left = missing(attended)
    forecasts = ["csm.forecast.conversion_rate", "csm.forecast.revenue", "csm.forecast.nps"]
    assert [m.id for m in left][:4] == [*forecasts, "csm.context"]
    context = next(m for m in left if m.id == "csm.context")
    assert (context.label, context.required, context.feeds) == ("Different this time", False, ("B26", "B22"))


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "says"),
    [
        ("csm.reached", "csm.reachd", 5, 1, "csm.reached"),
        ("respondent", "respondant", 1, 1, "respondent"),
        ("reached: likely", "reached: maybe", 5, 1, "very_unlikely"),
        ("due: 2026-11-26", "due: soon", 10, 5, "2026-11-27"),
        ("  - {what: an idea}", "  - {what: a}\n  - {what: b}\n  - {what: c}", 13, 5, "3 actions"),
        ("{state: dont_know}", "{state: no}", 6, 12, "skipped"),
        ("respondent: maria", "- maria", 2, 1, "not readable"),
    ],
)
def test_a_mistake_has_its_line_and_column(
    tmp_path: Path, csm: QuestionSet, attended: Interview, old: str, new: str, line: int, column: int, says: str
) -> None:
    assert old in YAML
    path = write(tmp_path, YAML.replace(old, new, 1))
    with pytest.raises(FileError) as raised:
        apply(read_answers(path, csm), attended)
    error = raised.value
    assert error.place is not None
    assert (error.place.line, error.place.column) == (line, column)
    assert says in error.what + error.todo


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_the_template_names_every_question_and_answers_none(
    tmp_path: Path, csm: QuestionSet, blind: BlindFacts, attended: Interview, lang: str
) -> None:
    text = template(csm, blind, lang)
    given = read_answers(write(tmp_path, text), csm)
    assert given.values == {}
    asked = {a.id for phase in ("blind", "reveal", "commit") for a in attended.asked(phase)}
    assert all(f"\n{name}:\n" in text for name in asked)

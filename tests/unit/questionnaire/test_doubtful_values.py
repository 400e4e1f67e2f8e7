"""Numbers that could be two, or none that a show can have; forecasts given twice; a confession after the seal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.model.draft import Draft
from rex.questionnaire.asked import Asked
from rex.questionnaire.facts import BlindFacts, Named
from rex.questionnaire.respondents import forecasts, informed
from rex.questionnaire.run import Interview
from rex.questionnaire.values import BadValueError, accept, malformed

if TYPE_CHECKING:
    from rex.model.answer import AnswerValue
    from rex.model.question import QuestionSet

BLIND = BlindFacts("s", "S", kpis=(Named("revenue", "Revenue"),))


def asked(csm: QuestionSet, name: str) -> Asked:
    question = csm.question(name)
    assert question is not None
    return Asked(id=name, question=question, label="", short="")


@pytest.mark.parametrize("low", ["12,000", "1.000", "1.234.567", 1e300, float("inf")])
def test_a_number_of_two_readings_or_of_no_show_is_refused(low: Any, csm: QuestionSet) -> None:
    with pytest.raises(BadValueError):
        accept(asked(csm, "csm.range.revenue"), {"low": low, "high": 2_000_000})


@pytest.mark.parametrize("low", ["12,5", "0.500", "1200", 12.5])
def test_a_number_of_one_reading_is_taken(low: Any, csm: QuestionSet) -> None:
    read = accept(asked(csm, "csm.range.revenue"), {"low": low, "high": 2_000_000})
    assert isinstance(read, dict)
    assert read["low"] in (12.5, 0.5, 1200)


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("csm.range.revenue", {"low": "a", "high": "b"}, True),
        ("csm.range.revenue", {"low": 1}, True),
        ("csm.range.revenue", {"low": 1, "high": 2}, False),
        ("csm.action.1", {"what": "x", "due": "notadate"}, True),
        ("csm.action.1", {"what": "x", "due": "2026-12-01"}, False),
        ("csm.repeat", "words are never wrong", False),
    ],
)
def test_what_is_computed_with_is_looked_at_again_when_a_file_is_read(
    name: str, value: Any, wrong: bool, csm: QuestionSet
) -> None:
    question = csm.question(name)
    assert question is not None
    assert (malformed(question, value) is not None) is wrong


def test_a_step_and_a_range_for_one_kpi_are_one_forecast(csm: QuestionSet) -> None:
    answers: dict[str, AnswerValue] = {"csm.forecast.revenue": "above", "csm.range.revenue": {"low": 1, "high": 2}}
    (one,) = forecasts(Draft(respondent="maria", role="csm", set="csm", answers=answers), csm)
    assert (one.id, one.said, one.high) == ("maria.revenue", "range", 2)


def test_what_was_seen_is_unknown_when_it_is_told_only_after_the_seal(csm: QuestionSet) -> None:
    draft = Draft(respondent="maria", role="csm", set="csm")
    interview = Interview(csm, draft, BLIND, lambda _: None, lambda: datetime(2026, 11, 20, 21, tzinfo=UTC))
    interview.answer("csm.forecast.revenue", "above")
    interview.seal()
    interview.answer("csm.seen", ["none"])
    assert informed(interview.draft, csm) == ("unknown",)
    assert all(forecast.informed for forecast in forecasts(interview.draft, csm))

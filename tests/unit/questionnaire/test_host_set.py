"""The host's and the production team's set: what it asks, in which order, and how long that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.model.draft import Draft
from rex.questionnaire.asked import lay_out
from rex.questionnaire.facts import BlindFacts, Named
from rex.questionnaire.load import load_set

if TYPE_CHECKING:
    from rex.model.question import QuestionSet

BLIND = BlindFacts(
    session="2026-11-20-glow",
    title="Glow",
    kpis=(Named("orders", "Orders"), Named("revenue", "Revenue")),
    duration_s=3600,
)
SPEC = {
    "T1.01": "feel", "T1.02": "forecast", "T1.03": "best_minute", "T1.04": "repeat", "T1.05": "change",
    "T1.06": "surprise", "T1.07": "followed", "T1.08": "what_changed", "T1.09": "incidents", "T1.10": "prepared",
    "T1.11": "answered", "T1.12": "process", "T1.13": "peak", "T1.14": "other_explanation", "T1.15": "missed",
    "T1.16": "keep", "T1.17": "action", "T1.18": "premortem", "T1.20": "apart",
}  # fmt: skip
"""The catalogue's numbers; T1.19, a forecast for the next session, waits until one is compared with anything."""


@pytest.fixture(scope="module")
def host() -> QuestionSet:
    return load_set("host")


def asked(host: QuestionSet, draft: Draft, person: str = "nerea") -> list[str]:
    draft = draft.model_copy(update={"respondent": person})
    return [one.id.removeprefix("host.") for one in lay_out(host, "blind", BLIND, draft, "en")]


def draft(depth: str = "quick", **answers: object) -> Draft:
    given = {f"host.{name}": value for name, value in answers.items()}
    return Draft.model_validate(
        {"respondent": "nerea", "role": "host", "set": "host", "depth": depth, "answers": given}
    )


def test_the_quick_questions_take_44_points(host: QuestionSet) -> None:
    # blind: seen 2, feel 1, forecasts 3, minute 2, two moments 8, surprise 4, plan 1, changed 4, incidents 2, chat 1
    assert [host.points(phase) for phase in ("blind", "reveal", "commit")] == [28, 8, 8]


def test_every_question_of_the_catalogue_is_there(host: QuestionSet) -> None:
    ids = {question.id.removeprefix("host.") for question in host.questions}
    assert set(SPEC.values()) <= ids


@pytest.mark.parametrize(("said", "opens"), [("yes", False), ("partly", True), ("no", True)])
def test_what_changed_is_asked_of_those_who_left_the_plan(host: QuestionSet, said: str, opens: bool) -> None:  # a table
    assert ("what_changed" in asked(host, draft(followed=said))) is opens


@pytest.mark.parametrize(("depth", "incidents", "opened"), [
    ("full", ["audio"], {"incident_audio"}), ("full", ["none"], set()), ("quick", ["audio"], set()),
    ("full", ["stock", "chat"], {"incident_stock", "incident_chat"}),
])  # fmt: skip
def test_each_incident_is_placed_in_time_at_full_depth(
    host: QuestionSet,
    depth: str,
    incidents: list[str],
    opened: set[str],  # a table
) -> None:
    found = asked(host, draft(depth, incidents=incidents))
    assert {name for name in found if name.startswith("incident_")} == opened


@pytest.mark.parametrize(("step", "opens"), [(1, True), (3, True), (4, False)])
def test_what_stood_between_is_asked_where_few_were_answered(
    host: QuestionSet, step: int, opens: bool
) -> None:  # a table
    assert ("blocked" in asked(host, draft("full", answered=step))) is opens


def test_about_half_of_the_people_are_asked_for_the_best_moment_first(host: QuestionSet) -> None:
    first = 0
    for n in range(200):
        ids = asked(host, draft(), f"person{n}")
        first += ids.index("repeat") < ids.index("change")
    assert 70 <= first <= 130


def test_what_is_said_apart_is_asked_by_a_form_alone(host: QuestionSet) -> None:
    question = host.question("host.apart")
    assert question is not None
    assert question.anonymity == "anonymous"
    named = lay_out(host, "commit", BLIND, draft("full"), "en")
    nameless = lay_out(host, "commit", BLIND, draft("full").model_copy(update={"anonymity": "anonymous"}), "en")
    assert ["host.apart" in {one.id for one in laid} for laid in (named, nameless)] == [False, True]

"""The shoppers' small sets, for those who left early and for buyers a week later: short, branched, known again."""

from __future__ import annotations

import pytest

from rex.importers.survey_questions import known_id
from rex.model.draft import Draft
from rex.questionnaire.asked import lay_out
from rex.questionnaire.facts import BlindFacts
from rex.questionnaire.load import load_set
from rex.questionnaire.xlsform import name_of

FACTS = BlindFacts(session="2026-11-20-autumn-glow", title="Autumn Glow", brand="Maison Lune")
SMALL = {
    "shopper_exit.left": "left", "shopper_exit.again": "again", "shopper_after.arrived": "arrived",
    "shopper_after.announced": "delivery", "shopper_after.kept": "kept", "shopper_after.csat": "fulfilment",
}  # fmt: skip
"""Satisfaction with a delivery is no `csat`, or a second wave would change the satisfaction with the show."""


@pytest.mark.parametrize("name", SMALL)
def test_the_questions_of_the_small_sets_are_known_by_wording_and_by_name(name: str) -> None:
    question = load_set(name.partition(".")[0]).question(name)
    assert question is not None
    for lang in ("en", "es", "fr"):
        assert known_id(question.label.said(lang).replace("{brand}", "Maison Verbena")) == SMALL[name]
    assert known_id(name_of(name)) == SMALL[name]


@pytest.mark.parametrize("name", ["shopper_exit", "shopper_after"])
def test_every_question_of_the_small_sets_is_named_here(name: str) -> None:
    assert {question.id for question in load_set(name).questions} == {i for i in SMALL if i.startswith(f"{name}.")}


def test_whoever_left_early_gets_two_questions_in_twenty_seconds() -> None:
    left = load_set("shopper_exit")
    assert [q.id for q in left.questions] == ["shopper_exit.left", "shopper_exit.again"]
    assert left.points("blind") == left.points("blind", "full") == left.budget == left.full_budget == 2
    assert left.questions[0].shuffle


@pytest.mark.parametrize(
    ("arrived", "opened"),
    [("yes", ["announced", "kept", "csat"]), ("partly", ["announced", "kept", "csat"]), ("not_yet", ["csat"])],
)
def test_a_week_later_what_became_of_the_order_is_asked_where_it_arrived(arrived: str, opened: list[str]) -> None:
    draft = Draft(
        respondent="ana",
        role="shopper",
        set="shopper_after",
        answers={"shopper_after.arrived": arrived},
    )
    laid = [asked.id for asked in lay_out(load_set("shopper_after"), "blind", FACTS, draft, "en")]
    assert laid == ["shopper_after.arrived", *(f"shopper_after.{name}" for name in opened)]
    assert load_set("shopper_after").points("blind") == 4  # one point each


def test_a_weeks_later_satisfaction_feeds_no_figure_of_the_live() -> None:
    for question in load_set("shopper_after").questions:
        assert not {"csat", "csat_mean", "nps", "ces"} & set(question.feeds), question.id


def test_delivery_as_announced_is_one_question_in_both_waves() -> None:
    for name in ("shopper.delivery", "shopper_after.announced"):
        question = load_set(name.partition(".")[0]).question(name)
        assert question is not None
        assert {known_id(question.label.said(lang)) for lang in ("en", "es", "fr")} == {"delivery"}
        assert known_id(name_of(name)) == "delivery"

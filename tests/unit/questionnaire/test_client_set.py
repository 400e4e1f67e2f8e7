"""The client's set; that its wording is neutral and complete is shown in test_shopper_set.py, beside the others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.model.draft import Draft
from rex.questionnaire.facts import BlindFacts, Named, RevealFacts, Unattended
from rex.questionnaire.load import load_set
from rex.questionnaire.respondents import claims, forecasts, respondent
from rex.questionnaire.run import PHASES, Interview
from rex.questionnaire.seal import seal

if TYPE_CHECKING:
    from rex.model.question import QuestionSet

NINE = datetime(2026, 11, 20, 21, tzinfo=UTC)
FACTS = RevealFacts(
    Unattended("made.yaml"),
    BlindFacts(
        session="2026-11-20-autumn-glow",
        title="Autumn Glow",
        kpis=(Named("conversion_rate", "Conversion"), Named("revenue", "Revenue")),
        products=(Named("LUNE-01", "Night cream"),),
        duration_s=3600,
    ),
)
QUICK = {"nps", "reason", "seen", "attainment", "sustain", "change", "intent"}
MOMENTS = {"best", "off_brand"}
REASONS = {"reason_low", "reason_mid", "reason_high"}


@pytest.fixture(scope="module")
def client() -> QuestionSet:
    return load_set("client")


def walked(depth: str = "full", **given: Any) -> tuple[list[str], Draft]:
    """Answer what is given, skip the rest; name what was asked in its order."""
    draft = Draft.model_validate({"respondent": "ines", "role": "client", "set": "client", "depth": depth})
    interview = Interview(load_set("client"), draft, FACTS, lambda _: None, lambda: NINE)
    order: list[str] = []
    for phase in PHASES:
        while rows := interview.open(phase):
            name = rows[0].id.removeprefix("client.")
            order.append(name)
            if name in given:
                interview.answer(rows[0].id, given[name])
            else:
                interview.skip(rows[0].id)
    return order, interview.draft


def test_quick_is_seven_questions_of_eighteen_points(client: QuestionSet) -> None:
    # blind 9 = recommendation 1 + reason 4 + figures seen 2 + goal reached 2
    # commit 9 = must not change 4 + worth paying for 4 + intent 1
    assert set(walked("quick")[0]) == QUICK
    assert [client.points(phase) for phase in PHASES] == [9, 0, 9]
    assert client.budget == 18


def test_full_depth_costs_what_the_set_says(client: QuestionSet) -> None:
    # blind 56 = quick 9 + three further reasons 12 + ces 1 + five satisfactions 5 + three forecasts 3 + attended 1
    #   + two moments 8 + wording 4 + fit 1 + missing 2 + discount 1 + limit 4 + five service items 5
    # commit 12 = quick 9 + day 2 + slot 1
    assert [client.points(phase, "full") for phase in PHASES] == [56, 0, 12]
    assert client.full_budget == 68


def test_the_score_comes_first_and_its_reason_next(client: QuestionSet) -> None:
    assert [question.id for question in client.questions[:2]] == ["client.nps", "client.reason"]


def test_the_goal_and_the_forecasts_are_asked_before_the_report(client: QuestionSet) -> None:
    phases = {q.id.removeprefix("client."): q.phase for q in client.questions}
    assert phases["attainment"] == phases["forecast"] == phases["nps"] == "blind"
    assert {name for name, phase in phases.items() if phase == "commit"} == {
        "sustain", "change", "next_date", "next_slot", "intent",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("score", "opened"),
    [
        (0, "reason_low"),
        (6, "reason_low"),
        (7, "reason_mid"),
        (8, "reason_mid"),
        (9, "reason_high"),
        (10, "reason_high"),
    ],
)
def test_each_class_of_the_score_has_its_own_further_question(score: int, opened: str) -> None:
    assert set(walked(nps=score)[0]) & REASONS == {opened}


def test_without_a_score_no_class_is_taken_for_granted() -> None:
    assert set(walked()[0]) & REASONS == set()


@pytest.mark.parametrize(("attended", "opened"), [("no", set[str]()), ("yes", MOMENTS), ("partly", MOMENTS)])
def test_moments_are_asked_of_those_who_saw_the_session(attended: str, opened: set[str]) -> None:
    assert set(walked(attended=attended)[0]) & MOMENTS == opened


def test_the_wording_expected_is_asked_after_a_moment_off_the_brand() -> None:
    told, draft = walked(attended="yes", off_brand="00:45 the comparison with another shop")
    assert "wording" in told
    assert max(told.index(name) for name in MOMENTS) < told.index("wording")
    assert "wording" not in walked(attended="yes", best="00:20 the demonstration")[0]
    claim = next(iter(claims(draft, load_set("client"))))
    assert (claim.role, claim.polarity, claim.at_s) == ("client", "did_not", 45 * 60)


@pytest.mark.parametrize(("discount", "opened"), [("yes", 0), ("partly", 0), ("no", 1)])
def test_a_limit_is_asked_where_the_discount_was_not_acceptable(discount: str, opened: int) -> None:
    assert walked(discount=discount)[0].count("limit") == opened


def test_what_the_client_expects_becomes_a_forecast_of_its_kpi() -> None:
    _, draft = walked(**{"forecast.revenue": "above"})
    assert [(f.kpi, f.said, f.role) for f in forecasts(draft, load_set("client"))] == [("revenue", "above", "client")]


@pytest.mark.parametrize(
    ("given", "knew"),
    [
        ({"seen": ["none"]}, {"revenue": False, "conversion_rate": False}),
        ({"seen": ["orders"]}, {"revenue": True, "conversion_rate": True}),
        ({"seen": ["chat"]}, {"revenue": False, "conversion_rate": False}),
        ({}, {"revenue": True, "conversion_rate": True}),  # nobody said what was seen
    ],
)
def test_a_forecast_is_informed_where_its_figures_were_seen(given: dict[str, Any], knew: dict[str, bool]) -> None:
    given |= {"forecast.revenue": "above", "forecast.conversion_rate": "usual"}
    told, draft = walked(**given)
    assert told.index("seen") < told.index("attainment") < told.index("forecast.revenue")
    client = load_set("client")
    assert {f.kpi: f.informed for f in forecasts(seal(draft, client, NINE), client)} == knew


def test_a_client_who_says_nothing_of_figures_seen_is_unknown_and_not_blind(client: QuestionSet) -> None:
    cases: list[tuple[dict[str, Any], tuple[str, ...]]] = [
        ({}, ("unknown",)),
        ({"seen": ["none"]}, ()),
        ({"seen": ["viewers"]}, ("viewers",)),
    ]
    for given, seen in cases:
        _, draft = walked("quick", **given)
        found = respondent(seal(draft, client, NINE), client)
        assert (found.informed, found.blind) == (seen, not seen)


def test_what_was_missing_may_be_a_product_that_nobody_listed() -> None:
    _, draft = walked(missing="the travel size")
    assert draft.given("client.missing") == "the travel size"


def test_there_are_five_satisfactions_and_five_service_items_in_order(client: QuestionSet) -> None:
    five = [
        q.id.removeprefix("client.") for q in client.questions if q.scale_source.startswith("Customer satisfaction")
    ]
    assert five == ["preparation", "technical", "hosting", "results", "follow_up"]
    service = [q.id.removeprefix("client.rater_") for q in client.questions if q.id.startswith("client.rater_")]
    assert service == ["reliability", "assurance", "tangibles", "empathy", "responsiveness"]


def test_marks_of_our_service_never_stand_for_the_shoppers(client: QuestionSet) -> None:
    for question in client.questions:
        assert not {"nps", "csat", "csat_mean", "ces"} & set(question.feeds), question.id


def test_good_and_bad_are_asked_in_pairs_that_change_places(client: QuestionSet) -> None:
    pairs = {q.id.removeprefix("client."): q.mixed for q in client.questions if q.mixed}
    assert pairs == {"best": "moments", "off_brand": "moments", "sustain": "keep_change", "change": "keep_change"}

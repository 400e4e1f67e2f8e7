from __future__ import annotations

from datetime import UTC, datetime

from rex.model.answer import Forecast
from rex.model.session import Goal, Session
from rex.workflow.opinions import goal_of, scored
from tests.builders import measure

SESSION = Session(
    id="s",
    title="S",
    start=datetime(2026, 11, 20, 18, tzinfo=UTC),
    currency="EUR",
    goals=(Goal(kpi="revenue", value=400), Goal(kpi="conversion_rate", value=0.05)),
)


def test_a_goal_in_money_is_written_in_full_units_and_held_against_minor_ones() -> None:
    goal = goal_of(measure("revenue", 40_000, unit="EUR"), SESSION)
    assert goal is not None
    assert (goal.value, goal.unit) == (40_000, "EUR")


def test_orders_in_another_currency_are_not_held_against_the_goal() -> None:
    other = measure("revenue", 40_000, unit="USD")
    assert goal_of(other, SESSION) is None
    forecast = Forecast(id="f", role="csm", respondent="maria", kpi="revenue", said="probability", probability=0.9)
    assert scored(forecast, [other], SESSION).outcome == "open"


def test_a_share_needs_no_currency() -> None:
    goal = goal_of(measure("conversion_rate", 0.06, unit="share"), SESSION)
    assert goal is not None
    assert goal.value == 0.05


def test_a_forecast_of_a_range_is_held_inside_it_and_missed_outside() -> None:
    forecast = Forecast(id="f", role="csm", respondent="maria", kpi="orders", said="range", low=80, high=120)
    found = [scored(forecast, [measure("orders", n)], SESSION).outcome for n in (79, 80, 120, 121)]
    assert found == ["missed", "held", "held", "missed"]


def test_a_range_is_written_in_percent_and_whole_money_as_people_do() -> None:
    share = Forecast(id="f", role="csm", respondent="maria", kpi="conversion_rate", said="range", low=3, high=6)
    found = [scored(share, [measure("conversion_rate", v, unit="share")], SESSION) for v in (0.029, 0.05, 0.061)]
    assert [one.outcome for one in found] == ["missed", "held", "missed"]
    assert (found[0].low, found[0].high) == (0.03, 0.06)
    money = Forecast(id="f", role="csm", respondent="maria", kpi="revenue", said="range", low=300, high=500)
    assert scored(money, [measure("revenue", 40_000, unit="EUR")], SESSION).outcome == "held"
    assert scored(money, [measure("revenue", 400, unit="EUR")], SESSION).outcome == "missed"

"""Sealed forecasts scored over this session and earlier records: how many they rest on, or too few to say."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from rex.model.answer import Forecast
from rex.model.calibration import CHANCES_FROM, PARTS_FROM, PEOPLE_FROM, RANGES_FROM, Calibration
from rex.model.measure import Measure, UsualRange
from rex.model.session import Goal, Session
from rex.workflow.calibrating import calibration
from tests.builders import measure

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective

SESSION = Session(
    id="s", title="S", start=datetime(2026, 11, 20, 18, tzinfo=UTC), goals=(Goal(kpi="orders", value=90),)
)
USUAL = UsualRange(low=80, high=120, centre=100, sessions=8, kind="trial")


def orders(value: float = 100, usual: UsualRange | None = USUAL) -> Measure:
    return measure("orders", value).model_copy(update={"usual": usual})


def told(n: int = 0, **parts: Any) -> Forecast:
    given = {"id": f"p{n}.orders", "respondent": f"p{n}", "role": "csm", "kpi": "orders", "said": "range"}
    return Forecast.model_validate({**given, "low": 90, "high": 110, **parts})


def chance(share: float, n: int = 0, **parts: Any) -> Forecast:
    return told(n, id=f"p{n}.goal", said="probability", low=None, high=None, probability=share, **parts)


def scored(
    *forecasts: Forecast, value: float = 100, usual: UsualRange | None = USUAL, earlier: Any = ()
) -> Calibration:
    found = calibration(forecasts, (orders(value, usual),), SESSION, earlier)
    assert found is not None
    return found


def past(*forecasts: Forecast, value: float = 100) -> Retrospective:
    """Stand in for an earlier record: what it was asked is all that is read of it."""
    session = SESSION.model_copy(update={"id": f"past-{value}"})
    return cast("Retrospective", SimpleNamespace(forecasts=forecasts, measures=(orders(value),), session=session))


def test_nobody_who_forecast_has_no_calibration() -> None:
    assert calibration((), (orders(),), SESSION, ()) is None


def test_a_share_below_its_number_is_too_few_to_say_and_still_counted() -> None:
    few = scored(*(told(n) for n in range(RANGES_FROM - 1))).everybody
    assert (few.held.value, few.held.n, few.held.k, few.held.needs) == (None, 9, 9, 10)
    assert few.width.value is None


def test_the_share_of_ranges_that_held_has_wilsons_interval() -> None:
    forecasts = [told(n) for n in range(6)] + [told(n, low=101, high=110) for n in range(6, 10)]
    held = scored(*forecasts).everybody.held
    # Wilson for 6 of 10 at 95 %: (6 + 1.9207 -+ 1.96 sqrt(.24 * 10 + .9604)) / 13.8415 = .3127 to .8318
    assert (held.k, held.n, held.value) == (6, 10, 0.6)
    assert held.low == pytest.approx(0.3127, abs=1e-4)
    assert held.high == pytest.approx(0.8318, abs=1e-4)


def test_widths_are_told_in_the_usual_range_and_in_the_value_where_there_is_none() -> None:
    forecasts = [told(n, low=90, high=110 + 10 * (n % 2)) for n in range(10)]
    by_usual = scored(*forecasts).everybody
    # 20 / 40 and 30 / 40, five each: .625; nothing lies outside, so the interval score is the same
    assert by_usual.width.value == pytest.approx(0.625)
    assert by_usual.range_score.value == pytest.approx(0.625)
    assert by_usual.width_of_value.n == 0
    by_value = scored(*forecasts, usual=None).everybody
    assert by_value.width_of_value.value == pytest.approx(0.25)  # 20 / 100 and 30 / 100
    assert by_value.width.n == 0


def test_a_chance_of_the_goal_is_scored_by_brier() -> None:
    # The goal of 90 is reached with 100: (1 - .9)^2 = .01 five times, (1 - .3)^2 = .49 five times, mean .25
    forecasts = [chance(0.9 if n < 5 else 0.3, n) for n in range(CHANCES_FROM)]
    found = scored(*forecasts).everybody
    assert found.chance.value == pytest.approx(0.25)
    assert found.parts is None
    missed = scored(*forecasts, value=80).everybody
    assert missed.chance.value == pytest.approx((5 * 0.81 + 5 * 0.09) / 10)


def test_as_likely_as_not_counts_too() -> None:
    assert scored(*(chance(0.5, n) for n in range(10))).everybody.chance.value == 0.25


def test_the_parts_come_from_their_own_number_on() -> None:
    found = scored(*(chance(0.7, n) for n in range(PARTS_FROM))).everybody
    assert found.parts is not None
    assert found.chance.value == pytest.approx(
        found.parts.reliability - found.parts.resolution + found.parts.uncertainty
    )
    assert scored(*(chance(0.7, n) for n in range(PARTS_FROM - 1))).everybody.parts is None


def test_below_as_usual_or_above_are_a_share_and_what_is_open_is_not_counted() -> None:
    forecasts = [told(n, said="usual", outcome="held" if n < 7 else "missed") for n in range(10)]
    found = scored(*forecasts, told(11, said="above", outcome="open")).everybody
    assert (found.place.k, found.place.n, found.place.value) == (7, 10, 0.7)


@pytest.mark.parametrize("mark", ["informed", "changed"])
def test_who_knew_or_changed_their_words_is_left_out_and_counted(mark: str) -> None:
    forecasts = [told(n) for n in range(10)] + [told(11, low=1, high=2, **{mark: True})]
    found = scored(*forecasts)
    assert (found.everybody.held.n, found.everybody.held.k, found.left_out) == (10, 10, 1)
    alone = scored(told(0, low=1, high=2, **{mark: True}))
    assert (alone.everybody.forecasts, alone.surprises, alone.left_out) == (0, (), 1)


def test_earlier_records_count_with_their_own_values() -> None:
    earlier = [past(*(told(n) for n in range(5)), value=100), past(*(told(n) for n in range(4)), value=200)]
    found = scored(told(0), earlier=earlier)
    assert (found.everybody.sessions, found.everybody.people) == (3, 5)
    assert (found.everybody.held.k, found.everybody.held.n) == (6, 10)


def test_a_role_stands_apart_from_three_people_in_it() -> None:
    hosts = [told(n, role="host") for n in range(PEOPLE_FROM)]
    found = scored(*hosts, *(told(10 + n) for n in range(PEOPLE_FROM - 1)))
    assert [one.role for one in found.roles] == ["host"]
    assert found.everybody.people == 5
    assert "p0" not in found.everybody.model_dump_json()


def test_surprise_is_the_room_that_the_words_left_the_least_first() -> None:
    found = scored(told(0, low=101, high=120), chance(0.1, 1), chance(0.9, 2), told(3))
    # Outside an 80 % range: 1 in 5. The goal was reached against a chance of 1 in 10.
    assert [(s.forecast, s.chance) for s in found.surprises] == [("p1.goal", 0.1), ("p0.orders", 0.2)]


def test_earlier_surprises_are_not_told_again() -> None:
    assert scored(told(0), earlier=[past(told(1, low=1, high=2))]).surprises == ()


def test_a_measure_without_a_value_settles_nothing() -> None:
    empty = orders().model_copy(update={"value": None, "status": "insufficient"})
    assert calibration((told(0),), (empty,), SESSION, ()) is None

"""The arithmetic of a verdict: where the typical later session lies, by hand."""

from __future__ import annotations

import math

import pytest

from rex.actions.later import in_unit, judge, scale_of

BEFORE = [10.0, 12.0, 11.0, 13.0, 9.0]
"""Mean 11; steps 2, 1, 2, 4, mean 2.25; spread 2.25 / 1.12838 = 1.99401."""


def test_the_range_of_an_average_by_hand() -> None:
    later = judge(BEFORE, [14.0, 16.0, 15.0], "minutes")
    assert later is not None
    assert later.limits.centre == 11
    assert later.limits.spread == pytest.approx(1.99401, abs=1e-5)
    # 3 x 1.99401 x sqrt(1/3 + 1/5) = 5.98203 x 0.730297 = 4.36866
    assert later.low == pytest.approx(6.63134, abs=1e-5)
    assert later.high == pytest.approx(15.36866, abs=1e-5)
    assert (later.typical, later.change, later.where) == (15, 4, "inside")


@pytest.mark.parametrize(("after", "where"), [([15.3] * 3, "inside"), ([15.4] * 3, "above"), ([6.6] * 3, "below")])
def test_just_inside_and_just_outside(after: list[float], where: str) -> None:
    later = judge(BEFORE, after, "minutes")
    assert later is not None
    assert later.where == where


def test_more_later_sessions_narrow_the_range() -> None:
    # sqrt(1/12 + 1/5) = 0.532291: 3 x 1.99401 x 0.532291 = 3.18418
    later = judge(BEFORE, [14.5] * 12, "minutes")
    assert later is not None
    assert later.high == pytest.approx(11 + 3.18418, abs=1e-4)
    assert later.where == "above"


def test_money_is_judged_by_factors() -> None:
    one = judge([math.e**value for value in BEFORE], [math.e**value for value in (14.0, 16.0, 15.0)], "EUR")
    assert one is not None
    assert one.typical == pytest.approx(math.e**15)
    assert one.high == pytest.approx(math.e**15.36866, rel=1e-4)


def test_shares_are_judged_in_log_odds_and_stay_between_0_and_1() -> None:
    later = judge([0.9, 0.97, 0.92, 0.98, 0.95], [0.96, 0.97, 0.98], "share")
    assert later is not None
    assert 0 < later.low < later.high < 1


@pytest.mark.parametrize("odd", [0.0, 1.0])
def test_a_share_without_log_odds_is_judged_plainly_and_does_not_fail(odd: float) -> None:
    later = judge([0.5, 0.6, 0.55, 0.5, 0.6], [odd, 0.5, 0.5], "share")
    assert later is not None
    assert later.limits.scale == "plain"


def test_too_few_before_or_no_spread_gives_no_answer() -> None:
    assert judge(BEFORE[:4], [1.0] * 3, "minutes") is None
    assert judge([3.0] * 6, [1.0] * 3, "minutes") is None


@pytest.mark.parametrize(
    ("effect", "unit", "expected"),
    [(7, "share", 0.07), (7, "nps", 7), (12.5, "EUR", 1250), (500, "JPY", 500), (2, "KWD", 2000), (3, "minutes", 3)],
)
def test_an_effect_as_people_write_it_becomes_the_kpis_own_unit(effect: float, unit: str, expected: float) -> None:
    assert in_unit(effect, unit) == pytest.approx(expected)


@pytest.mark.parametrize(("unit", "scale"), [("share", "logit"), ("EUR", "log"), ("count", "log"), ("nps", "plain")])
def test_each_unit_has_the_scale_on_which_it_swings_evenly(unit: str, scale: str) -> None:
    assert scale_of(unit) == scale

from __future__ import annotations

import math

import pytest

from rex.stats.survival import kaplan_meier


def test_those_still_there_at_the_end_are_not_dropped() -> None:
    # 4 viewers: leave at 10 (4 at risk: 3/4), seen until 20, leave at 30 (2 at risk: 3/4 * 1/2), seen until 40
    curve = kaplan_meier([10, 20, 30, 40], [1, 0, 1, 0])
    assert [(step.time, step.at_risk, step.left) for step in curve.steps] == [(10, 4, 1), (30, 2, 1)]
    assert [step.survival for step in curve.steps] == pytest.approx([0.75, 0.375])
    assert [curve.at(time) for time in (0, 9.9, 10, 29, 30, 99)] == pytest.approx([1, 1, 0.75, 0.75, 0.375, 0.375])
    assert curve.median == 30


def test_greenwood_and_the_log_log_band_by_hand() -> None:
    # At 10: variance .75^2 * 1 / (4 * 3) = .046875; error .216506. Log-log: 1.95996 * sqrt(1/12) / ln .75 = -1.96672
    # low = .75^exp(1.96672) = .12795, high = .75^exp(-1.96672) = .96055
    step = kaplan_meier([10, 20, 30, 40], [1, 0, 1, 0]).steps[0]
    assert step.error == pytest.approx(math.sqrt(0.046875))
    assert (step.low, step.high) == pytest.approx((0.12795, 0.96055), abs=1e-4)


def test_a_median_not_reached_is_not_invented() -> None:
    curve = kaplan_meier([5, 60, 60, 60], [1, 0, 0, 0])
    assert curve.median is None
    assert curve.median_interval() is None
    assert curve.quantile(0.25) == 5


def test_half_leaving_exactly_reaches_the_median() -> None:
    assert kaplan_meier([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1]).median == 3


def test_everybody_leaving_ends_at_nothing_with_a_band() -> None:
    last = kaplan_meier([1, 2, 3], [True, True, True]).steps[-1]
    assert last.survival == 0
    assert last.low == 0
    assert 0 < last.high < 1


def test_who_is_last_seen_as_another_leaves_counts_as_at_risk() -> None:
    assert kaplan_meier([6, 6], [0, 1]).steps[0].survival == pytest.approx(0.5)


def test_nobody_is_no_curve() -> None:
    curve = kaplan_meier([], [])
    assert curve.steps == ()
    assert curve.median is None
    with pytest.raises(ValueError, match="nothing"):
        kaplan_meier([-1], [1])


def test_the_interval_of_a_median_lies_round_it() -> None:
    # Freireich's 6-MP arm: median 23, lower end 13, upper end not reached (as R's survfit prints with log-log)
    times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    left = [0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    curve = kaplan_meier(times, left)
    assert curve.median == 23
    assert next(step.time for step in curve.steps if step.low <= 0.5) == 13
    assert curve.median_interval() is None
    every = kaplan_meier(range(1, 31), [1] * 30).median_interval()
    assert every is not None
    assert every.low < 15 < every.high

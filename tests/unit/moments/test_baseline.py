from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rex.moments.baseline import FAST, SLOW, expected, floor, middle

if TYPE_CHECKING:
    from rex.moments.series import Reals


def usual(counts: Reals, exposure: Reals | None = None, dispersion: float = 1.0) -> Reals:
    share = np.ones(len(counts)) if exposure is None else exposure
    alive = np.ones(len(counts), dtype=np.bool_)
    return expected(counts, share, middle(counts, share, alive, FAST), dispersion)


@pytest.mark.parametrize("per_minute", [2, 10, 40, 200])
def test_a_chat_of_pure_chance_has_an_unbiased_baseline(per_minute: int) -> None:
    due = per_minute / 12
    means = [
        usual(np.random.default_rng(seed).poisson(due, 2880).astype(np.float64)).mean() for seed in range(4)
    ]  # 16 hours: the error of the mean itself is 2 % at two messages a minute
    assert np.mean(means) == pytest.approx(due, rel=0.05)


def test_a_clustered_chat_has_an_unbiased_baseline() -> None:
    rng = np.random.default_rng(1)
    blocks = rng.negative_binomial(30 / 2, 1 / 3, 2000)  # 30 a half-minute, variance three times that
    spread = np.concatenate([rng.multinomial(n, [1 / 6] * 6) for n in blocks]).astype(np.float64)
    assert usual(spread, dispersion=2.3).mean() == pytest.approx(5, rel=0.03)


def test_a_burst_of_two_minutes_hardly_moves_it() -> None:
    counts = np.full(720, 5.0)
    counts[300:324] = 25.0
    assert usual(counts)[312] == pytest.approx(5, rel=0.06)


def test_it_follows_a_show_that_doubles_over_half_an_hour() -> None:
    counts = np.random.default_rng(3).poisson(np.linspace(10, 20, 360)).astype(np.float64)
    assert usual(counts)[270] == pytest.approx(17.5, rel=0.1)


def test_a_larger_audience_explains_more_messages() -> None:
    audience = np.repeat([0.5, 1.5], 360)
    counts = 8 * audience
    assert usual(counts, audience)[359] == pytest.approx(4, rel=0.1)
    assert usual(counts, audience)[361] == pytest.approx(12, rel=0.1)


def test_it_is_never_zero() -> None:
    counts = np.zeros(720)
    counts[0] = 6.0
    assert usual(counts).min() == floor(counts) == 1 / 120


def test_a_show_too_short_for_a_middle_has_its_mean() -> None:
    assert usual(np.array([2.0, 4.0])).tolist() == [3.0, 3.0]


def test_the_slow_baseline_sees_over_ten_minutes_of_more() -> None:
    counts = np.full(1440, 5.0)
    counts[600:720] = 15.0  # ten minutes
    share, alive = np.ones(1440), np.ones(1440, dtype=np.bool_)
    slow = expected(counts, share, middle(counts, share, alive, SLOW), 1.0)
    fast = expected(counts, share, middle(counts, share, alive, FAST), 1.0)
    assert slow[660] < 6 < fast[660]

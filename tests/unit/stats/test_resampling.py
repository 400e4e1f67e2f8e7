from __future__ import annotations

import numpy as np
import pytest

from rex.stats.resampling import BootstrapMethod, block_rate, bootstrap_mean, poisson_ratio

SKEWED = [10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213]


@pytest.mark.parametrize(
    ("method", "low", "high"), [("basic", 23.77, 79.12), ("percentile", 28.86, 84.21), ("bca", 32.31, 91.43)]
)
def test_bootstrap_of_a_mean_agrees_with_r(method: BootstrapMethod, low: float, high: float) -> None:
    # R boot::boot.ci with a million resamples, as quoted in SciPy's tests; 3 % is their room for ten thousand.
    found = bootstrap_mean(SKEWED, np.random.default_rng(7), method)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), rel=0.03)
    assert found.method == f"bootstrap {method}"


def test_the_same_seed_gives_the_same_interval() -> None:
    first, again = (bootstrap_mean(SKEWED, np.random.default_rng(1), resamples=500) for _ in range(2))
    assert first == again
    assert first != bootstrap_mean(SKEWED, np.random.default_rng(2), resamples=500)


def test_values_without_spread_claim_no_precision() -> None:
    generator = np.random.default_rng(1)
    assert bootstrap_mean([], generator) is None
    assert bootstrap_mean([5.0], generator) is None
    assert bootstrap_mean([5.0] * 9, generator) is None
    assert poisson_ratio([], [], generator) is None
    assert poisson_ratio([0.0] * 9, [1.0] * 9, generator) is None
    assert block_rate([], generator) is None
    assert block_rate([2.0] * 60, generator) is None
    assert block_rate([1.0, 2.0] * 7, generator) is None  # 14 minutes are not three blocks of five


def test_viewers_who_bought_nothing_may_be_given_as_a_number() -> None:
    orders = [20.0, 35.0, 50.0, 20.0, 80.0] * 6
    long = poisson_ratio(orders + [0.0] * 970, [1.0] * 1000, np.random.default_rng(3))
    short = poisson_ratio([*orders, 0.0], [1.0] * 31, np.random.default_rng(3), people=[1] * 30 + [970])
    assert long == short


def test_revenue_per_viewer_covers_the_truth_about_as_often_as_it_says() -> None:
    # 1,000 viewers, 3 % buy for 20 to 60 at random: truth .03 * 40 = 1.2; the spec measured 95 % at 30 buyers.
    generator = np.random.default_rng(11)
    covered = 0
    for _ in range(300):
        buyers = int(generator.binomial(1000, 0.03))
        spent = generator.uniform(20, 60, buyers).tolist()
        found = poisson_ratio(
            [*spent, 0.0], [1.0] * (buyers + 1), generator, people=[1] * buyers + [1000 - buyers], resamples=400
        )
        assert found is not None
        covered += found.low <= 1.2 <= found.high
    assert covered / 300 == pytest.approx(0.94, abs=0.035)


def test_a_bursty_chat_gets_a_wider_interval_than_independent_minutes_would() -> None:
    calm_and_storm = ([1.0] * 10 + [21.0] * 10) * 6
    blocks = block_rate(calm_and_storm, np.random.default_rng(1), block=10)
    minutes = block_rate(calm_and_storm, np.random.default_rng(1), block=1)
    assert blocks is not None
    assert minutes is not None
    assert blocks.low < 11 < blocks.high
    assert blocks.width > 1.5 * minutes.width


def test_a_block_of_no_minutes_is_refused() -> None:
    with pytest.raises(ValueError, match="block"):
        block_rate([1.0, 2.0], np.random.default_rng(1), block=0)


def test_the_last_minute_weighs_as_much_as_any_other() -> None:
    late, middle = [0.0] * 29 + [30.0], [0.0] * 15 + [30.0] + [0.0] * 14
    ends = [block_rate(counts, np.random.default_rng(2)) for counts in (late, middle)]
    # Six blocks drawn, each holds the busy minute with chance 5/30: high end 3 of them, 3 * 30 / 30 minutes = 3
    assert [found and found.high for found in ends] == [3.0, 3.0]

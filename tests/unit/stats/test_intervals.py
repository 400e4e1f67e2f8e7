from __future__ import annotations

import math

import pytest

from rex.stats.intervals import (
    Interval,
    adjusted_wald_nps,
    garwood,
    mean_t,
    median_order,
    quantile_order,
    spread_from_sums,
    wald_nps,
    wilson,
)


def test_a_wilson_interval_is_the_one_in_newcombes_table() -> None:
    # Newcombe 1998a, Table I, method 3: 81 of 263 -> .2553 to .3662
    found = wilson(81, 263)
    assert found.low == pytest.approx(0.2553, abs=5e-5)
    assert found.high == pytest.approx(0.3662, abs=5e-5)
    assert (found.confidence, found.method) == (0.95, "wilson")


def test_nobody_of_ten_is_not_certainly_nobody() -> None:
    # 0 of 10: high = z^2 / (n + z^2) = 3.8415 / 13.8415 = .27753
    assert wilson(0, 10)[:2] == pytest.approx((0.0, 0.277533), abs=1e-6)
    assert wilson(10, 10).high == 1.0


def test_nobody_asked_leaves_every_share_possible() -> None:
    found = wilson(0, 0)
    assert (found.low, found.high) == (0.0, 1.0)


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5)])
def test_more_buyers_than_viewers_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(k, n)


def test_a_confidence_of_95_instead_of_095_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 5, 95)


def test_no_event_at_all_has_an_upper_rate() -> None:
    # exp(-x) = .025 -> x = -ln .025 = 3.6889; per minute of 20 minutes: .18444
    found = garwood(0, 20)
    assert found.low == 0.0
    assert found.high == pytest.approx(-math.log(0.025) / 20)


def test_no_exposure_has_no_rate() -> None:
    with pytest.raises(ValueError, match="not a rate"):
        garwood(3, 0)


def test_a_mean_from_sums_equals_the_mean_from_values() -> None:
    # 4, 5, 6: mean 5, variance 1, error 1/sqrt(3) = .57735; t(2, .975) = 4.30265; half 2.48414
    found = mean_t(3, 15, 16 + 25 + 36)
    assert found is not None
    assert found.low == pytest.approx(5 - 2.48414, abs=1e-5)
    assert found.high == pytest.approx(5 + 2.48414, abs=1e-5)


@pytest.mark.parametrize(("n", "total", "squares"), [(0, 0, 0), (1, 5, 25), (3, 15, 75), (3, 0.3, 3 * 0.1 * 0.1)])
def test_one_value_or_equal_values_claim_no_precision(n: int, total: float, squares: float) -> None:
    assert mean_t(n, total, squares) is None


def test_sums_in_minor_units_keep_a_small_spread_on_large_amounts() -> None:
    # 10^9 and 10^9 + 2 cents: variance 2; floating sums of squares (10^18) would have lost it.
    values = [10**9, 10**9 + 2]
    found = spread_from_sums(2, sum(values), sum(v * v for v in values))
    assert found is not None
    assert found.variance == 2.0


def test_a_median_of_six_lies_between_all_of_them_and_of_five_nowhere() -> None:
    # Six: both ends miss with 2 / 2^6 = 3.1 %; five: 2 / 2^5 = 6.3 %, more than 5 %.
    assert median_order([5, 1, 9, 3, 7, 2]) == Interval(1, 9, 0.95, "order statistics")
    assert median_order([5, 1, 9, 3, 7]) is None
    assert median_order([]) is None


def test_a_median_of_twenty_uses_ranks_six_and_fifteen() -> None:
    # Binomial(20, 1/2): P(at most 5) = .0207 <= .025 < P(at most 6) = .0577, so rank 6 and its mirror 15.
    assert median_order(range(1, 21)) == Interval(6, 15, 0.95, "order statistics")


def test_a_high_quantile_needs_more_values_than_a_median() -> None:
    # p90: even the largest value lies below it in .9^n of samples: 2.5 % needs n = 36 (.9^36 = .0225, .9^35 = .0250+)
    assert quantile_order(range(35), 0.9) is None
    found = quantile_order(range(1, 37), 0.9)
    assert found is not None
    assert found.high == 36


def test_ten_answers_give_a_wide_net_promoter_score() -> None:
    # 5, 3, 2 of 10: (5.75 - 2.75) / 13 = 23.08 points; variance .6538 - .0533 = .6006; half 1.96 * 21.49 = 42.13
    found = adjusted_wald_nps(5, 3, 2)
    assert found.low == pytest.approx(-19.0506, abs=1e-4)
    assert found.high == pytest.approx(65.2045, abs=1e-4)


def test_ten_promoters_are_not_certainty() -> None:
    assert adjusted_wald_nps(10, 0, 0).low == pytest.approx(47.5036, abs=1e-4)
    assert adjusted_wald_nps(10, 0, 0).high == 100.0
    plain = wald_nps(10, 0, 0)
    assert plain is not None
    assert plain.width == 0.0


def test_nobody_asked_leaves_every_score_possible() -> None:
    assert adjusted_wald_nps(0, 0, 0)[:2] == (-100.0, 100.0)
    assert wald_nps(0, 0, 0) is None


def test_the_adjusted_score_covers_the_truth_as_often_as_it_says() -> None:
    # All outcomes of ten answers, weighed by their chance: 50 % promoters, 30 % passives, 20 % detractors.
    covered = 0.0
    for p in range(11):
        for d in range(11 - p):
            ways = math.comb(10, p) * math.comb(10 - p, d)
            found = adjusted_wald_nps(p, 10 - p - d, d)
            covered += ways * 0.5**p * 0.2**d * 0.3 ** (10 - p - d) * (found.low <= 30 <= found.high)
    assert covered == pytest.approx(0.955, abs=0.015)

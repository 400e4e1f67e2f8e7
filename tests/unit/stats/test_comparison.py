from __future__ import annotations

import random

import pytest

from rex.stats.comparison import cliffs_delta, mann_whitney_u, newcombe, nps_difference, paired, welch


def sums(values: list[float]) -> tuple[int, float, float]:
    return len(values), sum(values), sum(v * v for v in values)


def test_a_newcombe_interval_is_the_one_in_his_table() -> None:
    # Newcombe 1998b, Table II, method 10, row a: 56/70 - 48/80 -> .0524 to .3339
    found = newcombe(56, 70, 48, 80)
    assert found is not None
    assert found.value == pytest.approx(0.2)
    assert found.interval.low == pytest.approx(0.0524, abs=5e-5)
    assert found.interval.high == pytest.approx(0.3339, abs=5e-5)


def test_the_score_test_is_the_chi_square_of_the_two_by_two_table() -> None:
    # pooled 104/150; variance .69333 * .30667 * (1/70 + 1/80) = .0056953; z = .2 / .075467 = 2.65016; both sides .00805
    found = newcombe(56, 70, 48, 80)
    assert found is not None
    assert found.p == pytest.approx(0.00805, abs=2e-5)


def test_nobody_buying_twice_is_no_difference() -> None:
    found = newcombe(0, 10, 0, 20)
    assert found is not None
    assert (found.value, found.p) == (0.0, 1.0)


def test_an_empty_session_cannot_be_compared() -> None:
    assert newcombe(0, 0, 5, 10) is None
    assert nps_difference((0, 0, 0), (5, 3, 2)) is None
    assert welch(0, 0, 0, 10, 50, 300) is None
    assert welch(10, 50, 300, 1, 5, 25) is None
    assert mann_whitney_u([], [1.0]) is None
    assert cliffs_delta([1.0], []) is None


def test_a_rise_of_the_score_is_positive() -> None:
    found = nps_difference((50, 30, 20), (40, 35, 25))
    assert found is not None
    assert found.value == pytest.approx(15.0)
    assert found.interval.low == pytest.approx(-6.8878, abs=1e-4)
    assert found.interval.high == pytest.approx(36.0140, abs=1e-4)


def test_the_chance_of_a_score_difference_agrees_with_its_interval() -> None:
    apart, alike = nps_difference((90, 5, 5), (40, 20, 40)), nps_difference((41, 20, 39), (40, 20, 40))
    assert apart is not None
    assert alike is not None
    assert apart.interval.low > 0
    assert apart.p < 0.05
    assert alike.interval.low < 0 < alike.interval.high
    assert alike.p > 0.05


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_welch_from_sums_agrees_with_a_statistics_package(seed: int) -> None:
    from scipy import stats

    draw = random.Random(seed)  # noqa: S311  numbers for a test, no secret
    after = [draw.gauss(50, 5 * seed) for _ in range(12)]
    before = [draw.gauss(47, 9) for _ in range(30)]
    found, oracle = welch(*sums(after), *sums(before)), stats.ttest_ind(after, before, equal_var=False)
    ends = oracle.confidence_interval(0.95)
    assert found is not None
    assert found.p == pytest.approx(float(oracle.pvalue), rel=1e-9)
    assert found.interval[:2] == pytest.approx((float(ends.low), float(ends.high)), rel=1e-9)


def test_equal_orders_on_both_sides_claim_no_precision() -> None:
    assert welch(*sums([20.0, 20.0]), *sums([30.0, 30.0])) is None


def test_gaps_are_judged_person_by_person() -> None:
    # gaps -1, 0, -2, -1: mean -1, variance 2/3, error .40825; t = -2.4495 with 3 degrees: two-sided .0917
    found = paired(*sums([-1, 0, -2, -1]))
    assert found is not None
    assert found.value == -1.0
    assert found.p == pytest.approx(0.0917, abs=1e-4)
    assert found.interval.low == pytest.approx(-1 - 3.18245 * 0.408248, abs=1e-4)
    assert paired(1, 2.0, 4.0) is None


def test_ranks_are_compared_exactly_where_they_can_be() -> None:
    # Diabetes by age, from SciPy's documentation: U 17 and 3; 7 of 126 arrangements are as low as 3: 14/126 = 1/9
    found = mann_whitney_u([19, 22, 16, 29, 24], [20, 11, 17, 12])
    assert found is not None
    assert (found.u_first, found.u_second) == (17, 3)
    assert found.exact == pytest.approx(1 / 9)
    assert found.p == found.exact
    assert found.asymptotic == pytest.approx(0.0864107329737)
    assert cliffs_delta([19, 22, 16, 29, 24], [20, 11, 17, 12]) == pytest.approx(0.7)


def test_tied_ranks_use_the_corrected_normal_curve() -> None:
    from scipy import stats

    first, second = [1.0, 2, 2, 3, 5, 5, 7], [2.0, 2, 4, 5, 8, 9]
    found = mann_whitney_u(first, second)
    oracle = stats.mannwhitneyu(first, second, use_continuity=False, method="asymptotic")
    assert found is not None
    assert found.exact is None
    assert found.u_first == oracle.statistic
    assert found.p == pytest.approx(float(oracle.pvalue))


def test_all_values_equal_is_no_difference() -> None:
    found = mann_whitney_u([3, 3, 3], [3, 3])
    assert found is not None
    assert (found.exact, found.asymptotic, found.p) == (None, None, 1.0)
    assert cliffs_delta([3, 3, 3], [3, 3]) == 0.0


def test_large_groups_do_not_count_every_arrangement() -> None:
    found = mann_whitney_u(range(100), [value + 0.5 for value in range(100)])
    assert found is not None
    assert found.exact is None
    assert found.asymptotic == pytest.approx(0.9029, abs=1e-3)  # z = (4950 - 5000) / 409.3 = -.1222

"""What holds for all numbers: fewer data never sharpen, roles are symmetric, sums of halves make the whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rex.stats.comparison import cliffs_delta, mann_whitney_u, newcombe, nps_difference, welch
from rex.stats.concurrency import Visit, identity_gap, presence
from rex.stats.control import xmr_limits
from rex.stats.intervals import adjusted_wald_nps, garwood, mean_t, wilson
from rex.stats.multiplicity import benjamini_hochberg
from rex.stats.survival import kaplan_meier

few = settings(max_examples=80, derandomize=True, database=None, deadline=None)
counts = st.integers(0, 400)
amounts = st.lists(st.integers(1, 50_000), min_size=2, max_size=40)
chances = st.lists(st.floats(0, 1), max_size=30)


@st.composite
def shares(draw: st.DrawFn, fewest: int = 1) -> tuple[int, int]:
    n = draw(st.integers(fewest, 500))
    return draw(st.integers(0, n)), n


def sums(values: list[int]) -> tuple[int, int, int]:
    return len(values), sum(values), sum(v * v for v in values)


@few
@given(shares())
def test_half_the_viewers_never_narrow_a_share(share: tuple[int, int]) -> None:
    k, n = share
    whole, half = wilson(2 * k, 2 * n), wilson(k, n)
    assert half.width >= whole.width
    assert whole.low <= k / n + 1e-12
    assert whole.high >= k / n - 1e-12


@few
@given(counts, counts, counts)
def test_half_the_answers_never_narrow_a_score(promoters: int, passives: int, detractors: int) -> None:
    whole = adjusted_wald_nps(2 * promoters, 2 * passives, 2 * detractors)
    assert adjusted_wald_nps(promoters, passives, detractors).width >= whole.width - 1e-9


@few
@given(amounts)
def test_half_the_orders_never_narrow_a_mean(values: list[int]) -> None:
    whole, half = mean_t(*sums(values * 2)), mean_t(*sums(values))
    assert (whole is None) == (half is None)
    if whole and half:
        assert half.width >= whole.width


@few
@given(counts, st.integers(1, 100))
def test_half_the_minutes_never_narrow_a_rate(count: int, minutes: int) -> None:
    assert garwood(count, minutes).width >= garwood(2 * count, 2 * minutes).width - 1e-12


@few
@given(shares())
def test_buyers_and_the_others_mirror_each_other(share: tuple[int, int]) -> None:
    k, n = share
    buyers, others = wilson(k, n), wilson(n - k, n)
    assert (buyers.low, buyers.high) == pytest.approx((1 - others.high, 1 - others.low))


@few
@given(shares(), shares())
def test_swapping_two_sessions_turns_the_sign_and_nothing_else(one: tuple[int, int], two: tuple[int, int]) -> None:
    there, back = newcombe(*one, *two), newcombe(*two, *one)
    assert there is not None
    assert back is not None
    assert (there.value, there.p) == pytest.approx((-back.value, back.p))
    assert there.interval[:2] == pytest.approx((-back.interval.high, -back.interval.low))
    assert there.interval.low - 1e-12 <= there.value <= there.interval.high + 1e-12


@few
@given(st.tuples(counts, counts, counts), st.tuples(counts, counts, counts))
def test_promoters_and_detractors_mirror_each_other(one: tuple[int, int, int], two: tuple[int, int, int]) -> None:
    here, mirrored = adjusted_wald_nps(*one), adjusted_wald_nps(*one[::-1])
    assert (here.low, here.high) == pytest.approx((-mirrored.high, -mirrored.low))
    there, back = nps_difference(one, two), nps_difference(two, one)
    assert (there is None) == (back is None)
    if there and back:
        assert there.interval[:2] == pytest.approx((-back.interval.high, -back.interval.low))


@few
@given(amounts, amounts)
def test_swapping_two_groups_of_orders_turns_the_sign(one: list[int], two: list[int]) -> None:
    there, back = welch(*sums(one), *sums(two)), welch(*sums(two), *sums(one))
    assert (there is None) == (back is None)
    if there and back:
        assert (there.value, there.p) == pytest.approx((-back.value, back.p))
        assert there.interval[:2] == pytest.approx((-back.interval.high, -back.interval.low))
    ranks, turned = mann_whitney_u(one, two), mann_whitney_u(two, one)
    assert ranks is not None
    assert turned is not None
    assert (ranks.u_first, ranks.p) == pytest.approx((turned.u_second, turned.p))
    assert cliffs_delta(one, two) == pytest.approx(-(cliffs_delta(two, one) or 0))


@few
@given(amounts, amounts)
def test_a_month_is_the_sum_of_its_sessions_sums(first: list[int], second: list[int]) -> None:
    added = [a + b for a, b in zip(sums(first), sums(second), strict=True)]
    assert mean_t(added[0], added[1], added[2]) == mean_t(*sums(first + second))


@few
@given(chances)
def test_correcting_for_many_never_makes_a_chance_smaller_nor_turns_their_order(p: list[float]) -> None:
    adjusted = benjamini_hochberg(p)
    assert all(a >= b - 1e-15 for a, b in zip(adjusted, p, strict=True))
    ordered = [value for _, value in sorted(zip(p, adjusted, strict=True))]
    assert ordered == sorted(ordered)


@few
@given(st.lists(st.integers(1, 10_000), min_size=5, max_size=20), st.integers(2, 100))
def test_a_usual_range_does_not_depend_on_the_currency(values: list[int], factor: int) -> None:
    one, other = xmr_limits(values, "log"), xmr_limits([factor * value for value in values], "log")
    assert (one is None) == (other is None)
    if one and other:
        assert (other.lower, other.upper) == pytest.approx((factor * one.lower, factor * one.upper), rel=1e-9)


@few
@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), max_size=40))
def test_a_retention_curve_only_falls_and_stays_in_its_band(people: list[tuple[int, bool]]) -> None:
    steps = kaplan_meier([time for time, _ in people], [left for _, left in people]).steps
    shares_left = [step.survival for step in steps]
    assert shares_left == sorted(shares_left, reverse=True)
    assert all(0 <= step.low <= step.survival + 1e-12 for step in steps)
    assert all(step.survival <= step.high + 1e-12 for step in steps)


@few
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 100), st.integers(0, 60)), max_size=20))
def test_presence_does_not_depend_on_row_order_and_keeps_the_identity(rows: list[tuple[str, int, int]]) -> None:
    visits = [Visit(who, join, join + stay) for who, join, stay in rows]
    found = presence(visits, 0, 90)
    assert presence(visits[::-1], 0, 90) == found
    assert presence(visits * 2, 0, 90) == found
    assert found.peak_concurrent <= found.unique_viewers
    duration = found.average_view_duration or 0
    assert identity_gap(found.average_concurrent, 90, found.watch_time, duration, found.unique_viewers) < 1e-9

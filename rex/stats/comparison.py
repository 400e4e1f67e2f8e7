"""How far two groups lie apart: differences of shares, scores, means and ranks, always first minus second.

Hand in the later session first, so that a rise is positive. These say whether two numbers differ, not whether that is
unusual: sessions differ by more than sampling, and `control` knows by how much.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rex.stats import distributions, nps
from rex.stats.intervals import Interval, spread_from_sums, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

EXACT_PAIRS = 2500
"""Up to so many pairs of values the rank comparison counts every arrangement instead of using the normal curve."""


class Difference(NamedTuple):
    """First minus second, its interval in the same units, and how often luck alone would part equal groups so far."""

    value: float
    interval: Interval
    p: float


def newcombe(
    k_after: float, n_after: float, k_before: float, n_before: float, confidence: float = 0.95
) -> Difference | None:
    """Difference of two independent shares, between -1 and 1; None when either group is empty.

    Interval: Newcombe 1998b, method 10 (Wilson intervals, squared and added). Chance: pooled score test, two-sided.
    """
    after, before = wilson(k_after, n_after, confidence), wilson(k_before, n_before, confidence)
    if n_after == 0 or n_before == 0:
        return None
    p1, p2 = k_after / n_after, k_before / n_before
    low = p1 - p2 - math.hypot(p1 - after.low, before.high - p2)
    high = p1 - p2 + math.hypot(after.high - p1, p2 - before.low)
    pooled = (k_after + k_before) / (n_after + n_before)
    variance = pooled * (1 - pooled) * (1 / n_after + 1 / n_before)
    p = distributions.normal_two_sided((p1 - p2) / math.sqrt(variance)) if variance > 0 else 1.0
    return Difference(p1 - p2, Interval(max(-1.0, low), min(1.0, high), confidence, "newcombe"), p)


def nps_difference(
    after: tuple[int, int, int], before: tuple[int, int, int], confidence: float = 0.95
) -> Difference | None:
    """Difference of two Net Promoter Scores in points, each given as (promoters, passives, detractors).

    The value is the plain difference; interval and chance rest on the adjusted scores (three answers added to each),
    so the interval's middle lies nearer to 0. It may pass 100 points. None when either group is empty. Source: Rocks
    2016.
    """
    z = distributions.two_sided_z(confidence)
    plain_after, plain_before = nps.plain(*after), nps.plain(*before)
    if plain_after is None or plain_before is None:
        return None
    first, second = nps.adjusted(*after), nps.adjusted(*before)
    middle = first.points - second.points
    error = math.hypot(first.standard_error, second.standard_error)
    interval = Interval(middle - z * error, middle + z * error, confidence, "adjusted wald")
    return Difference(
        plain_after.points - plain_before.points, interval, distributions.normal_two_sided(middle / error)
    )


def welch(
    n_after: int,
    total_after: float,
    squares_after: float,
    n_before: int,
    total_before: float,
    squares_before: float,
    confidence: float = 0.95,
) -> Difference | None:
    """Difference of two means from their sums, groups of unlike spread allowed; in the values' own units.

    None when a group has under two values, or no value differs from its neighbours in either. Source: Welch 1947.
    """
    distributions.checked_confidence(confidence)
    first = spread_from_sums(n_after, total_after, squares_after)
    second = spread_from_sums(n_before, total_before, squares_before)
    if first is None or second is None or first.variance + second.variance == 0:
        return None
    part1, part2 = first.variance / n_after, second.variance / n_before
    degrees = (part1 + part2) ** 2 / (part1**2 / (n_after - 1) + part2**2 / (n_before - 1))
    return _student(first.mean - second.mean, math.sqrt(part1 + part2), degrees, confidence, "welch")


def paired(n: int, total: float, sum_of_squares: float, confidence: float = 0.95) -> Difference | None:
    """Mean of within-person differences (perception minus expectation) against 0, from the sums of those differences.

    None under two people, or when all differences are equal. Source: Student 1908.
    """
    distributions.checked_confidence(confidence)
    spread = spread_from_sums(n, total, sum_of_squares)
    if spread is None or spread.variance == 0:
        return None
    return _student(spread.mean, math.sqrt(spread.variance / n), n - 1, confidence, "paired t")


def _student(value: float, error: float, degrees: float, confidence: float, method: str) -> Difference:
    half = distributions.two_sided_t(confidence, degrees) * error
    interval = Interval(value - half, value + half, confidence, method)
    return Difference(value, interval, distributions.student_two_sided(value / error, degrees))


class RankComparison(NamedTuple):
    """How often a value of one group beats one of the other: the two counts of pairs (a tie is half) and two chances.

    `exact` is None when values are tied or the groups are large; `asymptotic` (no continuity correction, corrected for
    ties) is None when all values are equal.
    """

    u_first: float
    u_second: float
    exact: float | None
    asymptotic: float | None

    @property
    def p(self) -> float:
        """The better of the two chances: exact where it exists; 1 when all values are equal."""
        if self.exact is not None:
            return self.exact
        return 1.0 if self.asymptotic is None else self.asymptotic


def mann_whitney_u(first: Sequence[float], second: Sequence[float]) -> RankComparison | None:
    """Compare two groups by rank, whatever the shape of their values; None when either is empty.

    Source: Mann & Whitney 1947; exact chances count all arrangements of the ranks.
    """
    n, m = len(first), len(second)
    if n == 0 or m == 0:
        return None
    u_first = _pairs_won(first, second)
    ties = [count for count in Counter([*first, *second]).values() if count > 1]
    exact = _exact_two_sided(min(u_first, n * m - u_first), n, m) if not ties and n * m <= EXACT_PAIRS else None
    size = n + m
    variance = n * m / 12 * (size + 1 - sum(t**3 - t for t in ties) / (size * (size - 1)))
    z = (u_first - n * m / 2) / math.sqrt(variance) if variance > 0 else None
    asymptotic = None if z is None else distributions.normal_two_sided(z)
    return RankComparison(u_first, n * m - u_first, exact, asymptotic)


def cliffs_delta(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Share of pairs where the first group's value is higher, minus the share where it is lower: -1 to 1; None if none.

    Source: Cliff 1993; equal to 2 U / (n m) - 1.
    """
    pairs = len(first) * len(second)
    return 2 * _pairs_won(first, second) / pairs - 1 if pairs else None


def _pairs_won(first: Sequence[float], second: Sequence[float]) -> float:
    ordered = sorted(second)
    return sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in first) / 2


def _exact_two_sided(smaller_u: float, n: int, m: int) -> float:
    # Arrangements by U are the coefficients of the Gaussian binomial: multiply by 1 - q^(m+i), divide by 1 - q^i.
    top = n * m
    ways = [1] + [0] * top
    for i in range(1, n + 1):
        for u in range(top, m + i - 1, -1):
            ways[u] -= ways[u - m - i]
        for u in range(i, top + 1):
            ways[u] += ways[u - i]
    return min(1.0, 2 * sum(ways[: int(smaller_u) + 1]) / math.comb(n + m, n))

"""How precise one number is: sampling intervals of shares, rates, means, medians and the Net Promoter Score."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rex.stats import distributions, nps

if TYPE_CHECKING:
    from collections.abc import Sequence


class Interval(NamedTuple):
    """Between what values the truth plausibly lies, how sure that is (a share), and the method that says so."""

    low: float
    high: float
    confidence: float
    method: str

    @property
    def width(self) -> float:
        """Distance between the two ends, in the units of the number."""
        return self.high - self.low


class Spread(NamedTuple):
    """Mean of n values and their sample variance (divisor n - 1)."""

    n: int
    mean: float
    variance: float


def spread_from_sums(n: int, total: float, sum_of_squares: float) -> Spread | None:
    """Mean and sample variance from the sums a record stores; None under two values.

    Integer sums (money in minor units) are subtracted exactly; with decimals, a difference that is mere rounding is 0.
    """
    if n < 2:
        return None
    difference = n * sum_of_squares - total * total
    rounding = 0 if isinstance(difference, int) else 1e-12 * abs(n * sum_of_squares)
    variance = difference / (n * (n - 1)) if difference > rounding else 0.0
    return Spread(n, total / n, variance)


def wilson(k: float, n: float, confidence: float = 0.95) -> Interval:
    """Interval of a share: k of n, between 0 and 1.

    Nobody asked (n = 0) gives 0 to 1, the formula's own limit: everything is possible. ValueError unless 0 <= k <= n.
    Source: Wilson 1927; Newcombe 1998a, method 3 (score, no continuity correction).
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    z = distributions.two_sided_z(confidence)
    # k (n - k) / n is n times the share's variance; nobody asked has none.
    variance = k * (n - k) / n if n else 0.0
    middle = k + z * z / 2
    half = z * math.sqrt(variance + z * z / 4)
    low = 0.0 if k == 0 else max(0.0, (middle - half) / (n + z * z))
    high = 1.0 if k == n else min(1.0, (middle + half) / (n + z * z))
    return Interval(low, high, confidence, "wilson")


def garwood(count: int, exposure: float = 1.0, confidence: float = 0.95) -> Interval:
    """Exact interval of a rate: so many independent events in an exposure (minutes, viewers); per unit of exposure.

    Only for events that come one by one: chat comes in bursts, use `resampling.block_rate` there. ValueError for a
    negative count or an exposure that is not positive. Source: Garwood 1936.
    """
    if count < 0 or exposure <= 0:
        raise ValueError(f"{count} events in {exposure} is not a rate")
    tail = (1 - distributions.checked_confidence(confidence)) / 2
    low = distributions.gamma_quantile(count, tail) if count else 0.0
    high = distributions.gamma_quantile(count + 1, 1 - tail)
    return Interval(low / exposure, high / exposure, confidence, "garwood")


def mean_t(n: int, total: float, sum_of_squares: float, confidence: float = 0.95) -> Interval | None:
    """Interval of a mean from its sums, in the values' own units.

    None under two values, and when all values are equal: no spread was seen, so none can be claimed. Source: Student
    1908.
    """
    distributions.checked_confidence(confidence)
    spread = spread_from_sums(n, total, sum_of_squares)
    if spread is None or spread.variance == 0:
        return None
    half = distributions.two_sided_t(confidence, n - 1) * math.sqrt(spread.variance / n)
    return Interval(spread.mean - half, spread.mean + half, confidence, "t")


def quantile_order(values: Sequence[float], share: float, confidence: float = 0.95) -> Interval | None:
    """Interval of a quantile (share 0.9: nine in ten are below) from the sorted values alone, whatever their shape.

    Its true confidence is at least the one asked for, since ranks are whole; None when the values are too few for that
    (a median at 0.95 needs six). Source: order statistics and the binomial, e.g. Conover 1999, section 3.2.
    """
    if not 0 < share < 1:
        raise ValueError(f"a quantile is a share between 0 and 1, not {share}")
    tail = (1 - distributions.checked_confidence(confidence)) / 2
    ordered, n = sorted(values), len(values)
    # Rank r (from 1) is a safe lower end when at most `tail` of all samples have under r values below the quantile.
    lower = _largest_rank(n, share, tail)
    upper = _largest_rank(n, 1 - share, tail)
    if lower < 1 or upper < 1:
        return None
    return Interval(ordered[lower - 1], ordered[n - upper], confidence, "order statistics")


def _largest_rank(n: int, share: float, tail: float) -> int:
    low, high = 0, n
    while low < high:
        rank = (low + high + 1) // 2
        if distributions.binomial_share_up_to(rank - 1, n, share) <= tail:
            low = rank
        else:
            high = rank - 1
    return low


def median_order(values: Sequence[float], confidence: float = 0.95) -> Interval | None:
    """Interval of a median, from the sorted values alone; None under six values at 0.95."""
    return quantile_order(values, 0.5, confidence)


def adjusted_wald_nps(promoters: int, passives: int, detractors: int, confidence: float = 0.95) -> Interval:
    """Interval of a Net Promoter Score in points, cut at -100 and 100; nobody asked gives the whole range.

    Three answers are added (3/4 promoters, 3/4 detractors, the rest passives), then Wald. Its centre is not the score.
    Source: Rocks 2016, The American Statistician 70(4); coverage at n = 10 about 95 % where plain Wald has 86 to 90 %.
    """
    z = distributions.two_sided_z(confidence)
    if promoters + passives + detractors == 0:
        return Interval(-100.0, 100.0, confidence, "adjusted wald")
    score = nps.adjusted(promoters, passives, detractors)
    half = z * score.standard_error
    return Interval(max(-100.0, score.points - half), min(100.0, score.points + half), confidence, "adjusted wald")


def wald_nps(promoters: int, passives: int, detractors: int, confidence: float = 0.95) -> Interval | None:
    """Plain interval of a Net Promoter Score in points, uncut, for comparison with other tools; None without an answer.

    REX itself shows `adjusted_wald_nps`: this one is too narrow for few answers, and has no width when all agree.
    """
    z = distributions.two_sided_z(confidence)
    score = nps.plain(promoters, passives, detractors)
    if score is None:
        return None
    half = z * score.standard_error
    return Interval(score.points - half, score.points + half, confidence, "wald")

"""What the KPIs of single orders share: too few of them, and the ratio of two amounts of the same orders."""

from __future__ import annotations

import math
from typing import NamedTuple

from rex.metrics.base import Estimated, Sum, too_few
from rex.metrics.shapes import LEAST_FOR_A_MEAN
from rex.model.message import quantity, say_n
from rex.stats.distributions import two_sided_t
from rex.stats.intervals import Interval

ORDERS = Sum("counted_sales", "count(distinct order_id)")
"""How many orders count."""
RATIO = "t of a ratio"
"""The method's name where a value is one sum divided by another of the same orders."""


def few_orders(n: int) -> Estimated:
    """Say that there are fewer orders than a mean, a median or a ratio needs, and how many more are needed."""
    more = quantity(LEAST_FOR_A_MEAN - n, "count")
    return too_few(
        say_n("{n} order; shown from 10 on, {more} more.", "{n} orders; shown from 10 on, {more} more.", n, more=more),
        n,
    )


class Pairs(NamedTuple):
    """The sums of n pairs of amounts: of the parts, of the wholes, their squares and their products."""

    n: int
    part: int
    whole: int
    part_squares: int
    whole_squares: int
    products: int


def ratio(of: Pairs, confidence: float = 0.95) -> Interval | None:
    """Interval of sum(parts) / sum(wholes) over orders: the ratio estimator, its error by the delta method, with t.

    None under two orders, for wholes that add up to nothing, and where every order has the same ratio: no spread was
    seen. Cut at 0 and 1. Source: Cochran 1977, Sampling Techniques, section 6.4.
    """
    if of.n < 2 or of.whole <= 0:
        return None
    # The sum of (part - R x whole)^2, times whole^2: whole numbers only, so that no difference is mere rounding.
    scaled = of.part_squares * of.whole**2 - 2 * of.part * of.whole * of.products + of.part**2 * of.whole_squares
    if scaled <= 0:
        return None
    share = of.part / of.whole
    error = math.sqrt(of.n / (of.n - 1) * (scaled / of.whole**4))
    half = two_sided_t(confidence, of.n - 1) * error
    return Interval(max(0.0, share - half), min(1.0, share + half), confidence, RATIO)

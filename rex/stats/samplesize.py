"""How many people it takes to see a change, and how small a change so many people can see."""

from __future__ import annotations

import math
from typing import Literal

from rex.stats import distributions

Variance = Literal["pooled", "baseline"]

TYPICAL_NPS_VARIANCE = 0.61
"""Variance of one answer with 50 % promoters and 20 % detractors; 1 is the most there can be."""


def viewers_needed(
    share: float, other: float, alpha: float = 0.05, power: float = 0.8, variance: Variance = "pooled"
) -> int:
    """People per session so that two sessions with these true shares are told apart in `power` of cases; sampling only.

    "pooled" is Fleiss's formula; "baseline" is the form of online A/B calculators, 5 to 15 % less. Sessions differ by
    more than sampling, so it is a lower bound. ValueError for equal shares or shares outside 0 to 1.
    """
    if not (0 <= share <= 1 and 0 <= other <= 1) or share == other:
        raise ValueError(f"two different shares between 0 and 1 are needed, not {share} and {other}")
    return math.ceil(_needed(share, other, alpha, power, variance) - 1e-9)


def _needed(share: float, other: float, alpha: float, power: float, variance: Variance) -> float:
    middle = (share + other) / 2 if variance == "pooled" else share
    by_luck = distributions.two_sided_z(1 - alpha) * math.sqrt(2 * middle * (1 - middle))
    by_chance = distributions.normal_quantile(power) * math.sqrt(share * (1 - share) + other * (1 - other))
    return ((by_luck + by_chance) / (share - other)) ** 2


def smallest_visible_change(
    share: float, n: float, alpha: float = 0.05, power: float = 0.8, variance: Variance = "pooled"
) -> float | None:
    """Smallest rise of a share (as a share: 0.01 is one point) that two sessions of n people each would show.

    None when even a rise to 1 would not show. Formulas as in `viewers_needed`; for small shares the baseline one
    promises too much (3 to 5.25 % with 1,000 viewers shows in 71 % of cases, not 80). ValueError unless
    0 <= share < 1.
    """
    if not 0 <= share < 1:
        raise ValueError(f"a share that can rise lies from 0 to under 1, not {share}")
    if n <= 0 or _needed(share, 1.0, alpha, power, variance) > n:
        return None
    low, high = share, 1.0  # a greater rise needs fewer people, so halving finds the point
    for _ in range(60):
        middle = (low + high) / 2
        if middle == share or _needed(share, middle, alpha, power, variance) > n:
            low = middle
        else:
            high = middle
    return high - share


def nps_visible_change(
    n: float, variance: float = TYPICAL_NPS_VARIANCE, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """Smallest difference of two Net Promoter Scores, in points, that n answers each would show; None without answers.

    May exceed 200, the widest two scores can be apart: then nothing would show.
    """
    if n <= 0:
        return None
    z = distributions.two_sided_z(1 - alpha) + distributions.normal_quantile(power)
    return 100 * z * math.sqrt(2 * variance / n)


def nps_answers_needed(
    points: float, variance: float = TYPICAL_NPS_VARIANCE, alpha: float = 0.05, power: float = 0.8
) -> int:
    """Answers in each of two sessions so that a true difference of so many points shows; ValueError unless positive."""
    if points <= 0:
        raise ValueError(f"a difference to look for is positive, not {points}")
    z = distributions.two_sided_z(1 - alpha) + distributions.normal_quantile(power)
    return math.ceil(2 * variance * (100 * z / points) ** 2 - 1e-9)

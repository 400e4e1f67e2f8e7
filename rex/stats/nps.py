"""The Net Promoter Score itself: 100 (promoters - detractors) / answers, in points, with its variance."""

from __future__ import annotations

import math
from typing import NamedTuple

ADDED_ANSWERS = 3.0
"""Answers that the adjusted score adds: a quarter promoters, a quarter detractors, half passives (Rocks 2016)."""


class Score(NamedTuple):
    """A score in points, the variance of one answer (promoter 1, passive 0, detractor -1), and on how many it rests."""

    points: float
    variance: float
    n: float

    @property
    def standard_error(self) -> float:
        """Standard error of the score, in points."""
        return 100 * math.sqrt(self.variance / self.n)


def plain(promoters: float, passives: float, detractors: float) -> Score | None:
    """Score as answered: nothing is rounded before the subtraction; None without an answer, ValueError below zero."""
    if min(promoters, passives, detractors) < 0:
        raise ValueError(f"counts of answers cannot be negative: {promoters}, {passives}, {detractors}")
    n = promoters + passives + detractors
    if n == 0:
        return None
    return _score(promoters, detractors, n)


def adjusted(promoters: float, passives: float, detractors: float) -> Score:
    """Score with three answers added, the base of the adjusted Wald interval; never shown as the score itself."""
    if min(promoters, passives, detractors) < 0:
        raise ValueError(f"counts of answers cannot be negative: {promoters}, {passives}, {detractors}")
    quarter = ADDED_ANSWERS / 4
    return _score(promoters + quarter, detractors + quarter, promoters + passives + detractors + ADDED_ANSWERS)


def _score(promoters: float, detractors: float, n: float) -> Score:
    difference = (promoters - detractors) / n
    variance = max(0.0, (promoters + detractors) / n - difference * difference)
    return Score(100 * (promoters - detractors) / n, variance, n)

"""Did the share change, or only the mix of people? Differences by stratum, pooled and standardised (Simpson)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rex.stats.comparison import newcombe
from rex.stats.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stratum(NamedTuple):
    """One kind of people (new, returning; a source; a device): k of n after and k of n before."""

    name: str
    k_after: float
    n_after: float
    k_before: float
    n_before: float


class Mix(NamedTuple):
    """Difference after minus before, as shares: pooled, with the same mix on both sides, and in each stratum.

    `left_out` names strata with nobody on one side; they are in neither number.
    """

    pooled: float
    standardised: float
    interval: Interval
    by_stratum: dict[str, float]
    left_out: tuple[str, ...]
    mix_error: float = 0.0
    """Standard error of `by_mix`."""

    @property
    def by_mix(self) -> float:
        """Give the part of the pooled difference that the change of the mix makes."""
        return self.pooled - self.standardised

    @property
    def mix_effect(self) -> bool:
        """Whether the pooled difference points the other way than the one with an equal mix."""
        return self.pooled * self.standardised < 0

    @property
    def every_stratum_disagrees(self) -> bool:
        """Whether each single stratum points the other way than the pooled difference (Simpson's paradox)."""
        return all(value * self.pooled < 0 for value in self.by_stratum.values())


def standardise(strata: Iterable[Stratum], confidence: float = 0.95) -> Mix | None:
    """Difference of a share with the mix held equal: each stratum weighs as many as it has on both sides together.

    None when no stratum has people on both sides. The interval joins Newcombe's intervals of the strata by squares
    (Zou & Donner 2008). Source of the weighting: direct standardisation.
    """
    rows = list(strata)
    usable = [(row, found) for row in rows if (found := newcombe(*row[1:], confidence))]
    if not usable:
        return None
    people = math.fsum(row.n_after + row.n_before for row, _ in usable)
    value = below = above = 0.0
    for row, difference in usable:
        weight = (row.n_after + row.n_before) / people
        value += weight * difference.value
        below += (weight * (difference.value - difference.interval.low)) ** 2
        above += (weight * (difference.interval.high - difference.value)) ** 2
    after = math.fsum(row.k_after for row, _ in usable) / math.fsum(row.n_after for row, _ in usable)
    before = math.fsum(row.k_before for row, _ in usable) / math.fsum(row.n_before for row, _ in usable)
    interval = Interval(value - math.sqrt(below), value + math.sqrt(above), confidence, "standardised newcombe")
    by_stratum = {row.name: difference.value for row, difference in usable}
    kept = {id(row) for row, _ in usable}
    left_out = tuple(row.name for row in rows if id(row) not in kept)
    return Mix(after - before, value, interval, by_stratum, left_out, _mix_error([row for row, _ in usable]))


def _mix_error(rows: list[Stratum]) -> float:
    """Estimate how far luck alone moves the part that the mix makes, the sum of each kind's growth times its share.

    Luck is in who comes (multinomial, on each side) and in the kinds' shares, taken from both together (binomial).
    """
    after, before = math.fsum(row.n_after for row in rows), math.fsum(row.n_before for row in rows)
    shares = [(row.k_after + row.k_before) / (row.n_after + row.n_before) for row in rows]
    variance = 0.0
    for sizes, people in (([row.n_after for row in rows], after), ([row.n_before for row in rows], before)):
        mean = math.fsum(size / people * share for size, share in zip(sizes, shares, strict=True))
        squares = math.fsum(size / people * share**2 for size, share in zip(sizes, shares, strict=True))
        variance += max(0.0, squares - mean**2) / people
    for row, share in zip(rows, shares, strict=True):
        growth = row.n_after / after - row.n_before / before
        variance += growth**2 * share * (1 - share) / (row.n_after + row.n_before)
    return math.sqrt(variance)

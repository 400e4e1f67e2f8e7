"""Usual range of a share when the number of people varies a lot from session to session (Laney p')."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.stats.control import D2, LOCK_FROM, TRIAL_FROM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.stats.control import Kind, Place

WIDE_VARIATION = 4.0
"""Largest over smallest n above which limits should widen for small sessions: a rule of thumb of the trade."""


def sizes_vary_widely(n: Sequence[float]) -> bool:
    """Whether the sessions' sizes differ more than fourfold, so that one pair of limits does not fit all of them."""
    return min(n) <= 0 or max(n) / min(n) > WIDE_VARIATION


@dataclass(frozen=True, slots=True)
class LaneyLimits:
    """Usual range of a share, wider for few people; `sigma_z` is how many times wider than sampling alone explains."""

    centre: float
    sigma_z: float
    kind: Kind
    sessions: int

    def lower(self, n: float) -> float:
        """Lower limit, at least 0, of a session with n people."""
        return max(0.0, self.centre - self._half(n))

    def upper(self, n: float) -> float:
        """Upper limit, at most 1, of a session with n people."""
        return min(1.0, self.centre + self._half(n))

    def place(self, events: float, n: float) -> Place:
        """Where a new session of `events` among n people lies."""
        share = events / n
        if share < self.lower(n):
            return "below"
        return "above" if share > self.upper(n) else "inside"

    def _half(self, n: float) -> float:
        return 3 * self.sigma_z * math.sqrt(self.centre * (1 - self.centre) / n)


def laney_limits(events: Sequence[float], n: Sequence[float], fewest: int = TRIAL_FROM) -> LaneyLimits | None:
    """Usual range from earlier sessions, each `events` among n people, oldest first.

    None under `fewest` sessions, when nobody or everybody did it, or when no spread was seen. ValueError for an empty
    session. Source: Laney 2002, Quality Engineering 14(4): the moving range of z scores scales the binomial limits.
    """
    if len(events) < max(2, fewest):
        return None
    if min(n) <= 0:
        raise ValueError("a session without people has no share")
    centre = math.fsum(events) / math.fsum(n)
    if not 0 < centre < 1:
        return None
    z = [(k / m - centre) / math.sqrt(centre * (1 - centre) / m) for k, m in zip(events, n, strict=True)]
    sigma_z = math.fsum(abs(after - before) for before, after in itertools.pairwise(z)) / (len(z) - 1) / D2
    if sigma_z == 0:
        return None
    return LaneyLimits(centre, sigma_z, "locked" if len(z) >= LOCK_FROM else "trial", len(z))

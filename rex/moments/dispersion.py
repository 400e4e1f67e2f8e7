"""How much wider a chat varies than pure chance: the variance of window sums over their mean, by window length.

Messages provoke messages, so sums over longer windows vary more. An excess that decays
exponentially with the distance between two messages (as in a self-exciting or a slowly wandering
chat) gives var/mean = 1 + extra * (1 - (1 - exp(-w/m)) * m / w) for windows of w bins; `extra` and the
memory `m` are fitted to several lengths at once, which steadies the few long windows of a short show.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from rex.moments.bins import all_true, sums

if TYPE_CHECKING:
    from rex.moments.series import Flags, Reals

LENGTHS = (1, 2, 3, 6, 12, 24)
"""Window lengths in bins: 5 s to 2 min."""
MEMORIES = (1.5, 3.0, 5.0, 8.0, 12.0, 20.0)
"""Memories tried, in bins."""
NORMAL_THIRD_MOMENT = 0.532
"""2/3 of the mean of |z|^3 / 2 over a half normal: how much skewness thins the lower half."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance over mean of window sums: 1 for pure chance, 1 + extra for long windows."""

    extra: float
    memory: float

    def at(self, width: int) -> float:
        """Give variance over mean for windows of this many bins."""
        return 1 + self.extra * _reach(width, self.memory)

    def mixed(self, other: Dispersion, share: float, width: int) -> float:
        """Give the mean of two dispersions, `share` of it from this one."""
        return share * self.at(width) + (1 - share) * other.at(width)


PURE_CHANCE = Dispersion(0.0, 1.5)


def measure(
    counts: Reals, mean: Reals, usable: Flags, *, half: Literal["lower", "both"], caution: float = 1.0
) -> Dispersion:
    """Fit the dispersion to the residuals of the usable bins.

    `half="lower"` uses only what lies under the median, where bursts cannot reach, and allows for the
    skewness of counts; `"both"` uses all and is right once the bursts are set aside. `caution`
    multiplies what was seen: 1.25 covers what self-excitement hides above the median.
    """
    widths, seen, weights = [], [], []
    for width in LENGTHS:
        if len(counts) < 4 * width:
            continue
        inside = all_true(usable, width)
        due = sums(mean, width)[inside]
        if len(due) < 10:
            continue
        residual = (sums(counts, width)[inside] - due) / np.sqrt(due)
        value = float(np.mean(residual**2)) if half == "both" else _from_lower_half(residual, float(due.mean()))
        widths.append(width)
        seen.append(value)
        weights.append(len(due) / width)
    if not widths:
        return PURE_CHANCE
    return _fit(np.array(widths), np.array(seen) * caution, np.array(weights) / np.maximum(np.array(seen), 1) ** 2)


def _from_lower_half(residual: Reals, mean: float) -> float:
    """Solve lower = f * (1 - 0.532 s + s^2/12), s = (2 f - 1) / sqrt(f * mean), the skewness of the counts."""
    middle = np.median(residual)
    lower = float(np.mean((residual[residual <= middle] - middle) ** 2))
    value = max(lower, 1.0)
    for _ in range(30):
        skewness = (2 * value - 1) / math.sqrt(value * mean)
        thinned = max(0.35, 1 - NORMAL_THIRD_MOMENT * skewness + skewness**2 / 12)
        value = 0.5 * value + 0.5 * max(1.0, lower / thinned)
    return value


def _fit(widths: Reals, seen: Reals, weights: Reals) -> Dispersion:
    best, chosen = math.inf, PURE_CHANCE
    over = np.maximum(seen - 1, -0.5)
    for memory in MEMORIES:
        shape = np.array([_reach(int(w), memory) for w in widths])
        extra = max(0.0, float((weights * shape * over).sum() / (weights * shape**2).sum()))
        miss = float((weights * (over - extra * shape) ** 2).sum())
        if miss < best - 1e-12:
            best, chosen = miss, Dispersion(extra, memory)
    return chosen


def _reach(width: int, memory: float) -> float:
    return 1 - (1 - math.exp(-width / memory)) * memory / width

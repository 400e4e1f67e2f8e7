"""The search over all places and lengths: how surprising is each window, and which surprises to keep.

A window's chance comes from the negative binomial with the expected mean and the measured dispersion.
Windows overlap, so their number says little; a show holds about six independent looks a minute
(calibrated on series without any moment). Looks times chance is then the number of moments as
surprising that a quiet show brings forth, and Benjamini-Hochberg's rule bounds the false share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rex.moments.bins import BIN_S, all_true, sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.moments.series import Flags, Reals

WIDTHS = (3, 6, 12, 24)
"""Windows of 15, 30, 60 and 120 s against the fast baseline, in bins."""
SLOW_WIDTHS = (24, 60)
"""Windows of 120 and 300 s against the slow baseline."""
SLOW_PENALTY = 100.0
"""The slow baseline cannot follow a show that drifts, so its windows must be this much rarer."""
LOOKS_A_MINUTE = 6.0
FALSE_SHARE = 0.08
"""At most this share of a show's moments may be luck: a tenth is promised, and the noise is itself only measured."""
FALSE_ALARM = 0.05
"""And the best of them must be rarer than this in a show without any."""
APART = 6
"""Bins between two windows (30 s); closer ones are one moment."""
WORTH_A_LOOK = 1e-2


class Window(NamedTuple):
    """A stretch of bins and the chance of as many people in it by luck."""

    p: float
    first: int
    width: int

    @property
    def end(self) -> int:
        """First bin after the window."""
        return self.first + self.width


def upper_tail(n: Reals, mean: Reals, dispersion: float) -> Reals:
    """Chance of at least n under a negative binomial of this mean and variance `dispersion * mean`."""
    from scipy.special import betainc

    over = max(dispersion, 1 + 1e-6) - 1
    chance = betainc(np.maximum(n, 1e-9), np.maximum(mean, 1e-9) / over, over / (over + 1))
    return np.where(n <= 0, 1.0, chance)


def windows(
    counts: Reals, mean: Reals, usable: Flags, dispersion: Callable[[int], float], widths: tuple[int, ...], half: int
) -> tuple[list[Window], int]:
    """Give every window surprising enough to be worth a look, and how many were looked at.

    `half` is the reach of the baseline in bins: a baseline made of few messages is itself unsure,
    which widens what is expected.
    """
    seen: list[Window] = []
    looked = 0
    for width in widths:
        if len(counts) < width:
            continue
        spread = dispersion(width) * (1 + width / (2 * half))
        chance = upper_tail(sums(counts, width), sums(mean, width), spread)
        whole = all_true(usable, width)
        chance[~whole] = 1.0
        looked += int(whole.sum())
        seen += [Window(float(chance[i]), int(i), width) for i in np.flatnonzero(chance < WORTH_A_LOOK)]
    return seen, looked


def apart(seen: list[Window], bins: int) -> list[Window]:
    """Keep the most surprising windows that do not touch one another, most surprising first."""
    free = np.ones(bins, dtype=np.bool_)
    kept = []
    for window in sorted(seen):
        if free[window.first : window.end].all():
            kept.append(window)
            free[max(0, window.first - APART) : window.end + APART] = False
    return kept


def looks(bins: int) -> float:
    """Count the independent looks that a show of this many bins holds."""
    return LOOKS_A_MINUTE * bins * BIN_S / 60


def kept_by_luck(ordered: list[Window], bins: int) -> int:
    """Count how many of the windows, most surprising first, can be kept at the promised false share."""
    false = [window.p * looks(bins) for window in ordered]
    if not false or false[0] > FALSE_ALARM:
        return 0
    return max((rank for rank, f in enumerate(false, 1) if f <= FALSE_SHARE * rank), default=0)


def false_shares(ordered: list[Window], bins: int) -> list[float]:
    """Give each window's q: the share of luck among it and all more surprising ones."""
    shares = [min(1.0, window.p * looks(bins) / rank) for rank, window in enumerate(ordered, 1)]
    return [min(shares[rank:]) for rank in range(len(shares))]

"""What was to be expected in each bin: a running middle of the chat that bursts cannot pull up.

A running median of 30 s sums would do, but moves in whole messages and is biased for thin or clustered
chats. Here the mean of the sums between two of their quantiles is taken, and then turned into the mean
of the negative binomial that has this middle: no bias on a quiet chat, whatever its rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from rex.moments.bins import sums

if TYPE_CHECKING:
    from rex.moments.series import Flags, Reals

SUM_BINS = 6
"""The running middle is taken over 30 s sums: long enough to hold several messages."""
LOWER, UPPER = 0.2, 0.7
"""Quantiles between which sums count. Low and lopsided, since up to 30 % of a lively hour are bursts."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How far the baseline looks on either side, in bins, and after how many bins it looks anew."""

    half: int
    stride: int


FAST = Scale(60, 2)
"""Ten minutes: follows a show that warms up and winds down."""
SLOW = Scale(240, 6)
"""Forty minutes: sees moments so long that the fast one takes them for the usual."""


def middle(counts: Reals, exposure: Reals, usable: Flags, scale: Scale) -> Reals | None:
    """Give the running middle of 30 s sums per bin and exposure; None where there is too little to take it from.

    `exposure` is the audience relative to its mean (ones if unknown); bins that are not `usable` are left out.
    """
    per_share = np.where(usable, counts, 0.0) / exposure
    known = sums(usable.astype(np.float64), SUM_BINS)
    with np.errstate(invalid="ignore", divide="ignore"):
        local = np.where(known >= SUM_BINS / 2, sums(per_share, SUM_BINS) / known, np.nan)
    running = _running_middle(local, len(counts), scale)
    if running is None:
        return None
    smooth: Reals = np.convolve(np.pad(running, 12, mode="edge"), np.ones(25) / 25, "valid")
    return smooth


def expected(counts: Reals, exposure: Reals, of_middle: Reals | None, dispersion: float) -> Reals:
    """Give the expected count of every bin, never 0; `dispersion` is the variance of 30 s sums over their mean."""
    due: Reals = np.full(len(counts), float(counts.mean()))
    if of_middle is not None:
        trimmed, means = _middles(round(dispersion, 1))
        due = np.interp(of_middle * exposure * SUM_BINS, trimmed, means) / SUM_BINS
    least: Reals = np.maximum(due, floor(counts))
    return least


def floor(counts: Reals) -> float:
    """Give the least count a bin is expected to have: a tenth of the mean, or one in ten minutes."""
    return max(0.1 * float(counts.mean()), 1 / 120)


def _running_middle(local: Reals, bins: int, scale: Scale) -> Reals | None:
    """Mean between the quantiles, around every bin; None where there is too little to take it from."""
    half, stride = scale.half, scale.stride
    padded = np.full(bins + 2 * half, np.nan)
    first = half + SUM_BINS // 2
    padded[first : first + len(local)] = local
    windows = np.sort(sliding_window_view(padded, 2 * half + 1)[::stride], axis=1)
    held = (~np.isnan(windows)).sum(axis=1)
    low = (held * LOWER).astype(np.int64)
    high = np.maximum(np.ceil(held * UPPER).astype(np.int64), low + 1)
    running = np.concatenate([np.zeros((len(windows), 1)), np.cumsum(np.nan_to_num(windows), axis=1)], axis=1)
    rows = np.arange(len(windows))
    between = (running[rows, high] - running[rows, low]) / (high - low)
    told = held > 10  # under about a minute of sums there is no middle
    if not told.any():
        return None
    known: Reals = np.interp(np.arange(bins), np.arange(0, bins, stride)[told], between[told])
    return known


@lru_cache(maxsize=64)
def _middles(dispersion: float) -> tuple[Reals, Reals]:
    """Mean between the quantiles of negative binomials, and their means: a table to read backwards."""
    means = np.concatenate([[1e-3], np.geomspace(0.05, 3000, 120)])
    middles = [_middle_small(m, dispersion) if m < 150 else _middle_large(m, dispersion) for m in means]
    rising = np.maximum.accumulate(np.array(middles)) + np.arange(len(means)) * 1e-9
    return rising, means


def _middle_small(mean: float, dispersion: float) -> float:
    """Sum over the counts themselves."""
    from scipy.special import gammaln

    n = np.arange(int(mean + 10 * np.sqrt(mean * dispersion) + 12))
    if dispersion <= 1:
        log_chance = n * np.log(mean) - mean - gammaln(n + 1)
    else:
        size = mean / (dispersion - 1)
        log_chance = gammaln(n + size) - gammaln(size) - gammaln(n + 1) - size * np.log(dispersion)
        log_chance += n * np.log((dispersion - 1) / dispersion)
    up_to = np.cumsum(np.exp(log_chance))
    before = np.concatenate([[0.0], up_to[:-1]])
    share = np.clip(np.minimum(up_to, UPPER) - np.maximum(before, LOWER), 0, None)
    return float((share * n).sum() / max(share.sum(), 1e-12))


def _middle_large(mean: float, dispersion: float) -> float:
    """Cornish-Fisher with the first skewness term; large counts are nearly normal."""
    from scipy.special import ndtri

    z = ndtri(np.linspace(LOWER, UPPER, 401)[1::2])
    skew_term = (2 * dispersion - 1) / 6 * (z**2 - 1)
    return float(np.mean(mean + np.sqrt(mean * dispersion) * z + skew_term))

"""The viewer curve on an even grid: how large the audience was relative to its mean, and when it jumped up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from rex.moments.bins import BIN_S

if TYPE_CHECKING:
    from rex.moments.series import Audience, Reals

LEAST_SAMPLES = 12
LEAST_VIEWERS = 5.0
"""Under five viewers a curve is a handful of people, not a curve."""
MISREAD_SHARE, MISREAD_Z = 0.3, 6.0
TREND_S = 600.0
RAID_SHARE, RAID_Z = 0.15, 6.0
"""A raid brings 15 % more viewers, clearly beyond the curve's noise."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Viewers every `step_s` seconds from `first_s` on."""

    first_s: float
    step_s: float
    viewers: Reals

    @property
    def t_s(self) -> Reals:
        """Seconds of the samples."""
        return self.first_s + self.step_s * np.arange(len(self.viewers), dtype=np.float64)


def curve(audience: Audience | None, duration_s: float) -> Curve | None:
    """Read the samples of the show onto an even grid of their usual spacing; None if there are too few.

    A single sample far from both its neighbours is a misreading and takes their middle.
    """
    if audience is None:
        return None
    known = np.isfinite(audience.viewers) & (audience.t_s >= 0) & (audience.t_s <= duration_s)
    t_s, last = np.unique(audience.t_s[known], return_index=True)
    viewers = audience.viewers[known][last]
    if len(t_s) < LEAST_SAMPLES or float(np.median(viewers)) < LEAST_VIEWERS:
        return None
    step = max(BIN_S, float(np.median(np.diff(t_s))))
    padded = np.pad(viewers, 1, mode="edge")
    around = np.median(np.stack([padded[:-2], viewers, padded[2:]]), axis=0)
    misread = np.abs(viewers - around) > np.maximum(MISREAD_SHARE * around, MISREAD_Z * np.sqrt(around))
    calm = np.where(misread, around, viewers)
    grid = np.arange(t_s[0], t_s[-1] + step / 2, step)
    return Curve(float(t_s[0]), step, np.interp(grid, t_s, calm))


def exposure(samples: Curve | None, bins: int, power: float) -> Reals:
    """Give how much may be done in each bin relative to the mean; ones if the audience is unknown.

    `power` says how it grows with the audience: 1 for orders (twice the viewers buy twice as much),
    1/2 for messages (of twice the viewers, few more write).
    """
    if samples is None:
        return np.ones(bins)
    at = np.interp((np.arange(bins) + 0.5) * BIN_S, samples.t_s, samples.viewers)
    doing = np.maximum(at, 0.1 * float(np.median(at))) ** power
    share: Reals = doing / doing.mean()
    return share


def contrast(samples: Curve, width: int) -> Reals:
    """Give how much more the `width` samples from each one on hold than the `width` before it, in standard units.

    Viewers are compared as 2 * sqrt(viewers), whose noise is the same at every level if people come
    and go on their own. What a slowly rising or falling show brings is taken off with a running
    median of ten minutes either side; the unit is the usual size of what is left (1.48 times the median
    distance from 0), at least that of people coming and going a quarter as much as by chance.
    """
    level = 2 * np.sqrt(np.maximum(samples.viewers, 0))
    if len(level) < 2 * width + 1:
        return np.zeros(len(level))
    total = np.concatenate([[0.0], np.cumsum(level)])
    after = (total[2 * width :] - total[width:-width]) / width
    before = (total[width:-width] - total[: -2 * width]) / width
    change = after - before
    half = min(max(3, round(TREND_S / samples.step_s)), len(change) // 2)
    padded = np.pad(change, half, mode="reflect" if half < len(change) else "edge")
    left = change - np.median(sliding_window_view(padded, 2 * half + 1), axis=1)
    usual = max(1.4826 * float(np.median(np.abs(left))), 0.25 * math.sqrt(2 / width))
    result = np.zeros(len(level))
    result[width : width + len(change)] = left / usual
    return result


def rises(samples: Curve | None) -> list[float]:
    """Give the seconds at which the audience jumped up by 15 % or more within one or two samples: raids."""
    if samples is None:
        return []
    change = contrast(samples, 2)
    found = []
    for i in np.flatnonzero(change >= RAID_Z):
        low, high = i - 2, i + 3
        if low < 0:
            continue
        if change[i] < change[low:high].max():
            continue
        before, after = samples.viewers[low:i].mean(), samples.viewers[i : i + 2].mean()
        if after >= (1 + RAID_SHARE) * before:
            found.append(float(samples.t_s[i]))
    return found

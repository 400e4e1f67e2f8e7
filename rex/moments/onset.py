"""When a burst began, when it was highest, when it was spent.

The start is where the likelihood of "usual until then, a burst since" is highest, summed over every
second around the window. Reactions rise quickly and fade slowly: the burst has the shape
t/w^2 * exp(-t/w), highest w seconds after its start. A box instead of it finds starts 2 to 4 s late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rex.moments.bins import BIN_S

if TYPE_CHECKING:
    from rex.moments.scan import Window
    from rex.moments.series import Reals

WIDTHS_S = (5.0, 8.0, 12.0, 18.0, 27.0, 40.0)
"""Seconds from start to peak that are tried."""
LONG_WIDTHS_S = (60.0, 90.0)
"""And in windows of two minutes and more."""
BEFORE_S, AFTER_S = 45, 60
SPENT = 4.0
"""After four widths 9 % of a burst is still to come."""
STEPS = 6


class Stretch(NamedTuple):
    """Seconds from the show's start."""

    start_s: float
    end_s: float
    peak_s: float


def stretch(t_s: Reals, window: Window, mean: Reals, duration_s: float) -> Stretch:
    """Fit the burst of a window to the sorted times around it."""
    low = max(0, int(window.first * BIN_S) - BEFORE_S)
    high = min(int(np.ceil(duration_s)), int(window.end * BIN_S) + AFTER_S)
    inside = t_s[np.searchsorted(t_s, low) : np.searchsorted(t_s, high)]
    each = np.bincount((inside - low).astype(np.int64), minlength=high - low)[: high - low].astype(np.float64)
    usual = max(float(mean[window.first : window.end].mean()) / BIN_S, 1e-6)
    starts = np.arange(low, window.end * BIN_S)
    widths = WIDTHS_S + (LONG_WIDTHS_S if window.width >= 24 else ())
    fits = [_fit(each, starts - low, usual, width) for width in widths]
    best = int(np.argmax([likelihood for likelihood, _ in fits]))
    start = float(starts[fits[best][1]])
    end = min(duration_s, max(start + SPENT * widths[best], start + BIN_S))
    return Stretch(start, end, _busiest(t_s, start, end))


def _fit(each: Reals, starts: Reals, usual: float, width: float) -> tuple[float, int]:
    """Log likelihood ratio of the best start, and which it is; the burst's size is found by iteration."""
    since = np.arange(len(each))[None, :] + 0.5 - starts[:, None]
    shape = np.where(since > 0, since / width**2 * np.exp(-np.maximum(since, 0) / width), 0.0)
    until = (len(each) - starts) / width
    seen = np.maximum(1 - np.exp(-until) * (1 + until), 1e-3)
    size = np.full(len(starts), max(5.0, each.sum() - usual * len(each)))
    for _ in range(STEPS):
        burst = size[:, None] * shape
        size = np.maximum((burst / (usual + burst)) @ each / seen, 0.5)
    likelihood = np.log1p(size[:, None] * shape / usual) @ each - size * seen
    place = int(likelihood.argmax())
    return float(likelihood[place]), place


def _busiest(t_s: Reals, start: float, end: float) -> float:
    """Middle of the busiest 15 s of a stretch."""
    edges = np.arange(start, max(end - 15.0, start) + 1.0)
    held = np.searchsorted(t_s, edges + 15.0) - np.searchsorted(t_s, edges)
    return float(min(edges[int(held.argmax())] + 7.5, end))

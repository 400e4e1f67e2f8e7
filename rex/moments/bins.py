"""Five-second bins and sums over windows of bins."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rex.moments.series import Flags, Reals

BIN_S = 5.0
"""Width of a bin: shorter than any reaction, and still coarser than clocks in whole seconds or 3 s batches."""


def bins_of(duration_s: float) -> int:
    """Count the bins of a show; at least one."""
    return max(1, math.ceil(duration_s / BIN_S))


def count(t_s: Reals, bins: int) -> Reals:
    """Count the times in each bin; what lies outside the show counts nowhere."""
    place = np.floor(t_s / BIN_S).astype(np.int64)
    inside = place[(place >= 0) & (place < bins)]
    return np.bincount(inside, minlength=bins).astype(np.float64)


def sums(values: Reals, width: int) -> Reals:
    """Sum every window of `width` bins; entry i starts at bin i."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    windows: Reals = total[width:] - total[:-width]
    return windows


def all_true(flags: Flags, width: int) -> Flags:
    """Tell for every window of `width` bins whether all its flags are true."""
    return sums(flags.astype(np.float64), width) > width - 0.5


def silences(counts: Reals) -> Flags:
    """Mark stretches without a word that last five minutes, or longer where the chat is thin anyway.

    Twenty messages would have been usual in such a stretch, so it is an outage or a break, and tells
    nothing about how the chat varies.
    """
    usual = float(counts.mean()) if len(counts) else 0.0
    least = max(60.0, 20.0 / usual) if usual > 0 else math.inf
    quiet = np.concatenate([[0], (counts == 0).astype(np.int64), [0]])
    edges = np.diff(quiet)
    dead = np.zeros(len(counts), dtype=np.bool_)
    for first, last in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        if last - first >= least:
            dead[first:last] = True
    return dead

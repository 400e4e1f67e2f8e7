"""Orders around a moment against the show's usual orders per viewer present."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rex.moments.bins import BIN_S, sums
from rex.moments.series import Span

if TYPE_CHECKING:
    from rex.moments.series import Flags, Reals

LATER_S = 60.0
"""People buy up to a minute after they write."""
LEAST_ORDERS = 5
LEAST_MINUTES = 24
"""Overlapping minutes needed to measure how orders cluster: two minutes clear of moments."""


class Selling(NamedTuple):
    """Orders a bin, orders due a bin at the usual rate per viewer, and their variance over mean."""

    counts: Reals
    due: Reals
    dispersion: float


def selling(counts: Reals, share: Reals, aside: Flags) -> Selling | None:
    """Measure what is usual outside the moments (`aside`) per viewer (`share`); None under five orders there."""
    usual = ~aside
    if counts[usual].sum() < LEAST_ORDERS:
        return None
    due = share * counts[usual].sum() / share[usual].sum()
    minutes, expected = sums(counts, 12), sums(due, 12)
    clear = ~sums(aside.astype(np.float64), 12).astype(np.bool_)
    if clear.sum() < LEAST_MINUTES:
        return Selling(counts, due, 1.0)
    spread = float(np.mean((minutes[clear] - expected[clear]) ** 2) / np.mean(expected[clear]))
    return Selling(counts, due, max(1.0, spread))


def around(sold: Selling, start_s: float, end_s: float) -> tuple[Span, float]:
    """Give the extra orders from the start until a minute after the end, and the same in standard units.

    The interval is the exact one of a Poisson count (Garwood), for clustered orders of n/f and times f.
    """
    from rex.stats.distributions import gamma_quantile

    first, end = int(start_s / BIN_S), min(len(sold.counts), int(np.ceil((end_s + LATER_S) / BIN_S)))
    n, due, f = float(sold.counts[first:end].sum()), float(sold.due[first:end].sum()), sold.dispersion
    low = gamma_quantile(n / f, 0.025) * f if n else 0.0
    high = gamma_quantile(n / f + 1, 0.975) * f
    return Span(n - due, low - due, high - due), (n - due) / float(np.sqrt(max(due, 0.5) * f))

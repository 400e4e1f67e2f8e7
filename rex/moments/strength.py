"""How large a moment was: lifts and extra messages, shrunk since the moment was chosen for being large."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from rex.moments.series import Span

if TYPE_CHECKING:
    from rex.moments.search import Yardstick
    from rex.moments.series import Reals

USUAL_LOG_LIFT = 0.7
"""Moments double the chat, give or take: the spread of log lifts before anything is seen."""
Z = 1.96


def shrunk(log_ratio: float, error: float) -> Span:
    """Give a ratio and its 95 % interval from its logarithm and standard error, drawn towards 1.

    The posterior of a normal log ratio with prior mean 0 and spread 0.7; an exact measurement is not
    drawn at all.
    """
    trust = USUAL_LOG_LIFT**2 / (USUAL_LOG_LIFT**2 + error**2)
    middle, spread = trust * log_ratio, Z * math.sqrt(trust) * error
    return Span(math.exp(middle), math.exp(middle - spread), math.exp(middle + spread))


def lift(n: float, usual: Yardstick, first: int, end: int) -> Span:
    """Give people over people expected in bins first to end.

    The error has two parts: chance in the window, wider by the dispersion; and the baseline's own,
    from as many bins as it rests on.
    """
    width = end - first
    due = float(usual.mean[first:end].sum())
    ground = due / width * usual.scale.half
    variance = usual.dispersion(width) / max(n, 1.0) + usual.dispersion(usual.scale.half) / max(ground, 1.0)
    return shrunk(math.log(max(n, 0.5) / due), math.sqrt(variance))


def extra(rate: Span, due: float) -> Span:
    """Give how many more than due a ratio means, with its interval."""
    return Span((rate.value - 1) * due, (rate.low - 1) * due, (rate.high - 1) * due)


def height(counts: Reals, usual: Yardstick, start: int, end: int) -> float:
    """Give the busiest ten seconds around a stretch in standard units: people above those expected."""
    low, high = max(0, start - 1), min(len(counts), end + 1)
    if high - low < 2:
        return 0.0
    seen, due = counts[low : high - 1] + counts[low + 1 : high], usual.mean[low : high - 1] + usual.mean[low + 1 : high]
    return float(np.max((seen - due) / np.sqrt(due * usual.dispersion(2))))


def score(z: float) -> float:
    """Give the score of an excess in standard units: log(1 + z), so that ten times as far is not ten times as good."""
    return math.log1p(max(z, 0.0))

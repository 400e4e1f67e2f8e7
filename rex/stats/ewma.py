"""Slow drifts: the exponentially weighted moving average, for an appendix and from twelve sessions on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Ewma(NamedTuple):
    """Smoothed values, one a session, their long-run limits, and the positions (from 0) outside them."""

    values: tuple[float, ...]
    lower: float
    upper: float
    outside: tuple[int, ...]


def ewma(values: Sequence[float], target: float, sigma: float, weight: float = 0.2, width: float = 3.0) -> Ewma:
    """Smooth values towards the past: each new one counts `weight`, all earlier ones the rest; starts at the target.

    target and sigma (the session-to-session standard deviation) come from a baseline; limits lie `width` of the
    average's own standard deviations away. ValueError unless 0 < weight <= 1. Source: NIST/SEMATECH e-Handbook
    6.3.2.4.
    """
    if not 0 < weight <= 1:
        raise ValueError(f"a weight lies between 0 and 1, not {weight}")
    smoothed: list[float] = []
    level = target
    for value in values:
        level = weight * value + (1 - weight) * level
        smoothed.append(level)
    half = width * sigma * math.sqrt(weight / (2 - weight))
    lower, upper = target - half, target + half
    outside = tuple(i for i, value in enumerate(smoothed) if not lower <= value <= upper)
    return Ewma(tuple(smoothed), lower, upper, outside)

"""Seeded chance that gives the same draws on every Python.

Only `Random.random()` is promised to stay stable between versions, so every other draw is built on it here.
"""

from __future__ import annotations

import hashlib
import math
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")


class Dice:
    """A stream of draws named by its parts: `Dice(7, "2026-11-20", "chat")` never disturbs another stream."""

    def __init__(self, *parts: object) -> None:
        digest = hashlib.sha256("/".join(str(part) for part in parts).encode()).digest()
        self._random = Random(int.from_bytes(digest[:8], "big"))

    def unit(self) -> float:
        """Draw from [0, 1)."""
        return self._random.random()

    def chance(self, share: float) -> bool:
        """Say yes with the given probability."""
        return self.unit() < share

    def between(self, low: float, high: float) -> float:
        """Draw evenly from [low, high)."""
        return low + (high - low) * self.unit()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self.unit() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Draw one item."""
        return items[int(self.unit() * len(items))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Draw one key in proportion to its weight."""
        mark = self.unit() * sum(weights.values())
        chosen = None
        for item, weight in weights.items():
            chosen = item
            mark -= weight
            if mark < 0:
                break
        if chosen is None:
            msg = "nothing to draw from"
            raise ValueError(msg)
        return chosen

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Give the items in a random order."""
        left = list(items)
        for last in range(len(left) - 1, 0, -1):
            other = int(self.unit() * (last + 1))
            left[last], left[other] = left[other], left[last]
        return left

    def wait(self, mean: float) -> float:
        """Draw an exponential waiting time."""
        return -mean * math.log(1.0 - self.unit())

    def normal(self, mean: float = 0.0, spread: float = 1.0) -> float:
        """Draw from a normal distribution (Box and Muller)."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self.unit()))
        return mean + spread * radius * math.cos(2.0 * math.pi * self.unit())

    def skewed(self, median: float, spread: float) -> float:
        """Draw from a log-normal with the given median."""
        return median * math.exp(self.normal(0.0, spread))

    def tail(self, shape: float, cap: float) -> float:
        """Draw from a Pareto tail that starts at 1: few talk a lot, most hardly."""
        return min(cap, math.pow(1.0 - self.unit(), -1.0 / shape))

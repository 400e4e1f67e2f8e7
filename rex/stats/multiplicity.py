"""Many numbers looked at together: some look special by luck, and this corrects for how many were looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Adjust chances so that, of those at or under q, about a share q at most are luck; same order as given.

    ValueError for a number outside 0 to 1. Source: Benjamini & Hochberg 1995, step-up.
    """
    _check(p)
    adjusted = [1.0] * len(p)
    smallest = 1.0
    falling = sorted(range(len(p)), key=lambda i: p[i], reverse=True)
    for rank, index in zip(range(len(p), 0, -1), falling, strict=True):
        smallest = min(smallest, p[index] * len(p) / rank)
        adjusted[index] = smallest
    return adjusted


def bonferroni(p: Sequence[float]) -> list[float]:
    """Adjust chances so that any at or under q is luck in at most a share q of all tables; stricter, same order."""
    _check(p)
    return [min(1.0, value * len(p)) for value in p]


def _check(p: Sequence[float]) -> None:
    for value in p:
        if not 0 <= value <= 1:
            raise ValueError(f"{value} is not a chance between 0 and 1")

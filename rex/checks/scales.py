"""What people placed on five steps, laid out by item and by person, for the checks that read it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.checks.parts import Rating


def by_item(ratings: Iterable[Rating]) -> dict[str, list[Rating]]:
    """Group ratings by item, in the order in which they came."""
    found: dict[str, list[Rating]] = {}
    for rating in ratings:
        found.setdefault(rating.item, []).append(rating)
    return found


def by_person(ratings: Iterable[Rating]) -> dict[str, list[Rating]]:
    """Group ratings by respondent."""
    found: dict[str, list[Rating]] = {}
    for rating in ratings:
        found.setdefault(rating.respondent, []).append(rating)
    return found


def mean(values: Sequence[float]) -> float:
    """Give the mean of at least one value."""
    return math.fsum(values) / len(values)


def deviation(values: Sequence[float]) -> float:
    """Give the standard deviation (over n - 1) of at least two values."""
    middle = mean(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))

"""Do groups differ by more than luck, and where does each lie once luck is taken off? One-way random effects.

A group of three values lies far from the middle mostly by luck: each group's mean is drawn towards the mean of all, the
more so the fewer values it has and the less the groups differ (empirical Bayes; Efron & Morris 1975).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rex.stats.distributions import f_above, two_sided_t

if TYPE_CHECKING:
    from collections.abc import Sequence


class Shrunk(NamedTuple):
    """One group: its plain mean, the mean drawn towards all, and the range in which that lies (95 %)."""

    mean: float
    value: float
    low: float
    high: float


class Groups(NamedTuple):
    """All groups: the mean of all, how often luck alone parts equal groups so far, and each group in the order given.

    `between` and `within` are variances: of the groups' true means, and of the values in a group.
    """

    centre: float
    p: float
    between: float
    within: float
    groups: tuple[Shrunk, ...]


def shrunk(groups: Sequence[Sequence[float]], confidence: float = 0.95) -> Groups | None:
    """Draw each group's mean towards the mean of all; None without two groups, spare values or any spread.

    Chance: one-way analysis of variance (Fisher 1925). `between` by its moments for groups of unlike size.
    """
    sizes = [len(group) for group in groups]
    total, spare = sum(sizes), sum(sizes) - len(sizes)
    if len(groups) < 2 or min(sizes) < 1 or spare < 1:
        return None
    means = [math.fsum(group) / len(group) for group in groups]
    grand = math.fsum(value for group in groups for value in group) / total
    inside = math.fsum((value - mean) ** 2 for group, mean in zip(groups, means, strict=True) for value in group)
    outside = math.fsum(size * (mean - grand) ** 2 for size, mean in zip(sizes, means, strict=True))
    within = inside / spare
    if within <= 1e-12 * max(1.0, grand * grand):
        return None
    typical = (total - sum(size * size for size in sizes) / total) / (len(groups) - 1)
    between = max(0.0, (outside / (len(groups) - 1) - within) / typical)
    p = f_above(outside / (len(groups) - 1) / within, len(groups) - 1, spare)
    centre, error = _middle(means, sizes, between, within)
    half = two_sided_t(confidence, spare)
    found = []
    for mean, size in zip(means, sizes, strict=True):
        kept = between / (between + within / size)
        value = centre + kept * (mean - centre)
        room = half * math.sqrt(kept * within / size + (1 - kept) ** 2 * error)
        found.append(Shrunk(mean, value, value - room, value + room))
    return Groups(centre, p, between, within, tuple(found))


def _middle(means: Sequence[float], sizes: Sequence[int], between: float, within: float) -> tuple[float, float]:
    """Give the mean of all groups, each weighing by how well it is known, and its variance."""
    weights = [1 / (between + within / size) for size in sizes]
    whole = math.fsum(weights)
    return math.fsum(w * mean for w, mean in zip(weights, means, strict=True)) / whole, 1 / whole

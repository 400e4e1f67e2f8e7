"""Nelder and Mead's simplex: finds the lowest point of a smooth function of a few numbers, without its slopes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]


class Minimum(NamedTuple):
    """Where the lowest point was found, its height, and whether the search had settled."""

    point: tuple[float, ...]
    height: float
    settled: bool


def minimise(
    height: Callable[[FloatArray], float],
    start: Sequence[float],
    tolerance: float = 1e-7,
    step: float = 0.5,
    rounds: int = 2000,
) -> Minimum:
    """Walk downhill, with first steps so long, until the simplex is smaller than the tolerance in every direction.

    A point whose height is not a number counts as infinitely high. Source: Nelder & Mead 1965, with their coefficients.
    """
    import numpy as np

    def safe(point: FloatArray) -> float:
        found = height(point)
        return found if np.isfinite(found) else float("inf")

    points = np.asarray(start, dtype=np.float64) + step * np.vstack([np.zeros(len(start)), np.eye(len(start))])
    heights = np.array([safe(point) for point in points])
    for _ in range(rounds):
        order = np.argsort(heights, kind="stable")
        points, heights = points[order], heights[order]
        if np.abs(points[1:] - points[0]).max() < tolerance and heights[-1] - heights[0] <= tolerance:
            return Minimum(tuple(points[0].tolist()), float(heights[0]), settled=True)
        _step(points, heights, safe)
    best = int(np.argmin(heights))
    return Minimum(tuple(points[best].tolist()), float(heights[best]), settled=False)


def _step(points: FloatArray, heights: FloatArray, height: Callable[[FloatArray], float]) -> None:
    """Replace the worst point in place: mirrored, stretched, pulled in, or all points drawn to the best."""
    middle = points[:-1].mean(axis=0)
    mirrored = 2 * middle - points[-1]
    at_mirrored = height(mirrored)
    if at_mirrored < heights[0]:
        stretched = 3 * middle - 2 * points[-1]
        at_stretched = height(stretched)
        better = at_stretched < at_mirrored
        points[-1], heights[-1] = (stretched, at_stretched) if better else (mirrored, at_mirrored)
        return
    if at_mirrored < heights[-2]:
        points[-1], heights[-1] = mirrored, at_mirrored
        return
    towards = mirrored if at_mirrored < heights[-1] else points[-1]
    pulled = (middle + towards) / 2
    at_pulled = height(pulled)
    if at_pulled < min(at_mirrored, heights[-1]):
        points[-1], heights[-1] = pulled, at_pulled
        return
    points[1:] = (points[1:] + points[0]) / 2
    heights[1:] = [height(point) for point in points[1:]]

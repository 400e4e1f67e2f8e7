"""Level changes that are no moments: a chat that stays higher, and viewers who arrive all at once (raids)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.moments.scan import Window
    from rex.moments.series import Reals

FLANK = 18
"""Bins on either side (90 s) that a moment must stand above."""
GAP = 3
"""Bins between a window and its flanks (15 s): a burst rises and fades."""
CLEARLY = 1.7
"""Standard errors by which it must: 5 % one-sided."""


def stand_above_both_sides(
    found: list[Window], counts: Reals, mean: Reals, dispersion: Callable[[int], float]
) -> list[Window]:
    """Keep the windows that are livelier than what came before and than what came after.

    The start of a lasting step is only livelier than what came before. Rates are compared relative
    to what was expected; their common rate gives the standard error.
    """
    seen = np.concatenate([[0.0], np.cumsum(counts)])
    due = np.concatenate([[0.0], np.cumsum(mean)])

    def clear(window: Window, low: int, high: int) -> bool:
        low, high = max(low, 0), min(high, len(counts))
        if high - low < FLANK // 2:
            return True
        inside, outside = due[window.end] - due[window.first], due[high] - due[low]
        n_inside, n_outside = seen[window.end] - seen[window.first], seen[high] - seen[low]
        common = (n_inside + n_outside) / (inside + outside)
        variance = common * (dispersion(window.width) / inside + dispersion(high - low) / outside)
        return bool(n_inside / inside - n_outside / outside >= CLEARLY * np.sqrt(variance))

    return [
        window
        for window in found
        if clear(window, window.first - GAP - FLANK, window.first - GAP)
        and clear(window, window.end + GAP, window.end + GAP + FLANK)
    ]

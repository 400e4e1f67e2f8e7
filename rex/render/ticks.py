"""Round numbers for an axis."""

from __future__ import annotations

import math


def ticks(low: float, high: float, wanted: int = 4) -> tuple[float, ...]:
    """Give round numbers from at or under `low` to at or over `high`, in steps of 1, 2, 2.5 or 5 tens."""
    if high <= low:
        high = low + (abs(low) or 1)
    raw = (high - low) / wanted
    ten = 10 ** math.floor(math.log10(raw))
    step = next(s * ten for s in (1, 2, 2.5, 5, 10) if s * ten >= raw * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(round(i * step, 10) for i in range(first, last + 1))

"""SERVQUAL and SERVPERF: what people met against what they expected, by dimension of service."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


ITEMS_PER_DIMENSION = {"tangibles": 4, "reliability": 5, "responsiveness": 4, "assurance": 4, "empathy": 5}
"""The 22 items of the published questionnaire, by dimension of service."""


class Gaps(NamedTuple):
    """Gaps in scale points, perception minus expectation: 0 is met, below 0 falls short.

    `weighted` is None without importance points; `largest_shortfall` is None when nothing fell short.
    """

    by_dimension: dict[str, float]
    unweighted: float
    weighted: float | None
    performance: float
    largest_shortfall: str | None


def servqual(
    expectation: Mapping[str, float], perception: Mapping[str, float], importance: Mapping[str, float] | None = None
) -> Gaps:
    """Gap of each dimension from its mean scores, and over all; `performance` is SERVPERF, the perception alone.

    importance: points split over the dimensions (100 by custom; they are scaled by their sum). Uncertainty comes from
    each person's own gaps, see `comparison.paired`. ValueError when the dimensions differ or there are none. Source:
    Parasuraman, Zeithaml & Berry 1988; Cronin & Taylor 1992.
    """
    if not perception or set(expectation) != set(perception):
        raise ValueError("expectation and perception must cover the same dimensions")
    gap = {name: perception[name] - expectation[name] for name in perception}
    weighted = None
    if importance is not None:
        points = math.fsum(importance.values())
        if set(importance) != set(gap) or points <= 0:
            raise ValueError("importance must give points to each dimension")
        weighted = math.fsum(importance[name] * gap[name] for name in gap) / points
    lowest = min(gap, key=lambda name: gap[name])
    return Gaps(
        by_dimension=gap,
        unweighted=math.fsum(gap.values()) / len(gap),
        weighted=weighted,
        performance=math.fsum(perception.values()) / len(perception),
        largest_shortfall=lowest if gap[lowest] < 0 else None,
    )

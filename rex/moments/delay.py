"""From stage to chat: how long a reaction takes, measured on the cues of this show or the usual value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from rex.moments.series import Delay

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL_S = 8.0
"""Low-latency streams take 2 to 15 s; a viewer must hear, think and type."""
LONGEST_S = 45.0
LEAST_PAIRS = 6
WIDEST_S = 20.0
"""Cues of a plan that was not kept to the minute scatter more than this between their quartiles."""


def delay(starts_s: Sequence[float], cues_s: Sequence[float], duration_s: float) -> Delay:
    """Measure the median time from a cue to the next start of a reaction.

    The usual 8 s stand unless six cues or more are followed within 45 s, more than chance would
    let follow (1 %), and alike. The 95 % interval of the median is the one from ranks.
    """
    from scipy.special import bdtrc

    lags = _lags(np.sort(np.asarray(starts_s, dtype=np.float64)), sorted(set(cues_s)))
    if len(lags) < LEAST_PAIRS or duration_s <= 0:
        return Delay(USUAL_S)
    by_luck = 1 - math.exp(-len(starts_s) * LONGEST_S / duration_s)
    if float(bdtrc(len(lags) - 1, len(set(cues_s)), by_luck)) > 0.01:
        return Delay(USUAL_S)
    if float(np.subtract(*np.percentile(lags, [75, 25]))) > WIDEST_S:
        return Delay(USUAL_S)
    ordered = np.sort(lags)
    reach = 1.96 * math.sqrt(len(lags)) / 2
    low = ordered[max(0, math.floor(len(lags) / 2 - reach))]
    high = ordered[min(len(lags) - 1, math.ceil(len(lags) / 2 + reach) - 1)]
    return Delay(float(np.median(lags)), float(low), float(high), len(lags))


def _lags(starts: np.ndarray, cues: list[float]) -> np.ndarray:
    """Seconds from each cue to the first start after it that belongs to no later cue."""
    lags = []
    for cue, following in zip(cues, [*cues[1:], math.inf], strict=False):
        place = int(np.searchsorted(starts, cue))
        if place < len(starts) and starts[place] < following and starts[place] - cue <= LONGEST_S:
            lags.append(float(starts[place] - cue))
    return np.array(lags)

"""What a returning customer spends: the Gamma-Gamma model of the mean purchase (Fader & Hardie 2013, note 025)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.stats.lifetime import NEARBY_TOLERANCE
from rex.stats.simplex import minimise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.stats.purchases import CustomerHistory

    FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """A fitted model; v is in the unit of money handed in. `settled` is False when the search did not come to rest."""

    p: float
    q: float
    v: float
    log_likelihood: float
    settled: bool

    def expected_spend(self, history: CustomerHistory) -> float | None:
        """Mean amount of this customer's purchases: their own mean drawn to everybody's, less so the more they bought.

        None where the model has no mean (p x + q <= 1). Equation 5 of the note.
        """
        weight = self.p * history.repeats + self.q - 1
        if weight <= 0:
            return None
        return self.p * (self.v + history.repeats * history.repeat_spend) / weight


def fit_gamma_gamma(
    histories: Sequence[CustomerHistory], weights: Sequence[float] | None = None, start: GammaGamma | None = None
) -> GammaGamma | None:
    """Fit by maximum likelihood on customers with a repeat purchase of a positive amount; None under two amounts.

    The model takes spend and frequency as unrelated: look at `spend_and_frequency` before trusting it.
    Published check: CDNOW gives p 6.25, q 3.74, v 15.44.
    """
    each = [1.0] * len(histories) if weights is None else list(weights)
    rows = [
        (float(history.repeats), history.repeat_spend, weight)
        for history, weight in zip(histories, each, strict=True)
        if history.repeats > 0 and history.repeat_spend > 0 and weight > 0
    ]
    if len({spend for _, spend, _ in rows}) < 2:
        return None
    middle = sum(spend for _, spend, _ in rows) / len(rows)
    height = _minus_log_likelihood(rows)
    if start is None:
        found = minimise(height, (1.0, 1.0, math.log(middle / 2)))
    else:
        near = (math.log(start.p), math.log(start.q), math.log(start.v))
        found = minimise(height, near, tolerance=NEARBY_TOLERANCE, step=0.1)
    p, q, v = (math.exp(value) for value in found.point)
    return GammaGamma(p, q, v, -found.height, found.settled)


def _minus_log_likelihood(rows: Sequence[tuple[float, float, float]]) -> Callable[[FloatArray], float]:
    import numpy as np
    from scipy.special import gammaln

    x, spend, count = np.array(rows, dtype=np.float64).T
    log_spend, log_x = np.log(spend), np.log(x)

    def minus(logs: FloatArray) -> float:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            p, q, v = np.exp(logs)
            constant = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v)
            shape = (p * x - 1) * log_spend + p * x * log_x - (p * x + q) * np.log(v + x * spend)
            return -float(count @ (constant + shape))

    return minus


def spend_and_frequency(histories: Sequence[CustomerHistory]) -> float | None:
    """Correlation (-1 to 1) of repeat spend with number of repeats; None under three customers or all alike."""
    import numpy as np

    rows = [(history.repeats, history.repeat_spend) for history in histories if history.repeats > 0]
    if len(rows) < 3:
        return None
    often, spend = np.array(rows, dtype=np.float64).T
    if np.ptp(often) == 0 or np.ptp(spend) == 0:
        return None
    return float(np.corrcoef(often, spend)[0, 1])

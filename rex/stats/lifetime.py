"""Who will buy again: the BG/NBD model of repeat purchases in a shop that nobody signs off from.

While a customer is alive, purchases come at a personal rate (gamma: r, alpha, in weeks); after each one the customer
leaves for good with a personal chance (beta: a, b). Source: Fader, Hardie & Lee 2005, Marketing Science 24:275-284.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.stats.simplex import minimise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.stats.purchases import CustomerHistory

    FloatArray = NDArray[np.float64]

NEARBY_TOLERANCE = 1e-4
"""How closely a fit that starts from an earlier one is found: far finer than the spread between resamples."""
FEWEST_CUSTOMERS = 100
FEWEST_REPEATERS = 30
"""A judgement: under these a fit exists but its numbers wander; show "not enough data"."""


def enough_histories(histories: Sequence[CustomerHistory]) -> bool:
    """Whether there are customers, and customers who came back, enough for a fit to mean something."""
    repeaters = sum(1 for history in histories if history.repeats > 0)
    return len(histories) >= FEWEST_CUSTOMERS and repeaters >= FEWEST_REPEATERS


@dataclass(frozen=True, slots=True)
class BgNbd:
    """A fitted model; weeks throughout. `settled` is False when the search found no rest: show no number then."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    settled: bool

    def expected_purchases(self, weeks: float) -> float:
        """Mean number of repeat purchases of a new customer in the weeks after the first one (equation 9)."""
        if weeks <= 0:
            return 0.0
        from scipy.special import hyp2f1

        a, b = self._safe_a, self.b
        ratio = float((self.alpha / (self.alpha + weeks)) ** self.r)
        series = float(hyp2f1(self.r, b, a + b - 1, weeks / (self.alpha + weeks)))
        return (a + b - 1) / (a - 1) * (1 - ratio * series)

    def alive(self, history: CustomerHistory) -> float:
        """Chance that this customer has not left for good; 1 without a repeat: in this model none leaves before."""
        return float(self.alive_all([history])[0])

    def alive_all(self, histories: Sequence[CustomerHistory]) -> FloatArray:
        """Chance of being alive of each customer, in the order given (equation 8's posterior)."""
        import numpy as np

        x, last, known = _columns(histories)
        with np.errstate(over="ignore"):
            gap = ((self.alpha + known) / (self.alpha + last)) ** (self.r + x)
            odds = np.where(x > 0, self.a / np.maximum(self.b + x - 1, 1e-300) * gap, 0.0)
        alive: FloatArray = 1 / (1 + odds)
        return alive

    def expected_of(self, history: CustomerHistory, weeks: float) -> float:
        """Mean number of purchases this customer will make in the coming weeks (equation 10)."""
        return float(self.expected_of_all([history], [weeks])[0, 0])

    def expected_of_all(self, histories: Sequence[CustomerHistory], horizons: Sequence[float]) -> FloatArray:
        """Mean number of purchases to come: a row for each customer, a column for each horizon in weeks (eq. 10)."""
        import numpy as np
        from scipy.special import hyp2f1

        ahead = np.maximum(np.asarray(horizons, dtype=np.float64), 0.0)
        a, b = self._safe_a, self.b
        x, _, since = (column[:, np.newaxis] for column in _columns(histories))
        known = self.alpha + since
        ratio = (known / (known + ahead)) ** (self.r + x)
        series = hyp2f1(self.r + x, b + x, a + b + x - 1, ahead / (known + ahead))
        alive = self.alive_all(histories)[:, np.newaxis]
        expected: FloatArray = (a + b + x - 1) / (a - 1) * (1 - ratio * series) * alive
        return expected

    @property
    def _safe_a(self) -> float:
        # The formulas divide by a - 1 although the quantity is smooth there; step aside by a millionth.
        return self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6


def fit_bg_nbd(
    histories: Sequence[CustomerHistory], weights: Sequence[float] | None = None, start: BgNbd | None = None
) -> BgNbd | None:
    """Fit by maximum likelihood; None when nobody came back.

    Weights (how often each customer counts) and a start (an earlier fit; then found to about four digits) serve
    resampling.

    Published check: the CDNOW sample gives r .243, alpha 4.414, a .793, b 2.426, log-likelihood -9582.4.
    """
    if not any(history.repeats > 0 for history in histories):
        return None
    known = max(history.weeks for history in histories)
    if known <= 0:
        return None
    height = _minus_log_likelihood(histories, weights)
    if start is None:
        found = minimise(height, (0.0, math.log(known / 8), 0.0, 0.5))
    else:
        found = minimise(height, _logs(start), tolerance=NEARBY_TOLERANCE, step=0.1)
    r, alpha, a, b = (math.exp(value) for value in found.point)
    return BgNbd(r, alpha, a, b, -found.height, found.settled)


def _columns(histories: Sequence[CustomerHistory]) -> FloatArray:
    import numpy as np

    return np.array([history[1:4] for history in histories], dtype=np.float64).reshape(-1, 3).T


def _logs(model: BgNbd) -> tuple[float, float, float, float]:
    return math.log(model.r), math.log(model.alpha), math.log(model.a), math.log(model.b)


def _minus_log_likelihood(
    histories: Sequence[CustomerHistory], weights: Sequence[float] | None
) -> Callable[[FloatArray], float]:
    """Equation 6 of the paper as a function of the logarithms of r, alpha, a, b; equal customers are reckoned once."""
    import numpy as np
    from scipy.special import gammaln

    rows = _columns(histories).T
    each = np.ones(len(rows)) if weights is None else np.asarray(weights, dtype=np.float64)
    rows, owner = np.unique(rows, axis=0, return_inverse=True)
    count = np.bincount(owner.ravel(), weights=each, minlength=len(rows))
    x, last, weeks = rows.T
    times, place = np.unique(x, return_inverse=True)
    by_times = np.bincount(place, weights=count, minlength=len(times))
    again = x > 0
    x_again, last_again, count_again, weeks_again = x[again], last[again], count[again], weeks[again]
    people = float(count.sum())

    def minus(logs: FloatArray) -> float:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            r, alpha, a, b = np.exp(logs)
            fixed = r * np.log(alpha) - gammaln(r) + gammaln(a + b) - gammaln(b)
            counted = gammaln(r + times) + gammaln(b + times) - gammaln(a + b + times)
            still = -(r + x) * np.log(alpha + weeks)
            ratio = (r + x_again) * (np.log(alpha + weeks_again) - np.log(alpha + last_again))
            gone = np.logaddexp(0.0, np.log(a) - np.log(b + x_again - 1) + ratio)
            return -float(people * fixed + by_times @ counted + count @ still + count_again @ gone)

    return minus

"""What customers are worth from here on: purchases expected times spend expected times margin, discounted by week."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.stats import distributions
from rex.stats.intervals import Interval
from rex.stats.lifetime import fit_bg_nbd
from rex.stats.spend import fit_gamma_gamma

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.stats.lifetime import BgNbd
    from rex.stats.purchases import CustomerHistory
    from rex.stats.spend import GammaGamma

    FloatArray = NDArray[np.float64]

RESAMPLES = 50
WEEKS_A_YEAR = 365.25 / 7
DISCOUNT_STEP_WEEKS = 4
"""Purchases are discounted in steps of four weeks; finer ones move the value by less than a cent in a hundred euros."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Over how many weeks, at which margin (a share of revenue), discounted by which yearly rate (a share)."""

    weeks: float
    margin: float = 1.0
    yearly_discount: float = 0.0


def expected_value(
    purchases: BgNbd,
    spend: GammaGamma,
    histories: Sequence[CustomerHistory],
    terms: Terms,
    weights: Sequence[float] | None = None,
) -> float | None:
    """Mean value a customer in the unit of money handed in; None without customers or where the spend has no mean.

    A customer without a repeat is given everybody's mean spend. Weights say how often each customer counts.
    Source: Fader, Hardie & Lee 2005, "RFM and CLV".
    """
    amounts = [spend.expected_spend(history) for history in histories]
    each = [1.0] * len(histories) if weights is None else weights
    people = sum(each)
    if people <= 0 or any(amount is None for amount in amounts):
        return None
    expected = _discounted_purchases(purchases, histories, terms)
    total = sum(w * (amount or 0.0) * count for w, amount, count in zip(each, amounts, expected, strict=True))
    return terms.margin * float(total) / people


def _discounted_purchases(model: BgNbd, histories: Sequence[CustomerHistory], terms: Terms) -> FloatArray:
    import numpy as np

    steps = max(1, math.ceil(terms.weeks / DISCOUNT_STEP_WEEKS)) if terms.yearly_discount else 1
    edges = np.linspace(0.0, terms.weeks, steps + 1)
    expected = np.diff(model.expected_of_all(histories, edges.tolist()), axis=1)
    middles = (edges[1:] + edges[:-1]) / 2
    discounted: FloatArray = expected @ (1 + terms.yearly_discount) ** (-middles / WEEKS_A_YEAR)
    return discounted


def value_interval(
    histories: Sequence[CustomerHistory],
    terms: Terms,
    generator: np.random.Generator,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """Interval of the mean value a customer: both models are fitted again on customers drawn again.

    The spread of the drawn values gives a normal interval on the log scale: a spread needs some 50 draws, where
    percentiles would need thousands of fits. None when a fit fails on the data itself or on more than a tenth of the
    drawn sets: then the numbers carry no interval. Source: Efron & Tibshirani 1993, chapters 6.4 and 13.2.
    """
    import numpy as np

    purchases, spend = fit_bg_nbd(histories), fit_gamma_gamma(histories)
    if purchases is None or spend is None or not (purchases.settled and spend.settled):
        return None
    middle = expected_value(purchases, spend, histories, terms)
    values: list[float] = []
    for _ in range(resamples):
        drawn = generator.multinomial(len(histories), np.full(len(histories), 1 / len(histories)))
        again = [(history, int(count)) for history, count in zip(histories, drawn, strict=True) if count]
        customers, counts = [history for history, _ in again], [count for _, count in again]
        refit, respend = fit_bg_nbd(customers, counts, purchases), fit_gamma_gamma(customers, counts, spend)
        if refit is None or respend is None or not (refit.settled and respend.settled):
            continue
        value = expected_value(refit, respend, customers, terms, counts)
        if value is not None and value > 0:
            values.append(math.log(value))
    if middle is None or middle <= 0 or len(values) < max(2, 0.9 * resamples):
        return None
    reach = math.exp(distributions.two_sided_z(confidence) * float(np.std(values, ddof=1)))
    return Interval(middle / reach, middle * reach, confidence, "customer bootstrap")

"""What a customer is expected to bring over the next year."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from rex.metrics.base import Estimated, Listing, Setting, Sum, Sums, metric, too_few
from rex.metrics.histories import (
    FROM_ORDERS,
    KNOWN_BEFORE,
    MARGIN,
    NO_HISTORY,
    PURCHASES,
    REFUNDS_UNKNOWN,
    REVENUE_ONLY,
    TOLD_REFUNDS,
    few_customers,
    net_by_customer,
    young,
)
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.stats.lifetime import BgNbd
    from rex.stats.purchases import CustomerHistory, Purchase

EPOCH = date(1970, 1, 1).toordinal()
WEEKS = 52
YEARLY_DISCOUNT = 0.10
CYCLES = 3
"""A history must be so many typical gaps long: within one gap nobody could have come back yet."""
RELATED = 0.3
"""From this correlation on, spend and frequency are not unrelated, as the model takes them to be. [heur]"""


@metric(
    id="clv_predictive",
    title="Customer value expected over a year",
    group="loyalty",
    unit="money",
    better="higher",
    needs=("order_history",),
    definition=1,
    scale="log",
    source="BG/NBD (Fader, Hardie & Lee 2005) times Gamma-Gamma (Fader & Hardie 2013), 52 weeks at 10 % a year; "
    "both fitted again on customers drawn again",
    settles=True,
    optional=True,
)
class ClvPredictive:
    """The mean over known customers of what each is expected to bring in the next 52 weeks, discounted by 10 % a year.

    How often and for how long people buy is one model, how much they spend another; orders of one day are one.
    It needs at least 100 customers, 30 of whom came back, and a history of three typical gaps between
    purchases: below that a fit exists and its numbers wander. It is a model's answer, not a count.
    """

    sums = {
        "customers": Sum("customers", "count(*)", across="last"),
        "until_day": Sum("customers", "max(until_day)", across="last"),
        "days_before": KNOWN_BEFORE,
        "margin_milli": MARGIN,
        "told_refunds": TOLD_REFUNDS,
    }
    listing = Listing(PURCHASES)
    mistakes = (
        "orders of one day counted as returns",
        "the first purchase in the mean spend",
        "subscriptions fed to it",
    )

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Fit both models, or say what is missing."""
        from rex.stats.purchases import histories

        missing = NO_HISTORY if s.days_before < 1 else None if s.listing else FROM_ORDERS
        found = Estimated("not_applicable", n=s.customers, why=missing) if missing else net_by_customer(s)
        if isinstance(found, Estimated):
            return found
        bought = _purchases(s)
        # Sorted by what they bought: pseudonyms, by which they come, are others under another key, and so are draws.
        known = sorted(histories(bought, date.fromordinal(EPOCH + s.until_day)), key=lambda one: one[1:])
        return _too_little(bought, known) or _fitted(known, found[0], s, setting)


def _too_little(bought: Sequence[Purchase], known: Sequence[CustomerHistory]) -> Estimated | None:
    """Say what these histories are too little for; None where a fit means something."""
    from rex.stats.lifetime import FEWEST_CUSTOMERS, enough_histories

    if len(known) < FEWEST_CUSTOMERS:
        return few_customers(len(known), FEWEST_CUSTOMERS)
    if not enough_histories(known):
        returned = sum(1 for one in known if one.repeats)
        text = "{k} of {n} customers have come back; at least 30 are needed."
        return too_few(say(text, k=quantity(returned, "count"), n=quantity(len(known), "count")), len(known))
    if not _long_enough(bought, known):
        return too_few(say("The history is shorter than three typical gaps between purchases."), len(known))
    return None


def _purchases(s: Sums) -> list[Purchase]:
    """Give the days with a purchase of a positive amount, net of refunds: all given back is no purchase."""
    from rex.stats.purchases import Purchase, merge_days

    rows = [
        Purchase(str(customer), date.fromordinal(EPOCH + int(day or 0)), int(amount or 0))
        for customer, day, _, amount in s.listing
    ]
    return [purchase for purchase in merge_days(rows) if purchase.amount > 0]


def _long_enough(bought: Sequence[Purchase], known: Sequence[CustomerHistory]) -> bool:
    gaps = [(b.day - a.day).days / 7 for a, b in pairwise(bought) if a.customer == b.customer]
    return max(history.weeks for history in known) >= CYCLES * median(gaps)


def _fitted(known: Sequence[CustomerHistory], currency: str, s: Sums, setting: Setting) -> Estimated:
    import numpy as np

    from rex.stats.customer_value import Terms, expected_value, value_interval
    from rex.stats.lifetime import fit_bg_nbd
    from rex.stats.spend import fit_gamma_gamma

    terms = Terms(WEEKS, s.margin_milli / 1000 if s.known("margin_milli") else 1.0, YEARLY_DISCOUNT)
    purchases, spend = fit_bg_nbd(known), fit_gamma_gamma(known)
    at_rest = purchases is not None and spend is not None and purchases.settled and spend.settled
    value = expected_value(purchases, spend, known, terms) if at_rest and purchases and spend else None
    if value is None or purchases is None:
        return too_few(say("The model finds no rest on these customers, so its answer would be a guess."), len(known))
    interval = value_interval(known, terms, np.random.default_rng(setting.seed))
    if interval is None:
        return too_few(say("Drawn again, these customers give no stable answer."), len(known))
    return Estimated(
        "measured",
        value,
        interval.low,
        interval.high,
        interval.confidence,
        interval.method,
        n=len(known),
        unit=currency,
        of="profit" if s.known("margin_milli") else "revenue",
        warnings=_warnings(purchases, known, s),
        drifts=young(s.days_before),
    )


def _warnings(purchases: BgNbd, known: Sequence[CustomerHistory], s: Sums) -> tuple[Message, ...]:
    from rex.stats.spend import spend_and_frequency

    alive = round(float(purchases.alive_all(known).sum()))
    text = "By the model about {k} of {n} are still customers."
    said = [say(text, k=quantity(alive, "count"), n=quantity(len(known), "count"))]
    related = spend_and_frequency(known)
    if related is not None and abs(related) > RELATED:
        said.append(say("Who buys more often spends differently here, and the model takes the two as unrelated."))
    if not s.known("margin_milli"):
        said.append(REVENUE_ONLY)
    if not s.told_refunds:
        said.append(REFUNDS_UNKNOWN)
    return tuple(said)

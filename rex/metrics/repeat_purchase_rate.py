"""Repeat purchase rate: how many customers bought on two days or more within a year."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import (
    A_YEAR,
    KNOWN_BEFORE,
    KNOWN_DAYS,
    LEAST_CUSTOMERS,
    NO_HISTORY,
    few_customers,
    since,
    young,
)
from rex.metrics.shapes import share_of
from rex.model.message import quantity, say


@metric(
    id="repeat_purchase_rate",
    title="Customers who bought again within a year",
    group="loyalty",
    unit="share",
    better="higher",
    needs=("order_history",),
    definition=1,
    scale="logit",
    source="Customers with orders on two days or more within the 365 days up to the session; Wilson",
    optional=True,
)
class RepeatPurchaseRate:
    """The share of the customers of the last 365 days who ordered on at least two different days of them.

    Without a window the rate rises for ever; this one is a year up to the end of the session's attribution. Two
    orders of one day are one purchase. A young history has had less time to see anybody return, so its
    length is said; two values of different length are not alike.
    """

    sums = {
        "repeaters": Sum("customers", "count(case when days_of_year >= 2 then 1 end)", across="last"),
        "customers": Sum("customers", "count(case when days_of_year >= 1 then 1 end)", across="last"),
        "known_days": KNOWN_DAYS,
        "days_before": KNOWN_BEFORE,
    }
    mistakes = ("no window", "two orders of one evening counted as a return", "young customers compared with old ones")
    example = "40 customers, 10 of whom ordered on two days: 25 %"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide customers with two days or more by customers."""
        if s.days_before < 1:
            return Estimated("not_applicable", n=s.customers, why=NO_HISTORY)
        if s.customers < LEAST_CUSTOMERS:
            return few_customers(s.customers, LEAST_CUSTOMERS)
        short = say(
            "The history is {days} days long: fewer have had the time to return than in a year.",
            days=quantity(s.known_days, "count"),
        )
        warnings = (short,) if young(s.known_days) else ()
        return share_of(
            s.repeaters,
            s.customers,
            drifts=young(s.known_days),
            warnings=warnings or ((since(s.known_days),) if s.known_days < A_YEAR else ()),
        )

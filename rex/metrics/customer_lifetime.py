"""How long customers keep buying: Kaplan-Meier over their histories."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.curves import curve_of, lengths
from rex.metrics.histories import KNOWN_DAYS, LEAST_CUSTOMERS, few_customers, short_history
from rex.model.message import say

MONTHS = 6
NEEDED_DAYS = 365


@metric(
    id="customer_lifetime",
    title="Customers still buying after six months",
    group="loyalty",
    unit="share",
    better="higher",
    needs=("order_history",),
    definition=1,
    scale="logit",
    source="Kaplan & Meier 1958 over first to last order; gone after 180 days without one; Greenwood's log-log band",
    optional=True,
)
class CustomerLifetime:
    """The share of customers whose orders go on for six months or more after their first one.

    A customer's time runs from the first to the last order, in months of 30 days. Who has not ordered for 180 days
    counts as gone at the last order. The others are known to have been customers until 180 days ago: for so long they
    are in the count, and who first ordered since then is in none. Who bought once left in month 0.
    """

    sums = {
        "gone": Sum("customer_times", "sum(gone)", across="last", by="months"),
        "seen": Sum("customer_times", "count(*)", across="last", by="months"),
        "known_days": KNOWN_DAYS,
    }
    mistakes = ("customers of last week counted as gone", "only those who left counted")
    example = "of 40 customers 20 bought once long ago and 10 left in month 7: after six months 50 % go on"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Read the curve at six months."""
        times = lengths(s.by("gone"), s.by("seen"))
        if len(times) < LEAST_CUSTOMERS:
            return few_customers(len(times), LEAST_CUSTOMERS)
        if s.known_days < NEEDED_DAYS:
            return short_history(s, NEEDED_DAYS)
        rule = say("By a rule: a customer without an order for 180 days counts as gone.")
        return curve_of(times, MONTHS, "months", warnings=(rule,))

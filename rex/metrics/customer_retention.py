"""Customer retention: of those who bought a quarter ago, how many bought again since."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import KNOWN_DAYS, LEAST_CUSTOMERS, few_customers, short_history
from rex.metrics.shapes import share_of
from rex.model.message import say

HALF_A_YEAR = 180


@metric(
    id="customer_retention",
    title="Customers kept over a quarter",
    group="loyalty",
    unit="share",
    better="higher",
    needs=("order_history",),
    definition=1,
    scale="logit",
    source="Customers of the days 90 to 180 back who bought in the last 90 days, of all those customers; Wilson",
    optional=True,
)
class CustomerRetention:
    """The share of the customers of the quarter before last who bought again in the last quarter (90 days each).

    Nobody signs off from a shop, so leaving is never seen: this is a stated rule, and one minus it is
    the churn by the same rule. New customers of the last quarter are in neither count.
    """

    sums = {
        "kept": Sum("customers", "count(case when before = 1 and lately = 1 then 1 end)", across="last"),
        "at_start": Sum("customers", "count(case when before = 1 then 1 end)", across="last"),
        "known_days": KNOWN_DAYS,
    }
    mistakes = ("new customers counted as kept", "quarters of different length", "called observed churn")
    example = "of 40 customers of the quarter before last 10 bought in the last one: 25 %"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide those who came back by those who were there."""
        if s.known_days < HALF_A_YEAR:
            return short_history(s, HALF_A_YEAR)
        if s.at_start < LEAST_CUSTOMERS:
            return few_customers(s.at_start, LEAST_CUSTOMERS)
        rule = say("By a rule: who did not buy for 90 days may still be a customer.")
        return share_of(s.kept, s.at_start, warnings=(rule,))

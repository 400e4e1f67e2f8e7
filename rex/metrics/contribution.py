"""Contribution: what the show left after goods, refunds and its own costs."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import REFUNDS_UNKNOWN
from rex.metrics.money import COSTS, NO_MARGIN, PROFIT_MILLI, costs_of, in_one_currency
from rex.model.message import say

MARGIN_KNOWN = Sum("session", "max(margin_milli)", across="last")


@metric(
    id="contribution",
    title="Contribution",
    group="costs",
    unit="money",
    better="higher",
    needs=("costs", "sales"),
    definition=1,
    source="Revenue net of discounts and refunds, times the margin, minus the costs in session.yaml; a census",
    settles=True,
    optional=True,
    signed=True,
)
class Contribution:
    """What the show left: gross margin on revenue net of discounts and refunds, minus the show's own costs.

    Below zero the show cost more than its goods earned on the night; what its buyers bring later is not in it.
    Refunds that come later lower it still. Shipping and taxes in the orders' totals are earned upon as
    goods are: give a margin that knows it.
    """

    sums = {
        "costs": COSTS,
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "profit_milli": PROFIT_MILLI,
        "margin_milli": MARGIN_KNOWN,
        "told_refunds": Sum("counted_sales", "count(order_refunded_minor)"),
    }
    mistakes = ("revenue minus costs called profit", "refunds not in yet", "costs of the goods left out")
    example = "950.00 net of refunds at a margin of 40 % is 380.00; minus costs of 300.00: 80.00"

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Subtract."""
        found = costs_of(s, setting)
        if isinstance(found, Estimated):
            return found
        currency, costs = found
        if not s.known("margin_milli"):
            return Estimated("not_applicable", n=s.orders, why=NO_MARGIN)
        profit = in_one_currency(s, "profit_milli", currency)
        if isinstance(profit, Estimated):
            return profit
        later = (say("What its buyers bring later is not in it."), *(() if s.told_refunds else (REFUNDS_UNKNOWN,)))
        value = profit / 1000 - costs
        return Estimated("measured", value, method="census", n=s.orders, unit=currency, warnings=later)

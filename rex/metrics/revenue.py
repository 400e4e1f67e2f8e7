"""Revenue: what the counted orders are worth, before returns."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import money_total


@metric(
    id="revenue",
    title="Revenue placed",
    group="sales",
    unit="money",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="Contract: totals of the counted orders, before refunds, as the shop writes them (tax and shipping inside)",
    settles=True,
)
class Revenue:
    """The totals of the counted orders before refunds, as the shop writes them.

    Order totals stand on the first line of an order only, so an order with five lines counts once.
    Several currencies are never mixed: without a rate there is no common sum. A census, no interval.
    """

    sums = {
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
    }
    mistakes = ("totals multiplied by order lines", "gross set beside net", "currencies added up")

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Give the one currency's sum."""
        found = money_total(s, "revenue", setting)
        if isinstance(found, Estimated):
            return found
        currency, amount = found
        return Estimated("measured", amount, method="census", unit=currency)

"""What each order cost to win."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.money import COSTS, costs_of
from rex.metrics.shapes import NO_ORDERS


@metric(
    id="cost_per_order",
    title="Cost per order",
    group="costs",
    unit="money",
    better="lower",
    needs=("costs", "sales"),
    definition=1,
    scale="log",
    source="The costs in session.yaml divided by the counted orders; a census",
    settles=True,
    optional=True,
)
class CostPerOrder:
    """What the show cost, divided by its orders.

    Both are counted, so there is no interval: whether it is unusual only other shows can tell. Orders that
    would have come without the show are in it.
    """

    sums = {"costs": COSTS, "orders": Sum("counted_sales", "count(distinct order_id)")}
    example = "costs of 300.00 over 21 orders: 14.29"

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Divide."""
        found = costs_of(s, setting)
        if isinstance(found, Estimated):
            return found
        currency, costs = found
        if s.orders == 0:
            return too_few(NO_ORDERS, 0)  # its costs count in the period all the same
        return Estimated("measured", costs / s.orders, method="census", n=s.orders, unit=currency)

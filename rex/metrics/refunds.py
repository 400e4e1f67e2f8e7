"""Refunds: what was given back so far."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import NO_REFUNDS, money_total


@metric(
    id="refunds",
    title="Refunded so far",
    group="sales",
    unit="money",
    better="lower",
    needs=("sales",),
    definition=1,
    source="The shop's refunded amount of each counted order",
    settles=True,
)
class Refunds:
    """What the shop had paid back on the counted orders when the export was made.

    It can only grow until the return window has passed: a young session always looks better.
    """

    sums = {
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "refunds": Sum("counted_sales", "sum(order_refunded_minor)", by="currency"),
    }

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Give the one currency's sum; a file that tells no refunds is not one without refunds."""
        if s.orders and not s.by("refunds"):
            return Estimated("not_applicable", why=NO_REFUNDS)
        found = money_total(s, "refunds", setting)
        if isinstance(found, Estimated):
            return found
        currency, amount = found
        return Estimated("measured", amount, method="census", unit=currency)

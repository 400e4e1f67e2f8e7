"""Refunds: what was given back so far."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import one_currency


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

    sums = {"refunds": Sum("counted_sales", "sum(coalesce(order_refunded_minor, 0))", by="currency")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Give the one currency's sum."""
        found = one_currency(s, "refunds")
        if isinstance(found, Estimated):
            return found
        currency, amount = found
        return Estimated("measured", amount, method="census", unit=currency)

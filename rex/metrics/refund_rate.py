"""Refund rate: how much of the revenue was given back so far."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import NO_ORDERS, NO_REFUNDS, one_currency
from rex.metrics.strata import Split
from rex.model.message import quantity, say

REFUNDED = (
    "sum(case when cancelled = 0 then refunded_minor end)",
    "sum(case when cancelled = 0 then total_minor end)",
    "sum(case when cancelled = 0 then total_minor * total_minor end)",
    "sum(1 - cancelled)",
)
"""What was given back, of how much, the squares that tell on how many orders a share of money rests, and the orders."""


@metric(
    id="refund_rate",
    title="Refunded share so far",
    group="sales",
    unit="share",
    better="lower",
    needs=("sales",),
    definition=1,
    scale="logit",
    source="Refunded amounts divided by the totals of the counted orders; a census, comparable at equal maturity only",
    settles=True,
    optional=True,
)
class RefundRate:
    """What was given back on the counted orders when the export was made, divided by what they were worth.

    It can only grow until the return window has passed: a young session always looks better. Cancelled orders are
    not in it, see `cancelled_share`. Everything was counted, so there is no interval.
    """

    sums = {
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
        "refunds": Sum("counted_sales", "sum(order_refunded_minor)", by="currency"),
    }
    strata = {
        "buyer": Split("order_kinds", "buyer", *REFUNDED),
        "channel": Split("order_channels", "channel", *REFUNDED),
    }
    example = "150.00 given back of 3,000.00: 5 %"
    mistakes = ("a session of yesterday compared with one of last month", "orders with a refund divided by orders")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide; a file that tells no refunds is not one without refunds."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        found = one_currency(s, "revenue")
        if isinstance(found, Estimated):
            return found
        currency, revenue = found
        if currency not in s.by("refunds"):
            return Estimated("not_applicable", n=s.orders, why=NO_REFUNDS, absent=True)
        back = s.by("refunds")[currency]
        if revenue == 0:
            why = say("The counted orders are worth nothing, so there is no share of it.")
            return Estimated("not_applicable", n=s.orders, why=why)
        if not 0 <= back <= revenue:
            why = say(
                "The refunds ({refunds}) do not fit the revenue ({revenue}) in these files.",
                refunds=quantity(back, currency),
                revenue=quantity(revenue, currency),
            )
            return Estimated("not_applicable", n=s.orders, why=why)
        return Estimated("measured", back / revenue, method="census", n=s.orders)

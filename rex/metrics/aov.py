"""Average order value."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.shapes import LEAST_FOR_A_MEAN, LEAST_TO_COMPARE_SPEND, NO_ORDERS, one_currency
from rex.model.message import quantity, say, say_n
from rex.stats.intervals import mean_t

_WIDE = "cast(order_total_minor as decimal(19, 0))"
"""A large order in a currency of small units has a square that no 64-bit integer holds."""


@metric(
    id="aov",
    title="Revenue per order",
    group="sales",
    unit="money",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="Revenue divided by orders; t interval from the sums (BCa is no better for skewed spend)",
    settles=True,
)
class AverageOrderValue:
    """Revenue divided by orders, with the interval of a mean.

    Spend is skewed: one large basket moves it. Under 10 orders no value is shown, under 40 none is
    compared.
    """

    sums = {
        "orders": Sum("counted_sales", "count(case when order_total_minor is not null then 1 end)"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
        "squares": Sum("counted_sales", f"sum({_WIDE} * {_WIDE})", by="currency"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, with Student's interval from n, the sum and the sum of squares."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        found = one_currency(s, "revenue")
        if isinstance(found, Estimated):
            return found
        currency, total = found
        if s.orders < LEAST_FOR_A_MEAN:
            more = quantity(LEAST_FOR_A_MEAN - s.orders, "count")
            why = say_n(
                "{n} order; shown from 10 on, {more} more.",
                "{n} orders; shown from 10 on, {more} more.",
                s.orders,
                more=more,
            )
            return too_few(why, s.orders)
        interval = mean_t(s.orders, total, s.by("squares")[currency])
        thin = say("Under 40 orders: one large basket moves it, so it is not compared.")
        few = thin if s.orders < LEAST_TO_COMPARE_SPEND else None
        if interval is None:
            return Estimated("measured", total / s.orders, n=s.orders, method="mean", unit=currency, uncompared=few)
        return Estimated(
            "measured",
            total / s.orders,
            max(0.0, interval.low),
            interval.high,
            interval.confidence,
            interval.method,
            n=s.orders,
            unit=currency,
            uncompared=few,
        )

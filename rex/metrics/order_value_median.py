"""The median order value: half of the orders are worth less, half more."""

from __future__ import annotations

from rex.metrics.base import Estimated, Listing, Setting, Sum, Sums, metric
from rex.metrics.histories import FROM_ORDERS
from rex.metrics.order_shapes import few_orders
from rex.metrics.shapes import LEAST_FOR_A_MEAN, NO_ORDERS, one_currency
from rex.stats.intervals import median_order


@metric(
    id="order_value_median",
    title="Median order value",
    group="sales",
    unit="money",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="The middle of the order totals; interval by order statistics (Conover 1999, section 3.2)",
    settles=True,
    optional=True,
)
class OrderValueMedian:
    """The order value that half of the counted orders stay under: one large basket does not move it.

    Its interval lies between two of the totals themselves, whatever their shape. Under 10 orders no value is shown.
    Sums of sessions do not tell the middle of their orders, so a month has none.
    """

    sums = {
        "orders": Sum("counted_sales", "count(case when order_total_minor is not null then 1 end)"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
    }
    listing = Listing(
        "select order_total_minor, count(*) from counted_sales "
        "where order_total_minor is not null group by order_total_minor order by order_total_minor"
    )
    example = "1,000, 1,200, 1,500, 1,900 and 90,000 have the median 1,500 and the mean 19,120"
    mistakes = ("medians of sessions averaged", "the median times the orders taken for revenue")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the middle of the totals, with the two totals between which the true middle lies."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        found = one_currency(s, "revenue")
        if isinstance(found, Estimated):
            return found
        if s.orders < LEAST_FOR_A_MEAN:
            return few_orders(s.orders)
        totals = [int(row[0] or 0) for row in s.listing for _ in range(int(row[1] or 0))]
        if not totals:
            return Estimated("not_applicable", n=s.orders, why=FROM_ORDERS)
        n = len(totals)
        middle = (totals[(n - 1) // 2] + totals[n // 2]) / 2
        interval = median_order(totals)
        if interval is None:
            return Estimated("measured", middle, n=n, method="median", unit=found[0])
        return Estimated(
            "measured",
            middle,
            interval.low,
            interval.high,
            interval.confidence,
            interval.method,
            n=n,
            unit=found[0],
        )

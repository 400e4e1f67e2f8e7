"""Units per order: how many pieces a basket holds."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.order_shapes import ORDERS, few_orders
from rex.metrics.shapes import LEAST_FOR_A_MEAN, NO_ORDERS
from rex.model.message import say, say_n
from rex.stats.intervals import mean_t

_WIDE = "cast(units as decimal(19, 0))"


@metric(
    id="units_per_order",
    title="Pieces per order",
    group="sales",
    unit="score",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="Pieces divided by orders; t interval over orders from the sums",
    settles=True,
    optional=True,
)
class UnitsPerOrder:
    """The mean number of pieces in an order that counts, with the interval of a mean over orders.

    Pieces are the quantities of all lines of an order, bundles as one piece. Orders of which no line names a product
    (payments, a grid of orders) tell no pieces; they are left out and counted. Under 10 orders no value is shown.
    """

    sums = {
        "orders": ORDERS,
        "told": Sum("counted_orders", "count(units)"),
        "units": Sum("counted_orders", "sum(units)"),
        "squares": Sum("counted_orders", f"sum({_WIDE} * {_WIDE})"),
    }
    example = "20 orders with 32 pieces: 1.6 pieces per order"
    mistakes = ("lines counted for pieces", "a bundle counted as its parts in one shop and as one in another")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, with Student's interval from n, the sum and the sum of squares."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        if s.told == 0:
            why = say("The order files name no products, so there are no pieces to count.")
            return Estimated("not_applicable", n=0, why=why, absent=True)
        if s.told < LEAST_FOR_A_MEAN:
            return few_orders(s.told)
        left = say_n(
            "{n} order names no product and is left out.",
            "{n} orders name no product and are left out.",
            s.orders - s.told,
        )
        warnings = (left,) if s.orders > s.told else ()
        interval = mean_t(s.told, s.units, s.squares)
        if interval is None:
            return Estimated("measured", s.units / s.told, n=s.told, method="mean", warnings=warnings)
        return Estimated(
            "measured",
            s.units / s.told,
            max(0.0, interval.low),
            interval.high,
            interval.confidence,
            interval.method,
            n=s.told,
            warnings=warnings,
        )

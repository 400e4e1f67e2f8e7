"""Bought together: pairs of products that stand in the same orders."""

from __future__ import annotations

from rex.metrics.base import Estimated, Listing, Setting, Sum, Sums, metric, too_few
from rex.metrics.histories import FROM_ORDERS
from rex.metrics.order_shapes import ORDERS
from rex.metrics.shapes import NO_ORDERS
from rex.model.measure import Ranked
from rex.model.message import quantity, say, say_n
from rex.stats.intervals import garwood

LEAST_ORDERS = 5
"""A pair in fewer orders is luck, and could tell what one person bought."""
_MOST_PAIRS = 20


@metric(
    id="bought_together",
    title="Bought together",
    group="products",
    unit="count",
    better="neither",
    needs=("sales",),
    definition=1,
    source="Orders with both products of a pair, from 5 on; Garwood interval of each count, overlaps tie",
    settles=True,
    optional=True,
)
class BoughtTogether:
    """Pairs of products ranked by the counted orders that hold both; its value is the orders of the first pair.

    A pair is shown from 5 orders on, the first 20 of them. An order with many pieces of one product counts once. Counts
    this small carry luck: a pair whose interval overlaps the one above it is tied with it. Two products that sell much
    meet in many orders by that alone, so a high place does not say that one sells the other.
    """

    sums = {
        "orders": ORDERS,
        "several": Sum("counted_orders", "count(case when products > 1 then 1 end)"),
        "shown": Sum("product_pairs", f"count(case when orders >= {LEAST_ORDERS} then 1 end)"),
    }
    listing = Listing(
        "select one, one_name, other, other_name, orders from product_pairs "
        f"where orders >= {LEAST_ORDERS} order by orders desc, one, other limit {_MOST_PAIRS}"
    )
    example = "Serum and mask stand together in 12 orders, serum and kit in 7"
    mistakes = ("one product said to sell the other", "shades of one product counted as a pair")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Rank; the orders of the first pair are the value."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        if s.several == 0:
            why = say("No order holds two different products.")
            return Estimated("not_applicable", n=s.orders, why=why, absent=True)
        if s.shown == 0:
            why = say_n(
                "{n} order holds two different products, and no pair stands in {needed} orders.",
                "{n} orders hold two different products, and no pair stands in {needed} of them.",
                s.several,
                needed=quantity(LEAST_ORDERS, "count"),
            )
            return too_few(why, s.orders)
        if not s.listing:
            return Estimated("not_applicable", n=s.orders, why=FROM_ORDERS)
        ranked: list[Ranked] = []
        for place, (one, name, other, other_name, orders) in enumerate(s.listing, start=1):
            interval = garwood(int(orders or 0))
            above = ranked[-1] if ranked else None
            tied = above is not None and above.low is not None and interval.high >= above.low
            ranked.append(
                Ranked(
                    rank=above.rank if tied and above is not None else place,
                    id=f"{one} + {other}",
                    name=f"{name} + {other_name}",
                    value=int(orders or 0),
                    low=interval.low,
                    high=interval.high,
                    tied=tied,
                )
            )
        return Estimated("measured", ranked[0].value, method="garwood", n=s.orders, ranked=tuple(ranked))

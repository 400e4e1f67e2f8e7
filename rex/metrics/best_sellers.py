"""Best sellers: products by pieces sold, and whether luck may have made the order."""

from __future__ import annotations

from rex.metrics.base import Estimated, Listing, Setting, Sum, Sums, metric, too_few
from rex.metrics.shapes import NO_ORDERS
from rex.model.measure import Ranked
from rex.model.message import say_n
from rex.stats.intervals import garwood

LEAST_UNITS = 5


@metric(
    id="best_sellers",
    title="Best sellers",
    group="products",
    unit="count",
    better="neither",
    needs=("sales",),
    definition=1,
    source="Pieces by product; Garwood interval of each count, neighbours that overlap are tied",
    settles=True,
)
class BestSellers:
    """Products ranked by the pieces sold in counted orders; its value is the pieces of the first.

    Counts this small carry luck: a product whose interval overlaps the one above it is tied with it.
    Orders in several currencies leave out the money beside each product: there is no common sum.
    """

    sums = {"units": Sum("counted_sales", "sum(qty)")}
    listing = Listing(
        "select coalesce(sku, product, '?'), max(coalesce(product, sku, '?')), sum(qty), "
        "case when (select count(distinct currency) from counted_sales) < 2 "
        "then sum(line_gross_minor - coalesce(line_discount_minor, 0)) end "
        "from counted_sales group by 1 order by 3 desc, 4 desc, 1"
    )

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Rank; the first product's pieces are the value."""
        rows = [
            (str(row[0]), str(row[1]), int(row[2] or 0), None if row[3] is None else int(row[3])) for row in s.listing
        ]
        rows = [row for row in rows if row[2] > 0]
        if not rows:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        if rows[0][2] < LEAST_UNITS:
            why = say_n(
                "The best seller sold {n} piece; ranks are shown from 5 on.",
                "The best seller sold {n} pieces; ranks are shown from 5 on.",
                rows[0][2],
            )
            return too_few(why, s.units)
        ranked: list[Ranked] = []
        for place, (key, name, units, revenue) in enumerate(rows, start=1):
            interval = garwood(units)
            above = ranked[-1] if ranked else None
            tied = above is not None and above.low is not None and interval.high >= above.low
            ranked.append(
                Ranked(
                    rank=above.rank if tied and above is not None else place,
                    id=key,
                    name=name,
                    value=units,
                    low=interval.low,
                    high=interval.high,
                    revenue_minor=revenue,
                    tied=tied,
                )
            )
        return Estimated("measured", rows[0][2], method="garwood", n=s.units, ranked=tuple(ranked))

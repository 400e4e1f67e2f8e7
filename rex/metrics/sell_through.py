"""Sell-through: how much of the stock at the start was sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import Estimated, Listing, Setting, Sum, Sums, metric
from rex.model.measure import Ranked
from rex.model.message import quantity, say, say_n

if TYPE_CHECKING:
    from rex.model.message import Message

_MOST_NAMES = 3
_OUT = "stock_after <= 0 or sold >= stock_before"


@metric(
    id="sell_through",
    title="Stock sold",
    group="products",
    unit="share",
    better="higher",
    needs=("sales", "products"),
    definition=1,
    scale="logit",
    source="Pieces sold divided by pieces in stock at the start, over products whose stock is told; a census",
    settles=True,
    optional=True,
)
class SellThrough:
    """Pieces sold in counted orders, divided by the pieces in stock at the start, for products whose stock is told.

    Its list has each product that sold, the largest share first. Everything was counted, so there is no interval. A
    product that sold out hides what more would have sold, which is said. Stock filled up during the show is not
    known. Sold pieces find their product by SKU, and by name only where one of the two has no SKU.
    """

    sums = {
        "sold": Sum("stock_sold", "sum(sold)"),
        "stock": Sum("stock_sold", "sum(stock_before)"),
        "listed": Sum("stock_sold", "count(*)"),
        "unsold": Sum("stock_sold", "count(case when sold <= 0 then 1 end)"),
        "out": Sum("stock_sold", f"count(case when {_OUT} then 1 end)"),
    }
    listing = Listing(
        "select id, name, sold, stock_before, "
        f"case when {_OUT} then 1 else 0 end from stock_sold where sold > 0 or stock_after <= 0 order by name, id"
    )
    example = "45 of 60 pieces sold: 75 %"
    mistakes = ("a stock-out read as little demand", "the stock of the whole shop taken for that of the show")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide over all products with a stock, and rank those that sold."""
        if s.listed == 0:
            why = say("The product list tells no stock at the start.")
            return Estimated("not_applicable", why=why, absent=True)
        if not 0 <= s.sold <= s.stock:
            why = say(
                "{sold} pieces sold of {stock} in stock: the list and the orders do not fit.",
                sold=quantity(s.sold, "count"),
                stock=quantity(s.stock, "count"),
            )
            return Estimated("not_applicable", n=s.stock, why=why)
        if s.sold and not s.listing:
            why = say("Stock of one session is partly that of the next, so sessions have no common share.")
            return Estimated("not_applicable", why=why)
        return Estimated(
            "measured", s.sold / s.stock, method="census", n=s.stock, warnings=_said(s), ranked=tuple(_ranks(s))
        )


def _ranks(s: Sums) -> list[Ranked]:
    """Rank what sold by its share of the stock; equal shares have one rank."""
    rows = [(str(row[0]), str(row[1]), int(row[2] or 0), int(row[3] or 1)) for row in s.listing]
    rows = sorted((row for row in rows if row[2] > 0), key=lambda row: (-row[2] / row[3], -row[2], row[1], row[0]))
    ranked: list[Ranked] = []
    for place, (key, name, sold, stock) in enumerate(rows, start=1):
        share, above = sold / stock, ranked[-1] if ranked else None
        tied = above is not None and above.value == share
        rank = above.rank if above is not None and tied else place
        ranked.append(Ranked(rank=rank, id=key, name=name, value=share, tied=tied))
    return ranked


def _said(s: Sums) -> tuple[Message, ...]:
    said: list[Message] = []
    if s.out:
        names = [str(row[1]) for row in s.listing if row[4]]
        shown = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
        said.append(
            say_n(
                "{n} product sold out ({names}): what more would have sold is not known.",
                "{n} products sold out ({names}): what more would have sold is not known.",
                s.out,
                names=shown,
            )
        )
    if s.unsold:
        said.append(say_n("{n} product with stock sold nothing.", "{n} products with stock sold nothing.", s.unsold))
    return tuple(said)

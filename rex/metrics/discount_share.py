"""Discount share: how much of what the baskets were worth was taken off."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.order_shapes import ORDERS, Pairs, few_orders, ratio
from rex.metrics.shapes import LEAST_FOR_A_MEAN, NO_ORDERS, one_currency
from rex.model.message import Message, say, say_n

_OFF = "cast(discount_minor as decimal(19, 0))"
_WORTH = "cast(gross_minor as decimal(19, 0))"
LEAST_DISCOUNTED = 20
"""With fewer orders that had a discount a 95 % interval covers 86 to 92 % (measured: 5 % of orders with 20 % off)."""
_ALIKE = say("All orders have the same share of discounts, so no spread was seen and no interval can be given.")
_NOT_TOLD = say("The order files tell no discounts beside the prices of all lines.")


@metric(
    id="discount_share",
    title="Discount share",
    group="sales",
    unit="share",
    better="neither",
    needs=("sales",),
    definition=1,
    scale="logit",
    source="Discounts divided by the lines' prices before them; ratio estimator over orders (Cochran 1977, 6.4)",
    settles=True,
    optional=True,
)
class DiscountShare:
    """What was taken off the counted orders, divided by what their lines were worth before it.

    Shops write an order's discount and its lines' shares of it beside each other; it is counted once. Free shipping is
    in it where the shop writes that as a discount; a marked-down price is not, since the price is then the lower one.
    The interval is that of a ratio of two sums over orders (delta method, Student's t). Under 10 orders no value
    is shown. It is not the share of orders with a discount.
    """

    sums = {
        "orders": ORDERS,
        "priced": Sum("order_discounts", "count(*)", by="currency"),
        "discounted": Sum("order_discounts", "count(case when discount_minor > 0 then 1 end)", by="currency"),
        "discount": Sum("order_discounts", "sum(discount_minor)", by="currency"),
        "gross": Sum("order_discounts", "sum(gross_minor)", by="currency"),
        "off_sq": Sum("order_discounts", f"sum({_OFF} * {_OFF})", by="currency"),
        "gross_sq": Sum("order_discounts", f"sum({_WORTH} * {_WORTH})", by="currency"),
        "products": Sum("order_discounts", f"sum({_OFF} * {_WORTH})", by="currency"),
    }
    example = "Baskets worth 2,000.00 before discounts of 300.00: 15 %"
    mistakes = (
        "line and order discounts added twice",
        "codes of the checkout missing",
        "the share of discounted orders",
    )

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, with the interval of a ratio over orders."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        if s.priced == 0:
            return Estimated("not_applicable", n=s.orders, why=_NOT_TOLD, absent=True)
        found = one_currency(s, "gross")
        if isinstance(found, Estimated):
            return found
        currency, gross = found
        if s.priced < LEAST_FOR_A_MEAN:
            return few_orders(s.priced)
        return _share(s, currency, gross)


def _share(s: Sums, currency: str, gross: int) -> Estimated:
    off = s.by("discount")[currency]
    if not 0 <= off <= gross:
        return Estimated("not_applicable", n=s.priced, why=say("The discounts do not fit the prices in these files."))
    squares = (s.by("off_sq")[currency], s.by("gross_sq")[currency], s.by("products")[currency])
    interval = ratio(Pairs(s.priced, off, gross, *squares))
    if interval is None:
        return Estimated("measured", off / gross, n=s.priced, method="ratio", warnings=(_ALIKE, *_left_out(s)))
    return Estimated(
        "measured",
        off / gross,
        interval.low,
        interval.high,
        interval.confidence,
        interval.method,
        n=s.priced,
        warnings=(*_rare(s.discounted), *_left_out(s)),
    )


def _rare(discounted: int) -> tuple[Message, ...]:
    text = say_n(
        "Only {n} order had a discount; with so few the interval is too narrow.",
        "Only {n} orders had a discount; with so few the interval is too narrow.",
        discounted,
    )
    return (text,) if discounted < LEAST_DISCOUNTED else ()


def _left_out(s: Sums) -> tuple[Message, ...]:
    left = s.orders - s.priced
    text = say_n(
        "{n} order tells no discount beside its prices and is left out.",
        "{n} orders tell no discount beside their prices and are left out.",
        left,
    )
    return (text,) if left else ()

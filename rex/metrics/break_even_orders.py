"""Break-even: how many orders pay for the show."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.histories import REFUNDS_UNKNOWN
from rex.metrics.money import COSTS, NET, NET_SQUARES, NO_MARGIN, PROFIT_MILLI, costs_of, in_one_currency
from rex.metrics.shapes import LEAST_FOR_A_MEAN
from rex.model.message import Message, quantity, say, say_n
from rex.stats.intervals import mean_t


@metric(
    id="break_even_orders",
    title="Orders that pay for the show",
    group="costs",
    unit="count",
    better="lower",
    needs=("costs", "sales"),
    definition=1,
    scale="log",
    source="Costs divided by the mean net order times the margin; interval from that of the mean order (t)",
    settles=True,
    optional=True,
)
class BreakEvenOrders:
    """How many orders of this show's mean size pay its costs, at the margin given.

    The mean order is uncertain, and so is this number: its interval is that of the mean order turned over. Under 10
    orders it is not shown.
    """

    sums = {
        "costs": COSTS,
        "orders": Sum("counted_sales", "count(case when order_total_minor is not null then 1 end)"),
        "net": NET,
        "squares": NET_SQUARES,
        "profit_milli": PROFIT_MILLI,
        "margin_milli": Sum("session", "max(margin_milli)", across="last"),
        "told_refunds": Sum("counted_sales", "count(order_refunded_minor)"),
    }
    example = "costs of 300.00, 18.10 left by each order: 16.6 orders"

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Divide costs by what one order leaves."""
        found = costs_of(s, setting)
        if isinstance(found, Estimated):
            return found
        currency, costs = found
        net = in_one_currency(s, "net", currency) if s.known("margin_milli") else _no_profit(s.orders, NO_MARGIN)
        if isinstance(net, Estimated):
            return net
        if s.orders < LEAST_FOR_A_MEAN:
            return _few(s.orders)
        if net <= 0:
            return _no_profit(s.orders, say("All was given back, so no number of such orders pays."))
        return _divided(s, costs, net, currency)


def _no_profit(n: int, why: Message) -> Estimated:
    return Estimated("not_applicable", n=n, why=why)


def _divided(s: Sums, costs: int, net: int, currency: str) -> Estimated:
    # What the orders left, each at its own session's margin: sessions with different margins add up.
    value = costs / (s.by("profit_milli")[currency] / 1000 / s.orders)
    refunds = () if s.told_refunds else (REFUNDS_UNKNOWN,)
    mean = mean_t(s.orders, net, s.by("squares")[currency])
    if mean is None or mean.low <= 0:
        wide = say("The orders give no interval for the mean order, so there is none here.")
        return Estimated("measured", value, n=s.orders, method="ratio", warnings=(wide, *refunds))
    low, high = value * net / s.orders / mean.high, value * net / s.orders / mean.low
    return Estimated("measured", value, low, high, mean.confidence, mean.method, n=s.orders, warnings=refunds)


def _few(n: int) -> Estimated:
    more = quantity(LEAST_FOR_A_MEAN - n, "count")
    return too_few(
        say_n("{n} order; shown from 10 on, {more} more.", "{n} orders; shown from 10 on, {more} more.", n, more=more),
        n,
    )

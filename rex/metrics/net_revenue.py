"""Net revenue: revenue less what was refunded so far."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import NO_REFUNDS, money_total
from rex.model.message import say


@metric(
    id="net_revenue",
    title="Revenue less refunds",
    group="sales",
    unit="money",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="Revenue minus refunds; comparable at equal maturity only",
    settles=True,
)
class NetRevenue:
    """Revenue of the counted orders less what was refunded when the export was made."""

    sums = {
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
        "refunds": Sum("counted_sales", "sum(order_refunded_minor)", by="currency"),
    }

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Subtract; more refunds than revenue is a mistake in the file, not a number."""
        found = money_total(s, "revenue", setting)
        if isinstance(found, Estimated):
            return found
        currency, amount = found
        if s.orders and currency not in s.by("refunds"):
            return Estimated("not_applicable", why=NO_REFUNDS)
        net = amount - s.by("refunds").get(currency, 0)
        if net > amount:
            why = say("The refunds are negative in this file, so net would be more than gross.")
            return Estimated("not_applicable", why=why)
        return Estimated("measured", net, method="census", unit=currency)

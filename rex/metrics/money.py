"""What the KPIs of costs share: costs in one currency with the orders, and what an order leaves after the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import Estimated, Sum
from rex.metrics.shapes import one_currency
from rex.model.message import say

if TYPE_CHECKING:
    from rex.metrics.base import Setting, Sums

COSTS = Sum("costs", "sum(amount_minor)")
_NET = "(order_total_minor - coalesce(order_refunded_minor, 0))"
NET = Sum("counted_sales", f"sum({_NET})", by="currency")
"""Revenue net of what was given back."""
NET_SQUARES = Sum("counted_sales", f"sum(cast({_NET} as decimal(19, 0)) * {_NET})", by="currency")
PROFIT_MILLI = Sum("counted_sales", f"sum({_NET} * (select max(margin_milli) from session))", by="currency")
"""Net revenue times the margin, in thousandths of minor units: sessions with different margins add up."""
NO_MARGIN = say("Without a margin revenue is no profit. Write it into rex.yaml, such as margin: 0.55.")


def costs_of(s: Sums, setting: Setting) -> tuple[str, int] | Estimated:
    """Give the costs and their currency, which is the session's."""
    if setting.currency is None:
        return Estimated("not_applicable", why=say("The costs name no currency. Write it into session.yaml."))
    return setting.currency, s.costs


def in_one_currency(s: Sums, name: str, currency: str) -> int | Estimated:
    """Give a sum of the orders' money that can be set against costs in a currency; no order at all is 0."""
    if not s.by(name):
        return 0 if s.orders == 0 else _no_amounts(s, name)
    found = one_currency(s, name)
    if isinstance(found, Estimated):
        return found
    if found[0] != currency:
        text = "The costs are in {costs} and the orders in {orders}, and no rate is given."
        return Estimated("not_applicable", why=say(text, costs=currency, orders=found[0]))
    return found[1]


def _no_amounts(s: Sums, name: str) -> Estimated:
    found = one_currency(s, name)
    return found if isinstance(found, Estimated) else Estimated("not_applicable", n=s.orders, why=NO_MARGIN)

"""Revenue per 1,000 views, which platforms call GPM."""

from __future__ import annotations

from typing import NamedTuple

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import METHOD, ORDER_LINES, called, minor, told, told_money, told_sums
from rex.metrics.shapes import money_total
from rex.model.message import Message, say

_MILLI = 1000
_VIEWS = 1000
_BESIDE = (
    "count(case when metric in ('revenue', 'direct_revenue') "
    "and source in (select source from totals where metric = 'views' and dup_of is null) then 1 end)"
)


class _Money(NamedTuple):
    """What was sold, in minor units, whose number it is, and what must be said of it."""

    currency: str
    amount: int
    of: str
    method: str
    said: tuple[Message, ...]


def _told_revenue(metric_name: str) -> Sum:
    return Sum("platform_totals", f"sum(case when metric = '{metric_name}' then milli end)", by="said")


@metric(
    id="gpm",
    title="Revenue per 1,000 views",
    group="sales",
    unit="money",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source="Revenue divided by the platform's views, times 1,000; TikTok Shop's rests on Direct GMV",
    settles=True,
    optional=True,
)
class Gpm:
    """What 1,000 views of the show brought: revenue divided by the platform's own count of views, times 1,000.

    Where the platform tells what was sold beside its views, both are its own numbers: the revenue it calls direct, else
    all of it. Otherwise the shop's counted orders are divided by the views of the one platform that tells them, which
    is said. Views are no people: one viewer can have many. A census, no interval.
    """

    sums = {
        **told_sums("views"),
        "direct": _told_revenue("direct_revenue"),
        "gross": _told_revenue("revenue"),
        "beside": Sum("totals", _BESIDE),
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
        "order_lines": ORDER_LINES,
    }
    example = "3,000.00 and 12,000 views: 250.00 per 1,000 views"
    mistakes = ("viewers taken for views", "orders of all channels set against the views of one", "gross beside direct")

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Divide."""
        views = told(s)
        if isinstance(views, Estimated):
            return views
        if views.milli <= 0:
            return Estimated("not_applicable", n=0, why=say("The platform counted no views to divide by."))
        found = _sold(s, setting)
        if isinstance(found, Estimated):
            return found
        return Estimated(
            "measured",
            found.amount * _VIEWS * _MILLI / views.milli,
            method=found.method,
            n=round(views.milli / _MILLI),
            unit=found.currency,
            of=found.of,
            warnings=(called(views.name), *found.said),
        )


def _sold(s: Sums, setting: Setting) -> _Money | Estimated:
    """Take the platform's revenue where it stands beside the views, else the shop's."""
    if s.beside:
        by = s.by("direct") or s.by("gross")
        revenue = told_money(Sums({"told": by, "totals": s.totals}))
        if isinstance(revenue, Estimated):
            return revenue
        return _Money(revenue.currency, minor(revenue), revenue.name, METHOD, (called(revenue.name),))
    if not s.order_lines:
        why = say("The platform tells views and no revenue, and there are no orders of a shop.")
        return Estimated("not_applicable", why=why, absent=True)
    found = money_total(s, "revenue", setting)
    if isinstance(found, Estimated):
        return found
    mixed = say("The orders of all channels are divided by the views that one platform counted.")
    return _Money(*found, "orders", "census", (mixed,))

"""Revenue per live minute: how much each minute of the show brought on average."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import money_total
from rex.model.message import say


@metric(
    id="revenue_per_minute",
    title="Revenue per live minute",
    group="sales",
    unit="money",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="Revenue placed divided by the minutes from the show's start to its end; a census",
    settles=True,
    optional=True,
)
class RevenuePerMinute:
    """The totals of the counted orders, divided by the minutes that the show lasted.

    The minutes are those from start to end in `session.yaml`, which should be when the show was live, not when it was
    planned. Orders after the end that the attribution counts are in it. Everything was counted, so there is no
    interval: whether it is unusual only other shows can tell.
    """

    sums = {
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
    }
    example = "3,000.00 in a show of 60 minutes: 50.00 a minute"
    mistakes = ("minutes as planned", "the waiting room before the start counted", "shows of other lengths compared")

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Divide; no order at all is a result, nothing sold."""
        found = money_total(s, "revenue", setting)
        if isinstance(found, Estimated):
            return found
        if setting.duration_s <= 0:
            return Estimated("not_applicable", why=say("The length of the show is not known."))
        currency, amount = found
        return Estimated("measured", amount * 60 / setting.duration_s, method="census", unit=currency)

"""Cancelled orders: how many of the orders placed were cancelled."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.shapes import LEAST_FOR_A_SHARE, NO_ORDERS, share_of
from rex.metrics.strata import Split
from rex.model.message import quantity, say_n


@metric(
    id="cancelled_share",
    title="Orders cancelled so far",
    group="sales",
    unit="share",
    better="lower",
    needs=("sales",),
    definition=1,
    scale="logit",
    source="Cancelled orders divided by orders placed inside the attribution window; Wilson",
    settles=True,
    optional=True,
)
class CancelledShare:
    """The share of the orders placed inside the attribution window that were cancelled when the export was made.

    An order is cancelled when all its lines are. Payments that failed and giveaways were never placed orders. An export
    that leaves cancelled orders out shows none. Under 30 orders no share is shown. Wilson interval.
    """

    sums = {
        "placed": Sum(
            "attributed_sales",
            "count(distinct case when inside = 1 and not giveaway and status <> 'failed' then order_id end)",
        ),
        "kept": Sum("attributed_sales", "count(distinct case when inside = 1 and valid = 1 then order_id end)"),
    }
    strata = {
        "buyer": Split("order_kinds", "buyer", "sum(cancelled)"),
        "channel": Split("order_channels", "channel", "sum(cancelled)"),
    }
    example = "6 of 80 orders cancelled: 7.5 %"
    mistakes = ("an export without cancelled orders read as none cancelled", "returned orders counted as cancelled")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide; placed orders that still count are those that were not cancelled."""
        if s.placed == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        if s.placed < LEAST_FOR_A_SHARE:
            why = say_n(
                "{n} order; shown from {needed} on.",
                "{n} orders; shown from {needed} on.",
                s.placed,
                needed=quantity(LEAST_FOR_A_SHARE, "count"),
            )
            return too_few(why, s.placed)
        cancelled = s.placed - s.kept
        return share_of(cancelled, s.placed)

"""Orders: how many orders of this session count."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric


@metric(
    id="orders",
    title="Orders",
    group="sales",
    unit="count",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="Contract: cancelled, failed and giveaway orders are left out, pending ones count",
    settles=True,
)
class Orders:
    """How many orders were placed inside the attribution window of the session.

    Every order counts once, however many lines it has. Cancelled, failed and giveaway orders are left
    out, pending ones (cash on delivery) count. A census: there is no sampling interval, only the spread
    between sessions.
    """

    sums = {"orders": Sum("counted_sales", "count(distinct order_id)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Count; no order at all is a result, 0."""
        return counted(s.orders)

"""The platform's orders of the session: its own count, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import ORDER_LINES, SOURCE, from_files, told_count, told_sums


@metric(
    id="platform_orders",
    title="Orders, by the platform",
    group="sales",
    unit="count",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="orders",
)
class PlatformOrders:
    """How many orders the platform puts down to the session: TikTok Shop's Orders paid for, Bambuser's purchases.

    TikTok Shop counts paid orders, Bambuser purchases made days after the show was watched as well.
    """

    sums = {
        **told_sums("orders"),
        "orders": Sum("counted_sales", "count(distinct order_id)"),
        "order_lines": ORDER_LINES,
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the files' own lies from it."""
        return told_count(s, from_files(s, "orders", "order_lines"))

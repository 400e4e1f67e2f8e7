"""The platform's people who bought in the session: its own count, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import ORDER_LINES, SOURCE, from_files, told_count, told_sums


@metric(
    id="platform_buyers",
    title="Buyers, by the platform",
    group="sales",
    unit="count",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
)
class PlatformBuyers:
    """How many customers the platform says bought something during the session: TikTok Shop's Customers."""

    sums = {
        **told_sums("buyers"),
        "buyers": Sum("counted_sales", "count(distinct coalesce(customer, order_id))"),
        "order_lines": ORDER_LINES,
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the files' own lies from it."""
        return told_count(s, from_files(s, "buyers", "order_lines"))

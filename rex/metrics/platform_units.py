"""The platform's pieces sold in the session: its own count, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import ORDER_LINES, SOURCE, from_files, told_count, told_sums


@metric(
    id="platform_units",
    title="Units, by the platform",
    group="sales",
    unit="count",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="units",
)
class PlatformUnits:
    """How many pieces the platform says were sold: TikTok Shop's Items sold, a seller's own list of outcomes.

    It includes pieces of orders that were cancelled or given back afterwards where the platform does.
    """

    sums = {
        **told_sums("units"),
        "units": Sum("counted_sales", "sum(qty)"),
        "order_lines": ORDER_LINES,
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the files' own lies from it."""
        return told_count(s, from_files(s, "units", "order_lines"))

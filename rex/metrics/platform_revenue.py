"""The platform's revenue: its own sum, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import ORDER_LINES, SOURCE, from_files, minor, taken, told_money, told_sums


@metric(
    id="platform_revenue",
    title="Revenue, by the platform",
    group="sales",
    unit="money",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="revenue",
)
class PlatformRevenue:
    """What the platform says the session sold: TikTok Shop's Gross revenue, Bambuser's revenue.

    TikTok Shop's includes orders that were cancelled or given back, by the time of payment; Bambuser's includes orders
    placed days after the show was watched. Neither is what the shop keeps.
    """

    sums = {
        **told_sums("revenue"),
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
        "order_lines": ORDER_LINES,
    }
    mistakes = ("gross set beside net", "the platform's sum taken for the shop's")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's sum; say how far the files' own lies from it where both are in one currency."""
        found = told_money(s)
        if isinstance(found, Estimated):
            return found
        by_currency = s.by("revenue")
        derived = by_currency.get(found.currency)
        if derived is None and not by_currency:
            derived = from_files(s, "revenue", "order_lines")  # a shop's file, and no order of the session in it
        return taken(minor(found), found.currency, found.name, derived, money=True)

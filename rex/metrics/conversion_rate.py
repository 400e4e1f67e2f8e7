"""Conversion rate: how many of those who watched live bought something within the attribution window."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import MORE_BUYERS, PEOPLE_WATCHING, share_of_viewers, told_by_visits
from rex.metrics.strata import Split
from rex.model.message import say_n


@metric(
    id="conversion_rate",
    title="Conversion",
    group="sales",
    unit="share",
    better="higher",
    needs=("sales", "viewers"),
    definition=1,
    scale="logit",
    source="Caast 2026: purchase during the live or within 24 h; denominators differ between platforms",
    settles=True,
)
class ConversionRate:
    """The share of the people who watched live that bought something within the attribution window.

    Buyers are different customers, not orders; viewers are the platform's unique viewers of the live
    show, not views. The window stands in `session.yaml` and is printed in the report. Wilson interval.
    """

    sums = {
        "buyers": Sum("counted_sales", "count(distinct coalesce(customer, order_id))", across="add"),
        "nameless": Sum("counted_sales", "count(distinct case when customer is null then order_id end)"),
        **PEOPLE_WATCHING,
    }
    strata = {"viewer": Split("viewer_kinds", "viewer", "sum(bought)")}
    mistakes = ("orders instead of buyers", "views instead of people", "replay orders mixed in")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide buyers by unique viewers."""
        if not s.known("viewers"):
            return Estimated("not_applicable", why=NO_UNIQUE_VIEWERS)
        nameless = say_n(
            "{n} order names no customer and counts as one buyer.",
            "{n} orders name no customer and count as one buyer each.",
            s.nameless,
        )
        warnings = (*((nameless,) if s.nameless else ()), *told_by_visits(s))
        return share_of_viewers(s.buyers, s.viewers, more=MORE_BUYERS, warnings=warnings)

"""Revenue per viewer: what each person who watched brought on average."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, NOBODY_WATCHED, Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.shapes import MORE_BUYERS, PEOPLE_WATCHING, one_currency, told_by_visits
from rex.model.message import quantity, say_n
from rex.stats.intervals import mean_t

LEAST_BUYERS = 30
"""Coverage of the interval is 90 % at 9 buyers and 95 % at 30 (measured, KPI catalogue 1d)."""


@metric(
    id="revenue_per_viewer",
    title="Revenue per viewer",
    group="sales",
    unit="money",
    better="higher",
    needs=("sales", "viewers"),
    definition=1,
    scale="log",
    source="Revenue divided by unique viewers; t interval over viewers, those who bought nothing as zeros",
    settles=True,
)
class RevenuePerViewer:
    """Revenue divided by the unique viewers of the live show.

    The interval is that of a mean over all viewers, most of whom spent nothing; customers' own totals
    are squared, so that two orders of one person count as one person's spend.
    """

    sums = {
        "buyers": Sum("counted_sales", "count(distinct coalesce(customer, order_id))"),
        **PEOPLE_WATCHING,
        "revenue": Sum("counted_sales", "sum(order_total_minor)", by="currency"),
        "squares": Sum("customer_spend", "sum(spent_minor * spent_minor)", by="currency"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, with the interval of a mean that is zero for most people."""
        if s.viewers == 0:
            return Estimated("not_applicable", why=NOBODY_WATCHED if s.known("viewers") else NO_UNIQUE_VIEWERS)
        if s.buyers > s.viewers:
            return Estimated("not_applicable", n=s.viewers, why=MORE_BUYERS)
        found = one_currency(s, "revenue")
        if s.buyers and isinstance(found, Estimated):
            return found
        if s.buyers < LEAST_BUYERS or isinstance(found, Estimated):
            more = quantity(LEAST_BUYERS - s.buyers, "count")
            why = say_n(
                "{n} buyer; shown from 30 on, {more} more.",
                "{n} buyers; shown from 30 on, {more} more.",
                s.buyers,
                more=more,
            )
            return too_few(why, s.viewers)
        currency, total = found
        warnings = told_by_visits(s)
        interval = mean_t(s.viewers, total, s.by("squares")[currency])
        if interval is None:
            return Estimated(
                "measured", total / s.viewers, n=s.viewers, method="mean", unit=currency, warnings=warnings
            )
        return Estimated(
            "measured",
            total / s.viewers,
            max(0.0, interval.low),
            interval.high,
            0.95,
            interval.method,
            n=s.viewers,
            unit=currency,
            warnings=warnings,
        )

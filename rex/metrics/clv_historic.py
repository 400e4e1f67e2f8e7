"""What a customer has brought so far, on average."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import (
    KNOWN_BEFORE,
    MARGIN,
    NO_HISTORY,
    REFUNDS_UNKNOWN,
    REVENUE_ONLY,
    TOLD_REFUNDS,
    few_customers,
    since,
)
from rex.metrics.shapes import LEAST_FOR_A_MEAN, LEAST_TO_COMPARE_SPEND, one_currency
from rex.model.message import say
from rex.stats.intervals import mean_t


@metric(
    id="clv_historic",
    title="Customer value so far",
    group="loyalty",
    unit="money",
    better="higher",
    needs=("order_history",),
    definition=1,
    scale="log",
    source="Gross profit net of refunds, added up by customer; mean over customers with a t interval from the sums",
    settles=True,
    optional=True,
)
class ClvHistoric:
    """The mean over customers of what each has brought so far: revenue net of refunds, times the margin.

    Without a margin it is revenue and is called so. It grows with the length of the history: customers known
    for a year and for a month are no like with like. A few large customers carry it; under 40 customers it
    is not compared.
    """

    sums = {
        "customers": Sum("customer_net", "count(*)", across="last"),
        "net": Sum("customer_net", "sum(net_minor)", across="last", by="currency"),
        "squares": Sum(
            "customer_net", "sum(cast(net_minor as decimal(19, 0)) * net_minor)", across="last", by="currency"
        ),
        "days_before": KNOWN_BEFORE,
        "margin_milli": MARGIN,
        "told_refunds": TOLD_REFUNDS,
    }
    mistakes = ("revenue called value", "refunds left in", "cohorts of different age compared")
    example = "10 customers brought 45.00 each net of refunds: 45.00 of revenue; at a margin of 40 %, 18.00"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Average, in the currency of the orders."""
        if s.days_before < 1:
            return Estimated("not_applicable", n=s.customers, why=NO_HISTORY)
        found = one_currency(s, "net")
        if isinstance(found, Estimated):
            return found
        if s.customers < LEAST_FOR_A_MEAN:
            return few_customers(s.customers, LEAST_FOR_A_MEAN)
        currency, net = found
        share = s.margin_milli / 1000 if s.known("margin_milli") else 1.0
        interval = mean_t(s.customers, net, s.by("squares")[currency])
        few = say("Under 40 customers: one large customer moves it, so it is not compared.")
        warnings = [since(s.days_before)]
        warnings += [] if s.known("margin_milli") else [REVENUE_ONLY]
        warnings += [] if s.told_refunds else [REFUNDS_UNKNOWN]
        return Estimated(
            "measured",
            share * net / s.customers,
            None if interval is None else share * interval.low,
            None if interval is None else share * interval.high,
            None if interval is None else interval.confidence,
            "mean" if interval is None else interval.method,
            n=s.customers,
            unit=currency,
            of="profit" if s.known("margin_milli") else "revenue",
            warnings=tuple(warnings),
            uncompared=few if s.customers < LEAST_TO_COMPARE_SPEND else None,
            drifts=True,
        )

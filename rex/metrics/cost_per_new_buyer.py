"""What a new buyer cost in advertising."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import NO_HISTORY, few_customers, since, young
from rex.metrics.money import costs_of
from rex.model.message import say

LEAST_NEW = 10


@metric(
    id="cost_per_new_buyer",
    title="Advertising per new buyer",
    group="costs",
    unit="money",
    better="lower",
    needs=("costs", "sales", "order_history"),
    definition=1,
    scale="log",
    source="The costs called ads in session.yaml divided by the buyers without an earlier order; a census",
    settles=True,
    optional=True,
)
class CostPerNewBuyer:
    """What was spent on advertising, divided by the buyers without an order in the year before.

    Set it beside the customer value expected over a year. A history that begins late calls returning buyers new
    and makes it look cheaper.
    """

    sums = {
        "costs": Sum("costs", "sum(case when kind = 'ads' then amount_minor end)"),
        "new": Sum("buyers", "count(case when known_before = 0 then 1 end)"),
        "days_before": Sum("buyers_history", "max(days_before)", across="max"),
    }
    example = "200.00 of ads over 10 buyers without an earlier order: 20.00"

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Divide, where the history reaches back before the show."""
        if not s.known("costs"):
            return Estimated("not_applicable", why=say("session.yaml names no costs called ads."), absent=True)
        found = costs_of(s, setting)
        if isinstance(found, Estimated):
            return found
        currency, costs = found
        if s.days_before < 1:
            return Estimated("not_applicable", why=NO_HISTORY)
        if s.new < LEAST_NEW:
            return few_customers(s.new, LEAST_NEW)
        return Estimated(
            "measured",
            costs / s.new,
            method="census",
            n=s.new,
            unit=currency,
            warnings=(since(s.days_before),),
            drifts=young(s.days_before),
        )

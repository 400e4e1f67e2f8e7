"""Returning buyers: how many of this show's buyers had bought before it."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.histories import NO_HISTORY, since, young
from rex.metrics.shapes import share_of
from rex.metrics.strata import Split
from rex.model.message import quantity, say_n

LEAST_BUYERS = 20


@metric(
    id="returning_buyers",
    title="Buyers who had bought before",
    group="loyalty",
    unit="share",
    better="neither",
    needs=("sales", "order_history"),
    definition=1,
    scale="logit",
    source="Buyers with an order before the show, by the orders of this and earlier sessions' exports; Wilson",
    optional=True,
)
class ReturningBuyers:
    """The share of this show's buyers who have an order of the year (365 days) before its start.

    Who bought before is told by the order exports of this workspace alone: those of this session, its window's
    orders and older ones, and those of earlier sessions. A history that begins late makes returning
    buyers look new, so the day it begins is said. Orders without a customer are left out and counted.
    """

    sums = {
        "returning": Sum("buyers", "sum(known_before)"),
        "buyers": Sum("buyers", "count(*)"),
        "nameless": Sum("counted_sales", "count(distinct case when customer is null then order_id end)"),
        "days_before": Sum("buyers_history", "max(days_before)", across="max"),
    }
    strata = {"source": Split("buyer_sources_known", "source", "sum(known_before)")}
    mistakes = ("a history cut at the export's first day: returning buyers look new", "guest orders counted as new")
    example = "5 of 25 buyers have an older order: 20 %, between 8.9 and 39.1 %"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, where the history reaches back before the show at all."""
        if s.days_before < 1:
            return Estimated("not_applicable", n=s.buyers, why=NO_HISTORY)
        if s.buyers < LEAST_BUYERS:
            why = say_n(
                "{n} buyer; shown from {needed} on.",
                "{n} buyers; shown from {needed} on.",
                s.buyers,
                needed=quantity(LEAST_BUYERS, "count"),
            )
            return too_few(why, s.buyers)
        nameless = say_n(
            "{n} order without a customer is left out.", "{n} orders without a customer are left out.", s.nameless
        )
        warnings = (since(s.days_before), *((nameless,) if s.nameless else ()))
        return share_of(s.returning, s.buyers, drifts=young(s.days_before), warnings=warnings)

"""B38: headline numbers that can rise while nothing gets better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.wording import count
from rex.model.message import say

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.measure import Measure

REACH = frozenset(
    {
        "average_concurrent",
        "messages",
        "peak_concurrent",
        "platform_comments",
        "platform_likes",
        "platform_orders",
        "platform_peak_viewers",
        "platform_revenue",
        "platform_shares",
        "platform_units",
        "platform_viewers",
        "platform_views",
        "reactions_per_viewer",
        "revenue",
        "unique_chatters",
        "unique_viewers",
    }
)
"""Sizes: they rise with the audience, the hours and the discounts, whatever became of them. [heur]"""
SUBSTANCE = (
    "conversion_rate",
    "contribution",
    "net_revenue",
    "refund_rate",
    "view_retention",
    "csat",
    "nps",
    "revenue_per_viewer",
    "come_again",
    "repeat_purchase_rate",
)
"""KPIs that say what became of the audience; offered in this order. [heur]"""


@check(
    id="B38",
    title="Headline of sizes alone",
    level="warn",
    needs=("measures",),
    source="S43 (platform metrics); Goodhart, from memory",
)
def vanity_headline(subject: Subject) -> Answer:
    """Find headline KPIs that are sizes alone: viewers, likes, revenue before anything comes back.

    A size can grow with paid traffic or a discount while fewer buy, more comes back and fewer are glad. It has no
    other direction: a headline without any size still says what became of the audience.

    It speaks when every headline KPI that has a value is a size, and none of them tells of conversion, margin,
    returns, watching on or satisfaction. It stays a remark (info) where this session has no such KPI to offer, and
    where one headline alone was chosen.

    Too little: without a headline KPI that has a value it does not apply. Source: S43; which KPI counts as a size is
    a list of ours.
    """
    headline = [measure for measure in subject.measures if measure.headline and measure.value is not None]
    if not headline:
        return Cannot(say("No headline KPI was chosen, or none has a value."))
    other = [measure for measure in headline if measure.id not in REACH]
    if other:
        return Clear(
            say(
                "Headline KPIs: {all}; {other} of them tell more than a size, such as {kpi}.",
                all=count(len(headline)),
                other=count(len(other)),
                kpi=say(other[0].title),
            )
        )
    offer = _offer(subject)
    return Fires(
        says=say(
            "Headline KPIs: {all}, all of them sizes ({kpi} among them); none tells what became of the audience.",
            all=count(len(headline)),
            kpi=say(headline[0].title),
        ),
        instead=(
            say("Put one beside them that tells what became of the audience: {kpi} is there.", kpi=say(offer.title))
            if offer is not None
            else say("Put one beside them that tells of orders a viewer, of returns or of satisfaction.")
        ),
        evidence=tuple(f"metric:{measure.id}" for measure in headline),
        strength=1 - 1 / len(headline),
        level="warn" if offer is not None and len(headline) > 1 else "info",
    )


def _offer(subject: Subject) -> Measure | None:
    found = (subject.measure(kpi) for kpi in SUBSTANCE)
    return next((measure for measure in found if measure is not None and measure.value is not None), None)

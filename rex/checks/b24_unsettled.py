"""B24: conclusions on sales that can still come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.direction import kpis_of
from rex.checks.lexicon import holds
from rex.checks.wording import claims_and_metrics, depending, together
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from rex.checks.subject import Subject

RETURNS = frozenset({"net_revenue", "refund_rate", "refunds", "cancelled_share", "contribution"})
"""KPIs that returns are subtracted from or counted in: on the first day they cannot be known."""


@check(
    id="B24",
    title="Unsettled numbers",
    level="info",
    needs=("measures",),
    uses=("claims", "refundable_share", "settles_on", "cancellations_known"),
    source="S6, S4 (returns and late cancellations)",
)
def unsettled(subject: Subject) -> Answer:
    """Find headline numbers and conclusions on sales that returns and cancellations can still change.

    Sales can only fall until the returns are in; a rate of returns can only rise. Good news is touched as bad news is.

    It speaks when a headline KPI, or one that a conclusion cites, counts orders, and part of their revenue can still
    be returned or the orders' file cannot tell of cancelled ones. It is a remark (info), since every first report is
    provisional; it warns when a conclusion without a word of doubt speaks of returns themselves, or of what is left
    after them.

    Too little: where neither the open share nor the cancellations are known it does not apply. Source: S6, S4; it
    reads the calendar and needs no threshold.
    """
    share, told = subject.refundable_share, subject.cancellations_known
    if share is None and told is None:
        return Cannot(say("It is not known how much of the revenue can still come back."))
    cited = {kpi for claim in subject.claims for kpi in kpis_of(claim)}
    open_kpis = [m.id for m in subject.measures if m.settles and m.value is not None and (m.headline or m.id in cited)]
    if not open_kpis:
        return Clear(say("No headline KPI and no conclusion rests on sales that can still come back."))
    if not share and told is not False:
        return Clear(say("All returns are in: the numbers are settled."))
    claims = [claim for claim in subject.claims if not set(open_kpis).isdisjoint(kpis_of(claim))]
    sure = [c for c in claims if not RETURNS.isdisjoint(kpis_of(c)) and not holds("hedge", f"{c.text} {c.how}")]
    return Fires(
        says=together(_says(share, told), depending(len(claims))),
        instead=_instead(subject),
        evidence=claims_and_metrics(claims, open_kpis),
        strength=(share or 0.5) if claims else 0.0,  # a remark that every first report gets must not push others out
        level="warn" if sure else "info",
    )


def _says(share: float | None, told: bool | None) -> Message:
    if not share:
        return say("The orders' file does not tell which orders were cancelled.")
    says = say("Provisional: {share} of the revenue can still be returned.", share=quantity(share, "share"))
    if told is False:
        return together(says, say("The orders' file does not tell which orders were cancelled."))
    return says


def _instead(subject: Subject) -> Message:
    if subject.settles_on is None or not subject.refundable_share:
        return say("Call it provisional, and export the orders again when the returns are in.")
    day = f"{subject.settles_on:%Y-%m-%d}"
    return say("Call it provisional, and export the orders again after {day}.", day=day)

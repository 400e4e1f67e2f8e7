"""B23: two sessions compared by numbers that were not counted alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.direction import kpis_of
from rex.checks.wording import claims_and_metrics, together
from rex.model.message import Message, say, say_n
from rex.text.currency import is_currency

if TYPE_CHECKING:
    from rex.checks.parts import Basis
    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.measure import Measure


@dataclass(frozen=True, slots=True)
class _Drift:
    kpi: str
    says: Message


@check(
    id="B23",
    title="Definition drift",
    level="block",
    needs=("basis", "previous", "measures"),
    uses=("claims", "changes", "kpi_tables"),
    source="S2, S3, S6; woocommerce/woocommerce#63563 (gross and net mixed up)",
)
def definition_drift(subject: Subject) -> Answer:
    """Find comparisons with an earlier session whose numbers were counted by another rule.

    A conversion of buyers and one of orders are two numbers. Whether the change looks good or bad, it is none.

    It speaks when a conclusion says that a KPI rose, fell or stayed, or a comparison gives it a verdict, and the two
    sessions differ in the KPI's definition or currency, in the rule by which orders count, or, for money, in whether
    tax is inside. It blocks: such a row cannot be read at all. What nobody compares may differ.

    Too little: where it is not known how one of the two was counted, or nothing is compared, it does not apply.
    Source: S2, S3, S6; exact, without a threshold.
    """
    told = _compared(subject)
    if not told:
        return Cannot(say("No conclusion and no row compares a KPI with the session before."))
    drifts = [drift for kpi in told if (drift := _drift(kpi, subject)) is not None]
    if not drifts:
        return Clear(
            say_n(
                "{n} KPI is compared, and it was counted alike in both sessions.",
                "{n} KPIs are compared, and all were counted alike in both sessions.",
                len(told),
            )
        )
    kpis = {drift.kpi for drift in drifts}
    claims = [claim for claim in _telling(subject) if not kpis.isdisjoint(kpis_of(claim))]
    more = say_n("One more KPI is like it.", "{n} more KPIs are like it.", len(drifts) - 1)
    return Fires(
        says=drifts[0].says if len(drifts) == 1 else together(drifts[0].says, more),
        instead=say("Leave the comparison out, or have both sessions computed by one rule."),
        evidence=claims_and_metrics(claims, (drift.kpi for drift in drifts)),
        strength=len(drifts) / len(told),
    )


def _telling(subject: Subject) -> list[Claim]:
    return [claim for claim in subject.claims if claim.direction]


def _compared(subject: Subject) -> list[str]:
    """Name the KPIs that something compares and this session has, each once."""
    judged = (change.id for change in subject.changes if change.verdict not in {"not_comparable", "too_little_data"})
    told = (kpi for claim in _telling(subject) for kpi in kpis_of(claim))
    return [kpi for kpi in dict.fromkeys((*told, *judged)) if subject.measure(kpi) is not None]


def _drift(kpi: str, subject: Subject) -> _Drift | None:
    now, before, measure = subject.basis, subject.previous, subject.measure(kpi)
    if now is None or before is None or measure is None:
        return None
    pair = _differs(kpi, now, before, measure, orders="sales" in subject.kpi_tables.get(kpi, ()))
    if pair is None:
        return None
    what, then, here = pair
    text = "{kpi} cannot be compared with {session}. {what}: {then} there, {here} here."
    return _Drift(kpi, say(text, kpi=say(measure.title), session=before.session, what=what, then=then, here=here))


def _differs(kpi: str, now: Basis, before: Basis, measure: Measure, *, orders: bool) -> tuple[Message, str, str] | None:
    """Give the first thing that differs, with what it was and what it is; unknown differs from nothing."""
    money = is_currency(measure.unit)
    looked = (
        (say("Definition"), before.definitions.get(kpi, ""), now.definitions.get(kpi, "")),
        (say("Unit"), before.units.get(kpi, ""), now.units.get(kpi, "")),
        (say("Rule by which orders count"), before.attribution * orders, now.attribution * orders),
        (say("Tax"), before.tax * money, now.tax * money),
    )
    return next((found for found in looked if found[1] and found[2] and found[1] != found[2]), None)

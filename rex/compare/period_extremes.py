"""The best and the worst session of a period, with what its people said of how, and no story where none is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.comparison import Extreme
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.answer import Claim
    from rex.model.measure import Measure
    from rex.model.message import Quantity
    from rex.model.retrospective import Retrospective

SOLD = ("revenue_per_viewer", "conversion_rate", "revenue", "platform_revenue")
"""What is looked at first, where it is a headline: shows of different size can be compared by it."""
LEAST = 2
"""One session is no best of anything."""


def extremes(records: Sequence[Retrospective], called: Mapping[str, str]) -> tuple[tuple[Extreme, ...], Message | None]:
    """Find the best and the worst session by a headline KPI, and say what that means.

    Nothing where fewer than two sessions have a value, or all have the same one. `called` names
    the sessions by their ids.
    """
    kpi = _kpi(records)
    if kpi is None:
        return (), None
    found = [(record, m) for record in records if (m := _valued(record, kpi)) is not None]
    newest = found[-1][1]
    found = [(record, m) for record, m in found if (m.definition, m.unit) == (newest.definition, newest.unit)]
    sign = 1 if newest.better == "higher" else -1
    values = [sign * float(m.value or 0) for _, m in found]
    if len(found) < LEAST or min(values) == max(values):
        return (), None
    best, worst = found[values.index(max(values))], found[values.index(min(values))]
    return (_extreme("best", *best, called), _extreme("worst", *worst, called)), _says(best, worst, called)


def _kpi(records: Sequence[Retrospective]) -> str | None:
    """Give the headline KPI that tells a good show from a bad one: what was sold, if it is one of them."""
    chosen = [m.id for m in records[-1].measures if m.headline and m.better != "neither"]
    ordered = sorted(chosen, key=lambda kpi: SOLD.index(kpi) if kpi in SOLD else len(SOLD))
    return next((kpi for kpi in ordered if sum(_valued(r, kpi) is not None for r in records) >= LEAST), None)


def _valued(record: Retrospective, kpi: str) -> Measure | None:
    measure = record.measure(kpi)
    return measure if measure is not None and measure.status == "measured" and measure.value is not None else None


def _extreme(kind: str, record: Retrospective, measure: Measure, called: Mapping[str, str]) -> Extreme:
    polarity = "worked" if kind == "best" else "did_not"
    return Extreme(
        kind="best" if kind == "best" else "worst",
        session=record.session.id,
        title=called[record.session.id],
        kpi=measure.id,
        name=measure.title,
        value=float(measure.value or 0),
        unit=measure.unit,
        verdict=measure.verdict,
        how=_how(record.claims, polarity),
    )


def _how(claims: Sequence[Claim], polarity: str) -> tuple[Claim, ...]:
    """Take what the session's people said of it; what rests on evidence comes first, at most two."""
    fitting = sorted((c for c in claims if c.polarity == polarity), key=lambda c: not c.evidence)
    return tuple(fitting[:2])


def _says(
    best: tuple[Retrospective, Measure], worst: tuple[Retrospective, Measure], called: Mapping[str, str]
) -> Message:
    places: dict[str, str | Quantity | Message] = {
        "kpi": say(best[1].title),
        "best": called[best[0].session.id],
        "high": quantity(float(best[1].value or 0), best[1].unit),
        "worst": called[worst[0].session.id],
        "low": quantity(float(worst[1].value or 0), worst[1].unit),
    }
    verdicts = (best[1].verdict, worst[1].verdict)
    if any(verdict in {"better", "worse"} for verdict in verdicts):
        text = "{kpi}, from {low} in {worst} to {high} in {best}: at least one of the two left its usual range."
        return say(text, **places)
    if verdicts == ("usual", "usual"):
        text = (
            "{kpi}, from {low} in {worst} to {high} in {best}, and both are as usual: "
            "some session is always the best, and luck alone may choose it."
        )
        return say(text, **places)
    text = (
        "{kpi}, from {low} in {worst} to {high} in {best}; too few earlier sessions to tell whether either is unusual."
    )
    return say(text, **places)

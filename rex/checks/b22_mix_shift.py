"""B22: a total that moves against its own parts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.direction import kpis_of
from rex.checks.wording import claims_and_metrics, count, together
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.checks.parts import Stratum
    from rex.checks.subject import Subject
    from rex.model.measure import Measure

PARTS, PEOPLE = 2, 30
"""Parts that can be compared, and people or orders in each of them in both sessions. [heur]"""
AGAINST = 2 / 3
"""Share of the volume whose parts move against the total. [stat]"""
ERRORS = 1.645
"""Standard errors that the move inside the parts must reach: one-sided 5 %. [stat]"""


@dataclass(frozen=True, slots=True)
class _Shift:
    measure: Measure
    by: str
    before: float
    after: float
    inside: float
    errors: float | None
    against: int
    parts: int
    share: float

    @property
    def warns(self) -> bool:
        """Tell whether the move inside the parts is known to be more than scatter."""
        return self.errors is not None and not self.scatter

    @property
    def scatter(self) -> bool:
        """Tell whether the move inside the parts may be scatter; money's scatter is not known here."""
        return self.errors is not None and self.errors < ERRORS


@check(
    id="B22",
    title="The mix changed",
    level="info",
    needs=("strata", "measures"),
    uses=("claims",),
    source="Simpson's paradox; Kitagawa 1955 (mix and rate), from memory",
)
def mix_shift(subject: Subject) -> Answer:
    """Find a KPI that rose while most of its parts fell, or fell while most of them rose.

    With more visitors from a channel that buys less, the total falls though every channel does better.

    It speaks when a KPI moved against parts that hold two thirds of its volume or more, at 30 people or orders in
    each part of both sessions, and the parts at an unchanged mix would have moved the total the other way; for a share
    by more than scatter (1.645 standard errors). It warns when a conclusion says that this share rose or fell; else it
    is a remark (info).

    Too little: where no KPI can be split in both sessions, or the parts are too small, it does not apply. Source:
    Simpson's paradox, Kitagawa 1955; the parts' smallest size is a starting value.
    """
    judged = [
        shift
        for kpi, strata in sorted(subject.strata.items())
        if (measure := subject.measure(kpi)) is not None
        for by in sorted({stratum.by for stratum in strata})
        if (shift := _shift(measure, by, [s for s in strata if s.by == by])) is not None
    ]
    if not judged:
        text = "Needs {parts} parts of {people} people or orders in both sessions."
        return Cannot(say(text, parts=count(PARTS), people=count(PEOPLE)))
    found = [s for s in judged if s.share >= AGAINST and s.inside * (s.after - s.before) < 0 and not s.scatter]
    if not found:
        return Clear(
            say(
                "KPIs split into parts: {n}; none moved against most of its parts by more than scatter.",
                n=count(len(judged)),
            )
        )
    told = {kpi for claim in subject.claims if claim.direction in {"up", "down"} for kpi in kpis_of(claim)}
    found.sort(key=lambda s: (not (s.warns and s.measure.id in told), -s.share, s.measure.id))
    first = found[0]
    kpis = {s.measure.id for s in found}
    return Fires(
        says=together(_says(first), _inside(first)),
        instead=say("Tell the parts and not the total, and say how the mix changed."),
        evidence=claims_and_metrics(
            (claim for claim in subject.claims if claim.direction and not kpis.isdisjoint(kpis_of(claim))), sorted(kpis)
        ),
        strength=beyond(first.share, AGAINST / 2),
        level="warn" if first.warns and first.measure.id in told else "info",
    )


def _shift(measure: Measure, by: str, strata: Sequence[Stratum]) -> _Shift | None:
    if len(strata) < PARTS or any(min(s.n_before, s.n_after) < PEOPLE for s in strata):
        return None
    then, now = sum(s.n_before for s in strata), sum(s.n_after for s in strata)
    before = math.fsum(s.before * s.n_before for s in strata) / then
    after = math.fsum(s.after * s.n_after for s in strata) / now
    against = [s for s in strata if (s.after - s.before) * (after - before) < 0]
    weights = [(s, (s.n_before / then + s.n_after / now) / 2) for s in strata]
    inside = math.fsum(weight * (s.after - s.before) for s, weight in weights)
    error = math.sqrt(math.fsum(w * w * _variance(s) for s, w in weights)) if measure.unit == "share" else 0.0
    return _Shift(
        measure=measure,
        by=by,
        before=before,
        after=after,
        inside=inside,
        errors=abs(inside) / error if error else None,
        against=len(against),
        parts=len(strata),
        share=math.fsum(weight for s, weight in weights if s in against),
    )


def _variance(s: Stratum) -> float:
    """Give the variance of the difference of two shares."""
    return s.before * (1 - s.before) / s.n_before + s.after * (1 - s.after) / s.n_after


def _says(shift: _Shift) -> Message:
    rose = shift.after > shift.before
    text = (
        "{kpi} rose from {before} to {after}, but fell in {against} of {parts} parts: the mix changed."
        if rose
        else "{kpi} fell from {before} to {after}, but rose in {against} of {parts} parts: the mix changed."
    )
    return say(
        text,
        kpi=say(shift.measure.title),
        before=quantity(shift.before, shift.measure.unit),
        after=quantity(shift.after, shift.measure.unit),
        against=count(shift.against),
        parts=count(shift.parts),
    )


def _inside(shift: _Shift) -> Message:
    unit = "points" if shift.measure.unit == "share" else shift.measure.unit
    text = "At an unchanged mix the difference would be {inside}."
    return say(text, inside=quantity(shift.inside, unit))

"""B05: a stretch of the show that was cut so that it fits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.direction import kpis_of, side_of_claim
from rex.checks.wording import and_more, claim_address, count, together
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.moment import Timeline

SHIFTS = (-0.5, -0.25, 0.0, 0.25, 0.5)
STRETCHES = (0.5, 0.75, 1.25, 1.5)
"""The neighbouring windows: moved and stretched by up to half their length, 20 in all. [heur]"""
CHOSEN = 1.645
"""Standard errors from which the chosen stretch itself looks convincing: one-sided 5 %. [stat]"""
CLEAR_EFFECT = 1.0
"""Standard errors under which a neighbour shows nothing. [heur]"""
HOLDS = 0.5
"""Share of the neighbours in which the effect must hold. [heur]"""


@dataclass(frozen=True, slots=True)
class _Picked:
    claim: Claim
    start_s: float
    end_s: float
    holds: int
    of: int


@check(
    id="B05",
    title="Picked window",
    level="warn",
    needs=("claims", "windows", "timeline", "duration_s"),
    uses=("kpi_tables",),
    source="robustness to neighbouring windows, from memory",
)
def picked_window(subject: Subject) -> Answer:
    """Find an effect, wanted or unwanted, that stands in the one stretch of the show that was chosen.

    With freedom over where it begins and ends, some stretch always looks good, and some other looks bad.

    It speaks when a conclusion names a stretch in which orders (or people writing) came more often than in the rest
    of the show, viewer for viewer, or less often where it did not work, and this fails in more than half of 20
    neighbours: moved and stretched by up to half the length. An effect under one standard error fails, as does one of
    the other sign. A stretch that is not convincing itself (1.645 standard errors) is not this trap.

    Too little: where no conclusion names a stretch, or the show is not known minute by minute, it does not apply.
    Source: robustness practice; the thresholds are starting values.
    """
    line, show = subject.timeline, subject.duration_s or 0.0
    told = [(c, s) for c in subject.claims if c.id in subject.windows and (s := _series(c, line, subject))]
    if line is None or not told:
        return Cannot(
            say("No conclusion names a stretch of the show for which orders or messages are known by minute.")
        )
    seen = [_look(c, subject.windows[c.id], s, line, show) for c, s in told]
    judged = [one for one in seen if one is not None]
    picked = [one for one in judged if one.holds < HOLDS * one.of]
    if not picked:
        return Clear(
            say(
                "Conclusions on a stretch of the show: {n}; {effect} with an effect there, all of them in most "
                "neighbouring stretches, too.",
                n=count(len(told)),
                effect=count(len(judged)),
            )
        )
    picked.sort(key=lambda one: (one.holds / one.of, one.claim.id))
    return Fires(
        says=and_more(_says(picked[0]), len(picked) - 1),
        instead=say("Take the whole part of the run of show as the stretch, or leave the effect out."),
        evidence=tuple(claim_address(one.claim) for one in picked),
        strength=beyond(HOLDS, picked[0].holds / picked[0].of),
    )


def _series(claim: Claim, line: Timeline | None, subject: Subject) -> Sequence[int | None]:
    """Choose the series that a conclusion is about: orders where its KPI counts them, else people writing."""
    if line is None:
        return ()
    tables = {table for kpi in kpis_of(claim) for table in subject.kpi_tables.get(kpi, ())}
    if "sales" in tables:
        return line.orders
    return line.people_writing if "chat" in tables else ()


def _look(
    claim: Claim, window: tuple[float, float], series: Sequence[int | None], line: Timeline, show: float
) -> _Picked | None:
    """Hold a window against its neighbours; None where it shows no effect in the conclusion's direction itself."""
    start, end = window
    length, middle = end - start, (start + end) / 2
    side = side_of_claim(claim)
    if length <= 0 or side * _effect(start, end, series, line) < CHOSEN:
        return None
    near = [
        (max(0.0, middle + shift * length - stretch * length / 2), min(show, middle + (shift + stretch / 2) * length))
        for shift in SHIFTS
        for stretch in STRETCHES
    ]
    return _Picked(
        claim, start, end, sum(side * _effect(a, b, series, line) >= CLEAR_EFFECT for a, b in near), len(near)
    )


def _effect(start: float, end: float, series: Sequence[int | None], line: Timeline) -> float:
    """Say by how many standard errors more came in a stretch than its share of viewers' time would give."""
    inside = total = 0.0
    weight_inside = weight_total = 0.0
    for step, value in enumerate(series):
        viewers = line.viewers[step] if step < len(line.viewers) else None
        weight = 1.0 if not line.viewers else float(viewers or 0)
        begin = step * line.step_s
        share = max(0.0, min(end, begin + line.step_s) - max(start, begin)) / line.step_s
        total, weight_total = total + (value or 0), weight_total + weight
        inside, weight_inside = inside + share * (value or 0), weight_inside + share * weight
    part = weight_inside / weight_total if weight_total else 0.0
    expected, spread = total * part, math.sqrt(total * part * (1 - part))
    return (inside - expected) / spread if spread > 0 else 0.0


def _says(one: _Picked) -> Message:
    says = say(
        "“{claim}” speaks of {start} to {end}.",
        claim=one.claim.text,
        start=quantity(one.start_s, "offset"),
        end=quantity(one.end_s, "offset"),
    )
    text = "The effect holds in {n} of {of} neighbouring stretches."
    return together(says, say(text, n=count(one.holds), of=count(one.of)))

"""Curves of who is still there, from counts that add up over sessions: who left and who was seen, by length of stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import Estimated, too_few
from rex.model.measure import Curve, CurvePoint
from rex.model.message import Message, say
from rex.stats.survival import kaplan_meier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.measure import CurveUnit
    from rex.stats.survival import Curve as KaplanMeier


def lengths(gone: Mapping[str, int], seen: Mapping[str, int]) -> list[tuple[int, bool]]:
    """Write each stay out: how long it was seen, and whether it ended then."""
    made: list[tuple[int, bool]] = []
    for key, n in sorted(seen.items(), key=lambda item: int(item[0])):
        left = gone.get(key, 0)
        made += [(int(key), True)] * left + [(int(key), False)] * (n - left)
    return made


def curve_of(
    times: Sequence[tuple[int, bool]], at: int, unit: CurveUnit, *, warnings: tuple[Message, ...] = ()
) -> Estimated:
    """Estimate the share still there at a time, with the whole curve; refused where nobody was seen for that long."""
    if max(time for time, _ in times) < at:
        return too_few(say("Nobody was watched for long enough to tell."), len(times))
    curve = kaplan_meier([float(time) for time, _ in times], [gone for _, gone in times])
    # Who leaves in the span of length `at` was still there when it began.
    before = [step for step in curve.steps if step.time < at]
    value, low, high = (before[-1].survival, before[-1].low, before[-1].high) if before else (1.0, None, None)
    return Estimated(
        "measured",
        value,
        low,
        high,
        curve.confidence if before else None,
        "kaplan-meier",
        n=len(times),
        warnings=warnings,
        curve=Curve(unit=unit, points=_points(curve)),
    )


def _points(curve: KaplanMeier) -> tuple[CurvePoint, ...]:
    return tuple(
        CurvePoint(
            at=step.time,
            share=_ten(step.survival),
            low=_ten(step.low),
            high=_ten(step.high),
            at_risk=step.at_risk,
            left=step.left,
        )
        for step in curve.steps
    )


OPEN_END = say("Too many were still waiting for an upper end of the interval.")


def median_of(times: Sequence[tuple[int, bool]], unit: CurveUnit) -> Estimated:
    """Estimate the time by which half had it, the others censored; refused where half never had it while watched."""
    curve = kaplan_meier([float(time) for time, _ in times], [ended for _, ended in times])
    if curve.median is None:
        return too_few(say("More than half were still waiting when the files end."), len(times))
    interval = curve.median_interval()
    return Estimated(
        "measured",
        curve.median,
        None if interval is None else interval.low,
        None if interval is None else interval.high,
        None if interval is None else curve.confidence,
        "kaplan-meier",
        n=len(times),
        warnings=() if interval is not None else (OPEN_END,),
        curve=Curve(unit=unit, points=_points(curve)),
    )


def _ten(value: float) -> float:
    return float(f"{value:.10g}")

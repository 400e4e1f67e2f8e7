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
    points = tuple(
        CurvePoint(
            at=s.time, share=_ten(s.survival), low=_ten(s.low), high=_ten(s.high), at_risk=s.at_risk, left=s.left
        )
        for s in curve.steps
    )
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
        curve=Curve(unit=unit, points=points),
    )


def _ten(value: float) -> float:
    return float(f"{value:.10g}")

"""B27: forecasts and goals that stay close to the first number in sight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.wording import count
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Forecast

FORECASTS, SPREAD = 3, 0.05
"""Forecasts of one KPI, and how far they lie apart (standard deviation over mean), from which it is said. [heur]"""
SESSIONS, CLOSE = 3, 0.02
"""Sessions in a row whose goal was the last result, and how near that is (share of the result). [heur]"""


@dataclass(frozen=True, slots=True)
class _Anchor:
    kpi: str
    says: Message
    instead: Message
    strength: float
    addresses: tuple[str, ...]


@check(
    id="B27",
    title="Close to the first number",
    level="warn",
    needs=(),
    uses=("forecasts", "seen_first", "targets", "measures"),
    source="S36 (anchoring)",
)
def anchoring(subject: Subject) -> Answer:
    """Find forecasts that repeat the first number in sight, and goals that repeat the last result.

    A number once seen pulls the next ones to it, up or down. Sealed forecasts are the remedy, and they are left out.

    It speaks when three forecasts or more of one KPI, given with another forecast or the last result in sight, lie
    within 5 % of each other (standard deviation over mean); or when the goals of the last three sessions or more each
    lay within 2 % of the result before.

    Too little: where fewer were given with a number in sight, and under three goals with a result before, it does not
    apply. Source: S36; the thresholds are starting values.
    """
    forecasts, goals = _by_kpi(subject), _goals(subject)
    able = [kpi for kpi, given in forecasts.items() if len(given) >= FORECASTS]
    if not able and all(len(run) < SESSIONS for run in goals.values()):
        return Cannot(say("Too few forecasts with a number in sight, and too few goals with a result before."))
    found = [a for kpi in able if (a := _forecast_anchor(kpi, forecasts[kpi], subject)) is not None]
    found += [a for kpi in goals if (a := _goal_anchor(kpi, goals[kpi], subject)) is not None]
    if not found:
        return Clear(say("Forecasts with a number in sight, and goals, do not stay close to it."))
    found.sort(key=lambda anchor: (-anchor.strength, anchor.kpi))
    return Fires(
        says=found[0].says,
        instead=found[0].instead,
        evidence=tuple(address for anchor in found for address in anchor.addresses),
        strength=found[0].strength,
    )


def _middle(forecast: Forecast) -> float | None:
    if forecast.low is None or forecast.high is None:
        return None
    return (forecast.low + forecast.high) / 2


def _by_kpi(subject: Subject) -> dict[str, list[tuple[Forecast, float]]]:
    given: dict[str, list[tuple[Forecast, float]]] = {}
    for forecast in subject.forecasts:
        middle = _middle(forecast)
        if middle is not None and (forecast.id in subject.seen_first or forecast.informed):
            given.setdefault(forecast.kpi, []).append((forecast, middle))
    return given


def _forecast_anchor(kpi: str, given: list[tuple[Forecast, float]], subject: Subject) -> _Anchor | None:
    values = [middle for _, middle in given]
    mean = math.fsum(values) / len(values)
    if not mean:
        return None
    spread = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (len(values) - 1)) / abs(mean)
    measure = subject.measure(kpi)
    if spread >= SPREAD or measure is None:
        return None
    says = say(
        "{n} forecasts of {kpi} were given with a number in sight; they lie around {mean}, {spread} apart.",
        n=count(len(values)),
        kpi=say(measure.title),
        mean=quantity(mean, measure.unit),
        spread=quantity(spread, "share"),
    )
    instead = say("Ask each person alone, before any number, and compare afterwards.")
    return _Anchor(kpi, says, instead, 1 - spread / SPREAD, tuple(f"forecast:{f.id}" for f, _ in given))


def _goals(subject: Subject) -> dict[str, list[float]]:
    """Give how far each goal lay from the result before it, as a share of that result, by KPI."""
    far: dict[str, list[float]] = {}
    for target in subject.targets:
        if target.last_result:
            far.setdefault(target.kpi, []).append(abs(target.goal - target.last_result) / abs(target.last_result))
    return far


def _goal_anchor(kpi: str, far: list[float], subject: Subject) -> _Anchor | None:
    row = 0
    for share in reversed(far):
        if share > CLOSE:
            break
        row += 1
    if row < SESSIONS:
        return None
    measure = subject.measure(kpi)
    says = say(
        "The goals of the last {n} sessions for {kpi} each lay within {close} of the result before.",
        n=count(row),
        kpi=kpi if measure is None else say(measure.title),
        close=quantity(CLOSE, "share"),
    )
    instead = say("Set the goal from the usual range and from what will be different, not from the last result.")
    return _Anchor(kpi, says, instead, 1 - (SESSIONS - 1) / row, (f"metric:{kpi}",))

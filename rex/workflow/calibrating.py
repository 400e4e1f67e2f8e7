"""Score sealed forecasts against what was measured, over this session and the earlier records, by role."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.calibration import (
    CHANCES_FROM,
    PARTS_FROM,
    PEOPLE_FROM,
    PLACES_FROM,
    RANGES_FROM,
    BrierParts,
    Calibration,
    RoleScores,
    Scored,
    Surprise,
)
from rex.stats import calibration as scores
from rex.stats.intervals import mean_t, wilson
from rex.workflow.opinions import goal_of, goal_reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rex.model.answer import Forecast
    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.model.session import Session

SURPRISING = 0.3
"""A chance from which down what happened counts as a surprise by the person's own words: about one in three."""


@dataclass(frozen=True)
class Settled:
    """A sealed forecast whose outcome is known: `reached` is set for the chance of a goal."""

    session: str
    forecast: Forecast
    measure: Measure
    actual: float
    reached: bool | None = None


def calibration(
    forecasts: Sequence[Forecast], measures: Sequence[Measure], session: Session, earlier: Sequence[Retrospective]
) -> Calibration | None:
    """Score everybody's forecasts, and each role's where enough people are in it; None where none was ever sealed.

    Forecasts of people who had seen figures, and those that were changed after the seal, are counted and left out.
    """
    now = list(_settled(forecasts, measures, session))
    then = [s for record in earlier for s in _settled(record.forecasts, record.measures, record.session)]
    every = [*then, *now]
    told = [*forecasts, *(f for record in earlier for f in record.forecasts)]
    left_out = sum(f.informed or f.changed for f in told)
    if not every and not left_out:
        return None
    roles = sorted({s.forecast.role for s in every})
    apart = [role_scores([s for s in every if s.forecast.role == role], role) for role in roles]
    return Calibration(
        everybody=role_scores(every),
        roles=tuple(one for one in apart if one.people >= PEOPLE_FROM),
        surprises=tuple(_surprises(now)),
        left_out=left_out,
    )


def _settled(forecasts: Iterable[Forecast], measures: Sequence[Measure], session: Session) -> Iterator[Settled]:
    """Give the blind forecasts of a session whose outcome is known."""
    for forecast in forecasts:
        measure = next((m for m in measures if m.id == forecast.kpi), None)
        if forecast.informed or forecast.changed or measure is None or measure.value is None:
            continue
        if forecast.said == "probability":
            goal = goal_of(measure, session)
            if goal is not None and forecast.probability is not None:
                yield Settled(session.id, forecast, measure, measure.value, goal_reached(measure, goal.value))
        elif forecast.said == "range" or forecast.outcome != "open":
            yield Settled(session.id, forecast, measure, measure.value)


def role_scores(settled: Sequence[Settled], role: str = "") -> RoleScores:
    """Score the forecasts of one role, or of everybody."""
    ranges = [s for s in settled if s.forecast.said == "range"]
    held = [_low(s) <= s.actual <= _high(s) for s in ranges]
    usual = [(s, width) for s in ranges if (width := _usual_width(s.measure)) is not None]
    plain = [s for s in ranges if _usual_width(s.measure) is None and s.actual != 0]
    told = [(s.forecast.probability or 0.0, s.reached) for s in settled if s.reached is not None]
    places = [s for s in settled if s.forecast.said in {"below", "usual", "above"}]
    return RoleScores(
        role=role,
        people=len({s.forecast.respondent for s in settled}),
        sessions=len({s.session for s in settled}),
        forecasts=len(settled),
        held=_share(held, RANGES_FROM),
        width=_mean([(_high(s) - _low(s)) / width for s, width in usual], RANGES_FROM),
        width_of_value=_mean([(_high(s) - _low(s)) / abs(s.actual) for s in plain], RANGES_FROM),
        range_score=_mean([scores.interval_score(_low(s), _high(s), s.actual) / w for s, w in usual], RANGES_FROM),
        chance=_brier(told),
        parts=_parts(told),
        place=_share([s.forecast.outcome == "held" for s in places], PLACES_FROM),
    )


def _low(settled: Settled) -> float:
    return -math.inf if settled.forecast.low is None else settled.forecast.low


def _high(settled: Settled) -> float:
    return math.inf if settled.forecast.high is None else settled.forecast.high


def _usual_width(measure: Measure) -> float | None:
    if measure.usual is None or measure.usual.high <= measure.usual.low:
        return None
    return measure.usual.high - measure.usual.low


def _share(held: Sequence[bool], needs: int) -> Scored:
    """Give the share that held; too few have their count alone."""
    n, k = len(held), sum(held)
    if n < needs:
        return Scored(n=n, needs=needs, k=k)
    found = wilson(k, n)
    return Scored(n=n, needs=needs, k=k, value=k / n, low=found.low, high=found.high, method=found.method)


def _mean(values: Sequence[float], needs: int) -> Scored:
    n = len(values)
    if n < needs:
        return Scored(n=n, needs=needs)
    middle = math.fsum(values) / n
    found = mean_t(n, math.fsum(values), math.fsum(value * value for value in values))
    if found is None:
        return Scored(n=n, needs=needs, value=middle)
    return Scored(n=n, needs=needs, value=middle, low=max(0.0, found.low), high=found.high, method=found.method)


def _brier(told: Sequence[tuple[float, bool]]) -> Scored:
    n = len(told)
    found = scores.mean_score(scored := scores.brier_scores(told))
    if found is None or n < CHANCES_FROM:
        return Scored(n=n, needs=CHANCES_FROM)
    value = math.fsum(scored) / n
    return Scored(n=n, needs=CHANCES_FROM, value=value, low=found.low, high=found.high, method=found.method)


def _parts(told: Sequence[tuple[float, bool]]) -> BrierParts | None:
    parts = scores.murphy(told) if len(told) >= PARTS_FROM else None
    return None if parts is None else BrierParts.model_validate(parts._asdict())


def _surprises(settled: Sequence[Settled]) -> list[Surprise]:
    """Give what surprised by the people's own words, the least expected first; a place beside usual tells no chance."""
    found = [(chance, s) for s in settled if (chance := _room(s)) is not None and chance <= SURPRISING]
    found.sort(key=lambda pair: (pair[0], pair[1].forecast.id))
    return [Surprise(forecast=s.forecast.id, chance=round(chance, 6)) for chance, s in found]


def _room(settled: Settled) -> float | None:
    forecast = settled.forecast
    if settled.reached is not None and forecast.probability is not None:
        return scores.chance_given(forecast.probability, happened=settled.reached)
    if forecast.said == "range":
        return scores.range_chance(_low(settled), _high(settled), settled.actual)
    return None

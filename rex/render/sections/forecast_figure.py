"""One KPI's forecasts as a figure: who expected what, and where it landed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import quantity, say
from rex.render.figures import ForecastFigure, ForecastRow, Tick
from rex.render.ticks import ticks
from rex.render.words import role
from rex.text.currency import is_currency

if TYPE_CHECKING:
    from rex.model.answer import Forecast
    from rex.model.measure import Measure
    from rex.render.reading import Reading

HELD = {"held": True, "missed": False, "open": None}


def figure(reading: Reading, kpi: str) -> ForecastFigure | None:
    """Draw the forecasts of one KPI, or None where no stretch of an axis was forecast."""
    m = reading.record.measure(kpi)
    if m is None or m.value is None:
        return None
    rows = tuple(r for r in (_row(reading, m, f) for f in reading.record.forecasts if f.kpi == kpi) if r)
    if not rows:
        return None
    goal = reading.goal(m)
    held = sum(r.held is True for r in rows)
    says = say(
        "{title}: {held} of {all} forecasts held {value}.",
        title=reading.title(kpi),
        held=quantity(held, "count"),
        all=quantity(len(rows), "count"),
        value=quantity(m.value, m.unit),
    )
    places = [v for r in rows for v in (r.low, r.high) if v is not None]
    places += [v for v in (m.value, m.low, m.high, goal) if v is not None]
    return ForecastFigure(
        title=reading.title(kpi),
        says=reading.tell(says),
        rows=rows,
        actual=m.value,
        actual_label=reading.tell(say("happened {value}", value=quantity(m.value, m.unit))),
        low=m.low,
        high=m.high,
        goal=goal,
        goal_label=reading.tell(say("goal {value}", value=quantity(goal, m.unit))) if goal is not None else "",
        ticks=_axis(reading, m, ticks(min(places), max(places))),
    )


def _axis(reading: Reading, m: Measure, places: tuple[float, ...]) -> tuple[Tick, ...]:
    """Write round numbers without the decimals they do not need."""
    f = reading.speaker.f
    if m.unit == "share":
        whole = all(round(v * 100, 6).is_integer() for v in places)
        return tuple(Tick(v, f.share(v, 0 if whole else 1)) for v in places)
    if is_currency(m.unit):
        return tuple(Tick(v, f.money(v, m.unit, whole=True)) for v in places)
    return tuple(Tick(v, reading.written(v, m.unit)) for v in places)


def _row(reading: Reading, m: Measure, f: Forecast) -> ForecastRow | None:
    from rex.render.sections.expected import words

    usual = m.usual
    if f.said == "range":
        low, high = f.low, f.high
    elif f.said == "probability" or usual is None:
        return None
    else:
        low = {"below": None, "usual": usual.low, "above": usual.high}[f.said]
        high = {"below": usual.low, "usual": usual.high, "above": None}[f.said]
    return ForecastRow(role(reading, f.role), low, high, HELD[f.outcome], words(reading, f))

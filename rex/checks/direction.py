"""Reads conclusions, forecasts and KPIs as pointing one way: 1 good, -1 bad, 0 neither or not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from rex.model.answer import Claim, Forecast
    from rex.model.measure import Measure

Side: TypeAlias = Literal[-1, 0, 1]
CONFIDENT = 2 / 3
"""A chance from which a goal counts as expected, and one minus it as not expected; in between is undecided. [heur]"""


def side_of_claim(claim: Claim) -> Side:
    """Give 1 for a claim of what worked, -1 for one of what did not."""
    return 1 if claim.polarity == "worked" else -1


def side_of_measure(measure: Measure) -> Side:
    """Give a side only to a KPI outside its usual range for which a direction is better."""
    if measure.verdict == "better":
        return 1
    return -1 if measure.verdict == "worse" else 0


def side_of_forecast(forecast: Forecast, measure: Measure | None) -> Side:
    """Tell whether somebody expected good or bad; a range points a way when it lies outside the usual range."""
    if forecast.said == "probability":
        return _chance(forecast.probability)
    if measure is None or measure.better == "neither":
        return 0
    good: Side = 1 if measure.better == "higher" else -1
    where = _place(forecast, measure)
    if where == "usual":
        return 0
    return good if where == "above" else (-1 if good == 1 else 1)


def kpis_of(claim: Claim) -> tuple[str, ...]:
    """Name what a claim is about: its topic and every KPI it cites, each once."""
    cited = (address.removeprefix("metric:") for address in claim.evidence if address.startswith("metric:"))
    return tuple(dict.fromkeys(name for name in (claim.topic, *cited) if name))


def _chance(probability: float | None) -> Side:
    if probability is None:
        return 0
    if probability >= CONFIDENT:
        return 1
    return -1 if probability <= 1 - CONFIDENT else 0


def _place(forecast: Forecast, measure: Measure) -> Literal["below", "usual", "above"]:
    if forecast.said in {"below", "above"}:
        return "below" if forecast.said == "below" else "above"
    usual = measure.usual
    if forecast.said != "range" or usual is None or forecast.low is None or forecast.high is None:
        return "usual"
    if forecast.low >= usual.high:
        return "above"
    return "below" if forecast.high <= usual.low else "usual"

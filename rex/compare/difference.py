"""The difference of one KPI between two sessions, with the interval that its sums allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.stats.comparison import Difference as Compared
from rex.stats.comparison import newcombe, nps_difference, welch

if TYPE_CHECKING:
    from rex.model.measure import Measure


class Difference(NamedTuple):
    """After minus before, in the KPI's unit; interval and chance only where the sums carry them."""

    delta: float
    low: float | None = None
    high: float | None = None
    p: float | None = None
    method: str | None = None


LEAST = {"aov": 40, "nps": 50}
"""Orders or answers in each session, below which two sessions are not told apart (KPI catalogue, column "Min")."""


def too_few(before: Measure, after: Measure) -> bool:
    """Tell whether one of the two rests on too little for any difference to be named."""
    return min(before.n or 0, after.n or 0) < LEAST.get(after.id, 0)


def between(before: Measure, after: Measure) -> Difference:
    """Compare two measured values of one definition; shares, NPS and means have an interval, totals are a census."""
    compared = _compared(before, after)
    delta = _digits(float(after.value or 0) - float(before.value or 0))
    if compared is None:
        return Difference(delta)
    interval = compared.interval
    return Difference(delta, _digits(interval.low), _digits(interval.high), compared.p, interval.method)


def _compared(before: Measure, after: Measure) -> Compared | None:
    if after.unit == "share" and None not in (after.k, after.n, before.k, before.n):
        return newcombe(after.k or 0, after.n or 0, before.k or 0, before.n or 0)
    if after.unit == "nps":
        return nps_difference(_three(after), _three(before))
    if "squares" in after.sums and "squares" in before.sums and after.low is not None and before.low is not None:
        return welch(*_mean(after), *_mean(before)) if after.method == before.method == MEAN else None
    return None


MEAN = "t"
"""The method's name where a value is a plain mean of n values whose squares are stored."""


def _three(measure: Measure) -> tuple[int, int, int]:
    one, two, three = (measure.sums.get(name, 0) for name in ("promoters", "passives", "detractors"))
    return int(one), int(two), int(three)  # type: ignore[arg-type]  # these sums are single numbers by definition


def _mean(measure: Measure) -> tuple[int, float, float]:
    """Recover n, total and sum of squares: the mean times n is the total it came from."""
    n = measure.n or 0
    squares = measure.sums["squares"]
    if isinstance(squares, dict):
        squares = squares.get(measure.unit, 0)
    return n, float(measure.value or 0) * n, float(squares)


def _digits(value: float) -> float:
    return float(f"{value:.10g}")

"""How long people stay (or wait) when some are still there at the end: Kaplan-Meier curve, band and median."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rex.stats import distributions
from rex.stats.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence


class Step(NamedTuple):
    """A time at which someone left: how many were at risk, how many left, and the share still there after it.

    `error` is Greenwood's standard error of that share; low and high are its log-log band.
    """

    time: float
    at_risk: int
    left: int
    survival: float
    error: float
    low: float
    high: float


class Curve(NamedTuple):
    """The share still there as time goes by, in steps; 1 before the first."""

    steps: tuple[Step, ...]
    n: int
    confidence: float

    def at(self, time: float) -> float:
        """Share still there just after this time."""
        place = bisect_right([step.time for step in self.steps], time)
        return self.steps[place - 1].survival if place else 1.0

    def quantile(self, share_left: float) -> float | None:
        """Time by which this share has left; None when so many never left while watched."""
        # Products of fractions miss round shares by a rounding error.
        return next((step.time for step in self.steps if step.survival <= 1 - share_left + 1e-12), None)

    @property
    def median(self) -> float | None:
        """Time by which half has left; None when more than half was still there at the end."""
        return self.quantile(0.5)

    def median_interval(self) -> Interval | None:
        """Interval of the median, where the band crosses one half; None when its upper end was not reached.

        Source: Brookmeyer & Crowley 1982, with the log-log band.
        """
        low = next((step.time for step in self.steps if step.low <= 0.5), None)
        high = next((step.time for step in self.steps if step.high <= 0.5), None)
        return None if low is None or high is None else Interval(low, high, self.confidence, "kaplan-meier")


def kaplan_meier(times: Sequence[float], left: Sequence[bool | int], confidence: float = 0.95) -> Curve:
    """Curve of the share still there: each person's time, and whether they left then (else: last seen, still there).

    Who is last seen at the instant another leaves counts as at risk. When nobody is left, the band's upper end stays
    where it was: a share of 0 has no log-log band. ValueError for a negative time. Source: Kaplan & Meier 1958;
    Greenwood 1926; log-log band as in Kalbfleisch & Prentice.
    """
    z = distributions.two_sided_z(confidence)
    if times and min(times) < 0:
        raise ValueError("a stay cannot last less than nothing")
    people = sorted(zip(times, left, strict=True))
    at_risk, survival, greenwood, high = len(people), 1.0, 0.0, 1.0
    steps: list[Step] = []
    position = 0
    while position < len(people):
        time = people[position][0]
        stop = position
        gone = 0
        while stop < len(people) and people[stop][0] == time:
            gone += bool(people[stop][1])
            stop += 1
        if gone:
            survival *= 1 - gone / at_risk
            greenwood += gone / (at_risk * (at_risk - gone)) if at_risk > gone else 0.0
            low, high = _band(survival, greenwood, z, high)
            steps.append(Step(time, at_risk, gone, survival, survival * math.sqrt(greenwood), low, high))
        at_risk -= stop - position
        position = stop
    return Curve(tuple(steps), len(people), confidence)


def _band(survival: float, greenwood: float, z: float, last_high: float) -> tuple[float, float]:
    if survival <= 0:
        return 0.0, last_high
    reach = z * math.sqrt(greenwood) / math.log(survival)  # negative: log of a share
    return survival ** math.exp(-reach), survival ** math.exp(reach)

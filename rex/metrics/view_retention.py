"""Retention: how many are still there ten minutes after they came."""

from __future__ import annotations

from dataclasses import replace

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.curves import curve_of, lengths
from rex.metrics.histories import few_people
from rex.metrics.shapes import LEAST_FOR_A_SHARE
from rex.model.message import quantity, say

MINUTES = 10
FEWEST_AT_RISK = 20
"""A drop-off is named where at least so many were there to leave."""


@metric(
    id="view_retention",
    title="Still there after ten minutes",
    group="audience",
    unit="share",
    better="higher",
    needs=("presence",),
    definition=1,
    scale="logit",
    source="Kaplan & Meier 1958 over the time since each person came, cut at the end of the show; Greenwood's band",
    optional=True,
)
class ViewRetention:
    """The share of people who stay ten minutes or more, counted from the moment each of them came.

    A curve of how many are there at once is no retention: late arrivals hide those who leave. Who is there when the
    show ends has not left, and counts for as long as they were seen. The minute in which most of those at
    risk leave is named.
    """

    sums = {
        "gone": Sum("watchers", "count(case when at_end = 0 then 1 end)", by="minutes"),
        "seen": Sum("watchers", "count(*)", by="minutes"),
    }
    mistakes = ("a curve of people at once called retention", "people there at the end counted as gone")
    example = "15 of 60 leave in the third minute, nobody later: 75 % are still there after ten minutes"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Read the curve at ten minutes, and name the steepest minute."""
        times = lengths(s.by("gone"), s.by("seen"))
        if len(times) < LEAST_FOR_A_SHARE:
            return few_people(len(times), LEAST_FOR_A_SHARE)
        found = curve_of(times, MINUTES, "minutes")
        if found.curve is None:
            return found
        steps = [step for step in found.curve.points if step.at_risk >= FEWEST_AT_RISK]
        steep = max(steps, key=lambda step: step.left / step.at_risk, default=None)
        if steep is None:
            return found
        told = say(
            "Most left in minute {minute} after they came: {left} of {there}.",
            minute=quantity(steep.at + 1, "count"),
            left=quantity(steep.left, "count"),
            there=quantity(steep.at_risk, "count"),
        )
        return replace(found, warnings=(*found.warnings, told))

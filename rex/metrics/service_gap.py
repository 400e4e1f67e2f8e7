"""Service gap: what people met minus what they expected, paired."""

from __future__ import annotations

from dataclasses import replace

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import mean_of_milli, not_asked
from rex.model.message import say

LEAST_PAIRS = 20


@metric(
    id="service_gap",
    title="Service against expectation",
    group="survey",
    unit="score",
    better="higher",
    needs=("survey",),
    definition=1,
    source="Parasuraman, Zeithaml & Berry 1988: perception minus expectation; paired t over each person's own gap",
    optional=True,
    signed=True,
)
class ServiceGap:
    """The mean over people of perception minus expectation, in steps of the scale from 1 to 7; 0 is met.

    Only people who answered both are in it, each with their own gap: the gap of two means with separate errors would be
    wider than it is. Expectations lie near the top of the scale, so nearly every gap is below 0.
    """

    sums = {
        "people": Sum("service_ratings", "count(gap_milli)"),
        "total": Sum("service_ratings", "sum(gap_milli)"),
        "squares": Sum("service_ratings", "sum(gap_milli * gap_milli)"),
    }
    mistakes = ("the sign turned round", "unpaired means subtracted", "a gap below 0 read as bad by itself")
    example = "perceived 5, expected 6 or 7 in turn: gaps of -1 and -2, mean -1.5"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Average the gaps of those who answered both."""
        if s.people == 0:
            return not_asked()
        found = mean_of_milli(s.people, s.total, s.squares, (-6, 6), least=LEAST_PAIRS)
        return replace(found, warnings=(*found.warnings, CEILING)) if found.status == "measured" else found


CEILING = say("Expectations lie near the top of the scale, so a gap below 0 is the rule.")

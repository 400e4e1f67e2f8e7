"""Average view duration: how long each person stayed."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import few_people
from rex.metrics.shapes import LEAST_FOR_A_SHARE
from rex.model.message import quantity, say
from rex.stats.intervals import mean_t


@metric(
    id="average_view_duration",
    title="Minutes watched per person",
    group="audience",
    unit="minutes",
    better="higher",
    needs=("presence",),
    definition=1,
    scale="log",
    source="Each person's time in the show, stays joined, over different people; t interval over people",
    optional=True,
)
class AverageViewDuration:
    """How many minutes of the show each person was there, on average.

    Stays of one person that overlap count once, and somebody who comes back adds up. Who was there at the end might
    have stayed longer: how many is said.
    """

    sums = {
        "people": Sum("watchers", "count(*)"),
        "seconds": Sum("watchers", "sum(seconds)"),
        "squares": Sum("watchers", "sum(seconds * seconds)"),
        "at_end": Sum("watchers", "sum(at_end)"),
    }
    mistakes = ("only those who stayed counted", "per view and per person mixed")
    example = "20 people stay 5 minutes and 20 stay 15: 10 minutes each"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide."""
        if s.people < LEAST_FOR_A_SHARE:
            return few_people(s.people, LEAST_FOR_A_SHARE)
        interval = mean_t(s.people, s.seconds, s.squares)
        ended = say("{share} were still there when the show ended.", share=quantity(s.at_end / s.people, "share"))
        return Estimated(
            "measured",
            s.seconds / s.people / 60,
            None if interval is None else max(0.0, interval.low / 60),
            None if interval is None else interval.high / 60,
            None if interval is None else interval.confidence,
            "mean" if interval is None else interval.method,
            n=s.people,
            warnings=(ended,) if s.at_end else (),
        )

"""Service quality as perceived, over five dimensions, after SERVPERF."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import mean_of_milli, not_asked


@metric(
    id="service_quality",
    title="Service, mean of 1 to 7",
    group="survey",
    unit="score",
    better="higher",
    needs=("survey",),
    definition=1,
    source="Perception alone, as Cronin & Taylor 1992 argue, over the five RATER dimensions; t interval over people",
    optional=True,
)
class ServiceQuality:
    """The mean over people of how they rate reliability, assurance, tangibles, empathy and responsiveness, 1 to 7.

    Each person's own mean over the dimensions answered counts once. The questions are REX's own pack, adapted to a
    show: the result is no SERVQUAL score and is never compared with one.
    """

    sums = {
        "people": Sum("service_ratings", "count(perceived_milli)"),
        "total": Sum("service_ratings", "sum(perceived_milli)"),
        "squares": Sum("service_ratings", "sum(perceived_milli * perceived_milli)"),
    }
    mistakes = ("called SERVQUAL", "scales of five and seven steps mixed")
    example = "10 people rate 5 on average and 10 rate 7: 6"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Average."""
        return mean_of_milli(s.people, s.total, s.squares, (1, 7)) if s.people else not_asked()

"""NPS: promoters minus detractors, in points."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import few_answers, other_scale
from rex.model.message import quantity, say
from rex.stats.intervals import adjusted_wald_nps

LEAST_TO_SHOW = 10
LEAST_TO_COMPARE = 50


def _count(low: int, high: int) -> str:
    asked = "question_id = 'nps' and scale_min = 0 and scale_max = 10"
    return f"count(case when {asked} and answer_num between {low} and {high} then 1 end)"


@metric(
    id="nps",
    title="NPS",
    group="survey",
    unit="nps",
    better="higher",
    needs=("survey",),
    definition=1,
    source="Reichheld 2003; interval: Rocks 2016 (arXiv 1601.07235), adjusted Wald",
)
class Nps:
    """The share of promoters (9 and 10) minus the share of detractors (0 to 6) of all answers, in points.

    It is not a percentage. With 20 answers the truth may lie 31 points to either side, with 100 still 15.
    Only a scale from 0 to 10 is one: answers on 1 to 10 are refused.
    """

    sums = {
        "promoters": Sum("survey_once", _count(9, 10)),
        "passives": Sum("survey_once", _count(7, 8)),
        "detractors": Sum("survey_once", _count(0, 6)),
        "other_scale": other_scale("nps", 0, 10),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Subtract the shares; nothing is rounded before the subtraction."""
        n = s.promoters + s.passives + s.detractors
        if n == 0 and s.other_scale:
            why = say("The question was asked on another scale than 0 to 10, so it is no NPS.")
            return Estimated("not_applicable", n=0, why=why)
        if n < LEAST_TO_SHOW:
            return few_answers(n)
        interval = adjusted_wald_nps(s.promoters, s.passives, s.detractors)
        few = say("{n} answers; about 50 are needed before two sessions can be told apart.", n=quantity(n, "count"))
        return Estimated(
            "measured",
            100 * (s.promoters - s.detractors) / n,
            interval.low,
            interval.high,
            interval.confidence,
            interval.method,
            n=n,
            warnings=(few,) if n < LEAST_TO_COMPARE else (),
        )

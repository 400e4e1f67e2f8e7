"""CSAT mean: the average answer from 1 to 5."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import mean_of_answers, other_scale

_VALID = "question_id = 'csat' and scale_min = 1 and scale_max = 5 and answer_num between 1 and 5"


@metric(
    id="csat_mean",
    title="Satisfaction, mean of 1 to 5",
    group="survey",
    unit="score",
    better="higher",
    needs=("survey",),
    definition=1,
    source="Mean of a five-point scale; t interval",
)
class CsatMean:
    """The average answer on a scale from 1 to 5. A mean hides two camps: look at the answers beside it."""

    sums = {
        "answers": Sum("survey_once", f"count(case when {_VALID} then 1 end)"),
        "total": Sum("survey_once", f"sum(case when {_VALID} then answer_num end)"),
        "squares": Sum("survey_once", f"sum(case when {_VALID} then answer_num * answer_num end)"),
        "other_scale": other_scale("csat", 1, 5),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Average."""
        return mean_of_answers(s.answers, s.total, s.squares, (1, 5), s.other_scale)

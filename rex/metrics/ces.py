"""CES 2.0: how easy it was, from 1 to 7."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import mean_of_answers, other_scale

_VALID = "question_id = 'ces' and scale_min = 1 and scale_max = 7 and answer_num between 1 and 7"


@metric(
    id="ces",
    title="Ease, mean of 1 to 7",
    group="survey",
    unit="score",
    better="higher",
    needs=("survey",),
    definition=1,
    source="CES 2.0 (The Effortless Experience, 2013): agreement that it was easy, 1 to 7; t interval",
)
class Ces:
    """The average agreement, from 1 to 7, that buying or solving something was easy; higher is easier.

    The first version asked for effort, where low is good: the two are never mixed.
    """

    sums = {
        "answers": Sum("survey_once", f"count(case when {_VALID} then 1 end)"),
        "total": Sum("survey_once", f"sum(case when {_VALID} then answer_num end)"),
        "squares": Sum("survey_once", f"sum(case when {_VALID} then answer_num * answer_num end)"),
        "other_scale": other_scale("ces", 1, 7),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Average."""
        return mean_of_answers(s.answers, s.total, s.squares, (1, 7), s.other_scale)

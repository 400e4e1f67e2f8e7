"""CES 1: how much effort it took, from 1 to 5."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import mean_of_answers, not_asked, other_scale

_VALID = "question_id = 'effort' and scale_min = 1 and scale_max = 5 and answer_num between 1 and 5"


@metric(
    id="ces_v1",
    title="Effort, mean of 1 to 5",
    group="survey",
    unit="score",
    better="lower",
    needs=("survey",),
    definition=1,
    source="Dixon, Freeman & Toman 2010: the effort one had to put forth, 1 to 5; t interval",
    optional=True,
)
class CesV1:
    """The average effort, from 1 to 5, that buying or solving something took; lower is easier.

    The second version asks for agreement that it was easy, where high is good: the two are never mixed.
    """

    sums = {
        "answers": Sum("survey_once", f"count(case when {_VALID} then 1 end)"),
        "total": Sum("survey_once", f"sum(case when {_VALID} then answer_num end)"),
        "squares": Sum("survey_once", f"sum(case when {_VALID} then answer_num * answer_num end)"),
        "asked": Sum("survey_once", "count(case when question_id = 'effort' then 1 end)"),
        "other_scale": other_scale("effort", 1, 5),
    }
    mistakes = ("read as if high were good", "mixed with the second version")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Average."""
        if s.asked == 0:
            return not_asked()
        return mean_of_answers(s.answers, s.total, s.squares, (1, 5), s.other_scale)

"""Would watch another: the share who chose 4 or 5 of 5."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import not_asked, other_scale, share_of_answers

_VALID = "question_id = 'again' and scale_min = 1 and scale_max = 5 and answer_num between 1 and 5"


@metric(
    id="come_again",
    title="Would watch another, 4 or 5 of 5",
    group="survey",
    unit="share",
    better="higher",
    needs=("survey",),
    definition=1,
    scale="logit",
    source="Agreement in five steps to watch another live; top two boxes, Wilson",
    optional=True,
)
class ComeAgain:
    """The share of answers 4 and 5 to whether they would watch another live, of all answers from 1 to 5.

    It is an intention: how many come back is counted by the people writing who were there before.
    """

    sums = {
        "agreed": Sum("survey_once", f"count(case when {_VALID} and answer_num >= 4 then 1 end)"),
        "answers": Sum("survey_once", f"count(case when {_VALID} then 1 end)"),
        "asked": Sum("survey_once", "count(case when question_id = 'again' then 1 end)"),
        "other_scale": other_scale("again", 1, 5),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, with Wilson's interval."""
        return share_of_answers(s.agreed, s.answers, s.other_scale) if s.asked else not_asked()

"""CSAT: the share of answers 4 and 5 of 5."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import other_scale, share_of_answers

_ASKED = "question_id = 'csat' and scale_min = 1 and scale_max = 5"


@metric(
    id="csat",
    title="Satisfied, 4 or 5 of 5",
    group="survey",
    unit="share",
    better="higher",
    needs=("survey",),
    definition=1,
    scale="logit",
    source="Top-two-box on a scale of five; others count 3 and more, which is another number",
)
class Csat:
    """The share of the people who answered 4 or 5 on a scale from 1 to 5; Wilson interval.

    Scales of 7 or 10 are not mixed in. People who answered differ from those who did not.
    """

    sums = {
        "satisfied": Sum("survey_once", f"count(case when {_ASKED} and answer_num between 4 and 5 then 1 end)"),
        "answers": Sum("survey_once", f"count(case when {_ASKED} and answer_num between 1 and 5 then 1 end)"),
        "other_scale": other_scale("csat", 1, 5),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide."""
        return share_of_answers(s.satisfied, s.answers, s.other_scale)

"""Referral: how many heard of the show from somebody they know."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import not_asked, share_of_answers

_WORDS = (
    *("friend", "family", "familia", "família", "famille", "amist", "amig"),
    *("un ami", "une ami", "amis", "amies", "proches", "bouche à"),
)
_SAID = " or ".join(f"lower(answer_raw) like '%{word}%'" for word in _WORDS)
_FROM_FRIENDS = f"question_id = 'heard' and ({_SAID})"


@metric(
    id="referral",
    title="Heard of it from friends",
    group="survey",
    unit="share",
    better="higher",
    needs=("survey",),
    definition=1,
    scale="logit",
    source="Survey: how they heard of the show, friends or family; Wilson",
    optional=True,
)
class Referral:
    """The share of those asked how they heard of the show who name friends or family.

    Read from the wording of the answer in English, Spanish, French and Portuguese.
    """

    sums = {
        "friends": Sum(
            "survey_once", f"count(distinct case when question_id = 'heard' and ({_SAID}) then respondent end)"
        ),
        "answers": Sum("survey_once", "count(distinct case when question_id = 'heard' then respondent end)"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, with Wilson's interval."""
        return share_of_answers(s.friends, s.answers) if s.answers else not_asked()

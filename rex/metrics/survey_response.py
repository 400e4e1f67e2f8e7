"""Response: how many of those who watched answered the survey."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import PEOPLE_WATCHING
from rex.model.message import say


@metric(
    id="survey_response",
    title="Answered the survey",
    group="survey",
    unit="share",
    better="higher",
    needs=("survey", "viewers"),
    definition=1,
    scale="logit",
    source="Different people who answered, over the unique viewers; a census of both",
    optional=True,
)
class SurveyResponse:
    """How many different people answered the survey, for each person who watched.

    Nobody's files tell whom it was sent to, so the viewers stand below the line. Those who answer differ from those who
    do not: a high share makes that matter less, and a small one makes every number of the survey theirs alone.
    """

    sums = {"people": Sum("survey_once", "count(distinct respondent)"), **PEOPLE_WATCHING}
    mistakes = ("compared with a response rate of people invited", "taken as proof that answers speak for all")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide; both are counted, so there is no interval."""
        if s.viewers == 0:
            return Estimated("not_applicable", n=s.people, why=NO_UNIQUE_VIEWERS)
        if s.people > s.viewers:
            return Estimated("not_applicable", k=s.people, n=s.viewers, why=MORE_ANSWERS)
        return Estimated("measured", s.people / s.viewers, method="census", k=s.people, n=s.viewers)


MORE_ANSWERS = say("More people answered than watched: the survey went to others too.")

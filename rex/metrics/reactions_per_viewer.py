"""Reactions per viewer."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, NOBODY_WATCHED, Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import few_people
from rex.metrics.shapes import LEAST_FOR_A_SHARE, PEOPLE_WATCHING, told_by_visits
from rex.model.message import say


@metric(
    id="reactions_per_viewer",
    title="Reactions per viewer",
    group="engagement",
    unit="score",
    better="neither",
    needs=("reactions", "viewers"),
    definition=1,
    scale="log",
    source="Likes and other reactions inside the show over unique viewers; a census",
    optional=True,
)
class ReactionsPerViewer:
    """How many likes and other reactions there were for each person who watched.

    One person may tap a thousand times, so it says little of how many were moved: see how many people took part.
    """

    sums = {"reactions": Sum("shown_reactions", "sum(n)"), **PEOPLE_WATCHING}
    mistakes = ("taps taken for people", "set beside views of a video")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide; both are counted."""
        if not s.known("reactions"):
            none = say("No reaction of these files lies inside the show.")
            return Estimated("not_applicable", n=s.viewers, why=none, absent=True)
        if s.viewers == 0:
            return Estimated("not_applicable", why=NOBODY_WATCHED if s.known("viewers") else NO_UNIQUE_VIEWERS)
        if s.viewers < LEAST_FOR_A_SHARE:
            return few_people(s.viewers, LEAST_FOR_A_SHARE)
        value = s.reactions / s.viewers
        return Estimated("measured", value, method="census", n=s.viewers, warnings=told_by_visits(s))

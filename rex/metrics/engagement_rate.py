"""Viewers who took part."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import PEOPLE_WATCHING, share_acting
from rex.model.message import say


@metric(
    id="engagement_rate",
    title="Viewers who took part",
    group="engagement",
    unit="share",
    better="neither",
    needs=("reactions", "viewers"),
    definition=1,
    scale="logit",
    source="Different people who wrote, reacted, clicked or filled a cart, over unique viewers; Wilson",
    optional=True,
)
class EngagementRate:
    """The share of the people who watched that wrote, reacted, clicked or filled a cart at least once.

    Four definitions are in use; this one counts people, so it stays below 100 %. It is no success by itself: on large
    platforms sellers with more of it sold less.
    """

    sums = {
        "people": Sum("people_acting", "count(distinct person)"),
        **PEOPLE_WATCHING,
    }
    example = "8 click, 30 write and 2 react, 40 people of 400: 10 %"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide people by unique viewers."""
        return share_acting(s, NOBODY)


NOBODY = say("These files tell of nobody who acted.")

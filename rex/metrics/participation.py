"""Participation: the share of viewers who wrote in the chat."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import MORE_WRITERS, PEOPLE_WATCHING, share_of_viewers, told_by_visits
from rex.metrics.strata import Split
from rex.model.message import say


@metric(
    id="participation",
    title="Viewers who wrote",
    group="engagement",
    unit="share",
    better="higher",
    needs=("chat", "viewers"),
    definition=1,
    scale="logit",
    source="Different authors divided by unique viewers; Wilson interval",
)
class Participation:
    """The share of unique viewers who wrote at least one message.

    Chat names and viewer counts come from two systems: a share above one is a mistake in the files and
    is called that.
    """

    sums = {
        "chatters": Sum("viewer_chat", "count(distinct author)"),
        "messages": Sum("viewer_chat", "count(*)"),
        **PEOPLE_WATCHING,
    }
    strata = {"viewer": Split("viewer_kinds", "viewer", "sum(wrote)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide."""
        if not s.known("viewers"):
            return Estimated("not_applicable", why=NO_UNIQUE_VIEWERS)
        if s.messages and not s.chatters:
            return Estimated("not_applicable", why=say("This chat names no authors, so people cannot be counted."))
        return share_of_viewers(s.chatters, s.viewers, more=MORE_WRITERS, warnings=told_by_visits(s))

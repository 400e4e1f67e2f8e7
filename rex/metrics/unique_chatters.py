"""Unique chatters: how many different viewers wrote."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric
from rex.model.message import say


@metric(
    id="unique_chatters",
    title="People who wrote",
    group="engagement",
    unit="count",
    better="higher",
    needs=("chat",),
    definition=1,
    scale="log",
    source="Different authors of viewers' messages",
)
class UniqueChatters:
    """How many different viewers wrote at least once; a name that changed in between counts twice.

    Over several sessions the sum counts a person once a session. A period report says beside it how many different
    people they were, added up from how many of each session's people an earlier session saw last.
    """

    sums = {
        "chatters": Sum("viewer_chat", "count(distinct author)"),
        "messages": Sum("viewer_chat", "count(*)"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Count different authors; a chat without names cannot tell."""
        if s.messages and not s.chatters:
            return Estimated("not_applicable", why=say("This chat names no authors, so people cannot be counted."))
        return counted(s.chatters)

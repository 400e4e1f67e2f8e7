"""Messages: how many messages viewers wrote during the show."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric


@metric(
    id="messages",
    title="Messages",
    group="engagement",
    unit="count",
    better="neither",
    needs=("chat",),
    definition=1,
    scale="log",
    source="Viewers' messages from start to end; not the team's, not bots', not deleted ones",
)
class Messages:
    """How many messages viewers wrote from the start to the end of the show.

    The team's own, bots', deleted and duplicate ones are left out. More is not better by itself: on
    published data talk and sales go together weakly, and a giveaway fills a chat.
    """

    sums = {"messages": Sum("viewer_chat", "count(*)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Count."""
        return counted(s.messages)

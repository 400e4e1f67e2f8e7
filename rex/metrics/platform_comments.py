"""The platform's chat messages: its own count, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import SOURCE, from_files, told_count, told_sums


@metric(
    id="platform_comments",
    title="Comments, by platform",
    group="engagement",
    unit="count",
    better="neither",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="messages",
)
class PlatformComments:
    """How many comments or chat messages the platform counted.

    TikTok Shop's Comments, Twitch's Chat Messages, a Facebook video's comments (over the video's whole life). The
    host's own are usually inside.
    """

    sums = {
        **told_sums("comments"),
        "messages": Sum("viewer_chat", "count(*)"),
        "rows": Sum("chat", "count(*)"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the files' own lies from it."""
        return told_count(s, from_files(s, "messages", "rows"))

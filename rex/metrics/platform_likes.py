"""The platform's likes: its own count, set beside the room's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import SOURCE, told_count, told_sums


@metric(
    id="platform_likes",
    title="Likes, by the platform",
    group="engagement",
    unit="count",
    better="neither",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
)
class PlatformLikes:
    """How many likes the platform counted; taps without limit on some platforms. No measure of success."""

    sums = {
        **told_sums("likes"),
        "likes": Sum("reactions", "max(case when kind = 'like' and cumulative then count end)"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the room's own last count lies from it."""
        return told_count(s, s.likes if s.known("likes") else None)

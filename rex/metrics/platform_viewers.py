"""The platform's different viewers: its own count, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sums, metric
from rex.metrics.platform_shapes import SOURCE, told_count, told_sums
from rex.metrics.shapes import PEOPLE_WATCHING


@metric(
    id="platform_viewers",
    title="Viewers, by the platform",
    group="audience",
    unit="count",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="unique_viewers",
)
class PlatformViewers:
    """How many different viewers the platform counted.

    TikTok Shop's Viewers, Bambuser's uniqueViewers (devices, by a cookie), Twitch's Unique Views. Over
    several sessions the sum counts a person once a session.
    """

    sums = {
        **told_sums("viewers"),
        "viewers": PEOPLE_WATCHING["viewers"],
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the files' own lies from it."""
        return told_count(s, s.viewers if s.known("viewers") else None)

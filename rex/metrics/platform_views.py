"""The platform's views of the session: its own count."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sums, metric
from rex.metrics.platform_shapes import SOURCE, told_count, told_sums


@metric(
    id="platform_views",
    title="Views, by the platform",
    group="audience",
    unit="count",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
)
class PlatformViews:
    """How often the show was opened, by the platform's count; one viewer can have many views.

    TikTok Shop's Views, Twitch's Total Views, Bambuser's views (visits that end after 30 idle minutes).
    """

    sums = told_sums("views")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number."""
        return told_count(s)

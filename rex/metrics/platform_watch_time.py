"""The platform's hours watched: its own number, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import SOURCE, told_hours, told_sums


@metric(
    id="platform_watch_time",
    title="Hours watched, by platform",
    group="audience",
    unit="hours",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="watch_time",
)
class PlatformWatchTime:
    """The hours that all viewers together spent with the show, by the platform's count: Twitch's Minutes Watched."""

    sums = {**told_sums("watch_time"), "viewer_ms": Sum("audience", "sum(value * lasts_ms)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the area under the curve lies from it."""
        return told_hours(s, s.viewer_ms if s.known("viewer_ms") else None)

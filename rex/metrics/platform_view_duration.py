"""The platform's average view: how long one lasted."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import SOURCE, taken, told, told_sums
from rex.model.message import say


@metric(
    id="platform_view_duration",
    title="Average view, by platform",
    group="audience",
    unit="seconds",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="average_view_duration",
)
class PlatformViewDuration:
    """How long a view lasted on average, by the platform's count: TikTok Shop's Avg. view duration.

    The platform does not say over what it is an average, so several sessions have none in common.
    """

    sums = {**told_sums("view_duration"), "sessions": Sum("session", "count(*)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; over several sessions there is none."""
        found = told(s)
        if isinstance(found, Estimated):
            return found
        if s.sessions > 1:
            why = say("Averages of several sessions do not add up, and the platform does not say over what they are.")
            return Estimated("not_applicable", why=why)
        return taken(found.milli / 1000, "seconds", found.name)

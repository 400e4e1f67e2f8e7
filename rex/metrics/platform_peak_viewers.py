"""The platform's most viewers at once: its own number, set beside REX's."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.platform_shapes import METHOD, NEEDED, NOT_TOLD, SOURCE, gap
from rex.model.message import say


@metric(
    id="platform_peak_viewers",
    title="Most at once, by platform",
    group="audience",
    unit="count",
    better="higher",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
    stands_in_for="peak_concurrent",
)
class PlatformPeakViewers:
    """The most viewers at one time by the platform's count: TikTok Shop's Peak viewers, Twitch's Max. Viewers.

    Over several sessions it is the largest of them.
    """

    sums = {
        "told": Sum("platform_totals", "max(case when metric = 'peak_viewers' then milli end)", across="max"),
        "names": Sum("platform_totals", "count(case when metric = 'peak_viewers' then 1 end)", across="max"),
        "peak": Sum("audience", "max(highest)", across="max"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number; say how far the curve's own peak lies from it."""
        if not s.known("told"):
            return Estimated("not_applicable", why=NOT_TOLD if s.known("names") else NEEDED, absent=True)
        if s.names > 1:
            why = say("Several platforms count it, at different times: there is no common number.")
            return Estimated("not_applicable", why=why)
        value = s.told / 1000
        derived = s.peak if s.known("peak") else None
        return Estimated("measured", value, method=METHOD, n=round(value), warnings=gap(value, derived, "count"))

"""Watch time: hours watched by everybody together."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import AUDIENCE_BY_VISITS, covers_part, told_by_visits
from rex.model.message import say

_MS_AN_HOUR = 3_600_000


@metric(
    id="watch_time",
    title="Hours watched",
    group="audience",
    unit="hours",
    better="higher",
    needs=("viewers",),
    definition=1,
    scale="log",
    source="The integral of the viewer curve over the show",
)
class WatchTime:
    """The hours that all viewers together spent with the show: the area under the viewer curve.

    From a list of who came and left it is the time of everybody's visits, overlapping stays of a person once.
    """

    sums = {
        "viewer_ms": Sum("audience", "sum(value * lasts_ms)"),
        "covered_ms": Sum("audience", "sum(lasts_ms)"),
        "by_visits": AUDIENCE_BY_VISITS,
    }

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Turn viewer milliseconds into hours; a curve with holes says how much it covers."""
        if not s.known("viewer_ms"):
            return Estimated("not_applicable", why=say("A viewer curve is needed to add up the time watched."))
        warnings = (*covers_part(s.covered_ms, setting), *told_by_visits(s))
        return Estimated("measured", s.viewer_ms / _MS_AN_HOUR, method="census", warnings=warnings)

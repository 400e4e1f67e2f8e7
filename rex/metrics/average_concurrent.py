"""Average concurrent viewers, weighted by time."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import AUDIENCE_BY_VISITS, covers_part, told_by_visits
from rex.model.message import say


@metric(
    id="average_concurrent",
    title="Average at once",
    group="audience",
    unit="count",
    better="higher",
    needs=("viewers",),
    definition=1,
    scale="log",
    source="Watch time divided by the time the curve covers (Little's law)",
)
class AverageConcurrent:
    """The people present on average over the show, each sample weighted by how long it holds.

    A plain mean of irregular samples is another number (56 where 68.7 is right, in the reference case). From a list
    of who came and left: everybody's time together over the length of the show.
    """

    sums = {
        "viewer_ms": Sum("audience", "sum(value * lasts_ms)"),
        "covered_ms": Sum("audience", "sum(lasts_ms)"),
        "by_visits": AUDIENCE_BY_VISITS,
    }

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Divide viewer time by covered time; a curve with holes says how much it covers."""
        if s.covered_ms == 0:
            return Estimated("not_applicable", why=say("A viewer curve is needed for an average over time."))
        warnings = (*covers_part(s.covered_ms, setting), *told_by_visits(s))
        return Estimated("measured", s.viewer_ms / s.covered_ms, method="census", warnings=warnings)

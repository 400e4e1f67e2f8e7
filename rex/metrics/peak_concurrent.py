"""Peak concurrent viewers: the most people present at one time."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric
from rex.metrics.shapes import AUDIENCE_BY_VISITS, told_by_visits
from rex.model.message import say

NO_CURVE = say("A viewer curve is needed: a table with a time and the people watching at that time.")


@metric(
    id="peak_concurrent",
    title="Most at once",
    group="audience",
    unit="count",
    better="higher",
    needs=("viewers",),
    definition=1,
    scale="log",
    source="The largest sample of the viewer curve; else the most people of a list of visits at one time",
)
class PeakConcurrent:
    """The largest sample of the viewer curve during the show; between samples it may have been higher.

    From a list of who came and left it is exact: the most people whose visits overlap, each person once.
    """

    sums = {"peak": Sum("audience", "max(highest)", across="max"), "by_visits": AUDIENCE_BY_VISITS}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the largest sample."""
        if not s.known("peak"):
            return Estimated("not_applicable", why=NO_CURVE)
        return counted(s.peak, warnings=told_by_visits(s))

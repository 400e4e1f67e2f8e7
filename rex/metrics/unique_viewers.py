"""Unique viewers: how many different people (devices) watched live."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, Estimated, Setting, Sums, counted, metric
from rex.metrics.shapes import PEOPLE_WATCHING, told_by_visits


@metric(
    id="unique_viewers",
    title="Unique viewers",
    group="audience",
    unit="count",
    better="higher",
    needs=("viewers",),
    definition=1,
    scale="log",
    source="The last value of the platform's cumulative count of unique viewers; else the people of a list of visits",
)
class UniqueViewers:
    """How many different viewers the platform counted during the live show; most platforms count devices.

    Where there is neither a count nor a curve, but a list of who came and left, the people on it who were there during
    the show count, each once; who came under two names counts twice.

    Over several sessions the sum counts a person once a session: it is called session viewers there.
    """

    sums = PEOPLE_WATCHING

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's last cumulative value, or the people of the list."""
        if not s.known("viewers"):
            return Estimated("not_applicable", why=NO_UNIQUE_VIEWERS)
        return counted(s.viewers, warnings=told_by_visits(s))

"""Unique viewers: how many different people (devices) watched live."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, Estimated, Setting, Sum, Sums, counted, metric


@metric(
    id="unique_viewers",
    title="Unique viewers",
    group="audience",
    unit="count",
    better="higher",
    needs=("viewers",),
    definition=1,
    scale="log",
    source="The platform's cumulative count of unique viewers; its last value is the session's",
)
class UniqueViewers:
    """How many different viewers the platform counted during the live show; most platforms count devices.

    Over several sessions the sum counts a person once a session: it is called session viewers there.
    """

    sums = {"viewers": Sum("viewers", "max(case when metric = 'unique_viewers' then value end)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's last cumulative value."""
        if not s.known("viewers"):
            return Estimated("not_applicable", why=NO_UNIQUE_VIEWERS)
        return counted(s.viewers)

"""Service tickets: how many requests reached the help desk."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric


@metric(
    id="tickets",
    title="Service tickets",
    group="service",
    unit="count",
    better="neither",
    needs=("tickets",),
    definition=1,
    scale="log",
    source="Requests in the help desk's export, each once; a census",
    optional=True,
)
class Tickets:
    """How many requests to the help desk are in this session's export, each counted once.

    It depends on the days that were exported, so export the same days for each session.
    """

    sums = {"tickets": Sum("known_tickets", "count(*)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Count."""
        return counted(s.tickets)

"""Median wait for a reply: half of the requests had it by then."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.curves import lengths, median_of
from rex.metrics.shapes import LEAST_FOR_A_MEAN
from rex.metrics.tickets_solved import few_tickets
from rex.model.message import say


@metric(
    id="ticket_first_reply",
    title="Median wait for a reply",
    group="service",
    unit="minutes",
    better="lower",
    needs=("tickets",),
    definition=1,
    scale="log",
    source="Kaplan & Meier 1958 from opening to first reply, unanswered ones censored; Brookmeyer & Crowley 1982",
    settles=True,
    optional=True,
)
class TicketFirstReply:
    """The time after which half of the help desk's requests had their first reply, in minutes.

    Requests still without one are in the count for as long as they have waited up to the last time in the export.
    """

    sums = {
        "ended": Sum("first_reply_times", "sum(ended)", by="minutes"),
        "seen": Sum("first_reply_times", "count(*)", by="minutes"),
    }
    mistakes = ("those without left out, which makes slow service look fast", "a mean of a long tail")
    example = "12 of 20 answered after 10, 20 ... 120 minutes, 8 never: half had a reply after 100 minutes"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Find the time at which the curve crosses one half."""
        if not s.by("seen"):
            return Estimated("not_applicable", why=say("These tickets tell no first reply."))
        times = lengths(s.by("ended"), s.by("seen"))
        return few_tickets(len(times)) if len(times) < LEAST_FOR_A_MEAN else median_of(times, "minutes")

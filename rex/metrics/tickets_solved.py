"""Tickets solved: the share of requests that ended."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.shapes import LEAST_FOR_A_MEAN, share_of
from rex.model.message import quantity, say, say_n


@metric(
    id="tickets_solved",
    title="Tickets solved so far",
    group="service",
    unit="share",
    better="higher",
    needs=("tickets",),
    definition=1,
    scale="logit",
    source="Requests with a time of solution or the status solved or closed, of all in the export; Wilson",
    settles=True,
    optional=True,
)
class TicketsSolved:
    """The share of the help desk's requests that were solved by the time of the export.

    Answered is not solved. A young export has had less time to solve anything, so the last requests are the open ones.
    """

    sums = {
        "solved": Sum("known_tickets", "sum(solved)"),
        "tickets": Sum("known_tickets", "count(*)"),
        "told": Sum("known_tickets", "sum(told)"),
    }
    mistakes = ("answered called solved", "exports of different age compared")
    example = "6 with a time of solution and 2 closed, of 15: 53 %"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide, with Wilson's interval."""
        if s.told == 0:
            return Estimated(
                "not_applicable", n=s.tickets, why=say("These tickets do not tell whether they were solved.")
            )
        if s.told < LEAST_FOR_A_MEAN:
            return few_tickets(s.told)
        return share_of(s.solved, s.told)


def few_tickets(n: int) -> Estimated:
    """Say how many tickets there are, and how many are needed."""
    needed = quantity(LEAST_FOR_A_MEAN, "count")
    return too_few(
        say_n("{n} ticket; shown from {needed} on.", "{n} tickets; shown from {needed} on.", n, needed=needed), n
    )

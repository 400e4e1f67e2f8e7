"""The help desk's requests: those still waiting are in every number."""

from __future__ import annotations

from typing import Any

import pytest

from rex.model.tables import TicketRow
from tests.builders import START_MS, measured, said

MINUTE_MS = 60_000


def ticket(
    name: str, opened_min: float = 0, reply_min: float | None = None, solved_min: float | None = None, **more: Any
) -> TicketRow:
    """Make a ticket, all times in minutes from the start of the show."""

    def at(minutes: float | None) -> int | None:
        return None if minutes is None else START_MS + round(minutes * MINUTE_MS)

    return TicketRow(
        ticket_id=name, t_ms=at(opened_min), first_reply_ms=at(reply_min), solved_ms=at(solved_min), **more
    )


def test_half_had_a_reply_by_then_and_those_without_wait_on() -> None:
    # 12 answered after 10, 20, ... 120 minutes; 8 never, waiting until minute 120: the tenth of 20 had it at 100.
    rows = [ticket(f"a{n}", 0, 10 * n) for n in range(1, 13)] + [ticket(f"b{n}") for n in range(8)]
    found = measured(rows)["ticket_first_reply"]
    assert (found.value, found.n, found.unit) == (100, 20, "minutes")
    # Leaving out those without a reply would have said 65.
    assert found.curve is not None
    assert found.curve.points[0].at_risk == 20


def test_where_more_than_half_still_wait_there_is_no_median() -> None:
    rows = [ticket(f"a{n}", 0, 10) for n in range(4)] + [ticket(f"b{n}", 0) for n in range(16)]
    found = measured(rows, [ticket("late", 300, 310)])["ticket_first_reply"]
    assert found.status == "insufficient"
    assert said(found.why) == "More than half were still waiting when the files end."


def test_answered_is_not_solved() -> None:
    # 6 solved by time, 2 closed by status, 7 open with a reply: 8 of 15.
    rows = [ticket(f"s{n}", 0, 5, 60 + n) for n in range(6)] + [
        ticket(f"c{n}", 0, 5, status="closed") for n in range(2)
    ]
    rows += [ticket(f"o{n}", 0, 5, status="open") for n in range(7)]
    found = measured(rows)
    assert (found["tickets_solved"].k, found["tickets_solved"].n) == (8, 15)
    assert found["tickets"].value == 15
    assert found["tickets_solved"].low == pytest.approx(0.3012, abs=1e-3)  # Wilson, 8 of 15


def test_a_solution_without_a_time_is_in_no_median_of_times() -> None:
    rows = [ticket(f"s{n}", 0, None, 60) for n in range(12)] + [ticket(f"c{n}", status="closed") for n in range(20)]
    found = measured(rows)["ticket_time_to_solve"]
    assert (found.value, found.n) == (60, 12)


def test_the_same_ticket_in_two_exports_counts_once() -> None:
    rows = [ticket(f"s{n}") for n in range(12)] + [ticket("again", dup_of="x")]
    assert measured(rows)["tickets"].value == 12


def test_tickets_that_tell_no_times_say_so() -> None:
    found = measured([ticket(f"s{n}") for n in range(12)])
    assert said(found["ticket_first_reply"].why) == "These tickets tell no first reply."
    assert said(found["tickets_solved"].why) == "These tickets do not tell whether they were solved."
    assert "tickets" not in measured()

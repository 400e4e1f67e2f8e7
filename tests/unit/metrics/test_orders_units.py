from __future__ import annotations

from typing import Any

import pytest

from tests.builders import measured, order, window


def test_an_order_with_several_lines_counts_once_and_its_pieces_all() -> None:
    found = measured(order("1", 5000, lines=3), order("2", 2000))
    assert (found["orders"].value, found["units"].value) == (2, 4)
    assert found["orders"].low is None  # a census
    assert found["orders"].method == "census"


@pytest.mark.parametrize("mark", [{"cancelled": True}, {"giveaway": True}, {"status": "failed"}])
def test_cancelled_given_away_and_failed_orders_are_left_out(mark: dict[str, Any]) -> None:
    found = measured(order("1", 5000), order("2", 9900, **mark))
    assert (found["orders"].value, found["units"].value, found["revenue"].value) == (1, 1, 5000)


def test_pending_and_refunded_orders_count() -> None:
    found = measured(order("1", 5000, status="pending", unpaid=True), order("2", 700, status="refunded", refunded=700))
    assert (found["orders"].value, found["revenue"].value) == (2, 5700)


def test_the_window_runs_from_the_start_up_to_the_end_and_the_hours_after_it() -> None:
    rows = [order(str(s), 100, at_s=s) for s in (-1, 0, 3599, 3600, 3600 + 7199, 3600 + 7200)]
    assert measured(*rows)["orders"].value == 2
    assert measured(*rows, frame=window(after_hours=2))["orders"].value == 4


def test_an_order_without_an_instant_is_outside() -> None:
    lost = order("2", 100)
    lost[0].t_ms = None
    assert measured(order("1", 100), lost)["orders"].value == 1


def test_a_repeated_row_counts_once() -> None:
    assert measured(order("1", 100), order("2", 100, dup_of="a"))["revenue"].value == 100


def test_nobody_ordered_is_a_result() -> None:
    found = measured(order("before", 5000, at_s=-60))
    assert (found["orders"].status, found["orders"].value, found["units"].value) == ("measured", 0, 0)


def test_no_order_file_is_not_zero_orders() -> None:
    found = measured()
    assert (found["orders"].status, found["orders"].value) == ("not_applicable", None)
    assert found["orders"].why is not None

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import measured, order

if TYPE_CHECKING:
    from rex.model.tables import SalesRow


def _from(source: str, rows: list[SalesRow]) -> list[SalesRow]:
    for row in rows:
        row.source = source
    return rows


@pytest.mark.parametrize("later", ["orders (1).csv", "orders_2.csv"])
def test_the_file_that_knows_of_the_refund_is_the_later_one_whatever_its_name(later: str) -> None:
    first, second = _from("orders.csv", order("1", 900)), _from(later, order("1", 900, refunded=400))
    found = measured(first, second)
    assert (found["orders"].value, found["refunds"].value, found["net_revenue"].value) == (1, 400, 500)


def test_an_order_cancelled_in_one_of_two_files_is_cancelled() -> None:
    first, second = _from("orders.csv", order("1", 900)), _from("orders (1).csv", order("1", 900, cancelled=True))
    assert measured(first, second)["orders"].value == 0


def test_an_order_cut_by_the_end_of_a_file_keeps_its_total_and_its_later_lines() -> None:
    whole = order("1", 3500, lines=3)
    for line in whole:
        line.source = "orders-1.csv"
    whole[2].source = "orders-2.csv"  # the tail, in a file whose name says that it is the later one
    found = measured(whole)
    assert (found["orders"].value, found["units"].value, found["revenue"].value) == (1, 3, 3500)

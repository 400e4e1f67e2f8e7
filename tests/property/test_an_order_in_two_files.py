from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def _placed(source: str, name: str, total: int, **more: Any) -> list[SalesRow]:
    return _from(source, order(name, total, **{"time_quality": "exact", **more}))


@pytest.mark.parametrize(
    "other",
    [
        {"at_s": 2280, "customer": "c-zoe"},  # another time and customer
        {"at_s": 2280},  # the same customer, another time
        {"customer": "c-zoe"},  # the same second, another customer and total
        {"currency": "USD"},
    ],
)
def test_two_shops_that_name_their_orders_alike_have_two_orders(other: dict[str, Any]) -> None:
    found = measured(_placed("eu.csv", "#1001", 5480), _placed("us.csv", "#1001", 9900, **other))
    assert found["orders"].value == 2
    if "currency" not in other:
        assert found["revenue"].value == 15_380  # 54.80 + 99.00


@pytest.mark.parametrize(
    "other",
    [
        {"customer": "c-by-number"},  # the mail in one shape, a number in the other: instant and total agree
        {"customer": None, "currency": None},  # what is not told contradicts nothing
        {"at_s": 4200, "time_quality": "zone_assumed"},
    ],
)
def test_what_is_told_otherwise_or_not_at_all_makes_no_second_order(other: dict[str, Any]) -> None:
    again = order("#1001", 5480, **{"time_quality": "exact", **other})
    found = measured(_placed("a.csv", "#1001", 5480), _from("0.csv", again))
    assert found["orders"].value == 1


def test_payments_beside_a_shops_orders_are_in_no_sum_and_alone_they_count() -> None:
    # one sale of 54.80 in both files, as an order of 18:10:00 and as a payment; another payment of 9.00
    shop = _placed("orders.csv", "#1001", 5480)
    paid = [
        *_placed("stripe.csv", "ch_1", 5480, channel="stripe_payments"),
        *_placed("stripe.csv", "ch_2", 900, channel="stripe_payments"),
    ]
    both, alone = measured(shop, paid), measured(paid)
    assert (both["orders"].value, both["revenue"].value) == (1, 5480)
    assert (alone["orders"].value, alone["revenue"].value) == (2, 6380)


def test_a_file_that_tells_little_glues_no_two_orders_together() -> None:
    eu = _placed("eu.csv", "#1001", 5480)
    us = _placed("us.csv", "#1001", 9900, at_s=2280, customer="c-zoe")
    thin = _placed("accounts.csv", "#1001", 5480, customer=None, time_quality="day", currency=None)
    found = measured(eu, us, thin)
    # 54.80 + 99.00; the thin file, which sorts first, is one of the two and adds none.
    assert (found["orders"].value, found["revenue"].value) == (2, 15380)


def test_an_order_known_to_the_minute_and_to_the_second_is_one() -> None:
    minute = _placed("a.csv", "#1", 5480, customer="c-mail", at_s=1800, time_quality="minute")
    second = _placed("b.csv", "#1", 5480, customer="c-id", at_s=1815)
    assert measured(minute, second)["orders"].value == 1
    other = _placed("b.csv", "#1", 5480, customer="c-id", at_s=1875)
    assert measured(minute, other)["orders"].value == 2

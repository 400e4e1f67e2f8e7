from __future__ import annotations

import pytest

from tests.builders import measured, order, said

MONEY = ("revenue", "refunds", "net_revenue")


def test_totals_of_orders_with_many_lines_count_once() -> None:
    found = measured(order("1", 12_000, lines=4, refunded=2_000), order("2", 3_000))
    # 120.00 + 30.00 = 150.00; 20.00 came back
    assert [found[kpi].value for kpi in MONEY] == [15_000, 2_000, 13_000]
    assert {found[kpi].unit for kpi in MONEY} == {"EUR"}


def test_all_refunded_leaves_nothing() -> None:
    found = measured([row for n in range(3) for row in order(str(n), 1_500, refunded=1_500)])
    assert [found[kpi].value for kpi in MONEY] == [4_500, 4_500, 0]


@pytest.mark.parametrize("kpi", [*MONEY, "aov", "revenue_per_viewer"])
def test_two_currencies_have_one_sum_each_and_no_common_one(kpi: str) -> None:
    from tests.builders import unique

    found = measured(order("1", 1_000, refunded=10), order("2", 700, currency="USD", refunded=5), unique(100))
    assert (found[kpi].status, found[kpi].value) == ("not_applicable", None)
    assert "EUR, USD" in said(found[kpi].why)
    name = "refunds" if kpi == "refunds" else "revenue"
    assert found[kpi].sums[name] == ({"EUR": 10, "USD": 5} if kpi == "refunds" else {"EUR": 1_000, "USD": 700})


@pytest.mark.parametrize("kpi", MONEY)
def test_nobody_ordered_is_no_money_in_the_session_s_currency(kpi: str) -> None:
    earlier = order("before", 5_000, at_s=-60)
    assert measured(earlier)[kpi].value == 0
    assert measured(earlier)[kpi].unit == "EUR"
    unknown = measured(earlier, currency=None)[kpi]
    assert (unknown.status, unknown.unit) == ("not_applicable", "money")


@pytest.mark.parametrize("kpi", ["refunds", "net_revenue"])
def test_a_file_that_tells_no_refunds_is_not_one_without_refunds(kpi: str) -> None:
    found = measured(order("1", 5_000, refunded=None))
    assert found[kpi].status == "not_applicable"
    assert "given back" in said(found[kpi].why)
    assert found["revenue"].value == 5_000


def test_amounts_without_a_currency_are_never_added_to_others_nor_lost() -> None:
    found = measured(order("1", 5_000), order("2", 900, currency=None))
    assert found["revenue"].status == "not_applicable"
    assert "no currency" in said(found["revenue"].why)
    assert found["revenue"].sums["revenue"] == {"EUR": 5_000, "XXX": 900}


def test_more_refunded_than_sold_is_said_as_it_is() -> None:
    assert measured(order("1", 500, refunded=900))["net_revenue"].value == -400


def test_refunds_below_zero_are_a_mistake_in_the_file() -> None:
    found = measured(order("1", 500, refunded=-100))["net_revenue"]
    assert found.status == "not_applicable"
    assert "negative" in said(found.why)


def test_orders_without_amounts_are_no_revenue() -> None:
    found = measured(order("1", None))
    assert (found["orders"].value, found["revenue"].status) == (1, "not_applicable")
    assert "no amounts" in said(found["revenue"].why)

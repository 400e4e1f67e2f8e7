from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import measured, order, said

if TYPE_CHECKING:
    from rex.model.tables import SalesRow


def orders(*totals: int) -> list[SalesRow]:
    return [row for n, total in enumerate(totals) for row in order(str(n), total, lines=1 + n % 3)]


def test_ten_orders_by_hand() -> None:
    # 10, 20 ... 100: mean 55, squares 38,500, variance (38,500 - 10 x 55 x 55) / 9 = 916.67, error sqrt(91.667)
    # = 9.5743, t(9) = 2.262157: 55 -+ 21.6585
    found = measured(orders(*range(10, 101, 10)))["aov"]
    assert (found.value, found.n, found.unit, found.method) == (55, 10, "EUR", "t")
    assert (found.low, found.high) == pytest.approx((33.3415, 76.6585), abs=1e-3)
    assert "Under 40 orders" in said(found.uncompared)


def test_forty_orders_need_no_warning() -> None:
    assert measured(orders(*range(100, 140)))["aov"].uncompared is None


def test_one_order_is_too_few_and_says_how_many_more() -> None:
    found = measured(orders(990))["aov"]
    assert (found.status, found.value, found.n) == ("insufficient", None, 1)
    assert said(found.why) == "1 order; shown from 10 on, 9 more."


def test_no_order_is_not_applicable() -> None:
    assert measured(order("before", 100, at_s=-5))["aov"].status == "not_applicable"


def test_equal_orders_have_a_mean_and_no_interval() -> None:
    found = measured(orders(*[2_500] * 12))["aov"]
    assert (found.value, found.low, found.high, found.method) == (2_500, None, None, "mean")


def test_one_large_basket_never_makes_the_lower_end_negative() -> None:
    # nine of 10 and one of 1,000: mean 109, standard deviation 313, error 99: 109 - 2.26 x 99 is under 0
    assert measured(orders(*[10] * 9, 1_000))["aov"].low == 0


def test_amounts_in_a_currency_of_small_units_do_not_overflow() -> None:
    # one order of 50 million rupiah is 5,000,000,000 minor units; its square has 20 digits
    found = measured(orders(*[5_000_000_000] * 9, 5_000_000_010))["aov"]
    assert found.value == 5_000_000_001
    assert found.sums["squares"] == {"EUR": 9 * 5_000_000_000**2 + 5_000_000_010**2}

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import measured, order, said

if TYPE_CHECKING:
    from rex.model.tables import SalesRow


def sold(sku: str | None, pieces: int, price: int = 100, **more: Any) -> list[SalesRow]:
    rows = order(f"o-{sku}-{pieces}", pieces * price, sku=sku, qty=pieces, **more)
    rows[0].line_gross_minor = pieces * price
    return rows


def test_products_are_ranked_by_pieces_with_ties_where_luck_may_have_made_the_order() -> None:
    # Garwood: 60 is 45.8 to 77.2; 50 is 37.1 to 65.9 (reaches 45.8: tied); 10 is 4.8 to 18.4 (does not reach 37.1)
    found = measured(sold("SERUM", 10), sold("KIT", 60), sold("MASK", 50))["best_sellers"]
    assert [(line.rank, line.id, line.value, line.tied) for line in found.ranked] == [
        (1, "KIT", 60, False),
        (1, "MASK", 50, True),
        (3, "SERUM", 10, False),
    ]
    assert (found.ranked[0].low, found.ranked[0].high) == pytest.approx((45.79, 77.23), abs=0.01)
    assert (found.value, found.n, found.better) == (60, 120, "neither")


@pytest.mark.parametrize(("second", "tied"), [(35, True), (30, False)])
def test_a_tie_is_an_overlap_of_the_two_intervals(second: int, *, tied: bool) -> None:
    # 60 reaches down to 45.8; 35 reaches up to 48.7, 30 to 42.8
    found = measured(sold("KIT", 60), sold("MASK", second))["best_sellers"].ranked[1]
    assert (found.tied, found.rank) == (tied, 1 if tied else 2)


def test_discounts_are_taken_off_and_a_name_is_enough() -> None:
    rows = sold(None, 6, product="Kit")
    rows[0].line_discount_minor = 50
    line = measured(rows)["best_sellers"].ranked[0]
    assert (line.id, line.name, line.revenue_minor) == ("Kit", "Kit", 550)


def test_money_of_several_currencies_is_left_out_and_the_ranks_stay() -> None:
    found = measured(sold("KIT", 9), sold("MASK", 5, currency="USD"))["best_sellers"]
    assert [line.revenue_minor for line in found.ranked] == [None, None]
    assert [line.value for line in found.ranked] == [9, 5]


def test_under_five_pieces_nothing_is_ranked() -> None:
    found = measured(sold("KIT", 1))["best_sellers"]
    assert (found.status, found.ranked) == ("insufficient", ())
    assert said(found.why).startswith("The best seller sold 1 piece;")


def test_nobody_ordered_is_no_ranking() -> None:
    assert measured(sold("KIT", 9, at_s=-1))["best_sellers"].status == "not_applicable"


def test_cancelled_orders_are_not_ranked() -> None:
    found = measured(sold("KIT", 9), sold("MASK", 90, cancelled=True))["best_sellers"]
    assert [line.id for line in found.ranked] == ["KIT"]

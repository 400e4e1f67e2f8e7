from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Outcome, Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000


def item(**more: Any) -> dict[str, Any]:
    return {
        "id": 1, "name": "Serum &ndash; 30 ml", "product_id": 93, "variation_id": 94, "quantity": 2, "sku": "SER-1",
        "subtotal": "41.16", "subtotal_tax": "8.64", "total": "37.04", "total_tax": "7.78", "price": 18.52,
        "meta_data": [{"key": "pa_size", "value": "30-ml", "display_value": "30 ml"}, {"key": "For", "value": "Ana"}],
        **more,
    }  # fmt: skip


def order(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": 700 + number,
        "number": str(700 + number),
        "order_key": "wc_order_x",
        "created_via": "checkout",
        "status": "processing",
        "currency": "EUR",
        "date_created": "2026-11-20T19:05:00",
        "date_created_gmt": "2026-11-20T18:05:00",
        "discount_total": "4.12",
        "discount_tax": "0.86",
        "shipping_total": "4.13",
        "shipping_tax": "0.87",
        "total": "49.82",
        "total_tax": "8.65",
        "prices_include_tax": True,
        "customer_id": 0,
        "customer_ip_address": "192.0.2.1",
        "customer_note": "Ring at Ana's",
        "billing": {"first_name": "Ana", "last_name": "Inventada", "email": "ana@example.com", "phone": "600 000 001"},
        "meta_data": [],
        "line_items": [item()],
        "fee_lines": [],
        "coupon_lines": [{"code": "glow", "discount": "4.12"}],
        "refunds": [],
        **more,
    }


def read(reads: Reads, *orders: dict[str, Any]) -> Outcome:
    return reads(json.dumps(orders), "orders.json")


def test_the_instant_is_the_one_in_utc_and_never_the_sites_wall_clock(reads: Reads) -> None:
    # In a site of another zone than the session's, date_created is off by that much.
    outcome = read(reads, order(date_created="2026-11-20T12:05:00"))
    (row,) = outcome.the("sales")
    assert (row.t_ms, row.offset_ms, row.time_quality) == (START + 5 * 60_000, 5 * 60_000, "exact")
    assert outcome.clock.kind == "utc"


def test_without_the_utc_time_the_wall_clock_is_read_in_the_sessions_zone(reads: Reads) -> None:
    outcome = read(reads, order(date_created_gmt=None))
    assert (outcome.the("sales")[0].offset_ms, outcome.clock.kind) == (5 * 60_000, "local")


def test_lines_get_back_the_tax_that_the_shops_prices_hold(reads: Reads) -> None:
    (row,) = read(reads, order()).the("sales")
    # Before discounts 41.16 + 8.64 = 49.80, after them 37.04 + 7.78 = 44.82: 4.98 off. One piece: 49.80 / 2.
    assert (row.line_gross_minor, row.line_discount_minor, row.unit_price_minor) == (4980, 498, 2490)
    # Shipping 4.13 + 0.87; 44.82 + 5.00 = 49.82.
    assert (row.order_shipping_minor, row.order_discount_minor, row.order_total_minor) == (500, 498, 4982)
    assert row.order_tax_minor == 865


def test_prices_without_tax_stay_without_it(reads: Reads) -> None:
    (row,) = read(reads, order(prices_include_tax=False)).the("sales")
    assert (row.line_gross_minor, row.line_discount_minor, row.order_shipping_minor) == (4116, 412, 413)


def test_names_are_read_from_html_and_only_the_shops_own_attributes_name_a_variant(reads: Reads) -> None:
    (row,) = read(reads, order()).the("sales")
    assert (row.product, row.variant, row.sku, row.order_id) == ("Serum – 30 ml", "30 ml", "SER-1", "701")


def test_an_orders_totals_code_and_tags(reads: Reads) -> None:
    notes = [
        {"key": "_wc_order_attribution_utm_source", "value": "live"},
        {"key": "_wc_order_attribution_utm_campaign", "value": "autumn-glow"},
        {"key": "_billing_vat", "value": "X0000000"},
    ]
    rows = read(reads, order(meta_data=notes, line_items=[item(), item(id=2)])).the("sales")
    assert [(row.line_no, row.order_total_minor) for row in rows] == [(1, 4982), (2, None)]
    assert {(row.tags, row.discount_code, row.channel) for row in rows} == {
        ("utm_source=live, utm_campaign=autumn-glow", "glow", "checkout")
    }


@pytest.mark.parametrize(
    ("state", "status", "mark"),
    [
        ("pending", "pending", {"unpaid": 1}),
        ("on-hold", "pending", {"unpaid": 1}),
        ("wc-processing", "paid", {}),
        ("completed", "paid", {}),
        ("cancelled", "cancelled", {"cancelled": 1}),
        ("failed", "failed", {}),
        ("refunded", "refunded", {}),
        ("with-the-courier", "placed", {}),
    ],
)
def test_statuses_become_marks(reads: Reads, state: str, status: str, mark: dict[str, int]) -> None:
    outcome = read(reads, order(status=state))
    assert (outcome.the("sales")[0].status, outcome.source.marked) == (status, mark)


def test_carts_that_were_never_ordered_and_orders_in_the_bin_are_none(reads: Reads) -> None:
    outcome = read(reads, order(1, status="checkout-draft"), order(2, status="trash"), order(3))
    assert outcome.source.reasons == {"other": 2}


def test_refunds_stand_as_negative_totals(reads: Reads) -> None:
    rows = read(
        reads,
        order(1, refunds=[{"id": 1, "total": "-10.00"}, {"id": 2, "total": "-9.00"}]),
        order(2, status="completed", refunds=[{"id": 3, "total": "-49.82"}]),
        order(3, status="refunded"),
        order(4, refunds="none"),
    ).the("sales")
    # 10.00 + 9.00; the whole total; a refunded order without a list; a list that is none.
    assert [(row.status, row.order_refunded_minor) for row in rows] == [
        ("partially_refunded", 1900), ("refunded", 4982), ("refunded", 4982), ("paid", None),
    ]  # fmt: skip


def test_no_personal_field_reaches_the_facts(reads: Reads, people: Pseudonymiser) -> None:
    outcome = read(reads, order(), order(2, billing={}, customer_id=8), order(3, billing=None))
    written = repr(outcome.tables)
    for personal in ("Ana", "Inventada", "example.com", "600 000", "192.0.2.1", "Ring"):
        assert personal not in written
    assert [row.customer for row in outcome.the("sales")] == [people.of("ana@example.com"), people.of("8"), None]


def test_an_order_counts_once_and_two_shops_may_use_the_same_number(reads: Reads) -> None:
    outcome = read(reads, order(), order(), order(date_created_gmt="2026-11-20T18:06:00"))
    assert outcome.source.reasons == {"duplicate": 1}


def test_what_cannot_be_read_is_named_and_costs_its_order_alone(reads: Reads) -> None:
    outcome = read(
        reads,
        order(1, date_created_gmt="soon", date_created=None),
        order(2, total="49,82"),
        order(3, line_items=[item(quantity=2.5)]),
        {**order(4), "id": None, "number": None},
        order(5),
    )
    assert outcome.counts == (5, 1, 4)
    assert [issue.column for issue in outcome.issues] == ["date_created_gmt", "total", "quantity", "id"]


@pytest.mark.parametrize("between", ["", "\n"])
def test_pages_one_behind_the_other_are_all_read(reads: Reads, between: str) -> None:
    pages = between.join(json.dumps([order(number), order(number + 1)]) for number in (1, 3))
    assert [row.order_id for row in reads(pages, "orders.json").the("sales")] == ["701", "702", "703", "704"]


def test_words_that_look_like_the_next_page_are_words(reads: Reads) -> None:
    outcome = reads(json.dumps([order(1, line_items=[item(name="Set ][{ of two")]), order(2)]), "orders.json")
    assert [row.product for row in outcome.the("sales")] == ["Set ][{ of two", "Serum – 30 ml"]

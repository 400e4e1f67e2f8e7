from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000


def money(amount: str, code: str = "EUR") -> dict[str, Any]:
    return {"shopMoney": {"amount": amount, "currencyCode": code}}


def order(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": f"gid://shopify/Order/{900000002000 + number}",
        "name": f"#200{number}",
        "createdAt": "2026-11-20T18:05:00Z",
        "displayFinancialStatus": "PAID",
        "totalPriceSet": money("54.80"),
        "totalShippingPriceSet": money("5.00"),
        "totalRefundedSet": money("0.0"),
        "tags": ["vip", "live"],
        "customAttributes": [{"key": "utm_campaign", "value": "autumn-glow"}],
        "discountCodes": ["GLOW"],
        "sourceName": "web",
        "customer": {"id": "gid://shopify/Customer/5", "email": "ana@example.com", "displayName": "Ana Inventada"},
        **more,
    }


def line(number: int, parent: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": f"gid://shopify/LineItem/{number}",
        "title": "Serum",
        "variantTitle": "30 ml",
        "quantity": 2,
        "originalUnitPriceSet": money("24.90"),
        "variant": {
            "id": "gid://shopify/ProductVariant/8",
            "sku": "SER-1",
            "product": {"id": "gid://shopify/Product/7"},
        },
        "__parentId": f"gid://shopify/Order/{900000002000 + parent}",
        **more,
    }


def read(reads: Reads, *lines: dict[str, Any], name: str = "bulk.jsonl", seen: set[str] | None = None) -> Outcome:
    return reads("".join(json.dumps(entry) + "\n" for entry in lines), name, seen=seen)


def test_line_items_are_rows_and_the_orders_total_stands_on_the_first(reads: Reads) -> None:
    outcome = read(reads, order(), line(11), line(12, title="Balm", quantity=1, originalUnitPriceSet=money("5.00")))
    first, second = outcome.the("sales")
    assert outcome.counts == (3, 3, 0)  # the order's own line is kept and fills no row of its own
    assert [row.src_row for row in (first, second)] == [2, 3]
    assert [(row.line_no, row.line_gross_minor, row.order_total_minor) for row in (first, second)] == [
        (1, 4980, 5480), (2, 500, None),
    ]  # fmt: skip
    assert (first.order_id, first.sku, first.variant, first.t_ms) == ("#2001", "SER-1", "30 ml", START + 5 * 60_000)
    assert {row.tags for row in (first, second)} == {"vip, live, utm_campaign=autumn-glow"}
    assert {(row.discount_code, row.channel) for row in (first, second)} == {("GLOW", "web")}


def test_an_order_without_lines_is_a_row_itself(reads: Reads) -> None:
    (row,) = read(reads, order()).the("sales")
    assert (row.src_row, row.product, row.order_total_minor, row.order_refunded_minor) == (1, None, 5480, 0)


def test_lines_that_do_not_follow_their_order_find_it(reads: Reads) -> None:
    rows = read(reads, line(21, 2), order(1), order(2), line(11, 1), line(22, 2)).the("sales")
    assert [(row.order_id, row.line_no, row.order_total_minor) for row in rows] == [
        ("#2002", 1, 5480), ("#2001", 1, 5480), ("#2002", 2, None),
    ]  # fmt: skip


def test_refunds_on_lines_of_their_own_count_where_the_order_tells_none(reads: Reads) -> None:
    untold = {name: value for name, value in order(1).items() if name != "totalRefundedSet"}
    refund = {
        "id": "gid://shopify/Refund/3", "__parentId": untold["id"], "totalRefundedSet": money("4.90"),
    }  # fmt: skip
    told = {**refund, "id": "gid://shopify/Refund/4", "__parentId": order(2)["id"]}
    outcome = read(reads, untold, line(11), refund, order(2, totalRefundedSet=money("1.00")), line(21, 2), told)
    assert [row.order_refunded_minor for row in outcome.the("sales")] == [490, 100]
    assert outcome.counts == (6, 6, 0)


def test_the_total_before_refunds_is_told_by_the_current_one_and_what_was_paid_back(reads: Reads) -> None:
    current = order(totalPriceSet=None, currentTotalPriceSet=money("44.80"), totalRefundedSet=money("10.00"))
    (row,) = read(reads, current, line(11)).the("sales")
    assert (row.order_total_minor, row.order_refunded_minor, row.currency) == (5480, 1000, "EUR")


def test_the_campaign_of_the_last_visit_comes_before_that_of_the_first(reads: Reads) -> None:
    visits = {
        "lastVisit": {"utmParameters": {"source": "live"}},
        "firstVisit": {"utmParameters": {"source": "mail", "medium": "news"}},
    }
    (row,) = read(reads, order(tags=[], customAttributes=[], customerJourneySummary=visits)).the("sales")
    assert row.tags == "utm_source=live, utm_medium=news"


def test_a_prize_is_known_by_its_lines_too(reads: Reads) -> None:
    free = order(totalPriceSet=money("0.0"))
    assert read(reads, free, line(11, title="Giveaway pack")).the("sales")[0].giveaway
    assert not read(reads, free, line(11)).the("sales")[0].giveaway


def test_repeats_tests_and_other_objects_are_set_aside_with_a_reason(reads: Reads) -> None:
    parent = order(3)["id"]
    share = {"id": "gid://shopify/DiscountApplication/5", "__parentId": parent}
    nameless = {"allocationMethod": "ACROSS", "__parentId": parent}
    outcome = read(
        reads, order(1), line(11), order(1), line(11), order(2, test=True), line(21, 2), order(3), share, nameless
    )
    assert outcome.source.reasons == {"duplicate": 2, "other": 4}
    assert [row.order_id for row in outcome.the("sales")] == ["#2001", "#2003"]


def test_orders_that_another_file_holds_are_repeats_with_all_their_lines(reads: Reads, fixture: Path) -> None:
    seen: set[str] = set()
    reads((fixture / "shopify_79.csv").read_bytes(), "a.csv", seen=seen)
    outcome = read(reads, order(1), line(11), line(12), order(9), line(91, 9), seen=seen)
    assert outcome.source.reasons == {"duplicate": 3}
    assert [row.order_id for row in outcome.the("sales")] == ["#2009"]


def test_lines_without_their_order_and_orders_that_cannot_be_read_are_named(reads: Reads) -> None:
    outcome = read(
        reads, line(91, 9), order(1, createdAt="soon"), line(11), order(2, totalPriceSet=money("x")), order(3),
        line(31, 3, quantity="2.5"), line(32, 3),
    )  # fmt: skip
    assert outcome.source.reasons == {"unreadable": 5}
    assert [(issue.line, issue.column) for issue in outcome.issues] == [
        (1, "__parentId"), (2, "created_at"), (4, "total_price"), (6, "quantity"),
    ]  # fmt: skip
    (row,) = outcome.the("sales")
    assert (row.line_no, row.order_total_minor) == (1, 5480)  # the total goes with the first line that can be read


def test_nobody_is_named(reads: Reads, people: Pseudonymiser) -> None:
    outcome = read(reads, order(), line(11))
    assert "Inventada" not in repr(outcome.tables)
    assert "example.com" not in repr(outcome.tables)
    assert outcome.the("sales")[0].customer == people.of("ana@example.com")

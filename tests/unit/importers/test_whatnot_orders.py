from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000
SHOW = (
    "order_id,order_numeric_id,buyer_username,product_name,product_quantity,placed_at,original_item_price,"
    "cancelled_or_failed,shipment_id,bundled,gifted_to\n"
)
WEEK = (
    '"REPORT_START_DATE","ORDER_PLACED_AT_UTC","TRANSACTION_TYPE","ORDER_ID","LISTING_TITLE","BUY_FORMAT",'
    '"QUANTITY_SOLD","SKU","LIVESTREAM_ID","LIVESTREAM_TITLE","BUYER_NAME","TRANSACTION_CURRENCY",'
    '"TRANSACTION_AMOUNT","BUYER_PAID","ORIGINAL_ITEM_PRICE","COUPON_COST","POST_COUPON_PRICE","LEDGER_TRANSACTION_ID"\n'
)


def sale(number: int = 1, **more: str) -> str:
    told = {
        "product": "Serum", "qty": "1", "at": "2026-11-20T18:05:00Z", "price": "12.00", "off": "", "shipment": "387",
        "gift": "", **more,
    }  # fmt: skip
    return (
        f"b3JkZXI{number},10733668{number},ana_inventada,{told['product']},{told['qty']},{told['at']},{told['price']},"
        f"{told['off']},{told['shipment']},,{told['gift']}\n"
    )


def earned(number: int = 1, **more: str) -> str:
    told = {
        "kind": "ORDER_EARNINGS", "format": "AUCTION", "price": "12.00", "coupon": "0.00", "after": "12.00",
        "ledger": f"9{number}", "title": "Serum", "qty": "1", **more,
    }  # fmt: skip
    return (
        f'"2026-11-16 00:00:00","2026-11-20 18:05:00","{told["kind"]}","10733668{number}","{told["title"]}",'
        f'"{told["format"]}",{told["qty"]},"--","030a","Glow, live","ana_inventada","USD","10.20","15.60",'
        f'"{told["price"]}","{told["coupon"]}","{told["after"]}","{told["ledger"]}"\n'
    )


def test_a_sale_of_a_show_is_an_order_at_the_items_price(reads: Reads) -> None:
    outcome = reads(SHOW + sale(qty="2"))
    (row,) = outcome.the("sales")
    assert (outcome.source.importer, outcome.source.status) == ("whatnot_orders", "unverified")
    assert (row.order_id, row.product, row.order_total_minor, row.status) == ("107336681", "Serum", 1200, "paid")
    assert (row.qty, row.unit_price_minor, row.line_gross_minor) == (2, 600, 1200)  # the row's price
    assert (row.t_ms, row.currency) == (START + 5 * 60_000, "EUR")


@pytest.mark.parametrize(
    "header",
    [
        "order id,buyer,product name,product quantity,placed at,sold price,cancelled or failed,shipment id\n",
        "Order ID,Buyer,Product Name,Quantity,Placed At,Sold Price,Cancelled Or Failed,Shipment ID\n",
    ],
)
def test_column_names_with_spaces_and_capitals_are_the_same(reads: Reads, header: str) -> None:
    (row,) = reads(header + "x1,ana,Serum,1,2026-11-20T18:05:00Z,$12.50,false,387\n").the("sales")
    assert (row.order_total_minor, row.currency, row.status, row.order_id) == (1250, "USD", "paid", "x1")


@pytest.mark.parametrize(
    ("told", "status", "mark"),
    [
        ({}, "paid", {}),
        ({"shipment": ""}, "pending", {"unpaid": 1}),
        ({"off": "cancelled", "shipment": ""}, "cancelled", {"cancelled": 1}),
        ({"off": "failed", "shipment": ""}, "failed", {}),
        ({"off": "true"}, "cancelled", {"cancelled": 1}),
        ({"price": "0.00"}, "paid", {"giveaway": 1}),
    ],
)
def test_a_sale_is_confirmed_by_its_shipment_and_a_price_of_nothing_is_a_giveaway(
    reads: Reads, told: dict[str, str], status: str, mark: dict[str, int]
) -> None:
    outcome = reads(SHOW + sale(1, **told))
    assert (outcome.the("sales")[0].status, outcome.source.marked) == (status, mark)


@pytest.mark.parametrize(("at", "minute"), [("2026-11-20 19:05:00", 5), ("0:04:30", 4.5), ("2026-11-20T18:05:00Z", 5)])
def test_the_time_may_be_an_instant_a_wall_clock_or_a_count_from_the_start(
    reads: Reads, at: str, minute: float
) -> None:
    (row,) = reads(SHOW + sale(at=at)).the("sales")
    assert row.offset_ms == minute * 60_000


def test_a_file_that_tells_no_times_invents_none(reads: Reads) -> None:
    outcome = reads(
        "order_id,buyer_username,product_name,product_quantity,original_item_price,cancelled_or_failed,shipment_id\n"
        "abc,ana,Serum,1,3.0,,387\n"
    )
    (row,) = outcome.the("sales")
    assert (row.t_ms, row.offset_ms, row.order_total_minor, outcome.clock.kind) == (None, None, 300, None)


def test_the_weekly_report_is_in_utc_at_the_price_after_the_sellers_coupon(reads: Reads) -> None:
    outcome = reads(WEEK + earned(coupon="2.00", after="10.00"))
    (row,) = outcome.the("sales")
    assert (row.t_ms, row.currency, row.status, row.channel) == (START + 5 * 60_000, "USD", "paid", "auction")
    assert (row.order_total_minor, row.line_gross_minor, row.line_discount_minor) == (1000, 1200, 200)
    assert (row.tags, row.sku) == ("Glow live, 030a", None)  # the show's title is one tag
    assert '"transaction_amount":"10.20","buyer_paid":"15.60"' in row.extra


def test_tips_refunds_and_labels_are_no_orders(reads: Reads) -> None:
    rows = earned(1) + earned(2, kind="TIP") + earned(3, kind="ORDER_REFUND") + earned(4, kind="SHIPPING_LABEL")
    outcome = reads(WEEK + rows)
    assert outcome.source.reasons == {"other": 3}
    assert [row.detail for row in outcome.the("set_aside")] == ["TIP", "ORDER_REFUND", "SHIPPING_LABEL"]


def test_giveaways_of_the_weekly_report_are_marked(reads: Reads) -> None:
    outcome = reads(WEEK + earned(1, format="GIVEAWAY", price="0.00", after="0.00") + earned(2))
    assert outcome.source.marked == {"giveaway": 1}


def test_rows_of_one_order_add_up_on_its_first_line_and_a_repeated_entry_counts_once(reads: Reads) -> None:
    rows = earned(1) + earned(1, ledger="92", title="Balm", price="5.00", after="5.00") + earned(1)
    outcome = reads(WEEK + rows)
    assert outcome.source.reasons == {"duplicate": 1}
    # 12.00 + 5.00
    assert [(row.line_no, row.order_total_minor) for row in outcome.the("sales")] == [(1, 1700), (2, None)]


def test_a_sale_that_stands_in_both_reports_counts_once(reads: Reads) -> None:
    seen: set[str] = set()
    reads(SHOW + sale(1), "show.csv", seen=seen)
    assert reads(WEEK + earned(1) + earned(2), "week.csv", seen=seen).source.reasons == {"duplicate": 1}


def test_nobody_is_named(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(SHOW + sale(gift="bo_inventado"))
    assert "inventad" not in repr(outcome.tables)
    assert outcome.the("sales")[0].customer == people.of("ana_inventada")


def test_what_cannot_be_read_is_named(reads: Reads) -> None:
    rows = sale(1, at="soon") + sale(2, price="n/a") + sale(3, qty="some") + sale(4)
    outcome = reads(SHOW + rows)
    assert outcome.counts == (4, 1, 3)
    assert [issue.column for issue in outcome.issues] == ["placed_at", "original_item_price", "product_quantity"]

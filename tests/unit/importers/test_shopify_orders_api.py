from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.api_orders import raw_entries
from rex.importers.export import ExportFile
from rex.importers.head import head_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000


def item(**more: Any) -> dict[str, Any]:
    return {
        "id": 1, "product_id": 77, "sku": "SER-1", "title": "Serum", "variant_title": "30 ml", "name": "Serum - 30 ml",
        "quantity": 2, "price": "24.90", "total_discount": "0.00", **more,
    }  # fmt: skip


def order(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": 900000002000 + number,
        "name": f"#200{number}",
        "email": "ana@example.com",
        "created_at": "2026-11-20T19:05:00+01:00",
        "processed_at": "2026-11-20T19:05:00+01:00",
        "cancelled_at": None,
        "currency": "EUR",
        "total_price": "54.80",
        "subtotal_price": "49.80",
        "total_tax": "8.64",
        "total_discounts": "0.00",
        "financial_status": "paid",
        "source_name": "web",
        "landing_site": "/?utm_source=live&utm_medium=social",
        "discount_codes": [],
        "note_attributes": [],
        "tags": "",
        "test": False,
        "line_items": [item()],
        "shipping_lines": [{"price": "5.00"}],
        "refunds": [],
        "customer": {"id": 5, "first_name": "Ana", "last_name": "Inventada", "phone": "+34 600 000 001"},
        "billing_address": {"name": "Ana Inventada", "address1": "Calle Inventada 1", "city": "Villaficticia"},
        "note": "Ring at Ana's",
        "browser_ip": "192.0.2.1",
        **more,
    }


def read(reads: Reads, *orders: dict[str, Any]) -> Outcome:
    return reads(json.dumps({"orders": orders}, indent=1), "orders.json")


def test_an_order_is_one_row_of_the_format_and_its_totals_stand_once(reads: Reads) -> None:
    balm = item(id=2, sku="BAL-1", title="Balm", variant_title="Default Title", quantity=1, price="5.00")
    outcome = read(reads, order(line_items=[item(), balm]))
    first, second = outcome.the("sales")
    assert outcome.counts == (1, 1, 0)
    assert outcome.source.importer == "shopify_orders_api"
    # 2 x 24.90 = 49.80; the order's 54.80 and 5.00 of shipping are on line 1 alone.
    assert [row.line_gross_minor for row in (first, second)] == [4980, 500]
    assert [row.order_total_minor for row in (first, second)] == [5480, None]
    assert [row.order_shipping_minor for row in (first, second)] == [500, None]
    assert (first.order_subtotal_minor, first.order_tax_minor, first.order_refunded_minor) == (4980, 864, 0)
    assert (first.order_id, first.sku, first.product, first.variant, first.qty) == (
        "#2001", "SER-1", "Serum", "30 ml", 2,
    )  # fmt: skip
    assert (second.line_no, second.variant) == (2, None)
    assert {(row.t_ms, row.offset_ms, row.currency) for row in (first, second)} == {
        (START + 5 * 60_000, 5 * 60_000, "EUR")
    }


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([order(1), order(2)]),
        json.dumps({"orders": [order(1), order(2)]}),
        json.dumps(order(1)) + "\n" + json.dumps(order(2)) + "\n",
        json.dumps({"orders": [order(1)]}) + "\n" + json.dumps({"orders": [order(2)]}) + "\n",
        json.dumps([{"order": order(1)}, {"order": order(2)}]),
    ],
    ids=["array", "page", "lines", "a page a line", "single answers"],
)
def test_every_shape_of_the_file_holds_the_same_orders(reads: Reads, tmp_path: Path, text: str) -> None:
    outcome = reads(text, "orders.json")
    assert outcome.counts == (2, 2, 0)
    assert [(row.src_row, row.order_id) for row in outcome.the("sales")] == [(1, "#2001"), (2, "#2002")]
    rows = [row for row in raw_entries(head_of(ExportFile(tmp_path / "orders.json", "orders.json"))) if row.number]
    assert [(row.number, row.cells.get("order", row.cells)["name"]) for row in rows] == [(1, "#2001"), (2, "#2002")]


def test_the_raw_rows_hold_what_stands_around_the_orders(reads: Reads, tmp_path: Path) -> None:
    reads(json.dumps({"orders": [order()], "shop": "example.com"}), "orders.json")
    around, one = raw_entries(head_of(ExportFile(tmp_path / "orders.json", "orders.json")))
    assert (around.number, around.cells) == (0, {"orders": [], "shop": "example.com"})
    assert one.cells == order()


@pytest.mark.parametrize(
    ("told", "status", "mark"),
    [
        ({"financial_status": "pending"}, "pending", {"unpaid": 1}),
        ({"financial_status": "authorized"}, "pending", {"unpaid": 1}),
        ({"financial_status": "partially_refunded"}, "partially_refunded", {}),
        ({"financial_status": "voided"}, "cancelled", {"cancelled": 1}),
        ({"cancelled_at": "2026-11-20T20:05:00+01:00"}, "cancelled", {"cancelled": 1}),
        ({"financial_status": "expired"}, "failed", {}),
        ({"financial_status": "something new"}, "placed", {}),
    ],
)
def test_statuses_become_marks(reads: Reads, told: dict[str, str], status: str, mark: dict[str, int]) -> None:
    outcome = read(reads, order(1, **told))
    assert outcome.the("sales")[0].status == status
    assert outcome.source.marked == mark


def test_refunds_are_the_payments_back_that_went_through(reads: Reads) -> None:
    def back(amount: str, **more: str) -> dict[str, Any]:
        paid = {"kind": "refund", "status": "success", "amount": amount, "currency": "EUR", **more}
        return {"created_at": "2026-11-21T10:00:00+01:00", "transactions": [paid]}

    refunds = [back("10.00"), back("4.90"), back("99.00", status="failure"), back("99.00", kind="sale")]
    rows = read(
        reads,
        order(1, refunds=refunds, financial_status="partially_refunded"),
        order(2, refunds=[]),
        {name: value for name, value in order(3, financial_status="refunded").items() if name != "refunds"},
        {name: value for name, value in order(4).items() if name != "refunds"},
    ).the("sales")
    # 10.00 + 4.90; none; refunded whole without a list: the total; a file that does not tell.
    assert [row.order_refunded_minor for row in rows] == [1490, 0, 5480, None]


def test_amounts_are_the_shops_and_a_refund_in_the_customers_currency_is_turned_into_them(reads: Reads) -> None:
    shown = {
        "shop_money": {"amount": "54.80", "currency_code": "EUR"},
        "presentment_money": {"amount": "60.28", "currency_code": "USD"},
    }
    paid = {"kind": "refund", "status": "success", "amount": "60.28", "currency": "USD"}
    told = order(total_price_set=shown, presentment_currency="USD", refunds=[{"transactions": [paid]}])
    (row,) = read(reads, told).the("sales")
    # 60.28 USD were the whole order, which is 54.80 EUR.
    assert (row.currency, row.order_total_minor, row.order_refunded_minor) == ("EUR", 5480, 5480)
    assert '"presentment_currency":"USD","presentment_total_price":"60.28"' in row.extra


def test_a_currency_without_decimals_keeps_its_amounts(reads: Reads) -> None:
    yen = order(currency="JPY", total_price="5480", line_items=[item(price="2490")])
    (row,) = read(reads, yen).the("sales")
    assert (row.order_total_minor, row.unit_price_minor, row.line_gross_minor) == (5480, 2490, 4980)


def test_tags_codes_and_channel_stand_on_every_line(reads: Reads) -> None:
    told = order(
        tags="vip, live",
        discount_codes=[{"code": "GLOW", "amount": "5.00", "type": "fixed_amount"}, {"code": "EXTRA"}],
        note_attributes=[{"name": "utm_campaign", "value": "autumn-glow"}, {"name": "gift for", "value": "Ana"}],
        line_items=[item(), item(id=2)],
    )
    for row in read(reads, told).the("sales"):
        assert row.tags == "vip, live, utm_source=live, utm_medium=social, utm_campaign=autumn-glow"
        assert (row.discount_code, row.channel) == ("GLOW, EXTRA", "web")


def test_a_discount_that_the_shop_gave_by_itself_is_named_where_there_is_no_code(reads: Reads) -> None:
    given = [{"type": "automatic", "title": "LIVE10"}, {"type": "manual", "title": "for Ana"}]
    (row,) = read(reads, order(discount_applications=given)).the("sales")
    assert row.discount_code == "LIVE10"


def test_a_lines_discount_is_the_sum_of_its_shares(reads: Reads) -> None:
    shares = [{"amount": "3.00"}, {"amount": "1.98"}]
    (row,) = read(reads, order(line_items=[item(discount_allocations=shares)])).the("sales")
    assert row.line_discount_minor == 498


def test_a_test_order_is_no_order_and_a_prize_is_marked(reads: Reads) -> None:
    prize = order(2, total_price="0.00", tags="giveaway")
    outcome = read(reads, order(1, test=True), prize, order(3, total_price="0.00"))
    assert outcome.source.reasons == {"other": 1}
    assert [row.giveaway for row in outcome.the("sales")] == [True, False]


def test_an_order_without_lines_is_one_row_without_a_product(reads: Reads) -> None:
    told = {name: value for name, value in order().items() if name != "line_items"}
    (row,) = read(reads, told).the("sales")
    assert (row.product, row.sku, row.order_total_minor) == (None, None, 5480)


def test_no_personal_field_reaches_the_facts(reads: Reads, people: Pseudonymiser) -> None:
    outcome = read(reads, order())
    written = repr(outcome.tables)
    for personal in ("Inventada", "example.com", "600 000", "Villaficticia", "Ring", "192.0.2.1", "Ana"):
        assert personal not in written
    assert outcome.the("sales")[0].customer == people.of("ana@example.com")


def test_a_customer_without_a_mail_is_the_phone_and_then_the_number(reads: Reads, people: Pseudonymiser) -> None:
    rows = read(reads, order(1, email=""), order(2, email=None, customer={"id": 5}), order(3, email="", customer=None))
    assert [row.customer for row in rows.the("sales")] == [people.of("34600000001"), people.of("5"), None]


def test_an_order_met_twice_or_in_the_csv_counts_once(reads: Reads, fixture: Path) -> None:
    assert read(reads, order(), order()).source.reasons == {"duplicate": 1}
    seen: set[str] = set()
    reads((fixture / "shopify_79.csv").read_bytes(), "a.csv", seen=seen)
    again = reads(json.dumps({"orders": [order(1), order(9)]}), "b.json", seen=seen)  # the CSV's Id is the same number
    assert again.source.reasons == {"duplicate": 1}


def test_what_cannot_be_read_is_named_and_costs_its_order_alone(reads: Reads) -> None:
    outcome = read(
        reads,
        order(1, created_at="soon", processed_at=None),
        order(2, total_price="54.x0"),
        order(3, line_items=[item(quantity="2.5")]),
        order(4, id=None, name=None),
        order(5),
    )
    assert outcome.counts == (5, 1, 4)
    assert [issue.column for issue in outcome.issues] == ["created_at", "total_price", "quantity", "name"]
    assert outcome.the("sales")[0].src_row == 5


@pytest.mark.parametrize("between", ["", "\n", "\r\n\r\n"])
def test_pages_one_behind_the_other_are_all_read(reads: Reads, tmp_path: Path, between: str) -> None:
    long = [order(1, id=number, name=f"#{number}", tags="x" * 400) for number in range(300)]  # longer than the head
    text = between.join(json.dumps({"orders": page}) for page in (long, [order(1), order(2)], [order(3)]))
    outcome = reads(text, "orders.json")
    assert outcome.counts == (303, 303, 0)
    assert sum(1 for row in raw_entries(head_of(ExportFile(tmp_path / "orders.json", "x"))) if row.number) == 303
    cut = reads(text[:-20], "cut.json")
    assert cut.counts == (303, 302, 1)
    assert cut.source.reasons == {"unreadable": 1}


def test_a_page_that_is_cut_off_gives_its_whole_orders(reads: Reads) -> None:
    text = json.dumps({"orders": [order(1), order(2), order(3)]})
    outcome = reads(text[: text.index("#2003")], "orders.json")
    assert [row.order_id for row in outcome.the("sales")] == ["#2001", "#2002"]
    assert outcome.source.reasons == {"unreadable": 1}

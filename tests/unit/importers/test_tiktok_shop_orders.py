from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.builders import said
from tests.fixtures.books import book

if TYPE_CHECKING:
    from conftest import Outcome, Reads

    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

HEADER = [
    "Order ID", "Order Status", "Order Substatus", "Cancelation/Return Type", "Normal or Pre-order", "SKU ID",
    "Seller SKU", "Product Name", "Variation", "Quantity", "Sku Quantity of return", "SKU Unit Original Price",
    "SKU Subtotal Before Discount", "SKU Platform Discount", "SKU Seller Discount", "SKU Subtotal After Discount",
    "Shipping Fee After Discount", "Original Shipping Fee", "Taxes", "Order Amount", "Order Refund Amount",
    "Created Time", "Paid Time", "RTS Time", "Shipped Time", "Delivered Time", "Cancelled Time", "Cancel By",
    "Cancel Reason", "Fulfillment Type", "Buyer Message", "Buyer Username", "Recipient", "Phone #", "Detail Address",
    "Payment Method", "Weight(kg)", "Product Category", "Package ID", "Seller Note",
]  # fmt: skip
DESCRIPTIONS = ["Platform unique order ID.", *["What this column holds."] * (len(HEADER) - 1)]
FIRST, SECOND = "576460752303423488", "576460752303423489"  # apart by their last digit


def row(order: str = FIRST, sku: str = "SER-30", **more: str) -> list[str]:
    told = {
        "Order ID": order, "Order Status": "Completed", "SKU ID": "1729387654321098765", "Seller SKU": sku,
        "Product Name": "Serum", "Variation": "30 ml", "Quantity": "2", "SKU Unit Original Price": "24.90",
        "SKU Subtotal Before Discount": "49.80", "SKU Platform Discount": "2.00", "SKU Seller Discount": "3.00",
        "SKU Subtotal After Discount": "44.80", "Shipping Fee After Discount": "4.00", "Taxes": "0.00",
        "Order Amount": "53.70", "Order Refund Amount": "0.00", "Created Time": "20/11/2026 19:05:11",
        "Paid Time": "20/11/2026 19:05:30", "Buyer Username": "ana_example", "Recipient": "Ana Ejemplo",
        "Phone #": "+34 600 000 000", "Detail Address": "Calle Inventada 1", "Buyer Message": "ring at Ana's",
    }  # fmt: skip
    return [{**told, **more}.get(name, "") for name in HEADER]


def export(*rows: list[str], tabs: bool = True, described: bool = True) -> str:
    """Write the export as it comes: the descriptions under the header, a tab behind every value."""
    end = "\t" if tabs else ""
    data = [[cell + end for cell in line] for line in ([DESCRIPTIONS] if described else []) + list(rows)]
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *data])
    return out.getvalue()


def by_order(outcome: Outcome) -> dict[str, str]:
    return {line.order_id: line.status for line in outcome.the("sales")}


def test_an_order_of_two_skus_has_two_lines_and_its_amount_once(reads: Reads) -> None:
    balm = row(sku="BAL-1", **{"SKU ID": "17", "Product Name": "Balm", "Quantity": "1", "SKU Platform Discount": ""})
    outcome = reads(export(row(), balm))
    assert (outcome.source.importer, outcome.source.status) == ("tiktok_shop_orders", "unverified")
    assert outcome.source.reasons == {"description": 1}
    serum, second = outcome.the("sales")
    assert [(line.line_no, line.order_total_minor) for line in (serum, second)] == [(1, 5370), (2, None)]
    assert (serum.order_shipping_minor, serum.order_tax_minor, serum.order_refunded_minor) == (400, 0, 0)
    # 2 x 24.90 = 49.80; 2.00 of the platform's and 3.00 of the seller's discount
    assert (serum.qty, serum.unit_price_minor, serum.line_gross_minor, serum.line_discount_minor) == (
        2,
        2490,
        4980,
        500,
    )
    assert (serum.sku, serum.product, serum.variant) == ("SER-30", "Serum", "30 ml")
    assert (serum.line_discount_minor, second.line_discount_minor) == (500, 300)


def test_ids_of_nineteen_digits_stay_text_to_the_last_digit(reads: Reads) -> None:
    outcome = reads(export(row(FIRST), row(SECOND)))
    assert [line.order_id for line in outcome.the("sales")] == [FIRST, SECOND]
    assert [line.order_total_minor for line in outcome.the("sales")] == [5370, 5370]
    assert '"sku_id":"1729387654321098765"' in outcome.the("sales")[0].extra
    assert outcome.issues == []


@pytest.mark.parametrize(
    ("created", "other", "minute"),
    [
        ("20/11/2026 19:05:11", "05/11/2026 19:05:11", 5),
        ("11/20/2026 7:05:11 PM", "11/05/2026 7:05:11 PM", 5),
    ],
)
def test_day_or_month_first_is_decided_over_the_whole_file(reads: Reads, created: str, other: str, minute: int) -> None:
    # The second order alone would fit both orders: the 5th of November, or the 11th of May.
    outcome = reads(export(row(FIRST, **{"Created Time": created}), row(SECOND, **{"Created Time": other})))
    first, second = outcome.the("sales")
    assert first.offset_ms == minute * 60_000 + 11_000
    assert second.offset_ms - first.offset_ms == -15 * 24 * 3_600_000


def test_dates_that_fit_both_orders_are_read_near_the_session_and_said(reads: Reads, show: Session) -> None:
    december = show.model_copy(update={"start": datetime.fromisoformat("2026-12-04T19:00:00+01:00")})
    outcome = reads(export(row(**{"Created Time": "04/12/2026 19:05:11"})), session=december)
    assert outcome.the("sales")[0].offset_ms == 311_000
    assert said(outcome.issues[0].problem).startswith("All 1 dates fit day/month and month/day")


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"Order Status": "Completed"}, "paid"),
        ({"Order Status": "To ship"}, "paid"),
        ({"Order Status": "Unpaid", "Paid Time": ""}, "pending"),
        ({"Order Status": "Belum dibayar", "Paid Time": ""}, "pending"),
        ({"Order Status": "Canceled", "Cancelled Time": "21/11/2026 10:00:00"}, "cancelled"),
        ({"Order Status": "Dibatalkan"}, "cancelled"),
        ({"Order Status": "Đã hủy", "Cancelled Time": "21/11/2026 10:00:00"}, "cancelled"),
        ({"Order Status": "Selesai"}, "paid"),
        ({"Order Refund Amount": "53.70"}, "refunded"),
        ({"Order Refund Amount": "10.00"}, "partially_refunded"),
        ({"Order Status": "?", "Paid Time": ""}, "placed"),
    ],
)
def test_statuses_are_folded_and_cancelled_and_unpaid_ones_marked(
    reads: Reads, told: dict[str, str], status: str
) -> None:
    outcome = reads(export(row(**told)))
    assert by_order(outcome) == {FIRST: status}
    assert outcome.source.marked == {"cancelled": {"cancelled": 1}, "pending": {"unpaid": 1}}.get(status, {})


def test_a_workbook_that_already_lost_digits_says_so_and_keeps_orders_apart(reads: Reads) -> None:
    first, second = row("5.7646E+17"), row("5.7646E+17", **{"Created Time": "20/11/2026 19:07:00"})
    outcome = reads(book(HEADER, DESCRIPTIONS, first, second), "orders.xlsx")
    (issue,) = outcome.issues
    assert said(issue.problem).startswith("The long numbers of this file have lost their last digits")
    assert len({line.order_id for line in outcome.the("sales")}) == 2
    assert [line.order_total_minor for line in outcome.the("sales")] == [5370, 5370]


def test_numbers_that_a_workbook_made_of_ids_count_as_lost(reads: Reads) -> None:
    cells = [float(cell) if name == "Order ID" else cell for name, cell in zip(HEADER, row(), strict=True)]
    outcome = reads(book(HEADER, DESCRIPTIONS, cells), "orders.xlsx")
    assert len(outcome.issues) == 1


def test_a_workbook_that_names_a_wrong_dimension_is_read_whole(reads: Reads) -> None:
    outcome = reads(book(HEADER, DESCRIPTIONS, row(), dimension="A1"), "orders.xlsx")
    assert outcome.counts == (2, 1, 1)
    assert outcome.the("sales")[0].order_total_minor == 5370


def test_amounts_of_a_market_without_cents_are_thousands(reads: Reads) -> None:
    money = {"Order Amount": "IDR 125.000", "SKU Unit Original Price": "IDR 62.500"}
    outcome = reads(export(row(**{**dict.fromkeys(HEADER[11:21], ""), **money})))
    (line,) = outcome.the("sales")
    assert (line.currency, line.order_total_minor, line.unit_price_minor) == ("IDR", 12_500_000, 6_250_000)


def test_a_currency_is_the_session_s_and_never_guessed(reads: Reads, show: Session) -> None:
    assert reads(export(row())).the("sales")[0].currency == "EUR"
    none = show.model_copy(update={"currency": None})
    assert reads(export(row()), session=none).the("sales")[0].currency is None


def test_an_export_joined_to_itself_counts_once(reads: Reads) -> None:
    outcome = reads(export(row(FIRST), row(SECOND), row(FIRST), row(SECOND)))
    assert outcome.source.reasons == {"description": 1, "duplicate": 2}
    assert sum(line.order_total_minor or 0 for line in outcome.the("sales")) == 2 * 5370


def test_no_buyer_s_column_reaches_the_facts(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(export(row()))
    written = repr(outcome.tables)
    for personal in ("ana_example", "Ejemplo", "600 000", "Inventada", "ring at"):
        assert personal not in written
    assert outcome.the("sales")[0].customer == people.of("ana_example")


@pytest.mark.parametrize(
    ("told", "column"),
    [
        ({"Created Time": "soon"}, "Created Time"),
        ({"Order Amount": "free"}, "Order Amount"),
        ({"Quantity": "some"}, "Quantity"),
        ({"Order ID": ""}, "Order ID"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_stay(
    reads: Reads, told: dict[str, str], column: str
) -> None:
    outcome = reads(export(row(**told), row(SECOND)))
    assert outcome.source.reasons == {"description": 1, "unreadable": 1}
    assert outcome.issues[0].column == column
    assert [line.order_id for line in outcome.the("sales")] == [SECOND]


def test_a_file_without_descriptions_and_tabs_reads_the_same(reads: Reads) -> None:
    plainly = reads(export(row(), row(SECOND), tabs=False, described=False))
    assert by_order(plainly) == by_order(reads(export(row(), row(SECOND))))

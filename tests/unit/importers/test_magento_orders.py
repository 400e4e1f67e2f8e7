from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.model.session import Session

if TYPE_CHECKING:
    from conftest import Outcome, Reads

    from rex.text.pseudonym import Pseudonymiser

HEADER = (
    'ID,"Purchase Point","Purchase Date","Bill-to Name","Ship-to Name","Grand Total (Base)","Grand Total (Purchased)",'
    'Status,"Billing Address","Shipping Address","Shipping Information","Customer Email","Customer Group",Subtotal,'
    '"Shipping and Handling","Customer Name","Payment Method","Total Refunded","Phone Number"\n'
)
START = 1_795_197_600_000


def row(number: int = 1, **more: str) -> str:
    told = {
        "placed": "Nov 20, 2026 07:05:00 PM", "base": "54.8000", "purchased": "54.8000", "status": "Processing",
        "refunded": "", "mail": "ana@example.com", **more,
    }  # fmt: skip
    return (
        f'00000000{number},"Main Website\n   Main Store\n      Live view","{told["placed"]}","Ana Inventada",'
        f'"Ana Inventada",{told["base"]},{told["purchased"]},{told["status"]},"Calle Inventada 1","Calle Inventada 1",'
        f'"Flat Rate",{told["mail"]},General,49.8000,5.0000,"Ana Inventada",checkmo,{told["refunded"]},"600 000 001"\n'
    )


def read(reads: Reads, *rows: str, session: Session | None = None) -> Outcome:
    return reads(HEADER + "".join(rows), session=session)


def test_an_order_is_one_row_without_a_product(reads: Reads) -> None:
    outcome = read(reads, row())
    (order,) = outcome.the("sales")
    assert outcome.source.importer == "magento_orders"
    assert (order.order_id, order.line_no, order.sku, order.product) == ("000000001", 1, None, None)
    assert (order.order_total_minor, order.order_subtotal_minor, order.order_shipping_minor) == (5480, 4980, 500)
    assert (order.currency, order.channel, order.status) == ("EUR", "Main Website Main Store Live view", "paid")


@pytest.mark.parametrize(
    "placed",
    [
        "Nov 20, 2026 07:05:00 PM",
        "Nov 20, 2026 19:05:00 PM",
        "Nov 20, 2026, 7:05:00 PM",
        "20 nov. 2026 19:05:00",
        "20 de nov. de 2026 19:05:00",
        "20 nov. 2026, 19:05:00",
        "2026-11-20 19:05:00",
    ],
)
def test_the_time_is_the_admins_wall_clock_with_the_months_name(reads: Reads, placed: str) -> None:
    outcome = read(reads, row(placed=placed))
    (order,) = outcome.the("sales")
    assert (order.t_ms, order.time_quality, outcome.clock.kind) == (START + 5 * 60_000, "exact", "local")


def test_without_a_zone_the_clock_is_not_guessed(reads: Reads) -> None:
    outcome = read(reads, row(), session=Session(id="s", title="s"))
    assert outcome.the("sales")[0].t_ms is None
    assert outcome.clock.missing_zone_raw == "Nov 20, 2026 07:05:00 PM"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Pending", "pending"), ("Pending Payment", "pending"), ("On Hold", "pending"), ("Suspected Fraud", "pending"),
        ("Processing", "paid"), ("Complete", "paid"), ("Closed", "refunded"), ("Canceled", "cancelled"),
        ("Pendiente", "pending"), ("Procesando", "paid"), ("Cancelado", "cancelled"), ("Cerrado", "refunded"),
        ("En attente", "pending"), ("Terminée", "paid"), ("Annulée", "cancelled"), ("Fermée", "refunded"),
        ("Sent by us", "placed"),
    ],
)  # fmt: skip
def test_statuses_in_the_admins_language(reads: Reads, told: str, status: str) -> None:
    assert read(reads, row(status=told)).the("sales")[0].status == status


def test_marks(reads: Reads) -> None:
    outcome = read(reads, row(1, status="Canceled"), row(2, status="Pending"), row(3))
    assert outcome.source.marked == {"cancelled": 1, "unpaid": 1}


def test_refunds_whole_and_in_part(reads: Reads) -> None:
    rows = read(
        reads, row(1, refunded="10.0000"), row(2, status="Closed", refunded="54.8000"), row(3, status="Closed"), row(4)
    ).the("sales")
    assert [order.order_refunded_minor for order in rows] == [1000, 5480, 5480, None]


def test_totals_of_several_currencies_that_name_none_are_taken_in_the_shops_own(reads: Reads) -> None:
    outcome = read(reads, row(1), row(2, base="50.0000", purchased="60.0000", refunded="30.0000"))
    # 30.00 of 60.00 in the purchase's currency is half: 25.00 of 50.00 in the shop's.
    assert [(o.order_total_minor, o.order_refunded_minor, o.order_subtotal_minor) for o in outcome.the("sales")] == [
        (5480, None, 4980), (5000, 2500, 4980),
    ]  # fmt: skip
    assert [issue.column for issue in outcome.issues] == ["Grand Total (Purchased)"]


def test_totals_that_name_their_currency_are_taken_as_they_were_paid(reads: Reads) -> None:
    outcome = read(reads, row(1, base="€50.00", purchased="$60.00"))
    (order,) = outcome.the("sales")
    assert (order.order_total_minor, order.currency, order.order_subtotal_minor) == (6000, "USD", None)
    assert outcome.issues == []


def test_no_personal_column_reaches_the_facts(reads: Reads, people: Pseudonymiser) -> None:
    outcome = read(reads, row())
    written = repr(outcome.tables)
    for personal in ("Ana", "Inventada", "example.com", "600 000"):
        assert personal not in written
    assert outcome.the("sales")[0].customer == people.of("ana@example.com")


def test_an_order_counts_once_over_all_files(reads: Reads) -> None:
    seen: set[str] = set()
    reads(HEADER + row(1) + row(1), "a.csv", seen=seen)
    assert reads(HEADER + row(1) + row(2), "b.csv", seen=seen).source.reasons == {"duplicate": 1}


def test_what_cannot_be_read_is_named(reads: Reads) -> None:
    outcome = read(reads, row(1, placed="soon"), row(2, purchased="n/a", base="n/a"), row(3))
    assert outcome.counts == (3, 1, 2)
    assert [issue.column for issue in outcome.issues] == ["Purchase Date", "Grand Total (Purchased)"]

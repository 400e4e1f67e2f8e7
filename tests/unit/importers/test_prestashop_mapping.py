from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Reads

LIST = (
    '"ID";"Reference";"New client";"Delivery";"Customer";"Total";"Payment";"Status";"Date"\n'
    '1;"ABCDEFGHI";1;"ES";"A. Inventada";"59,80 €";"Card";"{status}";"2026-11-20 19:05:00"\n'
)


def test_the_list_of_orders_is_read_and_said_to_be_unverified(reads: Reads) -> None:
    outcome = reads(LIST.format(status="Payment accepted"))
    (row,) = outcome.the("sales")
    assert (outcome.source.importer, outcome.source.status) == ("prestashop_orders", "unverified")
    assert (row.order_id, row.order_total_minor, row.currency) == ("ABCDEFGHI", 5980, "EUR")
    assert (row.offset_ms, outcome.clock.kind) == (5 * 60_000, "local")
    assert "Inventada" not in repr(outcome.tables)


def test_an_order_that_waits_for_its_payment_is_marked(reads: Reads) -> None:
    assert reads(LIST.format(status="Awaiting bank wire payment")).source.marked == {"unpaid": 1}
    assert reads(LIST.format(status="Canceled")).source.marked == {"cancelled": 1}

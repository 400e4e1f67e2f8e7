from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.stripe_payments import IMPORTER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000
WHOLE = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Currency,Description,"
    "Fee,Mode,PaymentIntent ID,Payment Source Type,Status,Card Name,Customer ID,Customer Email,"
    "utm_campaign (metadata),note (metadata)\n"
)


def paid(number: int = 1, **more: str) -> str:
    told = {
        "at": "2026-11-20 18:05:00", "amount": "54.80", "back": "0.00", "currency": "eur", "captured": "true",
        "mode": "Live", "status": "Paid", "mail": "ana@example.com", "campaign": "autumn-glow", **more,
    }  # fmt: skip
    return (
        f"ch_{number},{told['at']},{told['amount']},{told['back']},{told['currency']},{told['captured']},60.28,usd,"
        f"For Ana,1.80,{told['mode']},pi_{number},card,{told['status']},Ana Inventada,cus_1,{told['mail']},"
        f"{told['campaign']},Ring at Ana's\n"
    )


def test_a_payment_is_an_order_without_products_in_utc(reads: Reads) -> None:
    outcome = reads(WHOLE + paid())
    (order,) = outcome.the("sales")
    assert outcome.source.importer == "stripe_payments"
    assert (order.order_id, order.order_total_minor, order.currency) == ("ch_1", 5480, "EUR")
    assert (order.product, order.sku, order.line_gross_minor) == (None, None, None)
    assert (order.t_ms, order.tags, outcome.clock.kind) == (START + 5 * 60_000, "utm_campaign=autumn-glow", "utc")


def test_converted_amounts_and_fees_are_kept_beside_and_used_for_nothing(reads: Reads) -> None:
    (order,) = reads(WHOLE + paid()).the("sales")
    assert '"fee":"1.80","converted_amount":"60.28","converted_currency":"usd"' in order.extra


def test_a_file_cut_down_and_saved_with_semicolons_and_decimal_commas(reads: Reads) -> None:
    outcome = reads(
        "Created date (UTC);Amount;Currency;Captured;Converted Amount;Converted Currency;Fee;Status;Customer ID\r\n"
        "20/11/2026 18:05;1.049,80;eur;TRUE;1.150,10;usd;35,40;Paid;cus_1\r\n"
        "20/11/2026 18:06;9,00;mxn;TRUE;0,45;usd;0,10;Paid;cus_2\r\n"
    )
    assert outcome.source.importer == "stripe_payments"
    assert [(o.order_total_minor, o.currency, o.offset_ms) for o in outcome.the("sales")] == [
        (104_980, "EUR", 5 * 60_000), (900, "MXN", 6 * 60_000),
    ]  # fmt: skip


def test_the_older_header_is_known_too(reads: Reads) -> None:
    outcome = reads(
        "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,Customer ID\n"
        "ch_1,For Ana,Payment complete.,2026-11-20 18:05,54.80,0.00,eur,Live,Paid,cus_1\n"
    )
    assert outcome.source.importer == "stripe_payments"
    assert outcome.the("sales")[0].offset_ms == 5 * 60_000


def test_payouts_are_no_payments(tmp_path: Path) -> None:
    file = tmp_path / "payouts.csv"
    file.write_text(
        "id,Amount,Created (UTC),Currency,Livemode,Arrival Date (UTC),Status,Captured,Customer ID\n"
        "po_1,3930.14,2026-11-20 18:05,usd,true,2026-11-22 00:00,paid,true,cus_1\n"
    )
    assert IMPORTER.recognise(head_of(ExportFile(file, "payouts.csv"))) is None


def test_currencies_without_decimals_and_with_three(reads: Reads) -> None:
    rows = reads(WHOLE + paid(1, amount="5480", currency="jpy") + paid(2, amount="5.480", currency="kwd")).the("sales")
    assert [(row.order_total_minor, row.currency) for row in rows] == [(5480, "JPY"), (5480, "KWD")]


@pytest.mark.parametrize(
    ("told", "status", "mark"),
    [
        ({"status": "Paid"}, "paid", {}),
        ({"status": "Failed"}, "failed", {}),
        ({"status": "Refunded", "back": "54.80"}, "refunded", {}),
        ({"status": "Refunded", "back": ""}, "refunded", {}),
        ({"status": "Paid", "back": "10.00"}, "partially_refunded", {}),
        ({"status": "Disputed"}, "paid", {}),
        ({"status": "Canceled"}, "cancelled", {"cancelled": 1}),
        ({"status": "Pending"}, "pending", {"unpaid": 1}),
        ({"status": "Paid", "captured": "false"}, "pending", {"unpaid": 1}),
        ({"status": "requires_payment_method"}, "failed", {}),
    ],
)
def test_statuses_become_marks(reads: Reads, told: dict[str, str], status: str, mark: dict[str, int]) -> None:
    outcome = reads(WHOLE + paid(1, **told))
    assert (outcome.the("sales")[0].status, outcome.source.marked) == (status, mark)


def test_what_was_paid_back(reads: Reads) -> None:
    rows = reads(WHOLE + paid(1, back="10.00") + paid(2, status="Refunded", back="") + paid(3)).the("sales")
    assert [row.order_refunded_minor for row in rows] == [1000, 5480, 0]


def test_test_payments_are_none(reads: Reads) -> None:
    assert reads(WHOLE + paid(1, mode="Test") + paid(2)).source.reasons == {"other": 1}


def test_a_payment_counts_once_over_all_files(reads: Reads) -> None:
    seen: set[str] = set()
    reads(WHOLE + paid(1), "a.csv", seen=seen)
    assert reads(WHOLE + paid(1) + paid(2), "b.csv", seen=seen).source.reasons == {"duplicate": 1}


def test_payments_whose_ids_were_cut_off_are_told_apart_and_known_again(reads: Reads) -> None:
    header = "Created date (UTC),Amount,Currency,Status\n"
    same = "2026-11-20 18:05:00,15.00,eur,Paid\n"
    other = "2026-11-20 18:05:01,15.00,eur,Paid\n"
    seen: set[str] = set()
    first = reads(header + same + same, "a.csv", seen=seen)  # two people in the same second of a rush
    assert first.counts == (2, 2, 0)
    assert len({row.order_id for row in first.the("sales")}) == 2
    again = reads(header + same + same + other, "b.csv", seen=seen)
    assert again.source.reasons == {"duplicate": 2}


def test_no_personal_column_reaches_the_facts(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(WHOLE + paid(1) + paid(2, mail=""))
    written = repr(outcome.tables)
    for personal in ("Ana", "Inventada", "example.com", "cus_1", "Ring"):
        assert personal not in written
    assert [row.customer for row in outcome.the("sales")] == [people.of("ana@example.com"), people.of("cus_1")]


def test_what_cannot_be_read_is_named(reads: Reads) -> None:
    outcome = reads(WHOLE + paid(1, at="soon") + paid(2, amount="n/a") + paid(3))
    assert outcome.counts == (3, 1, 2)
    assert [issue.column for issue in outcome.issues] == ["Created date (UTC)", "Amount"]

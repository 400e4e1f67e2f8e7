"""Stripe's payments export: one row a payment, in UTC, amounts in major units of the currency that was paid in.

A payment is an order without products: a stand-in for the shop's orders, and a check on their sum. People cut the
79 columns down and save them again with semicolons. Converted amounts and fees are kept beside, and used for nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING

from rex.importers.base import Importer, Recognition
from rex.importers.cells import Cells
from rex.importers.columns import MOST_SAMPLES, Samples, quality_of
from rex.importers.money import parse_money
from rex.importers.order_faults import Unread, no_amount, no_time
from rex.importers.order_rows import Line, Order, sales_row
from rex.importers.sales_marks import customer_of, tags_of, utm_in
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.importers.times import Order as DateOrder

PAYMENTS = "stripe_payments"
"""The channel of a payment: the views know by it what is no order of a shop."""
_TIMES = ("created_date_utc", "created_utc")
_ONLY_HERE = frozenset(
    {
        "captured", "seller_message", "payment_source_type", "paymentintent_id", "is_link", "amount_refunded",
        "converted_amount", "card_funding", "statement_descriptor", "taxes_on_fee", "customer_id",
    }
)  # fmt: skip
_EXTRA = (
    "status", "captured", "mode", "payment_source_type", "is_link", "fee", "taxes_on_fee", "tax", "converted_amount",
    "converted_amount_refunded", "converted_currency", "refunded_date_utc", "disputed_amount", "dispute_status",
    "dispute_reason", "dispute_date_utc", "card_brand", "card_funding", "card_issue_country", "application_fee",
)  # fmt: skip
"""What goes into `extra`: none of it tells who the customer is."""
_STATUS = (
    ("partially_refunded", r"partial\w* ?refund"),
    ("refunded", r"refund"),
    ("paid", r"\bpaid|succe|disput|chargeback"),
    ("failed", r"fail|block|declin|requires|incomplete"),
    ("cancelled", r"cancel|expire"),
    ("pending", r"pending|uncaptured|processing|authori"),
)
"""What the words of a status mean. A payment that the customer never finished failed; one in dispute was paid."""
_FITS = tuple((name, re.compile(pattern)) for name, pattern in _STATUS)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    found = set() if sheet is None else set(sheet.folded)
    if sheet is None or "amount" not in found or not found & {"status", "currency"} or "arrival_date_utc" in found:
        return None
    if "created_date_utc" in found or ("created_utc" in found and len(found & _ONLY_HERE) >= 2):
        return Recognition(
            92, f"Created date (UTC), Amount and {len(sheet.names) - 2} more columns: Stripe's payments export."
        )
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    reading, places = _Reading(sink, sheet), sheet.places
    for record in sheet.rows(sink):
        reading.take(record, Cells(places, record.cells))


class _Reading:
    """Knows the whole columns' decimal sign and order of dates, and counts payments that look alike."""

    def __init__(self, sink: Sink, sheet: Sheet) -> None:
        self._sink = sink
        self._created = next(name for name in _TIMES if name in sheet.folded)
        self._extra = [name for name in _EXTRA if name in sheet.folded]
        self._notes = {at: name for at, name in enumerate(sheet.names) if "utm" in name.casefold()}
        self._alike: Counter[str] = Counter()
        self._decimal, self._dates = self._learn(sheet)

    def _learn(self, sheet: Sheet) -> tuple[str, DateOrder]:
        money, dates, places = Samples(), Samples(), sheet.places
        for record in islice(sheet.data(), MOST_SAMPLES):
            cells = Cells(places, record.cells)
            dates.add(cells[self._created])
            for column in ("amount", "amount_refunded", "fee"):
                money.add(cells[column])
        return money.decimal(), dates.order(self._sink.clock.starts)

    def take(self, record: Record, cells: Cells) -> None:
        """Hand one payment to the sink."""
        sink = self._sink
        if cells["mode"].casefold() == "test":
            sink.set_aside(record.number, "other", line=record.line, detail="test payment")
            return
        order = self._order(cells)
        if isinstance(order, Unread):
            sink.unreadable(
                record.number, line=record.line, column=order.column, problem=order.problem, did=NOT_COUNTED
            )
        elif not sink.first_time(order.key):
            sink.set_aside(record.number, "duplicate", line=record.line)
        else:
            sink.keep("sales", sales_row(sink, order, Line(), 1), order.stamp, record.number, order.key)

    def _order(self, cells: Cells) -> Order | Unread:
        sink, created = self._sink, cells[self._created]
        wall = parse_wall(created, self._dates)
        if wall is None:
            return no_time(sink, "Created date (UTC)", created)
        currency = cells["currency"].upper() or sink.currency
        total = self._minor(cells["amount"], currency)
        if total is None:
            return no_amount(sink, "Amount", cells["amount"])
        back = self._minor(cells["amount_refunded"], currency)
        native = cells["id"] or cells["paymentintent_id"] or self._made_up(cells)
        status = _status(cells, total, back)
        notes = [(name, cells.row[at]) for at, name in self._notes.items()]
        return Order(
            key=f"stripe\x1f{native}",
            name=native,
            stamp=sink.clock.at_wall(
                wall if wall.tzinfo else wall.replace(tzinfo=UTC), created, quality=quality_of(created)
            ),
            status=status,
            currency=currency,
            total_minor=total,
            channel=PAYMENTS,
            customer=customer_of(sink, cells["customer_email"], "", cells["customer_id"]),
            tags=tags_of(sink, [], utm_in(notes)),
            refunded_minor=total if back is None and status == "refunded" else back,
            extra={name: text for name in self._extra if (text := cells[name])},
        )

    def _minor(self, text: str, currency: str | None) -> int | None:
        found = parse_money(text, currency, decimal=self._decimal) if text else None
        return None if found is None else found.minor

    def _made_up(self, cells: Cells) -> str:
        """Name a payment whose id was cut off: by its time, amount and invoice, and by how many before it look alike.

        Two people may well pay the same in the same second of a show; a second file with the same rows adds nothing.
        """
        told = "\x1f".join(cells[name] for name in (self._created, "amount", "currency", "status", "invoice_number"))
        self._alike[told] += 1
        text = f"{told}\x1f{self._alike[told]}"
        return f"payment-{blake2b(text.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def _status(cells: Cells, total: int, back: int | None) -> str:
    """Give the payment's status; one that was never captured is not paid, one with money back is partly refunded."""
    words = cells["status"].casefold().replace("_", " ")
    status = next((name for name, pattern in _FITS if pattern.search(words)), "placed")
    if status == "paid" and cells["captured"].casefold() == "false":
        return "pending"
    if back and status in {"paid", "placed"}:
        return "refunded" if back >= total else "partially_refunded"
    return status


IMPORTER = Importer(
    id="stripe_payments",
    title="Stripe payments export",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    where="Stripe dashboard, Transactions, Payments, Export, all columns",
    version=2,
    source="a shop's export of 2023 and 2024, cut and saved with semicolons, and the header of a whole one",
)

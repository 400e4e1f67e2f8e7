"""Shopify's orders: what an order's first row says, and each line item as a canonical row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.columns import quality_of
from rex.importers.money import parse_money
from rex.importers.sink import extra_of
from rex.importers.times import parse_wall
from rex.model.message import say
from rex.model.tables import SalesRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rex.importers.clock import Stamp
    from rex.importers.sink import Sink
    from rex.importers.times import Order as DateOrder
    from rex.model.message import Message

_STATUS = {
    "paid": "paid",
    "pending": "pending",
    "authorized": "pending",
    "partially_paid": "pending",
    "unpaid": "pending",
    "refunded": "refunded",
    "partially_refunded": "partially_refunded",
    "voided": "cancelled",
    "expired": "failed",
}
_EXTRA = (
    "fulfillment_status", "fulfilled_at", "paid_at", "cancelled_at", "shipping_country", "payment_method",
    "outstanding_balance", "vendor", "risk_level", "duties", "lineitem_compare_at_price",
    "lineitem_requires_shipping", "lineitem_taxable", "lineitem_fulfillment_status",
)  # fmt: skip
"""The only columns that go into `extra`: none of them tells who the customer is."""
_UTM = re.compile(
    r"^\W*(utm_(?:source|medium|campaign|term|content))\s*[:=]\s*(.{1,100})$", re.IGNORECASE | re.MULTILINE
)
_GIVEN_AWAY = re.compile(
    r"\b(?:giveaways?|give-away|sorteos?|concours|jeu-concours|tirage|premios?|prizes?|ganadora?|gagnante?|winners?)\b",
    re.IGNORECASE,
)


class Cells:
    """A row's cells by folded column name; a column that the file does not have is empty."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: Mapping[str, int], row: list[str]) -> None:
        self._columns, self._row = columns, row

    def __getitem__(self, column: str) -> str:
        at = self._columns.get(column)
        return "" if at is None else self._row[at].strip()

    def __contains__(self, column: str) -> bool:
        return column in self._columns

    @property
    def row(self) -> list[str]:
        """Give all cells, for comparing."""
        return self._row


class Layout(NamedTuple):
    """What the whole file told: its columns, its decimal sign and the order of its dates."""

    columns: frozenset[str]
    decimal: str
    dates: DateOrder


class Bad(NamedTuple):
    """Why an order or a line cannot be read, and the column that shows it."""

    column: str
    problem: Message


@dataclass(slots=True)
class Order:
    """The order's own facts, which all its lines share; `lines` counts those written so far beside the first."""

    name: str
    stamp: Stamp
    status: str
    giveaway: bool
    currency: str | None
    customer: str | None
    layout: Layout
    lines: int = 1

    def money(self, text: str) -> int | None:
        """Read an amount of the order in minor units."""
        found = parse_money(text, self.currency, decimal=self.layout.decimal) if text else None
        return None if found is None else found.minor


def order_of(sink: Sink, cells: Cells, layout: Layout, *, whole: bool) -> Order | Bad:
    """Read an order's first row; `whole` is False where only a later row of it is at hand (a split export)."""
    created = cells["created_at"] or cells["paid_at"]
    wall = parse_wall(created, layout.dates)
    if wall is None:
        return Bad("Created at", say("“{text}” is not a date and time.", text=sink.shown(created)))
    currency = cells["currency"].upper() or sink.currency
    order = Order(
        name=cells["name"],
        stamp=sink.clock.at_wall(wall, created, quality=quality_of(created)),
        status=_status(cells),
        giveaway=False,
        currency=currency,
        customer=_customer(sink, cells),
        layout=layout,
    )
    total = order.money(cells["total"])
    if whole and total is None and "total" in layout.columns:
        return Bad("Total", say("“{text}” is not an amount.", text=sink.shown(cells["total"])))
    told = " ".join(cells[column] for column in ("tags", "discount_code", "source", "lineitem_name"))
    order.giveaway = total == 0 and _GIVEN_AWAY.search(told) is not None
    return order


def _status(cells: Cells) -> str:
    if cells["cancelled_at"]:
        return "cancelled"
    return _STATUS.get(cells["financial_status"].lower(), "placed")


def _customer(sink: Sink, cells: Cells) -> str | None:
    """Give the customer's pseudonym: of the mail, else the phone, else the shop's number; None without any."""
    phone = re.sub(r"\D", "", cells["phone"] or cells["billing_phone"] or cells["shipping_phone"])
    identity = cells["email"] or phone or cells["customer_id"]
    return sink.person(identity) if identity else None


def sales_row(sink: Sink, cells: Cells, order: Order, *, head: bool) -> SalesRow | Bad:
    """Write one line item; the order's totals stand on its first row alone."""
    quantity = _quantity(cells)
    if quantity is None:
        return Bad(
            "Lineitem quantity", say("“{text}” is not a number of pieces.", text=sink.shown(cells["lineitem_quantity"]))
        )
    if not head:
        order.lines += 1
    price = order.money(cells["lineitem_price"])
    row = SalesRow(
        order_id=sink.label(order.name),
        line_no=1 if head else order.lines,
        customer=order.customer,
        status=order.status,
        cancelled=order.status == "cancelled",
        unpaid=order.status == "pending",
        giveaway=order.giveaway,
        sku=sink.label(cells["lineitem_sku"]) or None,
        product=sink.label(cells["lineitem_name"]) or None,
        qty=quantity,
        unit_price_minor=price,
        line_gross_minor=None if price is None else price * quantity,
        line_discount_minor=order.money(cells["lineitem_discount"]),
        currency=order.currency,
        extra=extra_of(_extra(sink, cells)),
    )
    if head:
        _add_totals(sink, row, cells, order)
    return row


def _add_totals(sink: Sink, row: SalesRow, cells: Cells, order: Order) -> None:
    row.order_subtotal_minor = order.money(cells["subtotal"])
    row.order_shipping_minor = order.money(cells["shipping"])
    row.order_tax_minor = order.money(cells["taxes"])
    row.order_discount_minor = order.money(cells["discount_amount"])
    row.order_total_minor = order.money(cells["total"])
    row.order_refunded_minor = order.money(cells["refunded_amount"])
    row.channel = sink.label(cells["source"]) or None
    row.discount_code = sink.words(cells["discount_code"]) or None
    row.tags = sink.words(cells["tags"]) or None


def _quantity(cells: Cells) -> int | None:
    text = cells["lineitem_quantity"]
    if not text:
        return 1
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 10**9 else None


def _extra(sink: Sink, cells: Cells) -> Mapping[str, str]:
    kept = {column: sink.words(cells[column]) for column in _EXTRA if cells[column]}
    for key, value in _UTM.findall(cells["note_attributes"]):
        kept[key.lower()] = sink.words(value)
    return kept

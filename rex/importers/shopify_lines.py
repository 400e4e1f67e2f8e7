"""Shopify's orders export: what an order's first row says, and each row's line item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.columns import quality_of
from rex.importers.money import is_storable, parse_money
from rex.importers.order_faults import Unread, no_amount, no_pieces, no_time
from rex.importers.order_rows import Line, Order
from rex.importers.sales_marks import codes_of, customer_of, is_giveaway, tags_of, utm_in
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.importers.cells import Cells
    from rex.importers.sink import Sink
    from rex.importers.times import Order as DateOrder

STATUS = {
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
"""Shopify's financial statuses, in the export and in the API."""
_EXTRA = (
    "fulfillment_status", "fulfilled_at", "paid_at", "cancelled_at", "shipping_country", "payment_method",
    "outstanding_balance", "vendor", "risk_level", "duties", "lineitem_compare_at_price",
    "lineitem_requires_shipping", "lineitem_taxable", "lineitem_fulfillment_status",
)  # fmt: skip
"""The only columns that go into `extra`: none of them tells who the customer is."""
_NOTE = re.compile(r"^[^\w\n]*(\w[\w .-]{0,60}?)[ \t]*[:=][ \t]*(\S.{0,500})$", re.MULTILINE)
"""One of the order's note attributes, which stand in one cell as lines of `name: value`."""
_MORE_UTM = ("utm_term", "utm_content")
_ID = re.compile(r"\d{5,20}")
"""An order's own id. A spreadsheet turns it into `5.46E+12`, which is the same for every order of the file."""


class Layout(NamedTuple):
    """What the whole file told: its columns, its decimal sign, the order of its dates; the columns of `extra`."""

    columns: frozenset[str]
    decimal: str
    dates: DateOrder
    kept: tuple[str, ...]


def layout_of(columns: Sequence[str], decimal: str, dates: DateOrder) -> Layout:
    """Describe a file by its folded columns and what they told."""
    return Layout(frozenset(columns), decimal, dates, tuple(name for name in _EXTRA if name in columns))


class _Amounts(NamedTuple):
    """Reads amounts of one order in minor units."""

    currency: str | None
    decimal: str

    def of(self, text: str) -> int | None:
        found = parse_money(text, self.currency, decimal=self.decimal) if text else None
        return None if found is None else found.minor


def key_of(cells: Cells) -> str:
    """Give what a repeat of an order is known by: its id, which the API has too, else its name and time."""
    told = (cells["id"],) if _ID.fullmatch(cells["id"]) else (cells["name"], cells["created_at"])
    return "\x1f".join(("shopify", *told))


def order_of(sink: Sink, cells: Cells, layout: Layout, *, whole: bool) -> Order | Unread:
    """Read an order's first row; `whole` is False where only a later row of it is at hand (a split export)."""
    created = cells["created_at"] or cells["paid_at"]
    wall = parse_wall(created, layout.dates)
    if wall is None:
        return no_time(sink, "Created at", created)
    money = _Amounts(cells["currency"].upper() or sink.currency, layout.decimal)
    total = money.of(cells["total"])
    if whole and total is None and "total" in layout.columns:
        return no_amount(sink, "Total", cells["total"])
    phone = cells["phone"] or cells["billing_phone"] or cells["shipping_phone"]
    told = [cells[column] for column in ("tags", "discount_code", "source", "lineitem_name")]
    return Order(
        key=key_of(cells),
        name=cells["name"],
        stamp=sink.clock.at_wall(wall, created, quality=quality_of(created)),
        status="cancelled" if cells["cancelled_at"] else STATUS.get(cells["financial_status"].lower(), "placed"),
        currency=money.currency,
        total_minor=total,
        customer=customer_of(sink, cells["email"], phone, cells["customer_id"]),
        giveaway=is_giveaway(total, told),
        channel=sink.label(cells["source"]) or None,
        code=codes_of(sink, [cells["discount_code"]]),
        tags=tags_of(sink, [cells["tags"]], utm_in(_NOTE.findall(cells["note_attributes"]))),
        subtotal_minor=money.of(cells["subtotal"]),
        shipping_minor=money.of(cells["shipping"]),
        tax_minor=money.of(cells["taxes"]),
        discount_minor=money.of(cells["discount_amount"]),
        refunded_minor=money.of(cells["refunded_amount"]),
    )


def line_of(sink: Sink, cells: Cells, order: Order, layout: Layout) -> Line | Unread:
    """Read one row's line item, and the columns that are kept as they are."""
    quantity = _quantity(cells)
    if quantity is None:
        return no_pieces(sink, "Lineitem quantity", cells["lineitem_quantity"])
    money = _Amounts(order.currency, layout.decimal)
    price = money.of(cells["lineitem_price"])
    gross = None if price is None else price * quantity
    if (price is None and any(map(str.isdigit, cells["lineitem_price"]))) or not is_storable(gross):
        return no_amount(sink, "Lineitem price", cells["lineitem_price"])
    kept = {column: text for column in layout.kept if (text := cells[column])}
    if "utm_" in (notes := cells["note_attributes"]):
        kept |= {name.lower(): value for name, value in _NOTE.findall(notes) if name.lower() in _MORE_UTM}
    return Line(
        product=cells["lineitem_name"],
        sku=cells["lineitem_sku"],
        qty=quantity,
        unit_minor=price,
        gross_minor=gross,
        discount_minor=money.of(cells["lineitem_discount"]),
        extra=kept,
    )


def _quantity(cells: Cells) -> int | None:
    text = cells["lineitem_quantity"]
    if not text:
        return 1
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 10**9 else None

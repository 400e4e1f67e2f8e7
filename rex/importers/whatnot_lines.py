"""Whatnot's rows: what one sale is, in the report of a show and in the weekly one, whose columns differ in name."""

from __future__ import annotations

from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.columns import MOST_SAMPLES, Samples
from rex.importers.elapsed import TimeColumn, Told
from rex.importers.money import currency_in, parse_money
from rex.importers.order_faults import Unread, no_amount, no_order, no_pieces, no_time
from rex.importers.order_rows import Line, Order
from rex.importers.sales_marks import customer_of, tags_of
from rex.importers.table_reading import whole_number

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.clock import Stamp
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink

_NOT_TOLD = ("", "--")
_NO = ("", "--", "false", "no", "0", "none")
_LONGEST_TIME = 40
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "MXN", "HKD", "SGD"})
_EXTRA = (
    "transaction_type", "buy_format", "sale_type", "product_category", "transaction_amount", "buyer_paid",
    "shipping_fee", "seller_shipping_charge", "commission_fee", "payment_processing_fee", "processing_fee",
    "cost_of_goods", "transaction_completed_at_utc", "bundled", "buyer_country",
)  # fmt: skip
"""What goes into `extra`: none of it tells who the buyer is."""


class Sale(NamedTuple):
    """One row: its order and its line."""

    order: Order
    line: Line


class Layout:
    """Reads a row's cells by what they mean, whichever of the two reports it is."""

    def __init__(self, sink: Sink, sheet: Sheet) -> None:
        self._sink = sink
        self._columns = frozenset(sheet.folded)
        self.weekly = "order_placed_at_utc" in self._columns
        self._time = "order_placed_at_utc" if self.weekly else "placed_at"
        at, money, times = sheet.places, Samples(), list[str]()
        for record in islice(sheet.data(), MOST_SAMPLES):
            times.append(record.cells[at[self._time]].strip() if self._time in at else "")
            for column in ("sold_price", "original_item_price", "post_coupon_price"):
                money.add(record.cells[at[column]] if column in at else "")
        self._decimal = money.decimal()
        told = Told("utc", UTC) if self.weekly else Told()
        self._times = TimeColumn(sink.clock, [text for text in times if _may_be_time(text)], None, told)

    def no_order(self, cells: Cells) -> str | None:
        """Name what a row is where it is no order: a tip, a refund, a label. None for an order."""
        kind = cells["transaction_type"].upper()
        return None if kind in {"", "--", "ORDER_EARNINGS"} else kind

    def name(self, cells: Cells) -> str:
        """Name the order by the number that both reports have, else by the id that the show's report has."""
        return next((cells[c] for c in ("order_numeric_id", "order_id") if cells[c] not in _NOT_TOLD), "")

    def line(self, cells: Cells) -> str:
        """Name the row inside its order: by its entry in the ledger, else by all it says."""
        return cells["ledger_transaction_id"] or "\x1f".join(cells.row)

    def stamp(self, cells: Cells) -> Stamp | Unread | None:
        """Read when it was sold; None where the file does not tell."""
        text = cells[self._time]
        if self._time not in self._columns or text in _NOT_TOLD:
            return None
        return (self._times.stamp(text) if _may_be_time(text) else None) or no_time(self._sink, self._time, text)

    def currency(self, cells: Cells) -> str | None:
        """Give the currency: the row's own, or what the price's sign says; a bare $ is the session's dollar."""
        own = cells["transaction_currency"].upper()
        if own not in _NOT_TOLD:
            return own
        told = currency_in(cells["sold_price"] or cells["original_item_price"])
        dollars = told == "USD" and self._sink.currency in _DOLLARS
        return self._sink.currency if told is None or dollars else told

    def price(self, cells: Cells) -> int | None:
        """Give what the item was sold for, after the seller's coupon, in minor units."""
        for column in ("post_coupon_price", "sold_price"):
            price = self.minor(cells, column)
            if price is not None:
                return price
        whole = self.minor(cells, "original_item_price")
        return None if whole is None else whole - (self.minor(cells, "coupon_cost") or 0)

    def minor(self, cells: Cells, column: str) -> int | None:
        """Read an amount in minor units."""
        text = cells[column]
        if text in _NOT_TOLD:
            return None
        found = parse_money(text, self.currency(cells), decimal=self._decimal)
        return None if found is None else found.minor

    def status(self, cells: Cells) -> str:
        """Give the order's status; without a shipment a sale of a show is not confirmed yet."""
        called_off = cells["cancelled_or_failed"].casefold()
        if called_off not in _NO:
            return "failed" if "fail" in called_off else "cancelled"
        if self.weekly:
            return "paid"
        if "shipment_id" in self._columns:
            return "pending" if cells["shipment_id"] in _NOT_TOLD else "paid"
        return "placed"


def _may_be_time(text: str) -> bool:
    return text not in _NOT_TOLD and len(text) <= _LONGEST_TIME


def sale_of(sink: Sink, layout: Layout, cells: Cells) -> Sale | Unread:
    """Read one row as a sale."""
    name, stamp, price = layout.name(cells), layout.stamp(cells), layout.price(cells)
    quantity = whole_number(cells["product_quantity"] or cells["quantity"] or cells["quantity_sold"] or "1")
    if not name:
        return no_order("order_id")
    if isinstance(stamp, Unread):
        return stamp
    if price is None:
        column = "sold_price" if cells["sold_price"] else "original_item_price"
        return no_amount(sink, column, cells[column])
    if quantity is None:
        return no_pieces(sink, "product_quantity", cells["product_quantity"] or cells["quantity_sold"])
    whole = layout.minor(cells, "original_item_price")
    gross = price if whole is None else whole
    order = Order(
        key=f"whatnot\x1f{name}",
        name=name,
        stamp=stamp,
        status=layout.status(cells),
        currency=layout.currency(cells),
        total_minor=price,
        customer=customer_of(sink, cells["buyer_username"] or cells["buyer"] or cells["buyer_name"]),
        giveaway=price == 0 or "GIVEAWAY" in cells["buy_format"].upper(),
        channel=sink.label(cells["buy_format"]).lower() or None,
        tags=tags_of(sink, [cells["livestream_title"].replace(",", " "), cells["livestream_id"]]),
        discount_minor=layout.minor(cells, "coupon_cost"),
        extra={column: text for column in _EXTRA if (text := cells[column]) not in _NOT_TOLD},
    )
    line = Line(
        product=cells["product_name"] or cells["listing_title"],
        sku="" if cells["sku"] in _NOT_TOLD else cells["sku"],
        qty=quantity,
        unit_minor=round(gross / quantity) if quantity else None,
        gross_minor=gross,
        discount_minor=gross - price,
    )
    return Sale(order, line)

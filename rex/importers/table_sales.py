"""Sales from a table of no known platform: order lines in any order, with totals of the order or of the line."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.importers.money import is_storable
from rex.importers.order_status import status_of
from rex.model.tables import SalesRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.table_reading import Cells, Reading
    from rex.importers.tables import Record


@dataclass(slots=True)
class _Order:
    """An order's amounts over all its rows, as found before the rows are written."""

    totals: list[str] = field(default_factory=list)
    lines_minor: int = 0
    written: int = 0
    known_before: bool | None = None


class SalesReader:
    """Writes order lines; knows from a first look which orders have several rows, and what their totals mean."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._orders: defaultdict[str, _Order] = defaultdict(_Order)
        self._lines_have_totals = self._look_through()

    def _look_through(self) -> bool:
        """Add up each order's rows; tell whether the column of totals holds the line's and not the order's.

        It does where rows of one order differ in it: an order has one total.
        """
        reading = self._reading
        for record in reading.sheet.data():
            cells = reading.cells(record)
            order = self._orders[_name(cells, record)]
            if cells["total"]:
                order.totals.append(cells["total"])
            order.lines_minor += self._line(cells) or 0
        return any(len(set(order.totals)) > 1 for order in self._orders.values())

    def _line(self, cells: Cells) -> int | None:
        reading = self._reading
        text = cells["line_total"] or cells["price"]
        amount = reading.minor(text, reading.currency(cells, text or cells["total"]))
        if amount is None or cells["line_total"]:
            return amount
        quantity = _quantity(cells["qty"])
        return amount if quantity is None else amount * quantity

    def take(self, reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
        """Write one row as an order line, the order's totals on its first one."""
        quantity = _quantity(cells["qty"])
        if quantity is None or not is_storable(quantity):
            reading.unreadable(record, "qty", cells["qty"])
            return
        order = self._orders[_name(cells, record)]
        if order.known_before is None:
            order.known_before = bool(cells["order_id"]) and not reading.sink.first_time(
                f"{reading.mapping.id}\x1f{cells['order_id']}"
            )
        if order.known_before:
            reading.sink.set_aside(record.number, "duplicate", line=record.line)
            return
        told = cells["total"] or cells["line_total"] or cells["price"]
        currency = reading.currency(cells, told)
        total = self._total(order, cells, currency)
        if order.written == 0 and total is None:
            column = next((f for f in ("total", "line_total", "price") if f in reading.places), "")
            reading.unreadable(record, column, told)
            return
        order.written += 1
        row = self._row(cells, record, currency, quantity)
        row.line_no = order.written
        if order.written == 1:
            row.order_total_minor = total
            row.order_subtotal_minor = reading.minor(cells["subtotal"], currency)
            row.order_shipping_minor = reading.minor(cells["shipping"], currency)
            row.order_tax_minor = reading.minor(cells["tax"], currency)
            row.order_discount_minor = reading.minor(cells["discount"], currency)
            row.order_refunded_minor = reading.minor(cells["refunded"], currency)
        reading.sink.keep("sales", row, stamp, record.number)

    def _row(self, cells: Cells, record: Record, currency: str | None, quantity: int) -> SalesRow:
        reading, sink = self._reading, self._reading.sink
        price = reading.minor(cells["price"], currency)
        status = status_of(cells["status"])
        return SalesRow(
            order_id=sink.label(_name(cells, record)),
            customer=sink.person(cells["customer"]) if cells["customer"] else None,
            status=status,
            cancelled=status == "cancelled",
            unpaid=status == "pending",
            giveaway=status == "giveaway",
            sku=reading.label(cells["sku"]),
            product=reading.label(cells["product"]),
            variant=reading.label(cells["variant"]),
            qty=quantity,
            unit_price_minor=price,
            line_gross_minor=self._gross(cells, currency, price, quantity),
            line_discount_minor=reading.minor(cells["line_discount"], currency),
            currency=currency,
            channel=reading.label(cells["channel"]),
            discount_code=sink.words(cells["code"]) or None if cells["code"] else None,
            tags=sink.words(cells["tags"]) or None if cells["tags"] else None,
            extra=reading.kept(record),
        )

    def _total(self, order: _Order, cells: Cells, currency: str | None) -> int | None:
        """Give the order's total: its own column, or the sum of its lines; None where the facts cannot hold it."""
        total = self._summed(order, cells, currency)
        return total if is_storable(total) else None

    def _summed(self, order: _Order, cells: Cells, currency: str | None) -> int | None:
        reading = self._reading
        if "total" not in reading.places:
            return order.lines_minor if cells["line_total"] or cells["price"] else None
        if self._lines_have_totals:
            amounts = [reading.minor(text, currency) for text in order.totals]
            return sum(amount for amount in amounts if amount is not None) if None not in amounts and amounts else None
        return reading.minor(cells["total"] or (order.totals[0] if order.totals else ""), currency)

    def _gross(self, cells: Cells, currency: str | None, price: int | None, quantity: int) -> int | None:
        if cells["line_total"]:
            return self._reading.minor(cells["line_total"], currency)
        if price is not None:
            return price * quantity if is_storable(price * quantity) else None
        return self._reading.minor(cells["total"], currency) if self._lines_have_totals else None


def _name(cells: Cells, record: Record) -> str:
    """Name the row's order; a row without one is an order of its own."""
    return cells["order_id"] or f"row_{record.number}"


def _quantity(text: str) -> int | None:
    if not text:
        return 1
    found = re.fullmatch(r"(-?\d{1,9})(?:[.,]0+)?", text)
    return int(found[1]) if found else None

"""Magento's and Adobe Commerce's grid of orders as CSV: one row an order, without its lines.

Times are a wall clock of the admin's zone with the month's name (`May 1, 2024 06:03:11 PM`; an older version writes
`18:03:11 PM`). Amounts have no currency sign: the total stands in the shop's base currency and in that of the
purchase. Subtotal and shipping are in the base currency, what was paid back in that of the purchase.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.cells import Cells
from rex.importers.columns import Samples, quality_of
from rex.importers.money import currency_in, parse_money
from rex.importers.order_faults import Unread, no_amount, no_order, no_time
from rex.importers.order_rows import Line, Order, sales_row
from rex.importers.sales_marks import customer_of
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.times import parse_wall
from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.importers.times import Order as DateOrder

_BASE, _PURCHASED = "grand_total_base", "grand_total_purchased"
_MONEY = (_BASE, _PURCHASED, "subtotal", "shipping_and_handling", "total_refunded")
_STATUS = (
    ("cancelled", r"cancel|anulad|annul"),
    ("refunded", r"closed|cerrad|ferm|fechad"),
    ("pending", r"pend|hold|review|fraud|espera|revision|attente|suspend|aguard"),
    ("paid", r"process|procesand|complet|en cours|termine"),
)
"""What the grid's words mean in the admin's languages; a closed order was paid back whole."""
_FITS = tuple((name, re.compile(pattern)) for name, pattern in _STATUS)
_EXTRA = ("status", "shipping_information", "customer_group", "payment_method", "allocated_sources", _BASE, _PURCHASED)
"""What goes into `extra`: none of it tells who the customer is."""


class _Layout(NamedTuple):
    """What the whole file told; `base` says that only the base currency's totals can be added up."""

    decimal: str
    dates: DateOrder
    base: bool


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None or not {"id", "purchase_date", _PURCHASED, "status"} <= set(sheet.folded):
        return None
    return Recognition(
        92, f"Purchase Date, Grand Total (Purchased) and {len(sheet.names) - 2} more columns: Magento's grid of orders."
    )


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    layout, places = _look_through(sheet, sink), sheet.places
    if layout.base:
        sink.note(
            line=0,
            column="Grand Total (Purchased)",
            problem=say("Some totals differ between the currency of the purchase and the shop's, and name neither."),
            did=say("The totals in the shop's own currency are used."),
        )
    for record in sheet.rows(sink):
        cells = Cells(places, record.cells)
        order = _order(sink, cells, layout)
        if isinstance(order, Unread):
            _unreadable(sink, record, order)
        elif not sink.first_time(order.key):
            sink.set_aside(record.number, "duplicate", line=record.line)
        else:
            sink.keep("sales", sales_row(sink, order, Line(), 1), order.stamp, record.number, order.key)


def _unreadable(sink: Sink, record: Record, why: Unread) -> None:
    sink.unreadable(record.number, line=record.line, column=why.column, problem=why.problem, did=NOT_COUNTED)


def _look_through(sheet: Sheet, sink: Sink) -> _Layout:
    money, dates, places = Samples(), Samples(), sheet.places
    differ = signed = False
    for record in sheet.data():
        cells = Cells(places, record.cells)
        dates.add(cells["purchase_date"])
        for column in _MONEY:
            money.add(cells[column])
        differ = differ or (bool(cells[_BASE]) and cells[_BASE] != cells[_PURCHASED])
        signed = signed or currency_in(cells[_PURCHASED]) is not None
    return _Layout(money.decimal(), dates.order(sink.clock.starts), base=differ and not signed)


def _order(sink: Sink, cells: Cells, layout: _Layout) -> Order | Unread:
    if not cells["id"]:
        return no_order("ID")
    placed = cells["purchase_date"]
    wall = parse_wall(placed, layout.dates)
    if wall is None:
        return no_time(sink, "Purchase Date", placed)
    column = _BASE if layout.base else _PURCHASED
    currency = currency_in(cells[column]) or sink.currency
    total = _minor(cells[column], currency, layout)
    if total is None:
        return no_amount(sink, "Grand Total (Base)" if layout.base else "Grand Total (Purchased)", cells[column])
    one = _minor(cells[_PURCHASED], currency, layout) == _minor(cells[_BASE] or cells[_PURCHASED], currency, layout)
    own = one or layout.base  # subtotal and shipping are in the total's currency too
    status = _status(cells["status"])
    return Order(
        key="\x1f".join(("magento", cells["id"], placed)),  # two shops of a brand may use the same numbers
        name=cells["id"],
        stamp=sink.clock.at_wall(wall, placed, quality=quality_of(placed)),
        status=status,
        currency=currency,
        total_minor=total,
        customer=customer_of(sink, cells["customer_email"]),
        channel=sink.label(cells["purchase_point"]) or None,
        subtotal_minor=_minor(cells["subtotal"], currency, layout) if own else None,
        shipping_minor=_minor(cells["shipping_and_handling"], currency, layout) if own else None,
        refunded_minor=_back(cells, currency, layout, total, status),
        extra={name: text for name in _EXTRA if (text := cells[name])},
    )


def _minor(text: str, currency: str | None, layout: _Layout) -> int | None:
    found = parse_money(text, currency, decimal=layout.decimal) if text else None
    return None if found is None else found.minor


def _back(cells: Cells, currency: str | None, layout: _Layout, total: int, status: str) -> int | None:
    """Give what was paid back in the total's currency, at the order's own rate; a closed order was paid back whole."""
    back = _minor(cells["total_refunded"], currency, layout)
    if back is None:
        return total if status == "refunded" else None
    purchased = _minor(cells[_PURCHASED], currency, layout)
    return round(back * total / purchased) if layout.base and purchased else back


def _status(text: str) -> str:
    words = text.casefold().replace("é", "e").replace("ó", "o").replace("_", " ")
    return next((name for name, pattern in _FITS if words and pattern.search(words)), "placed")


IMPORTER = Importer(
    id="magento_orders",
    title="Magento and Adobe Commerce, grid of orders",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    where="Magento admin, Sales, Orders, Export, CSV",
    source="Magento's own code that writes the grid and its dates, and public code that reads the file",
)

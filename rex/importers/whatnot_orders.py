"""Whatnot's sales: the report of one show, and the weekly report of all completed orders.

A sale of a show is confirmed when it has a shipment and is neither cancelled nor failed. What was given away costs
nothing. The weekly report (times in UTC) also lists tips, refunds and labels: they are no orders. The price is that of
the item, as both reports tell it; what the buyer paid with shipping and tax stands in `extra`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.importers.base import Importer, Recognition
from rex.importers.cells import Cells
from rex.importers.order_faults import Unread
from rex.importers.order_rows import sales_row
from rex.importers.sheet import NOT_COUNTED, sheet_of
from rex.importers.whatnot_lines import Layout, Sale, sale_of

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_SHOW = frozenset({"product_name", "cancelled_or_failed"})
_SHOW_PRICES = frozenset({"sold_price", "original_item_price"})
_WEEK = frozenset({"order_placed_at_utc", "listing_title", "original_item_price"})
_WEEK_ALSO = frozenset({"transaction_type", "transaction_amount", "ledger_transaction_id", "buy_format"})


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    found = set() if sheet is None else set(sheet.folded)
    if found >= _SHOW and found & _SHOW_PRICES:
        return Recognition(92, "product_name, sold price and cancelled_or_failed: Whatnot's report of a show.")
    if found >= _WEEK and len(found & _WEEK_ALSO) >= 2:
        return Recognition(92, "ORDER_PLACED_AT_UTC, LISTING_TITLE and ORIGINAL_ITEM_PRICE: Whatnot's weekly report.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    reading, places = _Reading(sink, Layout(sink, sheet)), sheet.places
    for record in sheet.data():
        reading.learn(Cells(places, record.cells))
    for record in sheet.rows(sink):
        reading.take(record, Cells(places, record.cells))


class _Reading:
    """Knows from a first look what the rows of one order add up to: its total stands on its first one."""

    def __init__(self, sink: Sink, layout: Layout) -> None:
        self._sink, self._layout = sink, layout
        self._totals: dict[str, int] = {}
        self._learnt: set[int] = set()
        self._written: dict[str, int | None] = {}
        self._met: set[int] = set()

    def learn(self, cells: Cells) -> None:
        """Add a row to its order's total, once."""
        name, price = self._layout.name(cells), self._layout.price(cells)
        line = hash((name, self._layout.line(cells)))
        if self._layout.no_order(cells) is None and price is not None and line not in self._learnt:
            self._learnt.add(line)
            self._totals[name] = self._totals.get(name, 0) + price

    def take(self, record: Record, cells: Cells) -> None:
        """Hand one row to the sink."""
        sink, layout = self._sink, self._layout
        reason = layout.no_order(cells)
        if reason is not None:
            sink.set_aside(record.number, "other", line=record.line, detail=reason)
            return
        name = layout.name(cells)
        sale = sale_of(sink, layout, cells)
        if isinstance(sale, Unread):
            sink.unreadable(record.number, line=record.line, column=sale.column, problem=sale.problem, did=NOT_COUNTED)
        elif not self._new(name, sale, hash((name, layout.line(cells)))):
            sink.set_aside(record.number, "duplicate", line=record.line)
        else:
            self._keep(record, name, sale)

    def _new(self, name: str, sale: Sale, line: int) -> bool:
        """Tell a row that was not met before: in this file by its own id, in others by its order's."""
        if name not in self._written:
            self._written[name] = 0 if self._sink.first_time(sale.order.key) else None
        new = self._written[name] is not None and line not in self._met
        self._met.add(line)
        return new

    def _keep(self, record: Record, name: str, sale: Sale) -> None:
        line_no = (self._written[name] or 0) + 1
        self._written[name] = line_no
        row = sales_row(self._sink, sale.order, sale.line, line_no)
        if line_no == 1:
            row.order_total_minor = self._totals.get(name)
        self._sink.keep("sales", row, sale.order.stamp, record.number, f"{sale.order.key}\x1f{line_no}")


IMPORTER = Importer(
    id="whatnot_orders",
    title="Whatnot, report of a show and weekly report",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    where="Whatnot Seller Hub: a show's report as CSV, or Financials, Statements, weekly orders report",
    source="column names in public code that reads both, and Whatnot's page on its financial report; no whole file",
    status="unverified",
)

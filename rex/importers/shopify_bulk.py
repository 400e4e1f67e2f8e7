"""Shopify's bulk export: one JSON object a line, an order's line items on lines of their own that name it as parent.

Children come after their parent, but not always right after it, and an order's total must stand on one row only. So
the file is read twice: first the orders, then the lines. An order's own line fills no row where it has line items.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rex.importers.api_orders import Passed, entries
from rex.importers.api_values import text_of
from rex.importers.documents import unreadable_document
from rex.importers.order_faults import Unread, no_pieces
from rex.importers.order_rows import Order, sales_row, sales_rows
from rex.importers.sales_marks import is_giveaway
from rex.importers.sheet import NOT_COUNTED
from rex.importers.shopify_graphql import back_of, line_as_rest, order_as_rest
from rex.importers.shopify_rest import line_of, order_of
from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.api_orders import Entry
    from rex.importers.sink import Sink

_ORDER, _LINE, _REFUND = "gid://shopify/Order/", "gid://shopify/LineItem/", "gid://shopify/Refund/"
_Found = Order | Unread | Passed | None
"""An order that can be read, why it cannot, why it is none, or None: it stands in another file too."""


def is_bulk(entry: dict[str, Any]) -> bool:
    """Tell a line of the bulk export: an order, or a line item that names its order."""
    native = text_of(entry.get("id"))
    if native.startswith(_ORDER):
        return "createdAt" in entry
    return native.startswith(_LINE) and text_of(entry.get("__parentId")).startswith(_ORDER)


def read_bulk(sink: Sink) -> None:
    """Hand every line of a bulk export to the sink."""
    reading = _Reading(sink)
    for entry in entries(sink.head):
        reading.take(entry)


class _Reading:
    """Knows all orders of the file from a first look, and writes their lines on the second."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._orders: dict[str, _Found] = {}
        self._with_lines: set[str] = set()
        self._opened: set[str] = set()
        self._met: set[str] = set()
        self._written: dict[str, int] = {}
        self._look_through()

    def _look_through(self) -> None:
        back: dict[str, int] = {}
        free: dict[str, list[str]] = {}
        for entry in entries(self._sink.head):
            value = entry.value if isinstance(entry.value, dict) else {}
            native, parent = text_of(value.get("id")), text_of(value.get("__parentId"))
            if native.startswith(_ORDER):
                found = order_of(self._sink, order_as_rest(value), [])
                self._orders.setdefault(native, found)
                if isinstance(found, Order) and found.total_minor == 0:
                    free[native] = []
            elif native.startswith(_LINE):
                self._with_lines.add(parent)
                if parent in free:
                    free[parent].append(text_of(value.get("title")))
            elif native.startswith(_REFUND):
                back[parent] = back.get(parent, 0) + (back_of(value, self._sink.currency) or 0)
        self._complete(back, free)

    def _complete(self, back: dict[str, int], free: dict[str, list[str]]) -> None:
        """Add to the orders what only their children tell: what was paid back, and that it was a prize."""
        for native, minor in back.items():
            order = self._orders.get(native)
            if isinstance(order, Order) and order.refunded_minor is None:
                self._orders[native] = replace(order, refunded_minor=minor)
        for native, products in free.items():
            order = self._orders.get(native)
            if isinstance(order, Order) and is_giveaway(order.total_minor, products):
                self._orders[native] = replace(order, giveaway=True)

    def take(self, entry: Entry) -> None:
        """Hand one line to the sink."""
        sink, number = self._sink, entry.number
        if entry.document.broken:
            unreadable_document(sink, entry.document, number)
            return
        value = entry.value if isinstance(entry.value, dict) else {}
        native, parent = text_of(value.get("id")), text_of(value.get("__parentId"))
        if native.startswith(_ORDER):
            self._take_order(entry, native)
        elif native.startswith(_LINE):
            self._take_line(entry, native, parent)
        elif native.startswith(_REFUND) and isinstance(self._orders.get(parent), Order):
            sink.keep_all((), number, native)
        else:
            sink.set_aside(number, "other", line=entry.line, detail=native.split("/")[-2] if "/" in native else "")

    def _open(self, native: str) -> _Found:
        """Meet an order for the first time: another file of the session may hold it already."""
        order = self._orders.get(native)
        if isinstance(order, Order) and native not in self._opened:
            self._opened.add(native)
            if not self._sink.first_time(order.key):
                self._orders[native] = None
        return self._orders.get(native)

    def _take_order(self, entry: Entry, native: str) -> None:
        order = self._open(native)
        if isinstance(order, Order) and self._first(native):
            rows = () if native in self._with_lines else sales_rows(self._sink, order, [])
            self._sink.keep_all(rows, entry.number, native)
        elif isinstance(order, Unread):
            self._unreadable(entry, order)
        else:
            self._aside(entry, order)

    def _take_line(self, entry: Entry, native: str, parent: str) -> None:
        sink = self._sink
        if parent not in self._orders:
            self._unreadable(entry, Unread("__parentId", say("The order of this line is not in the file.")))
            return
        order = self._open(parent)
        if not isinstance(order, Order) or not self._first(native):
            self._aside(entry, order)
            return
        line = line_of(line_as_rest(entry.value), order.currency)
        if line is None:
            self._unreadable(entry, no_pieces(sink, "quantity", text_of(entry.value.get("quantity"))))
            return
        line_no = self._written[parent] = self._written.get(parent, 0) + 1
        sink.keep("sales", sales_row(sink, order, line, line_no), order.stamp, entry.number, native)

    def _first(self, native: str) -> bool:
        first = native not in self._met
        self._met.add(native)
        return first

    def _aside(self, entry: Entry, order: _Found) -> None:
        """Set a line aside whose order is not written: a repeat, a test, or one that cannot be read."""
        if isinstance(order, Passed):
            self._sink.set_aside(entry.number, "other", line=entry.line, detail=order.detail)
        elif isinstance(order, Unread):
            self._sink.set_aside(entry.number, "unreadable", line=entry.line, detail=order.column)
        else:
            self._sink.set_aside(entry.number, "duplicate", line=entry.line)

    def _unreadable(self, entry: Entry, why: Unread) -> None:
        self._sink.unreadable(entry.number, line=entry.line, column=why.column, problem=why.problem, did=NOT_COUNTED)

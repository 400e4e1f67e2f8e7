"""Shopify's orders export: one row a line item, with the order's own facts on its first row only.

It comes with 79 columns, cut down by merchants, split over several files, and saved again by spreadsheets with
local dates and decimals. Customers' personal columns are read for nothing but the pseudonym.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.importers.base import Importer, Recognition
from rex.importers.columns import Samples
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.shopify_lines import Bad, Cells, Layout, Order, order_of, sales_row
from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_HEAD_COLUMNS = ("financial_status", "total", "subtotal", "currency", "id", "paid_at", "source")
_MONEY_COLUMNS = (
    "subtotal", "shipping", "taxes", "total", "discount_amount", "lineitem_price", "refunded_amount",
    "lineitem_discount",
)  # fmt: skip
_Item = tuple[str, str, str, str, str]


@dataclass(slots=True)
class _Known:
    """What a first look through the file tells: each order's first row, how often it stands there, its items."""

    heads: dict[str, Cells] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    items: Counter[_Item] = field(default_factory=Counter)
    money: Samples = field(default_factory=Samples)
    dates: Samples = field(default_factory=Samples)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None:
        return None
    found = set(sheet.folded)
    if {"name", "lineitem_quantity"} <= found and found & {"created_at", "paid_at"}:
        return Recognition(
            95, f"Name, Lineitem quantity and {len(sheet.names) - 2} more columns: Shopify's orders export."
        )
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    known = _look_through(sheet)
    layout = Layout(frozenset(sheet.folded), known.money.decimal(), known.dates.order(sink.clock.starts))
    reading, places = _Reading(sink, known, layout), sheet.places
    for record in sheet.rows(sink):
        reading.take(record, Cells(places, record.cells))


def _look_through(sheet: Sheet) -> _Known:
    known, places = _Known(), sheet.places
    for record in sheet.data():
        cells = Cells(places, record.cells)
        name = cells["name"]
        known.dates.add(cells["created_at"])
        for column in _MONEY_COLUMNS:
            known.money.add(cells[column])
        if _is_head(cells, name, known):
            known.heads.setdefault(name, cells)
            known.times[name] += 1
        else:
            known.items[_item(name, cells)] += 1
    return known


def _is_head(cells: Cells, name: str, known: _Known) -> bool:
    """Tell an order's first row: only it holds the order's own columns; in a file without them, the first one met.

    Some people fill those columns down; then a row with another item than the first one's is a later row.
    """
    first = known.heads.get(name)
    present = [column for column in _HEAD_COLUMNS if column in cells]
    if not present or first is None:
        return first is None and (not present or any(cells[column] for column in present))
    return any(cells[column] for column in present) and _item(name, cells) == _item(name, first)


def _item(name: str, cells: Cells) -> _Item:
    columns = ("lineitem_name", "lineitem_sku", "lineitem_quantity", "lineitem_price")
    return name, cells[columns[0]], cells[columns[1]], cells[columns[2]], cells[columns[3]]


class _Reading:
    """The second look: every row to the sink, as a line of its order or set aside."""

    def __init__(self, sink: Sink, known: _Known, layout: Layout) -> None:
        self._sink, self._known, self._layout = sink, known, layout
        self._orders: dict[str, Order | Bad | None] = {}
        self._opened: set[str] = set()
        self._kept: Counter[_Item] = Counter()

    def take(self, record: Record, cells: Cells) -> None:
        """Hand one row to the sink."""
        name = cells["name"]
        if not name:
            self._unreadable(record, Bad("Name", say("The row names no order.")))
            return
        if name not in self._orders:
            self._orders[name] = self._open(name, cells)
        order = self._orders[name]
        first = self._known.heads.get(name)
        head = name not in self._opened and first is not None and first.row == cells.row
        if head:
            self._opened.add(name)
        if order is None or (not head and self._repeated(cells, name)):
            self._sink.set_aside(record.number, "duplicate", line=record.line)
        elif isinstance(order, Order):
            self._keep(record, cells, order, head=head)
        elif head:
            self._unreadable(record, order)
        else:  # the order's first row could not be read: its other items alone would be an order without its total
            self._sink.set_aside(record.number, "unreadable", line=record.line, detail=order.column)

    def _open(self, name: str, cells: Cells) -> Order | Bad | None:
        """Meet an order for the first time: None where another file of the session held it already."""
        head = self._known.heads.get(name)
        if head is None:  # a split export: the first row stands in another file
            return order_of(self._sink, cells, self._layout, whole=False)
        key = head["id"] or f"{name}\x1f{head['created_at']}"
        if not self._sink.first_time(f"shopify\x1f{key}"):
            return None
        return order_of(self._sink, head, self._layout, whole=True)

    def _repeated(self, cells: Cells, name: str) -> bool:
        """Tell a repeat of a whole order's rows from two equal items in one order.

        An order that stands k times in the file has each of its items k times too: of m equal rows, m / k are real.
        """
        times = self._known.times[name]
        if times <= 1:
            return False
        if _is_head(cells, name, self._known):
            return True
        item = _item(name, cells)
        self._kept[item] += 1
        return self._kept[item] > -(-self._known.items[item] // times)

    def _keep(self, record: Record, cells: Cells, order: Order, *, head: bool) -> None:
        row = sales_row(self._sink, cells, order, head=head)
        if isinstance(row, Bad):
            self._unreadable(record, row)
        else:
            self._sink.keep("sales", row, order.stamp, record.number, f"{order.name}\x1f{row.line_no}")

    def _unreadable(self, record: Record, bad: Bad) -> None:
        self._sink.unreadable(record.number, line=record.line, column=bad.column, problem=bad.problem, did=NOT_COUNTED)


IMPORTER = Importer(
    id="shopify_orders",
    title="Shopify orders export",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    where="Shopify admin, Orders, Export, “CSV for Excel, Numbers or other spreadsheet programs”",
    source="five shops' exports of 2023 to 2026 with the same 79 columns",
)

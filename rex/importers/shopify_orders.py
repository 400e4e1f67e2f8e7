"""Shopify's orders export: one row a line item, with the order's own facts on its first row only.

It comes with 79 columns, cut down by merchants, split over several files, and saved again by spreadsheets with
local dates and decimals. Customers' personal columns are read for nothing but the pseudonym.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.cells import Cells
from rex.importers.columns import Samples
from rex.importers.order_faults import Unread, no_order
from rex.importers.order_rows import Order, sales_row
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.shopify_lines import Layout, key_of, layout_of, line_of, order_of

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
_ITEM_COLUMNS = ("lineitem_name", "lineitem_sku", "lineitem_quantity", "lineitem_price")


class _First(NamedTuple):
    """An order's first row: its number in the file, and its item as a hash (a million rows must fit in memory)."""

    number: int
    item: int


@dataclass(slots=True)
class _Known:
    """What a first look through the file tells: each order's first row, how often it stands there, its items.

    `late` holds the first rows that come after another row of their order: somebody sorted the file.
    """

    heads: dict[str, _First] = field(default_factory=dict)
    late: dict[str, Cells] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    items: Counter[int] = field(default_factory=Counter)
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
    layout = layout_of(sheet.folded, known.money.decimal(), known.dates.order(sink.clock.starts))
    reading, places = _Reading(sink, known, layout), sheet.places
    for record in sheet.rows(sink):
        reading.take(record, Cells(places, record.cells))


def _look_through(sheet: Sheet) -> _Known:
    known, places = _Known(), sheet.places
    present = [column for column in _HEAD_COLUMNS if column in places]
    waiting: set[str] = set()
    for record in sheet.data():
        cells = Cells(places, record.cells)
        name, item = cells["name"], _item(cells)
        known.dates.add(cells["created_at"])
        for column in _MONEY_COLUMNS:
            known.money.add(cells[column])
        first = known.heads.get(name)
        if first is None and (not present or any(cells[column] for column in present)):
            known.heads[name] = _First(record.number, item)
            if name in waiting:
                known.late[name] = cells
        elif _repeats_head(cells, item, first):
            known.times[name] += 1
        else:
            known.items[item] += 1
            if first is None:
                waiting.add(name)
    return known


def _repeats_head(cells: Cells, item: int, first: _First | None) -> bool:
    """Tell an order's first row, met again: only it holds the order's own columns.

    Some people fill those columns down; then a row with another item than the first one's is a later row.
    """
    return first is not None and item == first.item and any(cells[column] for column in _HEAD_COLUMNS)


def _item(cells: Cells) -> int:
    return hash((cells["name"], *(cells[column] for column in _ITEM_COLUMNS)))


class _Reading:
    """The second look: every row to the sink, as a line of its order or set aside."""

    def __init__(self, sink: Sink, known: _Known, layout: Layout) -> None:
        self._sink, self._known, self._layout = sink, known, layout
        self._orders: dict[str, Order | Unread | None] = {}
        self._lines: Counter[str] = Counter()
        self._kept: Counter[int] = Counter()

    def take(self, record: Record, cells: Cells) -> None:
        """Hand one row to the sink."""
        name = cells["name"]
        if not name:
            self._unreadable(record, no_order("Name"))
            return
        first = self._known.heads.get(name)
        head = first is not None and first.number == record.number
        if name not in self._orders:
            self._orders[name] = self._open(name, cells, head=head)
        order = self._orders[name]
        if order is None or (not head and self._repeated(cells, name, first)):
            self._sink.set_aside(record.number, "duplicate", line=record.line)
        elif isinstance(order, Order):
            self._keep(record, cells, order, head=head)
        elif head:
            self._unreadable(record, order)
        else:  # the order's first row could not be read: its other items alone would be an order without its total
            self._sink.set_aside(record.number, "unreadable", line=record.line, detail=order.column)

    def _open(self, name: str, cells: Cells, *, head: bool) -> Order | Unread | None:
        """Meet an order for the first time: None where another file of the session held it already."""
        if name not in self._known.heads:  # a split export: the first row stands in another file
            return order_of(self._sink, cells, self._layout, whole=False)
        first = cells if head else self._known.late[name]
        if not self._sink.first_time(key_of(first)):
            return None
        return order_of(self._sink, first, self._layout, whole=True)

    def _repeated(self, cells: Cells, name: str, first: _First | None) -> bool:
        """Tell a repeat of a whole order's rows from two equal items in one order.

        An order that stands k times in the file has each of its items k times too: of m equal rows, m / k are real.
        The later rows of an order whose first one stands in another file are repeats where a third file has them.
        """
        item = _item(cells)
        self._kept[item] += 1
        if first is None:
            tail = (name, cells["created_at"], *(cells[column] for column in _ITEM_COLUMNS), str(self._kept[item]))
            return not self._sink.first_time("\x1f".join(("shopify_tail", *tail)))
        times = self._known.times[name] + 1
        if times == 1:
            return False
        return _repeats_head(cells, item, first) or self._kept[item] > -(-self._known.items[item] // times)

    def _keep(self, record: Record, cells: Cells, order: Order, *, head: bool) -> None:
        line = line_of(self._sink, cells, order, self._layout)
        if isinstance(line, Unread):
            self._unreadable(record, line)
            return
        self._lines[order.name] += not head
        line_no = 1 if head else self._lines[order.name] + 1
        row = sales_row(self._sink, order, line, line_no)
        self._sink.keep("sales", row, order.stamp, record.number, f"{order.name}\x1f{line_no}")

    def _unreadable(self, record: Record, bad: Unread) -> None:
        self._sink.unreadable(record.number, line=record.line, column=bad.column, problem=bad.problem, did=NOT_COUNTED)


IMPORTER = Importer(
    id="shopify_orders",
    title="Shopify orders export",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    version=2,
    where="Shopify admin, Orders, Export, “CSV for Excel, Numbers or other spreadsheet programs”",
    source="five shops' exports of 2023 to 2026 with the same 79 columns",
)

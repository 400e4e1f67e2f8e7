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


_OWN = frozenset(
    {
        "email", "financial_status", "paid_at", "fulfillment_status", "fulfilled_at", "accepts_marketing", "currency",
        "subtotal", "shipping", "taxes", "total", "discount_code", "discount_amount", "created_at", "notes",
        "note_attributes", "cancelled_at", "refunded_amount", "vendor", "outstanding_balance", "risk_level", "source",
        "duties", "tags", "id", "phone", "receipt_number", "employee", "location", "device_id",
    }
)  # fmt: skip
_OWN_GROUPS = ("lineitem_", "billing_", "shipping_", "payment_", "tax_")
_FEWEST_OWN = 4
"""A merchant's cut keeps some of the 79 columns; another table with a Name and a quantity has fewer of them."""
_OPEN = frozenset({"", "pending", "authorized", "unpaid"})
"""Statuses that an order leaves behind and does not come back to."""


class _First(NamedTuple):
    """An order's first row: its number in the file; its item and the whole row as hashes (a million must fit)."""

    number: int
    item: int
    row: int
    open: bool


@dataclass(slots=True)
class _Known:
    """What a first look through the file tells: each order's first row, how often it stands there, its items.

    `late` holds the first rows that come after another row of their order: somebody sorted the file. `last` holds the
    newest state of orders that stand there again and have changed since: a newer export was put behind an older one.
    """

    heads: dict[str, _First] = field(default_factory=dict)
    late: dict[str, Cells] = field(default_factory=dict)
    last: dict[str, Cells] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    items: Counter[int] = field(default_factory=Counter)
    money: Samples = field(default_factory=Samples)
    dates: Samples = field(default_factory=Samples)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None:
        return None
    found = set(sheet.folded)
    own = sum(name in _OWN or name.startswith(_OWN_GROUPS) for name in found)
    told = found & {"created_at", "paid_at"} and found & {"financial_status", "lineitem_name"}
    if {"name", "lineitem_quantity"} <= found and told and own >= _FEWEST_OWN:
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
            known.heads[name] = _First(record.number, item, hash(tuple(record.cells)), _is_open(cells))
            if name in waiting:
                known.late[name] = cells
        elif _repeats_head(cells, item, first):
            known.times[name] += 1
            _hear_again(known, name, cells)
        else:
            known.items[item] += 1
            if first is None:
                waiting.add(name)
    return known


def _is_open(cells: Cells) -> bool:
    return cells["financial_status"].lower() in _OPEN


def _hear_again(known: _Known, name: str, cells: Cells) -> None:
    """Remember an order's first row, met again, where it tells something newer; paid ones never become pending."""
    first, last = known.heads[name], known.last.get(name)
    was_open = first.open if last is None else _is_open(last)
    if (_is_open(cells) and not was_open) or ("total" in cells and not cells["total"]):
        return
    if hash(tuple(cells.row)) == first.row:
        known.last.pop(name, None)
    else:
        known.last[name] = cells


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
        return order_of(self._sink, self._known.last.get(name, first), self._layout, whole=True)

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
        told = self._known.last.get(order.name, cells) if head else cells
        line = line_of(self._sink, told, order, self._layout)
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
    version=3,
    where="Shopify admin, Orders, Export, “CSV for Excel, Numbers or other spreadsheet programs”",
    source="five shops' exports of 2023 to 2026 with the same 79 columns",
)

"""Rows of a mapped table: each field read as what it is, into the table that the mapping names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.importers.chat_people import role_of
from rex.importers.sheet import plain
from rex.importers.table_reading import Cells, Reading, whole_number
from rex.importers.table_sales import SalesReader
from rex.model.tables import ChatRow, ProductRow, ReactionRow, ViewersRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.importers.clock import Stamp
    from rex.importers.mapping import Mapping
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.model.tables import Row

_METRICS = (
    ("viewers", "concurrent"),
    ("average", "concurrent_avg"),
    ("peak", "concurrent_peak"),
    ("unique_viewers", "unique_viewers"),
)
_TOTALS = ("total", "totals", "totales", "totaux", "sum", "suma", "somme", "grand_total")


def read_table(sheet: Sheet, sink: Sink, mapping: Mapping, places: dict[str, int]) -> None:
    """Read a table into the canonical table that the mapping names; `places` holds each field's column."""
    reading = Reading(sheet, sink, mapping, places)
    takes: dict[str, Callable[[Reading, Cells, Record, Stamp | None], None]] = {
        "chat": _chat,
        "viewers": _viewers,
        "reactions": _reactions,
        "products": _products,
    }
    take = SalesReader(reading).take if mapping.table == "sales" else takes[mapping.table]
    timed = "time" in places
    for record in sheet.rows(sink):
        cells = Cells(places, record.cells)
        if any(plain(cell) in _TOTALS for cell in record.cells[:2]):
            sink.set_aside(record.number, "total", line=record.line)
            continue
        stamp = reading.stamp(cells) if timed else None
        if timed and stamp is None:
            reading.unreadable(record, "time", cells["time"])
            continue
        take(reading, cells, record, stamp)


def _chat(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    sink = reading.sink
    if not cells["text"] and not cells["amount"]:
        sink.set_aside(record.number, "blank", line=record.line)
        return
    if cells["id"] and not sink.first_time(cells["id"]):
        sink.set_aside(record.number, "duplicate", line=record.line)
        return
    currency = reading.currency(cells, cells["amount"]) if cells["amount"] else None
    row = ChatRow(
        msg_id=sink.label(cells["id"]),
        author=sink.person(cells["author"]) if cells["author"] else None,
        role=role_of(plain(cells["role"]).split("_"), cells["author"]),
        kind=sink.label(cells["kind"]) or ("paid" if cells["amount"] else "message"),
        text=sink.words(cells["text"]),
        reply_to=sink.label(cells["reply_to"]) or None,
        money_minor=reading.minor(cells["amount"], currency),
        currency=currency,
        extra=reading.kept(record),
    )
    sink.keep("chat", row, stamp, record.number)


def _viewers(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    rows: list[tuple[str, Row, Stamp | None]] = []
    for field, metric in _METRICS:
        if not cells[field]:
            continue
        value = whole_number(cells[field])
        if value is None:
            reading.unreadable(record, field, cells[field])
            return
        rows.append(("viewers", ViewersRow(metric=metric, value=value, extra=reading.kept(record)), stamp))
    if rows:
        reading.sink.keep_all(rows, record.number)
    else:
        reading.sink.set_aside(record.number, "blank", line=record.line)


def _reactions(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    count = whole_number(cells["count"]) if cells["count"] else 1
    if count is None:
        reading.unreadable(record, "count", cells["count"])
        return
    sink = reading.sink
    row = ReactionRow(
        kind=plain(cells["kind"]) or "like",
        count=count,
        product_id=sink.label(cells["product_id"]) or None,
        extra=reading.kept(record),
    )
    sink.keep("reactions", row, stamp, record.number)


def _products(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    sink = reading.sink
    name, sku, native = sink.label(cells["name"]), sink.label(cells["sku"]), sink.label(cells["product_id"])
    if not (name or sku or native):
        sink.set_aside(record.number, "blank", line=record.line)
        return
    currency = reading.currency(cells, cells["price"])
    row = ProductRow(
        product_id=native or sku or name,
        sku=sku or None,
        name=name or sku or native,
        price_minor=reading.minor(cells["price"], currency),
        currency=currency,
        stock_before=whole_number(cells["stock_before"]),
        stock_after=whole_number(cells["stock_after"]),
        extra=reading.kept(record),
    )
    sink.keep("products", row, stamp, record.number)

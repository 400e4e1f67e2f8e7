"""Rows of a mapped table: each field read as what it is, into the table that the mapping names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.importers import table_tickets
from rex.importers.chat_people import role_of
from rex.importers.sheet import plain
from rex.importers.table_chat_quick import read_quickly
from rex.importers.table_cues import CueReader
from rex.importers.table_names import words
from rex.importers.table_reading import Reading, is_true, whole_number
from rex.importers.table_sales import SalesReader
from rex.importers.table_totals import TotalsReader
from rex.model.tables import ChatRow, ProductRow, ReactionRow, ViewersRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.importers.clock import Stamp
    from rex.importers.mapping import Mapping
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.table_reading import Cells
    from rex.importers.tables import Record
    from rex.model.tables import Row

    Take = Callable[[Reading, Cells, Record, Stamp | None], None]

METRIC_FIELDS = {
    "viewers": "concurrent",
    "average": "concurrent_avg",
    "peak": "concurrent_peak",
    "unique_viewers": "unique_viewers",
    "views": "cumulative_views",
}
REACTION_FIELDS = {
    "likes": "like",
    "shares": "share",
    "follows": "follow",
    "product_clicks": "product_click",
    "add_to_cart": "add_to_cart",
}
_TOTALS = words(
    """total totals totales totaux totais sum suma soma somme grand_total gran_total total_general total_geral
    subtotal sous_total suma_total total_pedidos total_orders"""
)
_TOTAL_LETTERS = frozenset("tTsSgG")
_KINDS = (
    ("system", r"system|sistema|systeme|^join|^leave|joined|left_|entered|entrada|salida|notification|connected"),
    ("paid", r"paid|super_?chat|donation|donacion|doacao|^don$|tip$|propina|pourboire"),
    ("sticker", r"sticker|pegatina|autocollant|figurinha"),
    ("gift", r"gift|regalo|cadeau|presente"),
    ("membership", r"member|subscri|suscrip|abonne|inscri"),
    ("question", r"question|pregunta|pergunta"),
    ("pinned", r"pinned|fijado|epingle|fixado"),
)
_CHAT_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


def read_table(sheet: Sheet, sink: Sink, mapping: Mapping, places: dict[str, int]) -> None:
    """Read a table into the canonical table that the mapping names; `places` holds each field's column."""
    if read_quickly(sheet, sink, mapping, places):
        return
    reading = Reading(sheet, sink, mapping, places)
    reading.say_doubts()
    take = _reader(reading)
    timed = "time" in places and mapping.table != "cues"  # a part of the show may follow the one above it
    for record in sheet.rows(sink):
        cells = reading.cells(record)
        if _is_total(cells, record, timed=timed):
            sink.set_aside(record.number, "total", line=record.line)
            continue
        stamp = reading.stamp(cells) if timed else None
        if timed and stamp is None and (cells["time"] or mapping.table != "totals"):
            reading.unreadable(record, "time", cells["time"])
            continue
        take(reading, cells, record, stamp)


def _reader(reading: Reading) -> Take:
    table = reading.mapping.table
    if table == "sales":
        return SalesReader(reading).take
    if table == "cues":
        return CueReader(reading).take
    if table == "totals":
        return TotalsReader(reading).take
    return {
        "chat": _chat,
        "viewers": _viewers,
        "reactions": _reactions,
        "products": _products,
        "tickets": table_tickets.take,
    }[table]


def _is_total(cells: Cells, record: Record, *, timed: bool) -> bool:
    """Tell a line of sums: its word stands first, and no time beside it."""
    if not any(cell[:1] in _TOTAL_LETTERS and plain(cell) in _TOTALS for cell in record.cells[:2] if len(cell) <= 20):
        return False
    return not timed or not any(char.isdigit() for char in cells["time"])


def _chat(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    sink = reading.sink
    kind = _chat_kind(cells["kind"])
    if not cells["text"] and not cells["amount"]:
        sink.set_aside(record.number, "blank", line=record.line)
        return
    if kind == "system" or is_true(cells["private"]):
        sink.set_aside(record.number, "system" if kind == "system" else "private", line=record.line)
        return
    if cells["id"] and not sink.first_time(f"{reading.mapping.id}\x1f{cells['id']}"):
        sink.set_aside(record.number, "duplicate", line=record.line)
        return
    currency = reading.currency(cells, cells["amount"]) if cells["amount"] else None
    row = ChatRow(
        msg_id=reading.label(cells["id"]) or "",
        author=sink.person(cells["author"]) if cells["author"] else None,
        role=role_of(plain(cells["role"]).split("_") if cells["role"] else (), cells["author"]),
        member=is_true(cells["member"]),
        kind="paid" if cells["amount"] and kind == "message" else kind,
        text=sink.words(cells["text"]),
        lang=cells["lang"][:2].lower() if re.fullmatch("[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?", cells["lang"]) else None,
        reply_to=sink.person(cells["reply_to"]) if cells["reply_to"] else None,
        money_minor=reading.minor(cells["amount"], currency),
        currency=currency,
        deleted=is_true(cells["deleted"]),
        extra=reading.kept(record),
    )
    sink.keep("chat", row, stamp, record.number)


def _chat_kind(text: str) -> str:
    """Give the canonical kind of a message by the word that the table has for it."""
    told = plain(text) if text else ""
    return next((kind for kind, pattern in _CHAT_KINDS if told and pattern.search(told)), "message")


def _viewers(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    segment = reading.label(cells["segment"])
    rows: list[tuple[str, Row, Stamp | None]] = []
    for field, metric in METRIC_FIELDS.items():
        if not cells[field]:
            continue
        value = whole_number(cells[field])
        if value is None:
            reading.unreadable(record, field, cells[field])
            return
        row = ViewersRow(metric=metric, value=value, segment=segment, extra=reading.kept(record))
        rows.append(("viewers", row, stamp))
    _keep_or_blank(reading, rows, record)


def _reactions(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    sink = reading.sink
    named = [(field, kind) for field, kind in REACTION_FIELDS.items() if cells[field]]
    if not named and (cells["count"] or cells["kind"]):
        named = [("count", plain(cells["kind"]) or "like")]
    person = sink.person(cells["person"]) if cells["person"] else None
    product = reading.label(cells["product_id"])
    rows: list[tuple[str, Row, Stamp | None]] = []
    for field, kind in named:
        count = whole_number(cells[field]) if cells[field] else 1
        if count is None:
            reading.unreadable(record, field, cells[field])
            return
        row = ReactionRow(kind=kind, count=count, person=person, product_id=product, extra=reading.kept(record))
        rows.append(("reactions", row, stamp))
    _keep_or_blank(reading, rows, record)


def _keep_or_blank(reading: Reading, rows: list[tuple[str, Row, Stamp | None]], record: Record) -> None:
    if rows:
        reading.sink.keep_all(rows, record.number)
    else:
        reading.sink.set_aside(record.number, "blank", line=record.line)


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

"""A log of the products that were pinned: a table with a time, a product, and whether it was pinned or taken away.

Each pin becomes a part of the show that lasts until its product is taken away; one that is not, ends where the next
part begins. A second pin of a product that is still pinned ends the first. A table may also hold both times in one row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from rex.importers.base import Importer, Recognition
from rex.importers.elapsed import TimeColumn
from rex.importers.run_of_show_columns import MOST_COLUMNS, may_be_kept
from rex.importers.sheet import NOT_COUNTED, Sheet, plain, sheet_of
from rex.importers.sink import extra_of
from rex.importers.table_names import words
from rex.model.message import say
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_TIMES = (
    "time", "timestamp", "datetime", "date_time", "at", "offset", "elapsed", "event_time", "created_at", "timecode",
    "hora", "tiempo", "fecha_hora", "fecha_y_hora", "minuto", "heure", "temps", "date_heure", "horodatage", "minute",
    "horario", "tempo", "data_hora",
)  # fmt: skip
_DATES = ("date", "day", "fecha", "dia", "jour", "data")
_PINNED = re.compile(
    r"(?:time_|hora_|heure_)?(?:pin(?:ned)?|highlighted|shown|fijado|destacado|mostrado|epingle|affiche|fixado)"
    r"(?:_(?:at|from|start|on|time|desde|inicio|a|debut|em))?"
)
_UNPINNED = re.compile(
    r"(?:time_|hora_|heure_)?(?:unpin(?:ned)?|unhighlighted|hidden|removed|pinned_(?:until|to|end)|pin_end|shown_until"
    r"|desfijado|quitado|ocultado|fijado_hasta|desepingle|retire|masque|desafixado)(?:_(?:at|off|time|a|em))?"
)
_CODES = ("sku", "product_id", "productid", "product_sku", "item_id", "referencia", "reference", "ref", "ean")
_NAMES = (
    "product", "product_name", "product_title", "item", "item_name", "producto", "nombre_producto", "articulo",
    "produit", "nom_produit", "article", "produto", "nome_produto", "artigo", "title", "name",
)  # fmt: skip
_ACTIONS = (
    "action", "event", "type", "event_type", "status", "state", "accion", "evento", "estado", "tipo", "evenement",
    "etat", "statut", "acao", "operation",
)  # fmt: skip
_PIN = words(
    """pin pinned pin_product product_pinned pin_start show shown highlight highlighted product_highlight feature
    featured on start push pushed fijar fijado fija destacar destacado mostrar mostrado anclar anclado epingler epingle
    afficher affiche mettre_en_avant fixar fixado"""
)
_UNPIN = words(
    """unpin unpinned unpin_product product_unpinned pin_end hide hidden unhighlight unhighlighted remove removed off
    stop end desfijar desfijado quitar quitado ocultar ocultado desanclar desepingler desepingle masquer masque retirer
    retire desafixar desafixado"""
)
_PLAIN_WORDS = words("show shown feature featured on start off stop end remove removed")
"""Words that other logs use too: alone they do not make a log of pins."""

Action = Literal["pin", "unpin"]


class _Columns(NamedTuple):
    """Where what stands; a table has an action beside its time, or both times in one row."""

    time: int
    until: int | None
    action: int | None
    code: int | None
    name: int | None
    date: int | None


class _Pin(NamedTuple):
    """A pin that is not taken away yet: its row's number, its time, and the row that it becomes."""

    number: int
    start: Stamp
    row: CueRow


def _columns(sheet: Sheet | None) -> _Columns | None:
    if sheet is None or len(sheet.names) > MOST_COLUMNS:
        return None
    code, name = sheet.at(*_CODES), sheet.at(*_NAMES)
    if code is None and name is None:
        return None
    begun = next((at for at, folded in enumerate(sheet.folded) if _PINNED.fullmatch(folded)), None)
    ended = next((at for at, folded in enumerate(sheet.folded) if _UNPINNED.fullmatch(folded)), None)
    if begun is not None and ended is not None:
        return _Columns(begun, ended, None, code, name, sheet.at(*_DATES))
    time = sheet.at(*_TIMES)
    action = next((at for at, folded in enumerate(sheet.folded) if folded in _ACTIONS and _tells(sheet, at)), None)
    return None if time is None or action is None else _Columns(time, None, action, code, name, sheet.at(*_DATES))


def _tells(sheet: Sheet, at: int) -> bool:
    """Tell whether all cells of a column say that something was pinned or taken away, and one of them plainly."""
    rows = sheet.head.rows[sheet.header_at + 1 :]
    said = {plain(row[at]) for row in rows if at < len(row) and row[at].strip()}
    return bool(said & _PIN) and said <= _PIN | _UNPIN and bool(said - _PLAIN_WORDS)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    columns = _columns(sheet)
    if sheet is None or columns is None:
        return None
    told = ", ".join(sheet.names[at].strip() for at in columns if at is not None)
    return Recognition(85, f"A time, a product and whether it was pinned ({told[:100]}): a log of pins.")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    columns = _columns(sheet)
    if sheet is None or columns is None:
        return
    log = _Log(sink, sheet, columns)
    for record in sheet.rows(sink):
        log.take(record)
    log.close()


class _Log:
    """Reads the rows of one log in order, and remembers which products are pinned."""

    def __init__(self, sink: Sink, sheet: Sheet, columns: _Columns) -> None:
        self._sink, self._sheet, self._columns = sink, sheet, columns
        cells: list[str] = []
        dates: list[str] = []
        for record in sheet.data():
            cells.append(record.cells[columns.time].strip())
            dates.append(_cell(record, columns.date))
        self._times = TimeColumn(sink.clock, filter(None, cells), dates=filter(None, dates))
        own, labels = set(columns), sheet.labels
        self._kept = [(labels[at], at) for at in range(len(labels)) if at not in own and may_be_kept(sheet, at)]
        self._open: dict[str, _Pin] = {}

    def take(self, record: Record) -> None:
        """Read one row: a pin, the end of one, or both."""
        columns, sink = self._columns, self._sink
        action = self._action(record)
        product = sink.label(_cell(record, columns.code)) or sink.label(_cell(record, columns.name))
        start = self._times.stamp(_cell(record, columns.time), _cell(record, columns.date))
        if action is None:
            sink.set_aside(record.number, "other", line=record.line)
        elif start is None:
            self._unreadable(record)
        elif action == "pin" and product:
            self._pin(record, product, start)
        elif action == "unpin":
            self._unpin(record, product, start)
        else:
            sink.set_aside(record.number, "blank", line=record.line)

    def _action(self, record: Record) -> Action | None:
        if self._columns.action is None:
            return "pin"
        word = plain(record.cells[self._columns.action])
        return "pin" if word in _PIN else "unpin" if word in _UNPIN else None

    def _pin(self, record: Record, product: str, start: Stamp) -> None:
        columns, sink = self._columns, self._sink
        extra = {label: sink.words(record.cells[at]) for label, at in self._kept if record.cells[at].strip()}
        row = CueRow(
            cue_id=f"pin_{record.number}",
            kind="product",
            title=sink.label(_cell(record, columns.name)) or product,
            products=msgspec.json.encode([product]).decode(),
            planned=False,
            extra=extra_of(extra),
        )
        if columns.until is not None:
            ended = _cell(record, columns.until)
            until = self._times.stamp(ended, _cell(record, columns.date)) if ended else None
            self._write(_Pin(record.number, start, row), until)
            return
        earlier = self._open.pop(product, None)
        if earlier is not None:
            self._write(earlier, start)
        self._open[product] = _Pin(record.number, start, row)

    def _unpin(self, record: Record, product: str, at: Stamp) -> None:
        """End the pin of a product, or of whatever is pinned where the row names none."""
        ended = [product] if product else list(self._open)
        pins = [pin for name in ended if (pin := self._open.pop(name, None)) is not None]
        if not pins:
            self._sink.set_aside(record.number, "other", line=record.line, detail="unpin")
            return
        for pin in pins:
            self._write(pin, at)
        self._sink.keep_all((), record.number)

    def _write(self, pin: _Pin, until: Stamp | None) -> None:
        if until is not None and until.offset_ms is not None and until.offset_ms >= (pin.start.offset_ms or 0):
            pin.row.until_ms = until.offset_ms
        self._sink.keep("cues", pin.row, pin.start, pin.number)

    def close(self) -> None:
        """Write the pins that nobody took away: their end is not known."""
        for pin in self._open.values():
            self._write(pin, None)
        self._open.clear()

    def _unreadable(self, record: Record) -> None:
        at = self._columns.time
        problem = say("“{text}” is not a time.", text=self._sink.shown(record.cells[at]))
        self._sink.unreadable(
            record.number, line=record.line, column=self._sheet.names[at], problem=problem, did=NOT_COUNTED
        )


def _cell(record: Record, at: int | None) -> str:
    return "" if at is None else record.cells[at].strip()


IMPORTER = Importer(
    id="cue_pins",
    title="Log of pinned products (a table)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="Any table with a time, a product or SKU, and whether it was pinned or unpinned",
    source="column names in English, Spanish, French and Portuguese; no platform's own shape",
)

"""A run of show: a table with a start time for every part of the show, and what happens there.

Times count from the start or are clocks of the day; a part without one follows the part above it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rex.importers.base import Importer, Recognition
from rex.importers.clock import Stamp
from rex.importers.elapsed import TimeColumn
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.times import parse_offset_ms
from rex.model.message import say
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_STARTS = (
    "start", "start_time", "time_start", "starts", "from", "time", "at", "timecode", "offset", "planned_start",
    "cue_time", "inicio", "hora_inicio", "hora_de_inicio", "hora", "comienzo", "desde", "tiempo", "minuto", "minute",
    "debut", "heure_debut", "heure_de_debut", "heure", "de",
)  # fmt: skip
_ENDS = (
    "end", "end_time", "time_end", "until", "to", "planned_end", "fin", "hora_fin", "hora_de_fin", "final", "hasta",
    "termina", "heure_fin", "heure_de_fin", "jusqu_a",
)  # fmt: skip
_DURATIONS = (
    "duration",
    "length",
    "duration_min",
    "duracion",
    "duracion_min",
    "duree",
    "duree_min",
    "mins",
    "minutes",
    "minutos",
)
_KINDS = ("kind", "type", "tipo", "segment_type", "block_type", "tipo_de_bloque", "type_de_sequence")
_TITLES = (
    "title", "segment", "what", "item", "block", "section", "activity", "topic", "content", "titulo", "segmento",
    "bloque", "que", "seccion", "actividad", "contenido", "tema", "escaleta", "titre", "sequence", "rubrique",
    "contenu", "quoi", "theme", "cue", "description", "descripcion",
)  # fmt: skip
_PRODUCTS = (
    "products", "product", "sku", "skus", "product_id", "product_ids", "productos", "producto", "referencia",
    "referencias", "articulos", "produits", "produit", "reference", "references", "articles",
)  # fmt: skip
_OTHER_TABLES = re.compile(
    r"viewer|espectador|spectateur|message|mensaje|comment|author|autor|usuario|order|pedido|commande|revenue|gmv|e_?mail|correo"
    r"|customer|cliente|client|qty|quantity|cantidad|join_time|leave_time"
)
_SPLIT = re.compile(r"\s*[,;/|\n+]\s*")
_SECOND_MS, _MINUTE_MS = 1_000, 60_000


class _Layout(NamedTuple):
    """Which column is what; None where the table has none."""

    start: int
    end: int | None
    duration: int | None
    kind: int | None
    title: int | None
    products: int | None


def _layout(sheet: Sheet) -> _Layout | None:
    start = sheet.at(*_STARTS)
    title, kind = sheet.at(*_TITLES), sheet.at(*_KINDS)
    end, duration, products = sheet.at(*_ENDS), sheet.at(*_DURATIONS), sheet.at(*_PRODUCTS)
    told = sum(part is not None for part in (title, kind, end, duration, products))
    if start is None or told < 2 or (title is None and kind is None):
        return None
    if any(_OTHER_TABLES.search(name) for name in sheet.folded):
        return None
    return _Layout(start, end, duration, kind, title, products)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    layout = None if sheet is None else _layout(sheet)
    if sheet is None or layout is None:
        return None
    columns = ", ".join(sheet.names[at].strip() for at in layout if at is not None)
    return Recognition(75, f"Start times and what happens then ({columns[:100]}): a run of show.")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    layout = None if sheet is None else _layout(sheet)
    if sheet is None or layout is None:
        return
    times = TimeColumn(sink.clock, [record.cells[layout.start] for record in sheet.data()])
    until: Stamp | None = None
    for record in sheet.rows(sink):
        until = _take(sink, sheet, layout, times, record, until)


def _take(
    sink: Sink, sheet: Sheet, layout: _Layout, times: TimeColumn, record: Record, above: Stamp | None
) -> Stamp | None:
    """Keep one part of the show; give its end, where the next one begins if it has no time of its own."""
    cell = record.cells[layout.start].strip()
    stamp = times.stamp(cell) if cell else (above if _duration_ms(sheet, layout, record) is not None else None)
    if stamp is None and not cell:
        sink.set_aside(record.number, "title", line=record.line)
        return above
    if stamp is None:
        problem = say("“{text}” is not a time.", text=sink.shown(cell))
        sink.unreadable(
            record.number, line=record.line, column=sheet.names[layout.start], problem=problem, did=NOT_COUNTED
        )
        return None
    until = _until(sheet, layout, times, record, stamp)
    title = _text(sink, record, layout.title)
    kind = _text(sink, record, layout.kind)
    products = _text(sink, record, layout.products)
    row = CueRow(
        cue_id=f"cue_{record.number}",
        kind=kind_of(kind, title),
        title=title or kind,
        until_ms=None if until is None else until.offset_ms,
        products=msgspec.json.encode([part for part in _SPLIT.split(products) if part]).decode(),
    )
    sink.keep("cues", row, stamp, record.number)
    return until


def _until(sheet: Sheet, layout: _Layout, times: TimeColumn, record: Record, start: Stamp) -> Stamp | None:
    if layout.end is not None and (cell := record.cells[layout.end].strip()):
        found = times.stamp(cell)
        if found is not None and found.offset_ms is not None and found.offset_ms >= (start.offset_ms or 0):
            return found
    lasts = _duration_ms(sheet, layout, record)
    if lasts is None:
        return None
    return Stamp(
        None if start.t_ms is None else start.t_ms + lasts,
        None if start.offset_ms is None else start.offset_ms + lasts,
        start.quality,
        "",
    )


def _duration_ms(sheet: Sheet, layout: _Layout, record: Record) -> int | None:
    """Read how long a part lasts: `00:03:00`, `3:00`, `3 min`, `180 s`; a bare number is minutes."""
    if layout.duration is None:
        return None
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*([a-z'’\"]*)\.?", record.cells[layout.duration].strip().casefold())
    if found is None:
        ms = parse_offset_ms(record.cells[layout.duration])
        return ms if ms is not None and ms >= 0 else None
    seconds = found[2].startswith(("s", '"')) or sheet.folded[layout.duration].endswith("_s")
    return round(float(found[1].replace(",", ".")) * (_SECOND_MS if seconds else _MINUTE_MS))


def _text(sink: Sink, record: Record, at: int | None) -> str:
    return "" if at is None else sink.label(record.cells[at])


IMPORTER = Importer(
    id="run_of_show",
    title="Run of show (a table of the show's parts)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="Any table with a start time and a title or kind for each part; end, duration and products if you have them",
)

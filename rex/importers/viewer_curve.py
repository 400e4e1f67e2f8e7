"""A viewer curve: any table with a time and the people watching at that time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.elapsed import TimeColumn, Unit
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.sink import extra_of
from rex.model.message import say
from rex.model.tables import ViewersRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.model.tables import Row

_MINUTES = (
    "minute",
    "minutes",
    "min",
    "minuto",
    "minutos",
    "minute_of_stream",
    "livestream_position",
    "livestreamposition",
)
_SECONDS = (
    "second",
    "seconds",
    "sec",
    "time_in_seconds",
    "elapsed_seconds",
    "segundo",
    "segundos",
    "seconde",
    "secondes",
)
_TIMES = (
    "timestamp", "time", "datetime", "date_time", "time_utc", "timestamp_utc", "at", "elapsed", "offset", "hora",
    "tiempo", "marca_de_tiempo", "fecha_hora", "fecha_y_hora", "heure", "temps", "horodatage", "date_heure",
    "date_et_heure",
)  # fmt: skip
_DATES = ("date", "fecha", "dia", "jour", "day")
_CONCURRENT = (
    "viewers", "viewer", "viewer_count", "viewers_count", "concurrent_viewers", "concurrent", "live_viewers",
    "current_viewers", "concurrentviewers", "ccv", "ccu", "espectadores", "espectadores_simultaneos",
    "espectadores_concurrentes", "viewers_simultaneos", "espectadores_en_vivo", "audiencia", "spectateurs",
    "spectateurs_simultanes", "viewers_simultanes", "spectateurs_en_direct", "personnes_connectees",
)  # fmt: skip
_AVERAGE = (
    "average_concurrent_viewers", "averageconcurrentviewers", "average_viewers", "avg_viewers",
    "espectadores_promedio", "espectadores_medios", "spectateurs_moyens",
)  # fmt: skip
_PEAK = (
    "peak_concurrent_viewers",
    "peakconcurrentviewers",
    "max_viewers",
    "peak_viewers",
    "pico_de_espectadores",
    "pic_de_spectateurs",
)
_UNIQUE = (
    "unique_viewers", "uniques", "unique", "cumulative_unique_viewers", "total_unique_viewers", "viewers_unicos",
    "espectadores_unicos", "unicos", "spectateurs_uniques", "viewers_uniques", "uniques_cumules",
)  # fmt: skip
_METRICS = (
    ("concurrent", _CONCURRENT),
    ("concurrent_avg", _AVERAGE),
    ("concurrent_peak", _PEAK),
    ("unique_viewers", _UNIQUE),
)
_NO_CURVE = re.compile(
    r"author|autor|auteur|e_?mail|correo|order_?(?:id|n)|pedido|commande|customer|cliente|titl|titul|titr|sess?ion"
)
"""Columns of other kinds of tables; beside these, a number of viewers is no curve."""
_COUNT = re.compile(r"^\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*$|^\d+(?:[.,]0+)?$")
_TOTALS = (
    "total",
    "totals",
    "totales",
    "totaux",
    "average",
    "promedio",
    "media",
    "moyenne",
    "peak",
    "max",
    "pico",
    "pic",
)
_MINUTE_MS = 60_000


class _Layout(NamedTuple):
    """Which column is what: the time (and what its numbers count), the date, and each metric."""

    time: int
    unit: Unit | None
    date: int | None
    others: tuple[int, ...]
    metrics: tuple[tuple[str, int], ...]


def _layout(sheet: Sheet) -> _Layout | None:
    if any(_NO_CURVE.search(name) for name in sheet.folded):
        return None
    metrics = tuple((metric, at) for metric, names in _METRICS if (at := sheet.among(names)) is not None)
    if not any(metric != "unique_viewers" for metric, _ in metrics):
        return None
    date = sheet.among(_DATES)
    for names, unit in ((_MINUTES, "minutes"), (_SECONDS, "seconds"), (_TIMES, None)):
        if (at := sheet.among(names)) is not None:
            told = {at, date, *(place for _, place in metrics)}
            others = tuple(place for place in range(len(sheet.names)) if place not in told)
            return _Layout(at, unit, date, others, metrics)  # type: ignore[arg-type]  # the pairs above hold the two units
    return None


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    layout = None if sheet is None else _layout(sheet)
    if sheet is None or layout is None:
        return None
    columns = ", ".join(sheet.names[at].strip() for at in (layout.time, *(at for _, at in layout.metrics)))
    return Recognition(85, f"A table of times and viewers ({columns[:100]}): a viewer curve.")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    layout = None if sheet is None else _layout(sheet)
    if sheet is None or layout is None:
        return
    times = TimeColumn(sink.clock, [record.cells[layout.time] for record in sheet.data()], layout.unit)
    width = _MINUTE_MS if layout.unit == "minutes" else 0
    for record in sheet.rows(sink):
        _take(sink, sheet, layout, times, record, width)


def _take(sink: Sink, sheet: Sheet, layout: _Layout, times: TimeColumn, record: Record, width: int) -> None:
    cell = record.cells[layout.time].strip()
    if cell.casefold().rstrip(":") in _TOTALS:
        sink.set_aside(record.number, "total", line=record.line)
        return
    values = [(metric, at, record.cells[at].strip()) for metric, at in layout.metrics]
    if not cell or not any(text for _, _, text in values):
        sink.set_aside(record.number, "blank", line=record.line)
        return
    stamp = times.stamp(cell, "" if layout.date is None else record.cells[layout.date].strip())
    if stamp is None:
        problem = say("“{text}” is not a time.", text=sink.shown(cell))
        sink.unreadable(
            record.number, line=record.line, column=sheet.names[layout.time], problem=problem, did=NOT_COUNTED
        )
        return
    rows: list[tuple[str, Row, Stamp | None]] = []
    for metric, at, text in values:
        count = _count(text)
        if count is not None:
            rows.append(("viewers", ViewersRow(metric=metric, value=count, interval_ms=width), stamp))
        elif text:
            wrong, problem = sheet.names[at], say("“{text}” is not a number of people.", text=sink.shown(text))
            if len(values) == 1:
                sink.unreadable(record.number, line=record.line, column=wrong, problem=problem, did=NOT_COUNTED)
                return
            sink.note(
                line=record.line, column=wrong, problem=problem, did=say("The cell is left out, the row is kept.")
            )
    if rows:
        others = {sheet.names[at]: record.cells[at].strip() for at in layout.others}
        rows[0][1].extra = extra_of({name: cell for name, cell in others.items() if _count(cell) is not None})
        sink.keep_all(rows, record.number)
    else:
        sink.set_aside(record.number, "unreadable", line=record.line)


def _count(text: str) -> int | None:
    """Read a number of people; separators of thousands and a fraction of zeros are harmless, anything else is none."""
    if not _COUNT.match(text):
        return None
    return int(re.sub(r"\D", "", re.sub(r"(?<=\d)[.,]0{1,2}$", "", text)))


IMPORTER = Importer(
    id="viewer_curve",
    title="Viewer curve (a table of times and viewers)",
    tables=("viewers",),
    recognise=_recognise,
    read=_read,
    where="Any table with a column minute, time or timestamp and one named viewers (also in Spanish and French)",
)

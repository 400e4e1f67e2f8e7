"""A viewer curve: any table with a time and the people watching at that time, or a log of such numbers in JSON.

The log is what a program writes that asks YouTube's Data API how many are watching: there the number is text, deep in
the answer, and is missing after the end or where the channel hides it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.columns import Samples
from rex.importers.elapsed import tidy
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.sink import extra_of
from rex.importers.viewer_curve_log import log_recognised, read_log
from rex.importers.viewer_curve_times import NO_UNIT, TimeName, date_among, time_among, times_of, width_of
from rex.importers.viewer_curve_words import METRICS, NO_CURVE, TOTALS, count_of
from rex.model.message import say
from rex.model.tables import ViewersRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.elapsed import TimeColumn
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.model.tables import Row


class _Layout(NamedTuple):
    """Which column is what: the time (and what its numbers count), the date, each metric, and the others."""

    time: TimeName
    at: int
    date: int | None
    others: tuple[int, ...]
    metrics: tuple[tuple[str, int], ...]


def _layout(sheet: Sheet) -> _Layout | None:
    if any(NO_CURVE.search(name) for name in sheet.folded):
        return None
    metrics = tuple((metric, at) for metric, names in METRICS if (at := sheet.among(names)) is not None)
    time = time_among(sheet.folded)
    if time is None or not any(metric != "unique_viewers" for metric, _ in metrics):
        return None
    places = sheet.places
    named = date_among(sheet.folded)
    date = None if named is None else places[named]
    told = {places[time.name], date, *(place for _, place in metrics)}
    others = tuple(place for place in range(len(sheet.names)) if place not in told)
    return _Layout(time, places[time.name], date, others, metrics)


def _recognise(head: Head) -> Recognition | None:
    if head.kind in {"json", "jsonl"}:
        return log_recognised(head)
    sheet = sheet_of(head)
    layout = None if sheet is None else _layout(sheet)
    if sheet is None or layout is None:
        return None
    columns = ", ".join(sheet.names[at].strip() for at in (layout.at, *(at for _, at in layout.metrics)))
    return Recognition(85, f"A table of times and viewers ({columns[:100]}): a viewer curve.")


def _read(_: ExportFile, sink: Sink) -> None:
    if sink.head.kind in {"json", "jsonl"}:
        read_log(sink)
        return
    sheet = sheet_of(sink.head)
    layout = None if sheet is None else _layout(sheet)
    if sheet is None or layout is None:
        return
    cells, dates = Samples(), Samples()
    for record in sheet.data():
        cells.add(tidy(record.cells[layout.at]))
        if layout.date is not None:
            dates.add(record.cells[layout.date].strip())
    times = times_of(sink, layout.time, cells, dates)
    for record in sheet.rows(sink):
        if times is None:
            sink.set_aside(record.number, "other", line=record.line, detail=NO_UNIT)
        else:
            _take(sink, sheet, layout, times, record)


def _take(sink: Sink, sheet: Sheet, layout: _Layout, times: TimeColumn, record: Record) -> None:
    cell = record.cells[layout.at].strip()
    if cell.casefold().rstrip(":") in TOTALS:
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
            record.number, line=record.line, column=sheet.names[layout.at], problem=problem, did=NOT_COUNTED
        )
        return
    rows = _samples(sink, sheet, record, values, width_of(layout.time, times), stamp)
    if rows is None:
        return
    if rows:
        others = {sheet.names[at]: record.cells[at].strip() for at in layout.others}
        rows[0][1].extra = extra_of({name: cell for name, cell in others.items() if count_of(cell) is not None})
        sink.keep_all(rows, record.number)
    else:
        sink.set_aside(record.number, "unreadable", line=record.line)


def _samples(
    sink: Sink, sheet: Sheet, record: Record, values: list[tuple[str, int, str]], width: int, stamp: Stamp
) -> list[tuple[str, Row, Stamp | None]] | None:
    """Read a row's metrics; None where its only one is no number, which sets the row aside."""
    rows: list[tuple[str, Row, Stamp | None]] = []
    for metric, at, text in values:
        count = count_of(text)
        if count is not None:
            rows.append(("viewers", ViewersRow(metric=metric, value=count, interval_ms=width), stamp))
        elif text:
            wrong, problem = sheet.names[at], say("“{text}” is not a number of people.", text=sink.shown(text))
            if len(values) == 1:
                sink.unreadable(record.number, line=record.line, column=wrong, problem=problem, did=NOT_COUNTED)
                return None
            did = say("The cell is left out, the row is kept.")
            sink.note(line=record.line, column=wrong, problem=problem, did=did)
    return rows


IMPORTER = Importer(
    id="viewer_curve",
    title="Viewer curve (a table or a log of times and viewers)",
    tables=("viewers",),
    recognise=_recognise,
    read=_read,
    version=2,
    where="Any table with a column minute, time or timestamp and one named viewers (also in Spanish, French and"
    " Portuguese), or a log of YouTube's concurrentViewers as JSON lines",
)

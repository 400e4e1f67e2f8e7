"""A run of show: a table with a time or a length for every part of the show, and what happens there.

Times count from the start or are clocks of the day; a part without one follows the part above it, and a table of
lengths alone counts from the start. Cells that were merged downwards are blank in all rows but the first: a row that
only adds a product belongs to the part above. Where a sheet says when a part really began, that is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from rex.importers.base import Importer, Recognition
from rex.importers.cue_chain import Chain, clock_of, length_ms, means_hours
from rex.importers.elapsed import TimeColumn
from rex.importers.run_of_show_columns import Layout, layout_of, may_be_kept
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.sheet import NOT_COUNTED, Sheet, plain, sheet_of
from rex.importers.sink import extra_of
from rex.model.message import say
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.cue_chain import Unit
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.model.message import Message

_SPLIT = re.compile(r"[,;/|\n+]")
_MOST_PRODUCTS = 200
_TOTALS = frozenset(
    {
        "total", "totals", "total_time", "total_duration", "total_runtime", "grand_total", "duracion_total",
        "tiempo_total", "duree_totale", "temps_total", "duracao_total", "tempo_total",
    }
)  # fmt: skip


@dataclass(slots=True)
class _Part:
    """A part of the show that is being read, and the numbers of the rows that go on with it."""

    number: int
    row: CueRow
    start: Stamp
    products: list[str]
    rows: list[int] = field(default_factory=list)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    layout = None if sheet is None else layout_of(sheet)
    if sheet is None or layout is None:
        return None
    columns = ", ".join(sheet.names[at].strip() for at in dict.fromkeys(layout.own()))
    if layout.start is None:
        return Recognition(60, f"What happens and how long it takes ({columns[:100]}): a run of show.")
    return Recognition(75, f"Start times and what happens then ({columns[:100]}): a run of show.")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    layout = None if sheet is None else layout_of(sheet)
    if sheet is None or layout is None:
        return
    rundown = _Rundown(sink, sheet, layout)
    for record in sheet.rows(sink):
        rundown.take(record)
    rundown.close()


class _Rundown:
    """Reads the rows of one run of show in order."""

    def __init__(self, sink: Sink, sheet: Sheet, layout: Layout) -> None:
        self._sink, self._sheet, self._layout = sink, sheet, layout
        self._typed = sheet.head.kind == "workbook"
        self._times, self._chain = self._whole_columns()
        own = set(layout.own())
        labels = sheet.labels
        self._kept = [(labels[at], at) for at in range(len(labels)) if at not in own and may_be_kept(sheet, at)]
        self._part: _Part | None = None

    def _whole_columns(self) -> tuple[TimeColumn | None, Chain]:
        """Look at all rows first: what the times and the lengths mean is decided over whole columns."""
        layout = self._layout
        starts: list[str] = []
        dates: list[str] = []
        lengths: list[str] = []
        for record in self._sheet.data():
            starts.append(self._clock(record, layout.actual) or self._clock(record, layout.start))
            dates.append(_cell(record, layout.date))
            lengths.append(_cell(record, layout.duration))
        self._hours_first = means_hours(lengths)
        name = "" if layout.duration is None else self._sheet.folded[layout.duration]
        self._unit: Unit = "seconds" if re.search(r"_(?:s|secs?|seconds|segundos|secondes)$", name) else "minutes"
        if not any(starts):
            return None, Chain(None, self._sink.clock.at_offset(0))
        times = TimeColumn(self._sink.clock, [cell for cell in starts if cell], dates=[day for day in dates if day])
        return times, Chain(times)

    def _clock(self, record: Record, at: int | None) -> str:
        return clock_of(_cell(record, at), typed=self._typed)

    def take(self, record: Record) -> None:
        """Read one row: a new part, more of the part above, a heading or a sum."""
        layout = self._layout
        actual = self._clock(record, layout.actual)
        begins = actual or self._clock(record, layout.start)
        lasts = self._lasts(record)
        title, products = _cell(record, layout.title), self._products(record)
        if plain(title) in _TOTALS and not products:
            self._sink.set_aside(record.number, "total", line=record.line)
        elif not begins and lasts is None:
            self._take_untimed(record, title, products)
        else:
            self.close()
            start = self._chain.begins(begins, _cell(record, layout.date))
            if start is None:
                self._unreadable(record, begins)
            else:
                self._begin(record, start, lasts, products, planned=not actual)

    def _take_untimed(self, record: Record, title: str, products: list[str]) -> None:
        """Read a row without time and length: more products for the part above, or a heading."""
        part = self._part
        if part is None or not products:
            self._sink.set_aside(record.number, "title", line=record.line)
            return
        if not title or title == part.row.title:
            part.products += products
            part.rows.append(record.number)
            return
        beside = _Part(record.number, self._row(record, planned=part.row.planned), part.start, products)
        beside.row.until_ms = part.row.until_ms
        self._write(beside)

    def _begin(self, record: Record, start: Stamp, lasts: int | None, products: list[str], *, planned: bool) -> None:
        layout = self._layout
        until = self._chain.ends(start, self._clock(record, layout.end), lasts, _cell(record, layout.date))
        row = self._row(record, planned=planned)
        row.until_ms = None if until is None else until.offset_ms
        self._part = _Part(record.number, row, start, products)

    def _row(self, record: Record, *, planned: bool) -> CueRow:
        sink, layout = self._sink, self._layout
        title, kind = sink.label(_cell(record, layout.title)), sink.label(_cell(record, layout.kind))
        extra = {label: sink.words(record.cells[at]) for label, at in self._kept if record.cells[at].strip()}
        if not planned and layout.start is not None:
            extra[self._sheet.labels[layout.start]] = sink.words(record.cells[layout.start])
        return CueRow(
            cue_id=f"cue_{record.number}",
            kind=kind_of(kind, title),
            title=title or kind,
            planned=planned,
            extra=extra_of(extra),
        )

    def close(self) -> None:
        """Write the part that was being read, with all its rows."""
        part, self._part = self._part, None
        if part is not None:
            self._write(part)

    def _write(self, part: _Part) -> None:
        row = part.row
        row.products = msgspec.json.encode(list(dict.fromkeys(part.products))).decode()
        if row.kind == "other" and part.products:
            row.kind = "product"
        self._sink.keep("cues", row, part.start, part.number)
        for number in part.rows:
            self._sink.keep_all((), number)

    def _products(self, record: Record) -> list[str]:
        return products_in(_cell(record, self._layout.products), self._sink)

    def _lasts(self, record: Record) -> int | None:
        cell = _cell(record, self._layout.duration)
        return length_ms(cell, self._unit, hours_first=self._hours_first, typed=self._typed)

    def _unreadable(self, record: Record, begins: str) -> None:
        """Set a part aside that cannot be placed; the parts that follow it without a time cannot be either."""
        sink, at = self._sink, self._layout.start if self._layout.start is not None else self._layout.duration
        problem: Message = say("The part has no time, and the part above it has no end that it could follow.")
        if begins:
            problem = say("“{text}” is not a time.", text=sink.shown(begins))
            self._chain.breaks()
        column = "" if at is None else self._sheet.names[at]
        sink.unreadable(record.number, line=record.line, column=column, problem=problem, did=NOT_COUNTED)


def products_in(cell: str, sink: Sink) -> list[str]:
    """Take a cell with several products apart."""
    parts = (part.strip() for part in _SPLIT.split(sink.label(cell.replace("\n", ","))))
    return [part for part in parts if part][:_MOST_PRODUCTS]


def _cell(record: Record, at: int | None) -> str:
    return "" if at is None else record.cells[at].strip()


IMPORTER = Importer(
    id="run_of_show",
    title="Run of show (a table of the show's parts)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="Any table with a time or a length and a title for each part; end, host, SKUs and offer if you have them",
    source="column names in English, Spanish, French and Portuguese; no platform's own shape",
    version=2,
)

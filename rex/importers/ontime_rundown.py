"""A rundown kept in Ontime's spreadsheet, the template that Ontime imports: simple or advanced.

Instructions may stand above the header. A row is an event, or by its timer type a group, a milestone or something that
Ontime leaves out too. Times are clocks of the day; an event without one, or with a tied start, begins where the event
above it ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rex.importers.base import Importer, Recognition
from rex.importers.cue_chain import Chain, clock_of, length_ms
from rex.importers.elapsed import TimeColumn
from rex.importers.run_of_show import products_in
from rex.importers.run_of_show_columns import MOST_COLUMNS, may_be_kept, products_at
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.sheet import NOT_COUNTED, Sheet, plain, sheet_of
from rex.importers.sink import extra_of
from rex.model.message import say
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_EVENTS = frozenset({"", "event", "count_down", "count_up", "clock", "none"})
_GROUPS = frozenset({"group", "group_start"})
_HEADINGS = _GROUPS | {"group_end", "milestone"}
_TRUE = frozenset({"true", "1", "yes", "x", "si", "oui", "sim"})


class _Columns(NamedTuple):
    """Where Ontime's columns stand; None where the sheet lacks one."""

    kind: int
    start: int | None
    end: int | None
    duration: int | None
    title: int | None
    cue: int | None
    linked: int | None
    skip: int | None
    products: int | None


def _columns(sheet: Sheet | None) -> _Columns | None:
    kind = None if sheet is None else sheet.at("timer_type")
    if sheet is None or kind is None or len(sheet.names) > MOST_COLUMNS:
        return None
    found = _Columns(
        kind,
        sheet.at("time_start"),
        sheet.at("time_end"),
        sheet.at("duration"),
        sheet.at("title"),
        sheet.at("cue"),
        sheet.at("link_start"),
        sheet.at("skip"),
        products_at(sheet),
    )
    timed = found.start is not None or found.duration is not None
    return found if timed and (found.title is not None or found.cue is not None) else None


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    columns = _columns(sheet)
    if sheet is None or columns is None:
        return None
    rows = [row for row in head.rows[sheet.header_at + 1 :] if len(row) > columns.kind and any(row)]
    if not any(plain(row[columns.kind]) in _EVENTS for row in rows):
        return Recognition(90, "Timer Type beside Time Start and Title, and no event yet: an empty Ontime rundown.")
    certainty = 96 if columns.linked is None else 97
    return Recognition(certainty, "Timer Type beside Time Start and Title: a rundown for Ontime.")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    columns = _columns(sheet)
    if sheet is None or columns is None:
        return
    reading = _Reading(sink, sheet, columns)
    for record in sheet.rows(sink):
        reading.take(record)


class _Reading:
    """Reads the rows of a rundown in order."""

    def __init__(self, sink: Sink, sheet: Sheet, columns: _Columns) -> None:
        self._sink, self._columns = sink, columns
        self._typed = sheet.head.kind == "workbook"
        starts = (self._clock(record, columns.start) for record in sheet.data())
        self._chain = Chain(TimeColumn(sink.clock, [cell for cell in starts if cell]))
        own = {at for at in columns if at is not None and at != columns.cue}
        labels = sheet.labels
        self._kept = [(labels[at], at) for at in range(len(labels)) if at not in own and may_be_kept(sheet, at)]
        self._group = ""

    def take(self, record: Record) -> None:
        """Read one row: an event, a heading, or what is left out."""
        columns, sink = self._columns, self._sink
        kind = plain(_cell(record, columns.kind))
        if kind in _HEADINGS:
            if kind != "milestone":
                self._group = _cell(record, columns.title) if kind in _GROUPS else ""
            sink.set_aside(record.number, "title", line=record.line, detail=kind)
        elif kind not in _EVENTS or plain(_cell(record, columns.skip)) in _TRUE:
            sink.set_aside(record.number, "other", line=record.line, detail="skip")
        else:
            self._event(record)

    def _event(self, record: Record) -> None:
        columns = self._columns
        begins = self._clock(record, columns.start)
        start = self._chain.begins(begins, linked=plain(_cell(record, columns.linked)) in _TRUE)
        if start is None:
            self._unreadable(record, begins)
            return
        lasts = length_ms(_cell(record, columns.duration), typed=self._typed)
        until = self._chain.ends(start, self._clock(record, columns.end), lasts)
        if until is None:
            self._chain.ends(start, "", 0)  # the next event begins here too, as in Ontime
        self._sink.keep("cues", self._row(record, until), start, record.number)

    def _row(self, record: Record, until: Stamp | None) -> CueRow:
        sink, columns = self._sink, self._columns
        extra = {label: sink.words(record.cells[at]) for label, at in self._kept if record.cells[at].strip()}
        if self._group:
            extra["group"] = sink.words(self._group)
        title = sink.label(_cell(record, columns.title)) or sink.label(_cell(record, columns.cue))
        products = products_in(_cell(record, columns.products), sink)
        return CueRow(
            cue_id=f"cue_{record.number}",
            kind=kind_of("", title),
            title=title,
            until_ms=None if until is None else until.offset_ms,
            products=msgspec.json.encode(products).decode(),
            extra=extra_of(extra),
        )

    def _clock(self, record: Record, at: int | None) -> str:
        return clock_of(_cell(record, at), typed=self._typed)

    def _unreadable(self, record: Record, begins: str) -> None:
        problem = say("The event has no start, and there is no event above it that it could follow.")
        if begins:
            problem = say("“{text}” is not a time.", text=self._sink.shown(begins))
            self._chain.breaks()
        self._sink.unreadable(record.number, line=record.line, column="Time Start", problem=problem, did=NOT_COUNTED)


def _cell(record: Record, at: int | None) -> str:
    return "" if at is None else record.cells[at].strip()


IMPORTER = Importer(
    id="ontime_rundown",
    title="Ontime rundown (spreadsheet)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="The spreadsheet that Ontime imports, or Ontime, Rundown, Export, as XLSX or CSV",
    source="Ontime's own template of version 4 and the code of its import",
)

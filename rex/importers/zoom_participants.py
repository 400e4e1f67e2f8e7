"""Zoom's participants report of a meeting: the meeting above, its participants below.

With “Show unique users” it has a row a person and no times; without, a row a stay, with times that overlap. The account
that held the meeting is the team, and who waits in the waiting room is not there yet; both are set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.importers.attendance import (
    Report,
    Stay,
    Visits,
    folded,
    keep_totals,
    no_data,
    report_of,
    too_wide,
    totals_in,
)
from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.columns import Samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_NAME = "name_original_name"
_DURATIONS = ("total_duration_minutes", "duration_minutes")
_EMAILS = ("user_email", "email")
_HOSTS = ("user_email", "host_email")
_TOTALS = {
    "participants": ("participants", "count"),
    "duration_minutes": ("duration", "minutes"),
    "unique_viewers": ("viewers", "count"),
    "max_concurrent_views": ("peak_viewers", "count"),
}
_KEPT = ("leave_time", *_DURATIONS, "guest")
"""The only columns that go into `extra`: none of them tells who the person is."""


class _Columns(NamedTuple):
    """The columns of the participants' table by folded name, and as they are called."""

    names: list[str]
    at: dict[str, int]


def _columns(cells: list[str]) -> _Columns | None:
    """Give the columns from the name on, where these cells are their names; what stands left of it is the meeting."""
    if not any("original" in cell.casefold() for cell in cells):
        return None
    names = folded(cells)
    if _NAME not in names:
        return None
    first = names.index(_NAME)
    at = {name: place for place, name in reversed(list(enumerate(names))) if place >= first}
    return _Columns(cells, at) if any(name in at for name in _DURATIONS) else None


def _known(rows: list[list[str]]) -> bool:
    return any(_columns(row) is not None for row in rows)


def _recognise(head: Head) -> Recognition | None:
    if report_of(head, _known) is None:
        return None
    return Recognition(96, "Name (Original Name) and how long each person stayed: Zoom's report of a meeting.")


def _read(_: ExportFile, sink: Sink) -> None:
    report = report_of(sink.head, _known)
    if report is not None:
        reading = _Reading(sink, Visits(sink, _dates(report)))
        for record in report.records():
            reading.take(record)


def _dates(report: Report) -> Samples:
    """Look at all times of the file: day and month have one order in all of them."""
    dates, places = Samples(), tuple[int, ...]()
    for record in report.records():
        if not places and (columns := _columns(record.cells)) is not None:
            places = tuple(columns.at[name] for name in ("join_time", "leave_time") if name in columns.at)
            if not places:
                break
        for at in places:
            dates.add(record.cells[at].strip() if at < len(record.cells) else "")
    return dates


class _Reading:
    """Goes down the file once: the meeting, then its participants."""

    def __init__(self, sink: Sink, visits: Visits) -> None:
        self._sink, self._visits = sink, visits
        self._columns: _Columns | None = None
        self._meeting: list[str] | None = None
        self._host = ""

    def take(self, record: Record) -> None:
        """Hand one record to the sink."""
        if no_data(self._sink, record):
            return
        if self._columns is not None:
            if record.cells == self._columns.names:
                self._sink.set_aside(record.number, "title", line=record.line)
            elif not too_wide(self._sink, record, len(self._columns.names)):
                self._stay(record, self._columns)
        elif self._meeting is not None and _columns(record.cells) is None:
            self._hold(record, self._meeting)
            self._meeting = None
        else:
            self._columns = _columns(record.cells)
            names = folded(record.cells)
            self._meeting = record.cells if "topic" in names and self._columns is None else None
            self._sink.set_aside(record.number, "title", line=record.line)

    def _hold(self, record: Record, names: list[str]) -> None:
        """Take the meeting itself: its totals, and who held it."""
        cells = dict(zip(folded(names), record.cells, strict=False))
        self._host = next((host for name in _HOSTS if (host := cells.get(name, "").strip().casefold())), "")
        keep_totals(self._sink, record, totals_in(self._sink, names, record.cells, _TOTALS))

    def _stay(self, record: Record, columns: _Columns) -> None:
        def cell(name: str) -> str:
            at = columns.at.get(name)
            return record.cells[at].strip() if at is not None and at < len(record.cells) else ""

        email = next((text for name in _EMAILS if (text := cell(name))), "")
        if self._host and email.casefold() == self._host:
            self._sink.set_aside(record.number, "other", line=record.line, detail="host")
            return
        if cell("in_waiting_room").casefold() == "yes":
            self._sink.set_aside(record.number, "other", line=record.line, detail="waiting room")
            return
        told = {columns.names[columns.at[name]].strip(): text for name in _KEPT if (text := cell(name))}
        impossible = any(cell(name).startswith("-") and cell(name)[1:].isdigit() for name in _DURATIONS)
        stay = Stay(record, email or cell(_NAME), cell("join_time"), cell("leave_time"), told, impossible=impossible)
        self._visits.keep(stay)


def _rows(head: Head) -> Iterator[RawRow]:
    report = report_of(head, _known)
    return iter(()) if report is None else report.raw()


IMPORTER = Importer(
    id="zoom_participants",
    title="Zoom meeting participants report",
    tables=("presence", "totals"),
    recognise=_recognise,
    read=_read,
    where="Zoom web portal, Reports, Usage, the number of participants, Export with meeting data",
    source="a fixture of the real layout, and code that reads it",
    rows=_rows,
)

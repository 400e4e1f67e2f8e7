"""Zoom's attendee report of a webinar: its own totals, then the hosts, the panelists and the attendees, a table each.

The tables have different widths, and a row is one stay: who comes back has several, and they overlap. Hosts and
panelists are the team, not the audience; they are set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.importers.attendance import (
    Report,
    Stay,
    Visits,
    filled,
    folded,
    keep_totals,
    no_data,
    report_of,
    too_wide,
    totals_in,
)
from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.columns import Samples
from rex.importers.sheet import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_FIRST = ("attended", "user name")
"""How the first column of a table of stays is called."""
_TIMES = ("join_time", "leave_time", "registration_time")
_TEAM = ("host", "panelist")
_TOTALS = {
    "unique_viewers": ("viewers", "count"),
    "total_users": ("total_users", "count"),
    "max_concurrent_views": ("peak_viewers", "count"),
    "actual_duration_minutes": ("duration", "minutes"),
    "#_registered": ("registered", "count"),
    "#_cancelled": ("cancelled", "count"),
}
_KEPT = ("leave_time", "time_in_session_minutes", "is_guest", "approval_status")
"""The only columns that go into `extra`: none of them tells who the person is."""


def _stays_header(cells: Sequence[str]) -> dict[str, int] | None:
    """Give the columns of a table of stays by folded name, where these cells are its column names."""
    if not cells or not cells[0].strip("\ufeff ").casefold().startswith(_FIRST):
        return None
    places = {name: at for at, name in reversed(list(enumerate(folded(cells))))}
    return places if {"join_time", "leave_time", "time_in_session_minutes"} <= places.keys() else None


def _known(rows: list[list[str]]) -> bool:
    headers = [header for row in rows if (header := _stays_header(row)) is not None]
    return any("attended" in header for header in headers)


def _recognise(head: Head) -> Recognition | None:
    if report_of(head, _known) is None:
        return None
    return Recognition(
        97, "Attended, User Name (Original Name), Join Time, Leave Time: Zoom's attendee report of a webinar."
    )


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
        header = _stays_header(record.cells)
        if header is not None:
            places = tuple(header[name] for name in _TIMES if name in header)
        elif places:
            for at in places:
                dates.add(record.cells[at].strip() if at < len(record.cells) else "")
        else:  # when the report was made, and when the webinar began, are written in the same way
            for cell in record.cells:
                dates.add(cell.strip())
    return dates


class _Reading:
    """Goes down the file once: which table a record belongs to, and what becomes of it."""

    def __init__(self, sink: Sink, visits: Visits) -> None:
        self._sink, self._visits = sink, visits
        self._title = ""
        self._team = ""
        self._columns: dict[str, int] | None = None
        self._names: list[str] = []
        self._totals: list[str] | None = None

    def take(self, record: Record) -> None:
        """Hand one record to the sink."""
        if no_data(self._sink, record):
            return
        if self._totals is not None:
            keep_totals(self._sink, record, totals_in(self._sink, self._totals, record.cells, _TOTALS))
            self._totals = None
        elif self._heading(record, filled(record.cells)) or self._columns is None:
            self._sink.set_aside(record.number, "title", line=record.line)
        elif not too_wide(self._sink, record, len(self._names)):
            self._stay(record, self._columns)

    def _heading(self, record: Record, cells: list[str]) -> bool:
        """Tell a table's title or its column names from its rows, and remember them."""
        if len(cells) == 1 and cells[0].casefold() not in {"yes", "no"}:
            self._title = plain(cells[0])
            if self._title.endswith(("_details", "_attended", "_report")):
                self._columns = None
            return True
        header = _stays_header(record.cells)
        if header is not None:
            self._columns, self._names = header, record.cells
            self._team = next((word for word in _TEAM if word in self._title), "")
            self._title = ""
            return True
        if cells[0].casefold() == "topic" and self._columns is None:
            self._totals = list(record.cells)
            return True
        return False

    def _stay(self, record: Record, columns: dict[str, int]) -> None:
        def cell(name: str) -> str:
            at = columns.get(name)
            return record.cells[at].strip() if at is not None and at < len(record.cells) else ""

        if self._team or cell("attended").casefold() == "no":
            self._sink.set_aside(record.number, "other", line=record.line, detail=self._team or "not attended")
            return
        name = cell("user_name_original_name") or cell("user_name") or f"{cell('first_name')} {cell('last_name')}"
        told = {self._names[columns[name]].strip(): text for name in _KEPT if (text := cell(name)) and text != "--"}
        impossible = cell("time_in_session_minutes").startswith("-") and cell("time_in_session_minutes")[1:].isdigit()
        came, left = cell("join_time"), cell("leave_time")
        self._visits.keep(Stay(record, cell("email") or name, came, left, told, impossible=impossible))


def _rows(head: Head) -> Iterator[RawRow]:
    report = report_of(head, _known)
    return iter(()) if report is None else report.raw()


IMPORTER = Importer(
    id="zoom_webinar_attendees",
    title="Zoom webinar attendee report",
    tables=("presence", "totals"),
    recognise=_recognise,
    read=_read,
    where="Zoom web portal, Reports, Webinar, Attendee Report, Generate CSV Report",
    source="fixtures of the real layout, code that reads thousands of such rows, and a published report of 2020",
    rows=_rows,
)

"""Microsoft Teams' attendance report: a summary, the participants, and every single coming and leaving.

Titles and column names are in the organiser's language, so that tables are told apart by their place and by what their
cells hold: the stays are section 3, the section above it has a row a person and is set aside, since counting both would
count everybody twice. Organisers are the team; presenters are, too, where others outnumber them (in a meeting without
roles everybody is a presenter).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

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
    total,
)
from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.sheet import plain
from rex.importers.teams_tables import Table, section_of, tables_of, total_of
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_OLDER = frozenset({"full_name", "join_time", "leave_time", "duration"})
_STAYS = 3
_ORGANISES, _PRESENTS = "organi", "present"
"""Parts of the roles' names that English, Spanish, French and Portuguese share."""


class _Columns(NamedTuple):
    """Where the table of stays has what: coming, leaving, address and role; None where it has none."""

    came: int
    left: int
    mail: int | None
    role: int | None


def _known(rows: list[list[str]]) -> bool:
    """Tell the report by its numbered sections with a table of two columns of times, or by its older column names."""
    if any(set(folded(row)) >= _OLDER for row in rows if len(row) > len(_OLDER)):
        return True
    first = next((row for row in rows if filled(row)), [])
    return section_of(first) == 1 and any(table.section > 1 and table.timed for table in tables_of(rows).tables)


def _recognise(head: Head) -> Recognition | None:
    if report_of(head, _known) is None:
        return None
    return Recognition(94, "Sections 1 and 2 with names and two columns of times: Teams' attendance report.")


def _read(_: ExportFile, sink: Sink) -> None:
    report = report_of(sink.head, _known)
    if report is not None:
        reading = _Reading(sink, report)
        for record in report.records():
            reading.take(record)


class _Reading:
    """Goes down the file once more: which table a record belongs to, and what becomes of it."""

    def __init__(self, sink: Sink, report: Report) -> None:
        """Look through the whole file first: its tables, the order of day and month, who has which role."""
        self._sink = sink
        found = tables_of(record.cells for record in report.records() if not record.elsewhere)
        self._visits = Visits(sink, found.dates)
        self._tables = {table.begins: table for table in found.tables}
        self._table = found.tables[0]
        self._stays = _stays_of(found.tables)
        self._columns = _columns_of(self._stays)
        self._team = _team_of(report, self._stays, self._columns)
        self._summary_rows = 0
        self._told = False

    def take(self, record: Record) -> None:
        """Hand one record to the sink."""
        self._table = self._tables.get(record.number, self._table)
        if no_data(self._sink, record):
            return
        if section_of(record.cells) is not None or record.number == self._table.header:
            self._sink.set_aside(record.number, "title", line=record.line)
        elif self._table.header is None or record.number < self._table.header:
            self._summary(record)
        elif self._table is self._stays and self._columns is not None:
            self._stay(record, self._table, self._columns)
        elif self._table.timed:
            self._sink.set_aside(record.number, "total", line=record.line, detail="participants")
        else:
            self._sink.set_aside(record.number, "other", line=record.line, detail=f"section {self._table.section}")

    def _summary(self, record: Record) -> None:
        cells = filled(record.cells)
        if len(cells) < 2:
            self._sink.set_aside(record.number, "title", line=record.line)
            return
        self._summary_rows += 1
        found = total_of(cells[0], cells[1], self._summary_rows)
        totals = [] if found is None else [total(self._sink, cells[0], cells[1], *found)]
        keep_totals(self._sink, record, totals)

    def _stay(self, record: Record, table: Table, columns: _Columns) -> None:
        if too_wide(self._sink, record, len(table.names)):
            return
        if self._team and plain(_cell(record, columns.role)) in self._team:
            self._sink.set_aside(record.number, "other", line=record.line, detail="team")
            return
        if table.section == _STAYS - 1 and not self._told:
            self._told = True
            self._sink.note(
                line=record.line,
                column="",
                problem=say("The report does not hold the single comings and leavings."),
                did=say("Each person counts from the first coming to the last leaving."),
            )
        told = {
            table.names[at].strip(): text
            for at in (columns.left, columns.left + 1)
            if at < len(table.names) and not table.mails[at] and (text := _cell(record, at))
        }
        came, left = _cell(record, columns.came), _cell(record, columns.left)
        self._visits.keep(Stay(record, _who(record, columns), came, left, told))


def _stays_of(tables: list[Table]) -> Table | None:
    """Choose the table of stays: section 3 where it has rows, else the last table with two columns of times."""
    timed = [table for table in tables if table.timed]
    return next((table for table in timed if table.section == _STAYS), timed[-1] if timed else None)


def _columns_of(stays: Table | None) -> _Columns | None:
    if stays is None or stays.timed is None:
        return None
    came, left = stays.timed
    return _Columns(came, left, stays.mail, stays.role)


def _team_of(report: Report, stays: Table | None, columns: _Columns | None) -> frozenset[str]:
    """Name the roles of the team: those who organise, and those who present to more people than themselves."""
    if stays is None or columns is None or columns.role is None:
        return frozenset()
    people: dict[str, set[str]] = {}
    for record in report.records():
        if (stays.header or 0) < record.number <= stays.ends:
            people.setdefault(plain(_cell(record, columns.role)), set()).add(_who(record, columns))
    count = Counter({role: len(names) for role, names in people.items()})
    team = {role for role in count if _ORGANISES in role}
    presenting = {role for role in count if _PRESENTS in role and role not in team}
    others = sum(n for role, n in count.items() if role not in team | presenting)
    return frozenset(team | presenting if others > sum(count[role] for role in presenting) else team)


def _who(record: Record, columns: _Columns) -> str:
    return _cell(record, columns.mail) or _cell(record, 0)


def _cell(record: Record, at: int | None) -> str:
    return record.cells[at].strip() if at is not None and at < len(record.cells) else ""


def _rows(head: Head) -> Iterator[RawRow]:
    report = report_of(head, _known)
    return iter(()) if report is None else report.raw()


IMPORTER = Importer(
    id="teams_attendance",
    title="Microsoft Teams attendance report",
    tables=("presence", "totals"),
    recognise=_recognise,
    read=_read,
    where="Teams, the meeting or webinar, Attendance, Download (the organiser's account)",
    source="a published report of 2022, and code that reads others in English, French and Portuguese",
    rows=_rows,
)

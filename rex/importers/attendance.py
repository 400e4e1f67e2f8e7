"""What attendance reports share: several tables in one file, one under another, and rows of who came and left when.

Every record of such a file is a row, its titles and column names too; those are set aside as titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import RawRow
from rex.importers.columns import Samples, quality_of
from rex.importers.sheet import NOT_COUNTED, Sheet, plain
from rex.importers.sink import extra_of
from rex.importers.tables import Dialect, Record, records
from rex.importers.times import parse_wall
from rex.model.message import say
from rex.model.tables import PresenceRow, TotalRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from rex.importers.clock import Stamp
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.times import Order
    from rex.model.message import Message
    from rex.model.tables import Row

_DELIMITERS = (",", "\t", ";")
_NO_TIME = frozenset({"", "-", "--", "na", "n/a"})
_NUMBER = re.compile(r"\s*(\d{1,3}(?:[,.\u00a0\u202f ]\d{3}){1,4}|\d{1,12})\s*")
_TIMES_UNKNOWN = say("The row is kept without times: the person was there, and when is unknown.")


class Report(NamedTuple):
    """A file of several tables: its records, read as often as somebody asks, with the delimiter that its header has."""

    head: Head
    dialect: Dialect

    def records(self) -> Iterator[Record]:
        """Read every record, titles and column names too, numbered from 1; wholly empty lines are none."""
        if self.head.kind == "workbook":
            return Sheet(self.head, -1, (), ()).all_records()
        return records(self.head.export, self.head.encoding, self.dialect, -1)

    def raw(self) -> Iterator[RawRow]:
        """Give the records as they stand, for a raw export."""
        for record in self.records():
            yield RawRow(record.number, record.line, record.cells)


def report_of(head: Head, known: Callable[[list[list[str]]], bool]) -> Report | None:
    """Find the delimiter under which the first records look like the report that is asked for; None under none."""
    if head.kind == "workbook":
        return Report(head, Dialect(",")) if known(head.rows) else None
    if head.kind != "text":
        return None
    for delimiter in _DELIMITERS:
        dialect = Dialect(delimiter)
        if delimiter in head.text and known(dialect.head_rows(head.text)):
            return Report(head, dialect)
    return None


def filled(cells: Sequence[str]) -> list[str]:
    """Give the cells that hold anything, stripped."""
    return [text for cell in cells if (text := cell.strip("\ufeff \t\r\n\u00a0"))]


def folded(cells: Sequence[str]) -> list[str]:
    """Fold all cells of a row as column names are folded."""
    return [plain(cell) for cell in cells]


@dataclass(slots=True)
class Stay:
    """A row that says when a person came and left, as it stands; `told` goes into `extra`, nothing personal in it.

    `impossible` says that the report itself gives it a length below zero.
    """

    record: Record
    identity: str
    came: str
    left: str
    told: Mapping[str, str]
    impossible: bool = False


class Visits:
    """Keeps the stays of a report as rows of `presence`; whose times cannot be true is kept without times."""

    def __init__(self, sink: Sink, dates: Samples) -> None:
        """`dates` are all times of the file: day and month have one order in all of them."""
        self._sink = sink
        self._order: Order = dates.order(sink.clock.starts)

    def keep(self, stay: Stay) -> None:
        """Keep one stay; its person is a pseudonym, or nobody where the row names nobody."""
        row = PresenceRow(person=self._sink.person(stay.identity) or None, extra=extra_of(stay.told))
        came, left = self._walls(stay)
        stamp: Stamp | None = None
        if came is not None:
            stamp = self._sink.clock.at_wall(came, stay.came, quality=quality_of(stay.came))
            if left is not None:
                row.leave_ms = self._sink.clock.at_wall(left, stay.left, quality=quality_of(stay.left)).t_ms
        if stamp is None and stay.came.strip():
            row.time_raw = stay.came
        self._sink.keep("presence", row, stamp, stay.record.number)

    def _walls(self, stay: Stay) -> tuple[datetime | None, datetime | None]:
        """Read both times of a stay; where one cannot be read, or both cannot be true, there are none."""
        walls: list[datetime | None] = []
        for cell in (stay.came, stay.left):
            wall = None if cell.strip().casefold() in _NO_TIME else parse_wall(cell, self._order)
            if wall is None and cell.strip().casefold() not in _NO_TIME:
                return self._untimed(stay, say("“{text}” is not a time.", text=self._sink.shown(cell)))
            walls.append(wall)
        came, left = walls
        if came is not None and (stay.impossible or (left is not None and _before(left, came))):
            return self._untimed(stay, say("The person leaves before coming."))
        return came, left

    def _untimed(self, stay: Stay, problem: Message) -> tuple[None, None]:
        self._sink.note(line=stay.record.line, column="", problem=problem, did=_TIMES_UNKNOWN)
        return None, None


def _before(one: datetime, other: datetime) -> bool:
    """Compare two walls; one with an offset of its own beside one without tells nothing."""
    return (one.tzinfo is None) == (other.tzinfo is None) and one < other


def keep_totals(sink: Sink, record: Record, totals: Sequence[TotalRow]) -> None:
    """Keep the platform's own numbers of one record; a record without any is a title."""
    if not totals:
        sink.set_aside(record.number, "title", line=record.line)
        return
    rows: list[tuple[str, Row, Stamp | None]] = [("totals", total, None) for total in totals]
    sink.keep_all(rows, record.number)


def total(sink: Sink, name: str, cell: str, metric: str, value: int, unit: str) -> TotalRow:
    """Make a total of a cell and its name."""
    found = extra_of({"found": cell.strip()})
    return TotalRow(metric=metric, metric_raw=sink.label(name), value_milli=value * 1000, unit=unit, extra=found)


def count_of(cell: str) -> int | None:
    """Read a whole number, perhaps with separators of thousands; None where the cell holds anything else."""
    match = _NUMBER.fullmatch(cell)
    return None if match is None else int(re.sub(r"\D", "", match[1]))


def totals_in(
    sink: Sink, names: Sequence[str], cells: Sequence[str], known: Mapping[str, tuple[str, str]]
) -> list[TotalRow]:
    """Read a row of values under a row of names; `known` gives metric and unit by folded name."""
    found = []
    for name, cell in zip(names, cells, strict=False):
        metric, unit = known.get(plain(name), ("", ""))
        value = count_of(cell)
        if metric and value is not None:
            found.append(total(sink, name, cell, metric, value, unit))
    return found


def no_data(sink: Sink, record: Record) -> bool:
    """Set aside a record that is damaged, empty, or of another sheet of a workbook; tell whether it was one."""
    if record.broken:
        problem = say("A quotation mark is opened and never closed.")
        sink.unreadable(record.number, line=record.line, column="", problem=problem, did=NOT_COUNTED)
    elif not filled(record.cells):
        sink.set_aside(record.number, "blank", line=record.line)
    elif record.elsewhere:
        sink.set_aside(record.number, "other", line=record.line, detail=record.elsewhere)
    else:
        return False
    return True


def too_wide(sink: Sink, record: Record, columns: int) -> bool:
    """Set aside a record with more cells than its table has columns; tell whether it was one."""
    if not any(cell.strip() for cell in record.cells[columns:]):
        return False
    problem = say("The row has {cells} cells, the header {columns}.", cells=len(record.cells), columns=columns)
    sink.unreadable(record.number, line=record.line, column="", problem=problem, did=NOT_COUNTED)
    return True

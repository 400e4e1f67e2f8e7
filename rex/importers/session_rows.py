"""Tables with one row a session: each column a platform's total, and which of the rows is this session's.

A platform exports the last 28 days at once. In a session folder whose start is known the row that starts nearest to
it (within ten minutes) is this session's, the others belong to other sessions and are set aside; a file with one row
of data was made for this session and is taken. Where no start is known every row is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from rex.importers.base import Part
from rex.importers.cells import Cells
from rex.importers.columns import Samples
from rex.importers.platform_totals import NOTHING, Amounts, Column, amounts_of, as_found, total_of
from rex.importers.sheet import NOT_COUNTED, Sheet, plain, sheet_of
from rex.importers.survey_questions import is_personal
from rex.importers.times import parse_wall
from rex.model.message import quantity, say, say_n
from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rex.importers.clock import SourceClock
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.model.tables import TotalRow

NEAR = timedelta(minutes=10)
"""Start times of a table are to the minute, and people round what they write into `session.yaml`."""
FAR = timedelta(hours=12)
ANOTHER = "another session"
_TOTALS = frozenset({"total", "totals", "summary", "sum", "average"})


def always(_: Cells) -> bool:
    """Say that every row is a session."""
    return True


def no_title(_: Cells) -> str:
    """Say that the table names no title."""
    return ""


@dataclass(frozen=True, slots=True)
class SessionTable:
    """What a platform's table of sessions holds, by folded column name.

    `totals` says what each column is; one whose metric is `duration` gives the session's length where there is no
    `end`. `is_session` tells rows that are a session from others, `title` names a session for its folder.
    """

    totals: Mapping[str, Column]
    start: str | None = None
    end: str | None = None
    is_session: Callable[[Cells], bool] = always
    not_session: str = ""
    title: Callable[[Cells], str] = no_title
    called: str = "Session"


class Start(NamedTuple):
    """A row that is a session, and when it began as its source's clock says it; None where it does not say."""

    number: int
    wall: datetime | None


@dataclass(slots=True)
class _Known:
    """What a first look through the table tells."""

    dates: Samples = field(default_factory=Samples)
    money: list[str] = field(default_factory=list)
    rows: list[tuple[Record, Cells]] = field(default_factory=list)


def read_sessions(sink: Sink, table: SessionTable, key: str) -> None:
    """Read a table of sessions into totals; `key` is what a repeat of a row is known by, the importer's id."""
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    known = _look_through(sheet, table)
    order = known.dates.order(sink.clock.starts)
    starts = [Start(record.number, _wall(table, cells, order)) for record, cells in known.rows]
    amounts = amounts_of(known.money, sink.currency)
    mine = rows_of_session(sink, table.start or "", starts)
    columns = [(at, table.totals[name]) for at, name in enumerate(sheet.folded) if name in table.totals]
    walls = dict(starts)
    for record in sheet.rows(sink):
        reason = _aside(sink, table, sheet, record, key)
        if reason is not None:
            sink.set_aside(record.number, reason[0], line=record.line, detail=reason[1])  # type: ignore[arg-type]  # one of three reasons
        elif mine is not None and record.number not in mine:
            sink.set_aside(record.number, "other", line=record.line, detail=ANOTHER)
        else:
            _keep(sink, _Row(sheet, table, record, columns, amounts), walls.get(record.number))


def _look_through(sheet: Sheet, table: SessionTable) -> _Known:
    known, places, seen = _Known(), sheet.places, set[str]()
    money = [
        at for at, name in enumerate(sheet.folded) if name in table.totals and table.totals[name].unit == "currency"
    ]
    for record in sheet.data():
        cells = Cells(places, record.cells)
        if not table.is_session(cells) or _is_total(record.cells) or _whole(record) in seen:
            continue
        seen.add(_whole(record))
        if table.start is not None:
            known.dates.add(cells[table.start])
        known.money += [record.cells[at] for at in money if record.cells[at].strip() not in NOTHING]
        known.rows.append((record, cells))
    return known


def _whole(record: Record) -> str:
    return "\x1f".join(cell.strip() for cell in record.cells)


def _is_total(cells: list[str]) -> bool:
    return plain(cells[0]) in _TOTALS if cells else False


def _wall(table: SessionTable, cells: Cells, order: str) -> datetime | None:
    if table.start is None or not cells[table.start]:
        return None
    return parse_wall(cells[table.start], order)  # type: ignore[arg-type]  # Samples.order gives one of the three orders


def rows_of_session(sink: Sink, column: str, starts: list[Start]) -> frozenset[int] | None:
    """Choose the session's rows by their numbers: None is all of them, since no start of the session is known.

    `column` is what the source calls the start, for what there is to say about it.
    """
    if sink.clock.starts is None or not starts:
        return None
    if len(starts) == 1:
        (only,) = starts
        if only.wall is not None and _apart(only.wall, sink.clock) > FAR:
            problem = say("This row's session began more than 12 hours before or after this one.")
            sink.note(line=0, column=column, problem=problem, did=say("It is taken all the same."))
        return frozenset({only.number})
    timed = [(_apart(start.wall, sink.clock), start.number) for start in starts if start.wall is not None]
    nearest = min(timed, default=None)
    if nearest is not None and nearest[0] <= NEAR:
        return frozenset({nearest[1]})
    _say_none(sink, column, len(starts), timed=bool(timed))
    return frozenset()


def _say_none(sink: Sink, column: str, n: int, *, timed: bool) -> None:
    if timed:
        problem = say_n(
            "{n} session stands in this file, and it did not begin within {minutes} minutes of this one.",
            "{n} sessions stand in this file, and none began within {minutes} minutes of this one.",
            n,
            minutes=quantity(NEAR.total_seconds() / 60, "count"),
        )
    else:
        problem = say("The rows name no time of the day, so which of them is this session cannot be told.")
    sink.note(line=0, column=column, problem=problem, did=say("No row of it is counted."))


def _apart(wall: datetime, clock: SourceClock) -> timedelta:
    """Give how far a start lies from the session's own, both as the source's clock shows them."""
    starts = clock.starts or wall.replace(tzinfo=None)
    if wall.tzinfo is not None and clock.timezone is not None:
        wall = wall.astimezone(ZoneInfo(clock.timezone))
    return abs(wall.replace(tzinfo=None) - starts)


def _aside(sink: Sink, table: SessionTable, sheet: Sheet, record: Record, key: str) -> tuple[str, str] | None:
    """Give why a row is no session's, or None."""
    if _is_total(record.cells):
        return "total", ""
    if not table.is_session(Cells(sheet.places, record.cells)):
        return "other", table.not_session
    return None if sink.first_time(f"{key}\x1f{_whole(record)}") else ("duplicate", "")


class _Row(NamedTuple):
    """One session's row, and what is needed to read it."""

    sheet: Sheet
    table: SessionTable
    record: Record
    columns: list[tuple[int, Column]]
    amounts: Amounts

    def start(self) -> str:
        """Give the cell of the start; empty where the table has none."""
        return "" if self.table.start is None else Cells(self.sheet.places, self.record.cells)[self.table.start]

    def others(self, sink: Sink) -> dict[str, str]:
        """Give the named columns that are no totals."""
        told = {at for at, _ in self.columns}
        names = ((at, name.strip()) for at, name in enumerate(self.sheet.names) if at not in told)
        return {name: sink.words(self.record.cells[at].strip()) for at, name in names if name and not is_personal(name)}


def _keep(sink: Sink, row: _Row, wall: datetime | None) -> None:
    record, start = row.record, row.start()
    if wall is None and row.table.start is not None:
        column = row.sheet.names[row.sheet.places[row.table.start]]
        problem = say("“{text}” is not a date and time.", text=sink.shown(start))
        sink.unreadable(record.number, line=record.line, column=column, problem=problem, did=NOT_COUNTED)
        return
    quality = "exact" if wall is not None and wall.second else "minute"
    stamp = None if wall is None else sink.clock.at_wall(wall, start, quality=quality)
    kept = [("totals", total, stamp) for total in _totals(sink, row)]
    if kept:
        sink.keep_all(kept, record.number)
    else:
        sink.set_aside(record.number, "blank", line=record.line)


def _totals(sink: Sink, row: _Row) -> list[TotalRow]:
    """Read a row's totals; the first one carries the columns that are none."""
    found: list[TotalRow] = []
    for at, column in row.columns:
        name, text = row.sheet.names[at].strip(), row.record.cells[at].strip()
        if text.lower() in NOTHING:
            continue
        total = total_of(column, sink.label(name), text, row.amounts)
        if total is None:
            problem = say("“{text}” is not a number.", text=sink.shown(text))
            did = say("The cell is left out, the row is kept.")
            sink.note(line=row.record.line, column=name, problem=problem, did=did)
            continue
        if not found:
            total.extra = as_found(text, row.others(sink))
        found.append(total)
    return found


def parts_of(head: Head, table: SessionTable) -> list[Part]:
    """Name the sessions of a table, each with the header and its one row; a row without a readable start is none."""
    sheet = sheet_of(head)
    if sheet is None:
        return []
    known = _look_through(sheet, table)
    order = known.dates.order(None)
    parts: list[Part] = []
    for record, cells in known.rows:
        wall = _wall(table, cells, order)
        if wall is not None:
            title = clean(table.title(cells)) or f"{table.called} {wall:%Y-%m-%d %H:%M}"
            lasts = _lasts_s(table, sheet, cells, wall, order)
            parts.append(Part(title, wall, lasts, (sheet.names, tuple(record.cells))))
    return parts


def _lasts_s(table: SessionTable, sheet: Sheet, cells: Cells, wall: datetime, order: str) -> float | None:
    """Give a session's length: until its end where the table tells one, else what the platform calls its length."""
    if table.end is not None:
        end = parse_wall(cells[table.end], order)  # type: ignore[arg-type]  # as above
        if end is not None and (end.tzinfo is None) == (wall.tzinfo is None) and end > wall:
            return (end - wall).total_seconds()
    name = next(
        (name for name in sheet.folded if name in table.totals and table.totals[name].metric == "duration"), None
    )
    if name is None or cells[name].lower() in NOTHING:
        return None
    total = total_of(table.totals[name], name, cells[name], Amounts(".", None))
    if total is None or total.value_milli <= 0:
        return None
    return total.value_milli / 1000 * (60 if total.unit == "minutes" else 1)

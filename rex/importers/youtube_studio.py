"""YouTube Studio's export from advanced mode: `Table data`, `Chart data` and `Totals`, by day and never by minute.

The numbers are those of a channel, or of whatever it was filtered to, and the file does not say of what. A day's total
is kept as such (`scope` is `day`, or `part_of_day` for one country or video of it), a video's over the period of the
export (`video`); none is ever taken for the session's own. Days are YouTube's, which begin at midnight in California.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from rex.importers.base import Importer, Recognition
from rex.importers.columns import Samples
from rex.importers.platform_totals import NOTHING, Amounts, Column, as_found, total_of
from rex.importers.sheet import NOT_COUNTED, sheet_of
from rex.importers.times import parse_wall
from rex.importers.youtube_studio_words import DATES, DIMENSIONS, METRICS, PUBLISHED, TOTALS
from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.clock import SourceClock
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.model.tables import TotalRow

_ID: Final = "youtube_studio"
_CALIFORNIA: Final = ZoneInfo("America/Los_Angeles")
_VIDEO_ID: Final = re.compile(r" ?[A-Za-z0-9_-]{11}")
_LOOK = 40
_OWN: Final = frozenset({"watch_time", "view_duration"})
"""Numbers by which the tables of YouTube Studio are known; other platforms have views and likes too."""
_PLAIN: Final = _OWN | {"views", "engaged_views"}
_DAY = timedelta(days=1)
NO_CURVE: Final = "no viewer curve, and not the session's own"
ANOTHER_DAY: Final = "another day"
LONGER: Final = "a total of more than a day"
ANOTHER_VIDEO: Final = "another video"
A_PART: Final = "a part of the views over a period that the file does not name"


class _Layout(NamedTuple):
    """Which columns hold the day, the time a video was published, the metrics, and what the rows are about.

    `total` says that the first row of data is the sum of the others.
    """

    day: int | None
    published: int | None
    metrics: tuple[tuple[int, Column], ...]
    about: tuple[int, ...]
    total: bool


class _Days(NamedTuple):
    """The session's days, empty where its start is unknown: in California, and with them by its own clock."""

    youtube: frozenset[date]
    either: frozenset[date]


def _layout(sheet: Sheet) -> _Layout:
    names = sheet.folded
    metrics = tuple((at, METRICS[name]) for at, name in enumerate(names) if name in METRICS)
    told = {at for at, _ in metrics}
    day = 0 if names[0] in DATES else None
    about = tuple(at for at, name in enumerate(names) if at not in told and at != day and name)
    first = next(iter(_first_rows(sheet)), [""])
    published = next((at for at, name in enumerate(names) if name in PUBLISHED), None)
    return _Layout(day, published, metrics, about, _is_total(first))


def _first_rows(sheet: Sheet) -> list[list[str]]:
    rows = sheet.head.rows[sheet.header_at + 1 :][:_LOOK]
    return [[*row, *[""] * (len(sheet.names) - len(row))] for row in rows if any(cell.strip() for cell in row)]


def _is_total(cells: list[str]) -> bool:
    return cells[0].strip().casefold() in TOTALS


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None or len(sheet.names) < 2:
        return None
    layout, rows = _layout(sheet), _first_rows(sheet)
    if layout.total and layout.day is None:
        return _as_table(layout, rows)
    days = [] if layout.day is None else [_day(row[0]) for row in rows if not _is_total(row)]
    if not days or None in days or not any(column.metric in _PLAIN for _, column in layout.metrics):
        return None
    if layout.total:
        return Recognition(90, f"A day a row and their total first: YouTube Studio's table by day, {NO_CURVE}.")
    if layout.about:
        certainty = 85 if sheet.folded[layout.about[0]] in DIMENSIONS else 50
        return Recognition(certainty, f"A day, a part of the views and a number: YouTube Studio's chart, {NO_CURVE}.")
    return Recognition(60, f"A day and its views a row: YouTube Studio's daily totals, {NO_CURVE}.")


def _as_table(layout: _Layout, rows: list[list[str]]) -> Recognition | None:
    """Know the table by its total on top and its numbers; in a language that is not known by the ids of its videos."""
    videos = [row[0] for row in rows[1:]]
    by_ids = bool(videos) and all(_VIDEO_ID.fullmatch(cell) for cell in videos)
    if not layout.metrics and not by_ids:
        return None
    own = layout.published is not None or any(column.metric in _OWN for _, column in layout.metrics)
    why = f"A row Total first, over YouTube Studio's numbers for a whole period: {NO_CURVE}."
    return Recognition(92 if own else 60, why)


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    layout = _layout(sheet)
    reader = _Reader(sink, sheet, layout)
    for record in sheet.rows(sink):
        if _is_total(record.cells):
            sink.set_aside(record.number, "total", line=record.line)
        else:
            reader.take(record)


class _Reader:
    """Keeps the totals of the session's days and of the videos published on them; sets the other rows aside."""

    def __init__(self, sink: Sink, sheet: Sheet, layout: _Layout) -> None:
        self._sink, self._sheet, self._layout = sink, sheet, layout
        self._days = _days_of(sink.clock)
        hours = [at for at, column in layout.metrics if column.unit == "hours"]
        decimals, dates = Samples(), set[date]()
        for record in sheet.data():
            for at in hours:
                decimals.add(record.cells[at].strip())
            if layout.day is not None and (day := _day(record.cells[layout.day])) is not None:
                dates.add(day)
        self._decimal = decimals.decimal(typed=True)
        self._daily = min((later - day for day, later in pairwise(sorted(dates))), default=_DAY) == _DAY

    def take(self, record: Record) -> None:
        """Take one row that is not the total."""
        layout = self._layout
        cell = "" if layout.day is None else record.cells[layout.day]
        day = _day(cell)
        if layout.day is not None and day is None:
            column = self._sheet.names[layout.day]
            problem = say("“{text}” is not a date.", text=self._sink.shown(cell))
            self._sink.unreadable(record.number, line=record.line, column=column, problem=problem, did=NOT_COUNTED)
            return
        why = self._not_the_sessions(record, day)
        if why:
            self._sink.set_aside(record.number, "other", line=record.line, detail=why)
        elif not self._sink.first_time("\x1f".join((_ID, *self._sheet.folded, *record.cells))):
            self._sink.set_aside(record.number, "duplicate", line=record.line)
        else:
            self._keep(record, cell)

    def _not_the_sessions(self, record: Record, day: date | None) -> str:
        """Say why a row tells nothing of the session's day; empty where it may."""
        if day is not None:
            if not self._daily:
                return LONGER
            return ANOTHER_DAY if self._days.youtube and day not in self._days.youtube else ""
        if self._layout.published is None:
            return A_PART
        published = _day(record.cells[self._layout.published])
        return ANOTHER_VIDEO if self._days.either and published not in self._days.either else ""

    def _keep(self, record: Record, day: str) -> None:
        layout = self._layout
        scope = "video" if layout.day is None else ("part_of_day" if layout.about else "day")
        totals = [total for at, column in layout.metrics if (total := self._total(record, at, column, scope, day))]
        if not totals:
            self._sink.set_aside(record.number, "blank", line=record.line)
            return
        others = {self._sheet.names[at]: self._sink.label(record.cells[at].strip()) for at in layout.about}
        at = layout.metrics[0][0]
        totals[0].extra = as_found(record.cells[at].strip(), others)
        self._sink.keep_all([("totals", total, None) for total in totals], record.number)

    def _total(self, record: Record, at: int, column: Column, scope: str, day: str) -> TotalRow | None:
        text, name = record.cells[at].strip(), self._sheet.names[at].strip()
        if text.lower() in NOTHING:
            return None
        plain = text if column.unit != "hours" or ":" in text else _with_point(text, self._decimal)
        total = total_of(column._replace(scope=scope), self._sink.label(name), plain, Amounts(".", None))
        if total is None:
            problem = say("“{text}” is not a number.", text=self._sink.shown(text))
            did = say("The cell is left out, the row is kept.")
            self._sink.note(line=record.line, column=name, problem=problem, did=did)
            return None
        total.time_raw = day.strip() or None
        total.extra = as_found(text)
        return total


def _with_point(text: str, decimal: str) -> str:
    """Write a number with a point before its decimals and nothing between its thousands."""
    other = "," if decimal == "." else "."
    return re.sub(r"[\s\u00a0\u202f]", "", text).replace(other, "").replace(decimal, ".")


def _day(cell: str) -> date | None:
    wall = parse_wall(cell, "ymd") if cell.strip() else None
    return None if wall is None else wall.date()


def _days_of(clock: SourceClock) -> _Days:
    starts = clock.starts
    if starts is None:
        return _Days(frozenset(), frozenset())
    ends = starts + timedelta(seconds=clock.lasts_s or 0)
    own = {starts.date()}
    youtube = {_in_california(starts, clock.timezone).date(), _in_california(ends, clock.timezone).date()}
    return _Days(frozenset(youtube), frozenset(youtube | own))


def _in_california(wall: datetime, timezone: str | None) -> datetime:
    return wall if timezone is None else wall.replace(tzinfo=ZoneInfo(timezone)).astimezone(_CALIFORNIA)


IMPORTER = Importer(
    id=_ID,
    title="YouTube Studio's daily numbers (no viewer curve)",
    tables=("totals",),
    recognise=_recognise,
    read=_read,
    where="YouTube Studio: Analytics, Advanced mode, the arrow at the top right, Comma-separated values (.csv)",
    source="the three files of a real export in English; Spanish and French names as public programs read them",
)

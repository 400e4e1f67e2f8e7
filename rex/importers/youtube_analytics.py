"""YouTube's Analytics API: the people watching at each position of a live stream, on average and at most.

A report is one JSON document with `columnHeaders` and `rows`; a row is one position. Programs disagree on what the
position counts, minutes or seconds. It is decided from the steps and the show's length, and where these do not tell it
no row is counted: a curve sixty times too long is worse than none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.documents import documents
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.model.message import say
from rex.model.tables import ViewersRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.model.tables import Row

Unit = Literal["minutes", "seconds"]

POSITION: Final = "livestreamPosition"
_METRICS: Final = {"averageConcurrentViewers": "concurrent_avg", "peakConcurrentViewers": "concurrent_peak"}
_LARGEST = 10**8
_MS: Final = {"minutes": 60_000, "seconds": 1_000}
_COARSE = 30
"""Steps from which positions are seconds: nobody asks for a curve with a point every half hour."""
_AS_LONG = 2.0
"""A stream may be up to twice as long as the show: it begins before and ends after."""
OTHER_VIDEOS: Final = "several videos"
NO_UNIT: Final = "minutes or seconds cannot be told"
NOT_WHOLE: Final = say("This is not whole JSON: the file is cut off or damaged.")


class _Report(NamedTuple):
    """A report's columns by name, its rows as they stand, and the rest of the document."""

    columns: dict[str, int]
    rows: list[Any]
    rest: dict[str, Any]


def _reports(head: Head) -> Iterator[tuple[int, _Report | None]]:
    """Give the file's reports with their numbers; None for a document that is none."""
    for document in documents(head):
        yield document.number, _report(document.value)


def _report(value: Any) -> _Report | None:
    headers, rows = (value.get("columnHeaders"), value.get("rows")) if isinstance(value, dict) else (None, None)
    if not isinstance(headers, list):
        return None
    names = [header.get("name") if isinstance(header, dict) else None for header in headers]
    columns = {name: at for at, name in reversed(list(enumerate(names))) if isinstance(name, str)}
    if POSITION not in columns or columns.keys().isdisjoint(_METRICS):
        return None
    rest = {key: item for key, item in value.items() if key != "rows"}
    return _Report(columns, rows if isinstance(rows, list) else [], rest)


def _recognise(head: Head) -> Recognition | None:
    if head.kind not in {"json", "jsonl"}:
        return None
    if any(_report(value) is not None for value in head.documents):
        return Recognition(98, "columnHeaders with livestreamPosition and viewers: a curve of YouTube's Analytics API.")
    start = head.text[:4_000]
    if '"columnHeaders"' in start and f'"{POSITION}"' in start and any(f'"{name}"' in start for name in _METRICS):
        return Recognition(80, "columnHeaders with livestreamPosition: a report of YouTube's Analytics API, damaged.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    number = 0
    for _document, report in _reports(sink.head):
        if report is None:
            number += 1
            sink.unreadable(number, line=0, column="", problem=NOT_WHOLE, did=NOT_COUNTED)
            continue
        unit = _unit_for(sink, report)
        width = _width(report, unit)
        met: set[float] = set()
        for row in report.rows:
            number += 1
            _take(sink, report, number, row, unit, width, met)


def _raw(head: Head) -> Iterator[RawRow]:
    number = 0
    for document, report in zip(documents(head), _reports(head), strict=False):
        if report[1] is None:
            number += 1
            yield RawRow(number, document.line, document.value)
            continue
        yield RawRow(0, 0, report[1].rest)
        for row in report[1].rows:
            number += 1
            yield RawRow(number, 0, row)


def _unit_for(sink: Sink, report: _Report) -> Unit | str:
    """Tell what the positions count; a reason where they tell nothing, which is said once."""
    if _videos(report) > 1:
        problem = say("The report holds several videos, and which one is this session's cannot be told.")
        did = say("No row of it is counted. Ask for one video alone.")
        sink.note(line=0, column="video", problem=problem, did=did)
        return OTHER_VIDEOS
    positions = [position for row in report.rows if (position := _position(report, row)) is not None]
    unit = unit_of(positions, sink.clock.lasts_s)
    if unit is None:
        problem = say("Whether these positions are minutes or seconds cannot be told from the show's length.")
        did = say(
            "No row is counted. Check the show's start and end in session.yaml, and that the report is this show's."
        )
        sink.note(line=0, column=POSITION, problem=problem, did=did)
        return NO_UNIT
    return unit


def _videos(report: _Report) -> int:
    at = report.columns.get("video")
    return 0 if at is None else len({str(_cell(row, at)) for row in report.rows})


def unit_of(positions: Sequence[float], lasts_s: float | None) -> Unit | None:
    """Decide what positions count: one fits the show's length, or the steps are such as only one has.

    None where neither tells it. Positions at zero alone are the same in both.
    """
    found = sorted(set(positions))
    if not found or found == [0]:
        return "minutes"
    steps = sorted(later - earlier for earlier, later in pairwise(found))
    step, longest = _usual(steps), found[-1]
    fits = [unit for unit in ("minutes", "seconds") if lasts_s and _fits(longest * _MS[unit] / 1000, lasts_s)]
    if step >= _COARSE:
        return None if fits == ["minutes"] else "seconds"
    if fits:
        return "minutes" if fits == ["minutes"] else "seconds"
    short = lasts_s is None or longest * 60 <= lasts_s * _AS_LONG
    return "minutes" if step == 1 and short else None


def _fits(span_s: float, lasts_s: float) -> bool:
    return lasts_s / _AS_LONG <= span_s <= lasts_s * _AS_LONG


def _usual(steps: Sequence[float]) -> float:
    """Give the middle one of sorted steps, the shorter of two: a gap is longer than a step."""
    return steps[(len(steps) - 1) // 2] if steps else 0.0


def _width(report: _Report, unit: str) -> int:
    """Give how much of the show a position stands for: the usual step, in ms."""
    found = sorted({position for row in report.rows if (position := _position(report, row)) is not None})
    steps = sorted(later - earlier for earlier, later in pairwise(found))
    return round(_usual(steps) * _MS.get(unit, 0))


def _take(sink: Sink, report: _Report, number: int, row: Any, unit: Unit | str, width: int, met: set[float]) -> None:
    position = _position(report, row)
    if position is None:
        problem = say("The row has no position in the stream.")
        sink.unreadable(number, line=0, column=POSITION, problem=problem, did=NOT_COUNTED)
    elif unit not in _MS:
        sink.set_aside(number, "other", detail=unit)
    elif position in met:
        sink.set_aside(number, "duplicate")
    else:
        met.add(position)
        stamp = sink.clock.at_offset(round(position * _MS[unit]), f"{position:g}")
        rows = [("viewers", viewers, stamp) for viewers in _viewers(report, row, width)]
        _keep(sink, number, rows)


def _keep(sink: Sink, number: int, rows: list[tuple[str, ViewersRow, Stamp]]) -> None:
    if rows:
        kept: list[tuple[str, Row, Stamp | None]] = [*rows]
        sink.keep_all(kept, number)
    else:
        sink.set_aside(number, "blank")


def _viewers(report: _Report, row: Any, width: int) -> Iterator[ViewersRow]:
    for name, metric in _METRICS.items():
        value = _number(_cell(row, report.columns.get(name)))
        if value is not None and 0 <= value < _LARGEST:
            extra = "{}" if value == int(value) else extra_of({name: f"{value:g}"})
            yield ViewersRow(metric=metric, value=round(value), interval_ms=width, extra=extra)


def _position(report: _Report, row: Any) -> float | None:
    value = _number(_cell(row, report.columns[POSITION]))
    return value if value is not None and 0 <= value < _LARGEST else None


def _cell(row: Any, at: int | None) -> Any:
    return row[at] if at is not None and isinstance(row, list) and at < len(row) else None


def _number(value: Any) -> float | None:
    """Read a number, also one that was written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < _LARGEST else None


IMPORTER = Importer(
    id="youtube_analytics",
    title="YouTube Analytics API: viewers by position of the live stream",
    tables=("viewers",),
    recognise=_recognise,
    read=_read,
    rows=_raw,
    where="YouTube Analytics API, reports.query with dimensions=livestreamPosition for one video",
    source="five public programs that ask for it and their test answers; no real answer was seen",
    status="unverified",
)

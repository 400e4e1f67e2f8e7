"""Markers exported from Premiere: a table separated by tabs, in the language of the program.

Its header is translated, so the table is known by its shape: a name, a description, three timecodes (in, out, duration)
and the kind of marker. A marker whose end is its start is a point in time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.tables import Dialect, records
from rex.importers.timecodes import TIMECODE, Placing, Rate, Timecode, parse_timecode, rate_of
from rex.model.message import say
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_TABS = Dialect("\t")
_NAME, _NOTE, _IN, _OUT, _LASTS, _KIND = range(6)
_CODE = re.compile(rf"\s*{TIMECODE}\s*")
_DEFAULT_KIND = "Comment"


def _is_marker(cells: list[str]) -> bool:
    return len(cells) > _KIND and all(_CODE.fullmatch(cells[at]) for at in (_IN, _OUT, _LASTS))


def _recognise(head: Head) -> Recognition | None:
    if head.kind != "text" or "\t" not in head.text:
        return None
    rows = [row for row in _TABS.head_rows(head.text) if any(row)]
    header, below = rows[:1], rows[1:]
    markers = sum(map(_is_marker, below))
    if not header or len(header[0]) <= _KIND or _is_marker(header[0]) or not markers or markers * 2 < len(below):
        return None
    columns = ", ".join(cell.strip() for cell in header[0][: _KIND + 1])
    return Recognition(
        94, f"Two texts, three timecodes and a kind, separated by tabs ({columns[:80]}): Premiere's markers."
    )


def _read(_: ExportFile, sink: Sink) -> None:
    told = _look(sink.head)
    placing = None if told is None else Placing(sink.clock, *told)
    if placing is not None:
        placing.say_assumed(sink, 0)
    for record in _records(sink.head):
        code = parse_timecode(record.cells[_IN]) if _is_marker(record.cells) else None
        if not any(map(str.strip, record.cells)) and not record.broken:
            sink.set_aside(record.number, "blank", line=record.line)
        elif code is None or placing is None:
            problem = say("The row is no marker: its third to fifth cells are not timecodes.")
            sink.unreadable(record.number, line=record.line, column="", problem=problem, did=NOT_COUNTED)
        else:
            _keep(sink, placing, record, code)


def _records(head: Head) -> Iterator[Record]:
    return records(head.export, head.encoding, _TABS, 0)


def _look(head: Head) -> tuple[Rate, Timecode] | None:
    """Look at all timecodes; None where there is none."""
    first: Timecode | None = None
    met: dict[tuple[int, bool], Timecode] = {}
    for record in _records(head):
        for at in (_IN, _OUT, _LASTS) if _is_marker(record.cells) else ():
            code = parse_timecode(record.cells[at])
            if code is None:
                continue
            met.setdefault((code.frames, code.drops), code)
            if at == _IN and (first is None or code < first):
                first = code
    return None if first is None else (rate_of(met.values()), first)


def _keep(sink: Sink, placing: Placing, record: Record, code: Timecode) -> None:
    cells = record.cells
    name, note = sink.label(cells[_NAME]), sink.words(cells[_NOTE])
    kind, out = sink.label(cells[_KIND]), parse_timecode(cells[_OUT])
    lasts = None if out is None else placing.rate.ms(out) - placing.rate.ms(code)
    title = name or note or kind
    row = CueRow(cue_id=f"marker_{record.number}", kind=kind_of("", title), title=title, planned=False)
    row.extra = extra_of({"note": note, "marker_type": kind})
    placing.keep(sink, row, code, cells[_IN].strip(), lasts, record.number)


def _rows(head: Head) -> Iterator[RawRow]:
    header = next(iter(_TABS.head_rows(head.text)), [])
    yield RawRow(0, 1, "\t".join(header))
    for record in _records(head):
        yield RawRow(record.number, record.line, "\t".join(record.cells))


IMPORTER = Importer(
    id="premiere_markers",
    title="Markers from Premiere (CSV with tabs)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="Premiere Pro, File, Export, Markers, as CSV",
    source="public code that reads the export; no real file was seen",
    status="unverified",
    rows=_rows,
)

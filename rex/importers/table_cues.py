"""A run of show from a mapped table: a part without a time of its own follows the part above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from rex.importers.clock import Stamp
from rex.importers.elapsed import tidy
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.times import parse_offset_ms
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from rex.importers.table_reading import Cells, Reading
    from rex.importers.tables import Record

_SPLIT = re.compile(r"\s*[,;/|\n+]\s*")
_MINUTE_MS = 60_000


class CueReader:
    """Writes the parts of a show, and remembers where the last one ended."""

    def __init__(self, reading: Reading) -> None:
        self._times = reading.times
        self._ends: Stamp | None = None

    def take(self, reading: Reading, cells: Cells, record: Record, _: Stamp | None) -> None:
        """Keep one row as a part of the show; a row with neither a time nor a length is a title."""
        sink = reading.sink
        lasts = _length_ms(cells["duration"])
        start = self._times.stamp(cells["time"]) if cells["time"] else (self._ends if lasts is not None else None)
        if start is None and cells["time"]:
            reading.unreadable(record, "time", cells["time"])
        elif start is None:
            sink.set_aside(record.number, "title", line=record.line)
        else:
            self._ends = self._until(cells, start, lasts)
            title, kind = sink.label(cells["title"]), sink.label(cells["kind"])
            products = [part for part in _SPLIT.split(sink.label(cells["products"])) if part]
            row = CueRow(
                cue_id=f"cue_{record.number}",
                kind=kind_of(kind, title),
                title=title or kind,
                until_ms=None if self._ends is None else self._ends.offset_ms,
                products=msgspec.json.encode(products).decode(),
                extra=reading.kept(record),
            )
            sink.keep("cues", row, start, record.number)

    def _until(self, cells: Cells, start: Stamp, lasts: int | None) -> Stamp | None:
        end = self._times.stamp(cells["until"]) if cells["until"] else None
        if end is not None and (end.offset_ms or 0) >= (start.offset_ms or 0):
            return end
        return None if lasts is None else Stamp(_later(start.t_ms, lasts), _later(start.offset_ms, lasts), "exact", "")


def _later(instant: int | None, ms: int) -> int | None:
    return None if instant is None else instant + ms


def _length_ms(text: str) -> int | None:
    """Read how long a part lasts: `3:00`, `00:03:00`, `2 min 30 s`; a bare number is minutes."""
    bare = tidy(text)
    if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,3})?", bare):
        return round(float(bare.replace(",", ".")) * _MINUTE_MS)
    return parse_offset_ms(bare)

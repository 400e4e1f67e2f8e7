"""The quick way through a large chat table of no known platform: a time, a text, and who wrote it, and nothing else.

It is taken only where every time is an instant with its zone, so that nothing in the file depends on any other row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.engine.bulk import Layout
from rex.importers.chat_bulk import read_bulk, worth_while
from rex.importers.chat_people import role_of
from rex.importers.columns import Dates, quality_of
from rex.importers.table_shape import shape_of
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.importers.chat_people import Role
    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.mapping import Mapping
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
_FIELDS = frozenset({"time", "text", "author"})


@dataclass(frozen=True, slots=True)
class _Bulk:
    """What the engine's way needs to know of such a table."""

    layout: Layout
    clock: SourceClock

    def who(self, cells: Sequence[str]) -> tuple[str, Role, bool]:
        """Tell identity and role by the cell of the author, where there is one."""
        name = cells[0].strip() if cells else ""
        return name, role_of((), name), False

    def when(self, cell: str) -> Stamp | None:
        """Place an instant; None for any other time."""
        text = cell.strip()
        wall = parse_wall(text) if _INSTANT.fullmatch(text) else None
        return None if wall is None else self.clock.at_wall(wall, text, quality=quality_of(text))

    def is_plain(self, text: str) -> bool:
        """Tell a message from a row without a text."""
        return bool(text.strip())

    def ordinary(self, sink: Sink, record: Record) -> None:
        """Set a row without a text aside."""
        sink.set_aside(record.number, "blank", line=record.line)


def read_quickly(sheet: Sheet, sink: Sink, mapping: Mapping, places: dict[str, int]) -> bool:
    """Read a plain chat table; False, and nothing is kept, where it is none."""
    if mapping.table != "chat" or not {"time", "text"} <= places.keys() <= _FIELDS or len(places) != len(sheet.names):
        return False
    if mapping.keep or mapping.dates is not None or mapping.unit is not None or not worth_while(sink):
        return False
    layout = Layout(
        path=sink.export.path,
        delimiter=sheet.head.dialect.delimiter,
        width=len(sheet.names),
        who=(places["author"],) if "author" in places else (),
        text=places["text"],
        time=places["time"],
    )
    if not read_bulk(sink, sheet, _Bulk(layout, sink.clock)):
        return False
    rows = sink.rows_read
    sink.shape = tuple(shape_of(sheet, None, Dates("ymd", rows, rows, 0, "column")).says())
    return True

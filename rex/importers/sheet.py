"""A table with named columns, from a text file or a workbook: what most importers read.

Rows that are no data (above the header, empty, the header again, broken) are set aside here, once, so that an
importer sees only rows with a cell for every column.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.importers.tables import Record, find_header, records
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rex.importers.head import Head
    from rex.importers.sink import Sink

_NOT_WORD = re.compile(r"[^\w%#]+")
NOT_COUNTED = say("The row is in no count; the file is as it was.")


def plain(name: str) -> str:
    """Fold a column's name for comparing: no accents, capitals or punctuation; `Única visita` is `unica_visita`."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", name.strip("\ufeff").casefold()) if not unicodedata.combining(c)
    )
    return _NOT_WORD.sub("_", bare).strip("_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the header stands, and its column names as found and folded."""

    head: Head
    header_at: int
    names: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def places(self) -> dict[str, int]:
        """Give each folded name's place; of two columns with one name the first."""
        return {name: at for at, name in reversed(list(enumerate(self.folded)))}

    def at(self, *names: str) -> int | None:
        """Find a column by the first of the given folded names that the table has."""
        return next((self.folded.index(name) for name in names if name in self.folded), None)

    def among(self, names: Collection[str]) -> int | None:
        """Find the first column whose folded name is one of these."""
        return next((index for index, name in enumerate(self.folded) if name in names), None)

    def all_records(self) -> Iterator[Record]:
        """Read every record but the header, as it stands."""
        if self.head.kind == "workbook":
            from rex.importers.workbook import workbook_records

            return workbook_records(self.head.book, self.header_at)
        return records(self.head.export, self.head.encoding, self.head.dialect, self.header_at)

    def data(self) -> Iterator[Record]:
        """Look at the rows that hold data, to learn about whole columns before they are read; counts nothing."""
        for record in self.all_records():
            if not record.broken and self._no_data(record) is None and not self._too_wide(record):
                yield self._fitted(record)

    def rows(self, sink: Sink) -> Iterator[Record]:
        """Read the rows that hold data, each with a cell for every column; the others are set aside here."""
        for record in self.all_records():
            reason = None if record.broken else self._no_data(record)
            if record.broken:
                sink.unreadable(
                    record.number,
                    line=record.line,
                    column="",
                    problem=say("A quotation mark is opened and never closed."),
                    did=NOT_COUNTED,
                )
            elif reason is not None:
                sink.set_aside(record.number, reason, line=record.line)  # type: ignore[arg-type]  # one of three reasons
            elif self._too_wide(record):
                sink.unreadable(
                    record.number,
                    line=record.line,
                    column="",
                    problem=say(
                        "The row has {cells} cells, the header {columns}.",
                        cells=len(record.cells),
                        columns=len(self.names),
                    ),
                    did=NOT_COUNTED,
                )
            else:
                yield self._fitted(record)

    def _no_data(self, record: Record) -> str | None:
        if not any(cell.strip() for cell in record.cells):
            return "blank"
        if record.above:
            return "title"
        return "title" if tuple(record.cells[: len(self.names)]) == self.names else None

    def _too_wide(self, record: Record) -> bool:
        return any(cell.strip() for cell in record.cells[len(self.names) :])

    def _fitted(self, record: Record) -> Record:
        missing = len(self.names) - len(record.cells)
        if missing <= 0:
            return record
        return Record(record.number, record.line, [*record.cells, *[""] * missing])


def sheet_of(head: Head) -> Sheet | None:
    """Find the header of a table; None where the file holds no table."""
    at = find_header(head.rows)
    if at is None:
        return None
    names = tuple(head.rows[at])
    return Sheet(head, at, names, tuple(plain(name) for name in names))

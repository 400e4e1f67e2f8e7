"""A table with named columns, from a text file or a workbook: what most importers read.

Rows that are no data (above the header, empty, the header again, broken) are set aside here, once, so that an
importer sees only rows with a cell for every column.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from rex.importers.tables import Record, records
from rex.model.message import say, say_n
from rex.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.model.message import Message

_NOT_WORD = re.compile(r"[^\w%#]+")
NOT_COUNTED = say("The row is in no count; the file is as it was.")


@lru_cache(maxsize=8192)  # the same few names and words, met in every row
def plain(name: str) -> str:
    """Fold a column's name for comparing: no accents, capitals or punctuation; `Única visita` is `unica_visita`."""
    return _NOT_WORD.sub("_", fold(name.strip("\ufeff"))).strip("_")


def labelled(names: Sequence[str]) -> tuple[str, ...]:
    """Give every column a name of its own: the second `Price` is `Price (2)`, the fifth without a name `column 5`."""
    return _labelled(tuple(names))


@lru_cache(maxsize=64)  # asked for in every row of some tables
def _labelled(names: tuple[str, ...]) -> tuple[str, ...]:
    made: list[str] = []
    taken: set[str] = set()
    numbers: dict[str, int] = {}  # where to go on for each name: else the thousandth `Price` is tried a thousand times
    for place, name in enumerate(names, start=1):
        folded = plain(name)
        base = " ".join(name.strip("\ufeff").split()) if folded else f"column {place}"
        label, told, number = base, folded or plain(base), numbers.get(folded, 2)
        while told in taken:
            label, number = f"{base} ({number})", number + 1
            told = plain(label)
        numbers[folded] = number
        taken.add(told)
        made.append(label)
    return tuple(made)


@lru_cache(maxsize=64)
def _places(folded: tuple[str, ...]) -> Mapping[str, int]:
    return MappingProxyType({name: at for at, name in reversed(list(enumerate(folded)))})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the header stands, and its column names as found and folded."""

    head: Head
    header_at: int
    names: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Name every column differently, also those that share a name or have none."""
        return labelled(self.names)

    @property
    def places(self) -> Mapping[str, int]:
        """Give each folded name's place; of two columns with one name the first."""
        return _places(self.folded)

    def at(self, *names: str) -> int | None:
        """Find a column by the first of the given folded names that the table has."""
        return next((self.folded.index(name) for name in names if name in self.folded), None)

    def among(self, names: Collection[str]) -> int | None:
        """Find the first column whose folded name is one of these."""
        return next((index for index, name in enumerate(self.folded) if name in names), None)

    @property
    def broken_says(self) -> Message:
        """Say what is wrong with a record that cannot be taken apart."""
        return say("A quotation mark is opened and never closed.")

    def all_records(self) -> Iterator[Record]:
        """Read every record but the header, as it stands; those of a workbook's other sheets come last."""
        if self.head.kind == "workbook":
            from rex.importers.workbook import workbook_records

            others = [sheet for sheet in self.head.sheets if sheet is not self.head.reads]
            return workbook_records(self.head.book, self.header_at, others)
        return records(self.head.export, self.head.encoding, self.head.dialect, self.header_at)

    def data(self) -> Iterator[Record]:
        """Look at the rows that hold data, to learn about whole columns before they are read; counts nothing."""
        usual = self._usual()
        for record in self.all_records():
            if usual(record):
                yield record
            elif not record.broken and self._no_data(record) is None and not self._too_wide(record):
                yield self._fitted(record)

    def rows(self, sink: Sink) -> Iterator[Record]:
        """Read the rows that hold data, each with a cell for every column; the others are set aside here."""
        elsewhere: Counter[str] = Counter()
        usual = self._usual()
        for record in self.all_records():
            if usual(record):
                yield record
                continue
            reason = None if record.broken else self._no_data(record)
            if record.broken:
                _unreadable(sink, record, self.broken_says)
            elif reason is not None:
                sink.set_aside(record.number, reason, line=record.line, detail=record.elsewhere)
                elsewhere[record.elsewhere] += 1
            elif self._too_wide(record):
                says = say(
                    "The row has {cells} cells, the header {columns}.",
                    cells=len(record.cells),
                    columns=len(self.names),
                )
                _unreadable(sink, record, says)
            else:
                yield self._fitted(record)
        for name, n in elsewhere.items():
            if name:
                self._say_unread(sink, name, n)

    def _usual(self) -> Callable[[Record], bool]:
        """Give a quick test that nearly every row of data passes, and nothing else."""
        width, first = len(self.names), self.names[0]

        def usual(record: Record) -> bool:
            _, _, cells, above, broken, elsewhere = record
            if len(cells) != width or above or broken or elsewhere:
                return False
            return cells[0] != "" and cells[0] != first and not cells[0].isspace()

        return usual

    def _say_unread(self, sink: Sink, name: str, n: int) -> None:
        """Say that a workbook's other sheet has rows too."""
        reads = "" if self.head.reads is None else self.head.reads.name
        sink.note(
            line=0,
            column="",
            problem=say_n(
                "The sheet “{sheet}” of this workbook has {n} row; only “{read}” is read.",
                "The sheet “{sheet}” of this workbook has {n} rows; only “{read}” is read.",
                n,
                sheet=sink.label(name),
                read=sink.label(reads),
            ),
            did=say("They are in no count. If you need them, save that sheet as a file of its own."),
        )

    def _no_data(self, record: Record) -> Literal["blank", "title", "other"] | None:
        cells = record.cells
        if not "".join(cells).strip():
            return "blank"
        if record.elsewhere:
            return "other"
        if record.above:
            return "title"
        repeated = cells[0] == self.names[0] and tuple(cells[: len(self.names)]) == self.names
        return "title" if repeated else None

    def _too_wide(self, record: Record) -> bool:
        extra = record.cells[len(self.names) :] if len(record.cells) > len(self.names) else ()
        return any(cell.strip() for cell in extra)

    def _fitted(self, record: Record) -> Record:
        missing = len(self.names) - len(record.cells)
        if missing <= 0:
            return record
        return record._replace(cells=[*record.cells, *[""] * missing])


def _unreadable(sink: Sink, record: Record, problem: Message) -> None:
    sink.unreadable(record.number, line=record.line, column="", problem=problem, did=NOT_COUNTED)


def sheet_of(head: Head) -> Sheet | None:
    """Find the header of a table; None where the file holds no table."""
    return None if head.header_at is None else sheet_at(head, head.header_at)


def sheet_at(head: Head, row: int) -> Sheet:
    """Take one of the head's rows for the header."""
    names = tuple(head.rows[row])
    return Sheet(head, row, names, tuple(plain(name) for name in names))

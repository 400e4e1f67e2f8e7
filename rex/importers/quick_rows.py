"""The rows of a sheet by many at a time where the file allows it, in the same order and with the same numbers.

What is not plain (a row with more or fewer cells, a title, a file with odd quotation marks) comes row by row, as
`Sheet.rows` gives it.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING

from rex.importers.sheet import Sheet
from rex.importers.tables import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    import numpy.typing as npt

    from rex.importers.sink import Sink
    from rex.importers.table_scan import Block

BLOCK_BYTES = 4 << 20
LONGEST_RECORD_BYTES = 64 << 20
_MOSTLY = 0.8
_FEW = 100
"""Where fewer of the records than this are plain, the careful reader is the quicker one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of data that stand together, each with a cell for every column; the first has `number` and `line`."""

    number: int
    width: int
    _lines: npt.NDArray[np.int64]
    _block: Block
    _records: slice

    def __len__(self) -> int:
        return len(self._lines)

    def column(self, at: int) -> list[str]:
        """Make the cells of one column."""
        return self._block.column(at, self._records, self.width)

    def is_empty(self, at: int) -> bool:
        """Tell whether a column holds nothing in these rows."""
        return not any(self.column(at))

    def records(self) -> Iterator[Record]:
        """Make the rows one by one."""
        columns = zip(*(self.column(at) for at in range(self.width)), strict=True)
        for place, (line, cells) in enumerate(zip(self._lines.tolist(), columns, strict=True)):
            yield Record(self.number + place, line, list(cells))

    def part(self, start: int, end: int) -> Grid:
        """Take some of the rows."""
        first = self._records.start
        records = slice(first + start, first + end)
        return Grid(self.number + start, self.width, self._lines[start:end], self._block, records)


@dataclass(frozen=True, slots=True)
class _Few(Sheet):
    """A sheet of which only some records are to be read."""

    few: Iterable[Record] = ()

    def all_records(self) -> Iterator[Record]:
        return iter(self.few)


def quick_rows(sheet: Sheet, sink: Sink) -> Iterator[Grid | Record]:
    """Read the rows that hold data: many as a grid, single ones as records; what is no data is set aside."""
    last = 0
    if _may_be_plain(sheet):
        from rex.importers.table_scan import NotPlainError

        try:
            for piece in _pieces(sheet):
                if isinstance(piece, Grid):
                    yield piece
                else:
                    yield from _few(sheet, (piece,)).rows(sink)
                last = piece.number + (len(piece) - 1 if isinstance(piece, Grid) else 0)
        except NotPlainError:
            pass
        else:
            return
    yield from _few(sheet, (record for record in sheet.all_records() if record.number > last)).rows(sink)


def regular_rows(sheet: Sheet) -> int:
    """Count the rows of a text table that has nothing but a header and rows of data with a cell for every column.

    0 where there is anything else in it, its lines end in several ways, or it cannot be said.
    """
    if not _may_be_plain(sheet) or sheet.header_at != 0:
        return 0
    from rex.importers.table_scan import NotPlainError

    rows, ends = -1, set[int]()  # the header is no row
    try:
        for here in _heres(sheet):
            if not here.is_regular:
                return 0
            rows += len(here)
            ends |= here.line_ends
    except NotPlainError:
        return 0
    return rows if len(ends) == 1 else 0


def _may_be_plain(sheet: Sheet) -> bool:
    head = sheet.head
    return head.kind == "text" and head.encoding in {"utf-8", "utf-8-sig"} and head.dialect.delimiter.isascii()


def _few(sheet: Sheet, records: Iterable[Record]) -> Sheet:
    return _Few(**{field.name: getattr(sheet, field.name) for field in fields(sheet)}, few=records)


def _blocks(sheet: Sheet) -> Iterator[tuple[Block, bool]]:
    """Read the table by blocks of whole records, each with whether its last record has a line's end in the file."""
    from rex.importers.table_scan import NotPlainError, scan

    delimiter = sheet.head.dialect.delimiter
    with sheet.head.export.open() as raw:
        left = raw.read(BLOCK_BYTES).removeprefix(codecs.BOM_UTF8)
        goes_on = True
        while goes_on:
            chunk = raw.read(BLOCK_BYTES)
            goes_on = bool(chunk)
            ended = goes_on or left.endswith(b"\n")
            left += chunk if ended or not left else b"\n"
            block, left = scan(left, delimiter)
            if block is not None:
                yield block, ended
            if len(left) > LONGEST_RECORD_BYTES or (left and not goes_on):
                raise NotPlainError


def _heres(sheet: Sheet) -> Iterator[_Here]:
    index, number, line = 0, 0, 1
    for block, ended in _blocks(sheet):
        here = _Here(sheet, block, index, number, line, ended=ended)
        yield here
        index, number, line = here.after


def _pieces(sheet: Sheet) -> Iterator[Grid | Record]:
    """Part the blocks of a table into stretches of plain rows and into all other rows; the header is left out."""
    for here in _heres(sheet):
        yield from here.pieces()


class _Here:
    """A block in its place in the table: how many records, rows and lines stand above it."""

    def __init__(self, sheet: Sheet, block: Block, index: int, number: int, line: int, *, ended: bool) -> None:
        import numpy as np

        self._ended = ended
        self._block, self._width = block, len(sheet.names)
        self._above = sheet.header_at - index
        self._counted = ~block.empty
        if 0 <= self._above < len(block.starts):
            self._counted[self._above] = False
        self._numbers = number + np.cumsum(self._counted)
        self._lines = line + block.lines
        self._plain = self._counted & (block.widths == self._width) & ~block.may_be_no_data(sheet.names[0])
        self._plain[: max(0, self._above)] = False
        newlines = block.data.count(b"\n")
        self.after = index + len(block.starts), int(self._numbers[-1]), line + newlines

    def __len__(self) -> int:
        return len(self._plain)

    @property
    def is_regular(self) -> bool:
        """Tell whether all records are plain but the header, and no sign stands in them that separates lists."""
        header = 0 <= self._above < len(self)
        return int(self._plain.sum()) == len(self) - header and b"\x1f" not in self._block.data

    @property
    def line_ends(self) -> set[int]:
        """Give the lengths of the lines' ends: 1 for a line feed, 2 for carriage return and line feed."""
        return self._block.line_ends(but_last=not self._ended)

    def pieces(self) -> Iterator[Grid | Record]:
        import numpy as np

        from rex.importers.table_scan import NotPlainError

        count = len(self._plain)
        if count > _FEW and self._plain.sum() < count * _MOSTLY:
            raise NotPlainError
        bounds = [0, *(np.flatnonzero(np.diff(self._plain)) + 1).tolist(), count]
        for start, end in pairwise(bounds):
            if self._plain[start]:
                records = slice(start, end)
                yield Grid(int(self._numbers[start]), self._width, self._lines[records], self._block, records)
            else:
                yield from self._singly(start, end)

    def _singly(self, start: int, end: int) -> Iterator[Record]:
        for record in range(start, end):
            if self._counted[record]:
                cells = self._block.cells(record)
                yield Record(int(self._numbers[record]), int(self._lines[record]), cells, record < self._above)

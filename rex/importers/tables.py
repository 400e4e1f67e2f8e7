"""Text tables as people have them: which delimiter, where the header stands, records with their line numbers."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rex.importers.export import ExportFile

LONGEST_CELL = 1_000_000
LONGEST_RECORD = 200
"""A record over more lines than this is a quotation mark that nobody closed (real notes took up to 40)."""
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 400
"""Prose above a header was met up to a hundred lines long; beyond this many a file is no table."""
_TOGETHER = 2_000
_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?$", re.IGNORECASE)
_NUL = re.compile("\x00")
_BLOCK = 1 << 20
_SLICE = 40_000
_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table separates its cells."""

    delimiter: str

    def head_rows(self, text: str) -> list[list[str]]:
        """Read the first records of a text; the last one may be cut."""
        return _some_rows(io.StringIO(text.replace("\x00", ""), newline=""), self.delimiter)


class Record(NamedTuple):
    """One record of a table: its number (from 1, the header not counted), the line it starts on, its cells.

    `above` says that it stands above the header, `broken` that its quotation marks do not close, `elsewhere`
    names the sheet that it stands in when that is not the one that is read.
    """

    number: int
    line: int
    cells: list[str]
    above: bool = False
    broken: bool = False
    elsewhere: str = ""


def sniff_dialect(text: str, more: Sequence[str] = ()) -> Dialect:
    """Choose the delimiter that gives most records the same, largest number of cells.

    `more` are lines from further down the file. A first line `sep=;`, as Excel reads it, settles it.
    """
    told = _SEPARATOR.match(text.partition("\n")[0])
    if told is not None:
        return Dialect(told[1])
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        rows = Dialect(delimiter).head_rows(text) + _some_rows(more, delimiter, len(more))
        widths = [len(row) for row in rows if row]
        if not widths:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width))
        score = widths.count(common) / len(widths) * (1 - 1 / common)  # many columns are seldom chance
        if score > best_score:
            best, best_score = delimiter, score
    return Dialect(best)


def _some_rows(lines: Sequence[str] | io.StringIO, delimiter: str, most: int = _SAMPLE_ROWS) -> list[list[str]]:
    try:
        return list(islice(csv.reader(lines, delimiter=delimiter), most))
    except csv.Error:
        return []


def spread_lines(export: ExportFile, encoding: str, after: int) -> list[str]:
    """Take a few whole lines out of every megabyte behind the first `after` letters, so that the end is heard too."""
    lines: list[str] = []
    with export.open() as raw, io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as text:
        text.read(after)
        while block := text.read(_BLOCK):
            middle = block[len(block) // 2 : len(block) // 2 + _SLICE].replace("\x00", "")
            lines += [line for line in middle.splitlines()[1:-1] if line.strip()][:_MOST_LINES]
    return lines


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the header row: the first wide row whose cells are all words and mostly different.

    A row of words that leaves columns without a name gives way to a full one below it, as long as no row of
    data stands between them.
    """
    widest = max((sum(1 for cell in row if cell.strip()) for row in rows), default=0)
    first: int | None = None
    best, best_cells = first, 0
    for number, row in enumerate(rows):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) < max(2, widest * 0.6):
            continue
        if not _is_header(filled):
            if best is not None:
                return best
        elif first is None:
            first = best = number
            best_cells = len(filled)
        elif best_cells < widest * 0.8 and len(filled) >= widest * 0.95:
            best, best_cells = number, len(filled)
    return first


def _is_header(filled: list[str]) -> bool:
    wordy = sum(1 for cell in filled if _is_wordy(cell))
    return wordy >= len(filled) * 0.9 and len(set(filled)) >= len(filled) * 0.6


def _is_wordy(cell: str) -> bool:
    """Tell words from numbers and times: `2026-11-20T19:05Z` has letters and is none."""
    letters = sum(1 for char in cell if char.isalpha())
    return letters > 0 and letters * 4 > sum(1 for char in cell if char.isdigit())


def records(export: ExportFile, encoding: str, dialect: Dialect, header_at: int) -> Iterator[Record]:
    """Read all records but the header, each with the line it starts on; wholly empty lines are no records.

    An open quotation mark costs the line it stands on and no other: reading goes on with the next line.
    """
    csv.field_size_limit(LONGEST_CELL)
    number, index = 0, -1
    with export.open() as raw, io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as text:
        lines = _Lines(text)
        while batch := lines.batch():
            rows = _one_a_line(batch, dialect.delimiter)
            if rows is None:
                rows = _with_care(lines, batch, dialect.delimiter)
            for line, cells in rows:
                index += 1
                if (cells or cells is None) and (index != header_at or cells is None):
                    number += 1
                    yield Record(number, line, cells or [], index < header_at, cells is None)


def _one_a_line(batch: _Batch, delimiter: str) -> Iterable[_Row] | None:
    """Read lines of which each is one record; None where some record has several lines, or quotation marks are open."""
    try:
        rows = list(csv.reader([*batch.lines, "x\n"], delimiter=delimiter))  # an open quotation mark swallows the x
    except csv.Error:
        return None
    if len(rows) != len(batch.lines) + 1:
        return None
    rows.pop()
    return enumerate(rows, batch.first)


def _with_care(lines: _Lines, batch: _Batch, delimiter: str) -> Iterator[_Row]:
    """Read the records that begin in these lines one by one: over several lines, or broken."""
    lines.again(batch.lines)
    end = batch.first + len(batch.lines)
    while lines.number + 1 < end:
        lines.begin()
        start = lines.number + 1
        try:
            cells, broken = next(csv.reader(lines, delimiter=delimiter)), False
        except StopIteration:
            return
        except csv.Error:
            cells, broken = [], True
        if broken or lines.open_quote():
            lines.give_back()
            yield start, None
        else:
            yield start, cells


class _Batch(NamedTuple):
    """Lines that were taken together, and the number of the first one."""

    first: int
    lines: list[str]


_Row = tuple[int, "list[str] | None"]
"""The line that a record begins on and its cells; None where its quotation marks do not close."""


class _Lines:
    """Lines without NUL that can be handed out again: a batch of them, or all but the first of a record."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._again = lines, deque[str]()
        self._taken: list[str] = []
        self._ended = False
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) > LONGEST_RECORD:
            raise csv.Error
        if self._again:
            line = self._again.popleft()
        else:
            try:
                line = _bare(next(self._lines))
            except StopIteration:
                self._ended = True
                raise
        self.number += 1
        self._taken.append(line)
        return line

    def batch(self) -> _Batch | None:
        """Take the next lines together; None at the end."""
        first = self.number + 1
        lines = [self._again.popleft() for _ in range(min(len(self._again), _TOGETHER))]
        lines += islice(self._lines, _TOGETHER - len(lines))
        if any(map(_NUL.search, lines)):
            lines = [_bare(line) for line in lines]
        self.number += len(lines)
        return _Batch(first, lines) if lines else None

    def again(self, lines: list[str]) -> None:
        """Put lines back that were taken together."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)

    def begin(self) -> None:
        """Begin a record."""
        self._taken = []

    def open_quote(self) -> bool:
        """Tell whether the file ended inside a quotation mark."""
        return self._ended and sum(line.count('"') for line in self._taken) % 2 == 1

    def give_back(self) -> None:
        """Hand out everything but the first line again."""
        self.again(self._taken[1:])
        self._ended = False


def _bare(line: str) -> str:
    return line.replace("\x00", "") if "\x00" in line else line

"""Text tables as people have them: which delimiter, where the header stands, records with their line numbers."""

from __future__ import annotations

import csv
import io
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rex.importers.export import ExportFile

LONGEST_CELL = 1_000_000
LONGEST_RECORD = 200
"""A record over more lines than this is a quotation mark that nobody closed (real notes took up to 40)."""
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 60


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table separates its cells."""

    delimiter: str

    def head_rows(self, text: str) -> list[list[str]]:
        """Read the first records of a text; the last one may be cut."""
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=self.delimiter):
                rows.append(row)
                if len(rows) > _SAMPLE_ROWS:
                    break
        except csv.Error:
            pass
        return rows


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a table: its number (from 1, the header not counted), the line it starts on, its cells.

    `above` says that it stands above the header, `broken` that its quotation marks do not close.
    """

    number: int
    line: int
    cells: list[str]
    above: bool = False
    broken: bool = False


def sniff_dialect(text: str) -> Dialect:
    """Choose the delimiter that gives most records the same, largest number of cells."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in Dialect(delimiter).head_rows(text)[:_SAMPLE_ROWS] if row]
        if not widths:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width))
        score = widths.count(common) / len(widths) * (common > 1) * (1 + common / 1_000)
        if score > best_score:
            best, best_score = delimiter, score
    return Dialect(best)


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the header row: the first of the widest rows whose cells are all words and nearly all different."""
    widest = max((sum(1 for cell in row if cell.strip()) for row in rows), default=0)
    for number, row in enumerate(rows):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) < max(2, widest * 0.6):
            continue
        wordy = sum(1 for cell in filled if any(char.isalpha() for char in cell))
        if wordy >= len(filled) * 0.9 and len(set(filled)) >= len(filled) * 0.8:
            return number
    return None


def records(export: ExportFile, encoding: str, dialect: Dialect, header_at: int) -> Iterator[Record]:
    """Read all records but the header, each with the line it starts on; wholly empty lines are no records.

    An open quotation mark costs the line it stands on and no other: reading goes on with the next line.
    """
    csv.field_size_limit(LONGEST_CELL)
    with export.open() as raw, io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as text:
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=dialect.delimiter)
        number, index = 0, -1
        while True:
            lines.begin()
            start = lines.number + 1
            try:
                cells, broken = next(reader), False
            except StopIteration:
                return
            except csv.Error:
                cells, broken = [], True
            if broken or lines.open_quote():
                lines.give_back()
                cells, broken = [], True
            index += 1
            if not cells and not broken:
                continue
            if index == header_at and not broken:
                continue
            number += 1
            yield Record(number, start, cells, above=index < header_at, broken=broken)


class _Lines:
    """Lines without NUL that can be handed out again: all but the first of the record being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self._again = iter(lines), deque[str]()
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
                line = next(self._lines)
            except StopIteration:
                self._ended = True
                raise
        self.number += 1
        line = line.replace("\x00", "") if "\x00" in line else line
        self._taken.append(line)
        return line

    def begin(self) -> None:
        self._taken = []

    def open_quote(self) -> bool:
        """Tell whether the file ended inside a quotation mark."""
        return self._ended and sum(line.count('"') for line in self._taken) % 2 == 1

    def give_back(self) -> None:
        """Hand out everything but the first line again."""
        rest = self._taken[1:]
        self._again.extendleft(reversed(rest))
        self.number -= len(rest)
        self._ended = False

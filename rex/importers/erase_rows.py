"""Take one person out of a text of rows: her records or entries go, her name goes from the cells of others.

Lines are cut where the readers cut them: a table's at every end of line that CSV knows, a chat's at a line feed
alone. What cannot be found again at its address is not guessed: the text is then given up with LostError.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from rex.importers.erase_labels import is_code, is_name, is_order, is_person, part_of_name
from rex.importers.tables import LONGEST_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rex.importers.base import RawRow
    from rex.importers.erase_person import Person

_LONGEST_LINE = 1_000_000
_DIGIT = re.compile(r"\d")
_STRAY = re.compile("[\x00\ufeff\ufffd\udc80-\udcff]")


class LostError(ValueError):
    """A row does not stand where its address says."""


def names_of(labels: Sequence[str], cells: Sequence[str], person: Person) -> bool:
    """Tell whether a table's row is a person's: by a column that says who somebody is, or an order's number."""
    names: dict[str, str] = {}
    for label, cell in zip(labels, cells, strict=False):
        if not cell:
            continue
        if is_order(label) and person.is_order_in(cell):
            return True
        alone = is_name(label)
        if alone and person.is_order and person.is_order_in(cell):
            return True  # a shop's own table calls the order's number `Name`
        if (alone or is_person(label)) and person.is_named_by(cell):
            return True
        names[part_of_name(label)] = cell
    return bool(names.get("first") and names.get("last")) and person.is_named_by(f"{names['first']} {names['last']}")


def mentioned(label: str, cell: str, person: Person) -> bool:
    """Tell whether a cell of somebody else's row names her; a code that is written like her does not."""
    return person.is_mentioned_in(cell) and not (is_code(label) and person.is_all_of(cell))


def with_labels(rows: Iterable[RawRow]) -> Iterator[tuple[RawRow, Sequence[str]]]:
    """Give each row with the names of its columns: the row of number 0, or in a report of several parts the last one.

    Such a part's own row of names has one that says who somebody is, and nothing that only data has.
    """
    labels: Sequence[str] = ()
    named = False
    for row in rows:
        if isinstance(row.cells, list) and (row.number == 0 or (not named and _is_header(row.cells))):
            named = named or row.number == 0
            labels = [str(cell) for cell in row.cells]
        yield row, labels


def _is_header(cells: Sequence[str]) -> bool:
    filled = [str(cell) for cell in cells if str(cell).strip()]
    says_who = any(is_name(cell) or is_person(cell) for cell in filled)
    return len(filled) > 1 and says_who and not any("@" in cell or _DIGIT.search(cell) for cell in filled)


def table_without(
    text: str, delimiter: str, rows: Sequence[tuple[RawRow, Sequence[str]]], gone: frozenset[int], person: Person
) -> str:
    """Leave out a table's records by number, and her name in all other cells; every other byte stays."""
    lines = list(io.StringIO(text, newline=""))
    for row, labels in rows:
        if not row.number:
            continue
        hers = row.number in gone
        if not hers and not any(mentioned(label, cell, person) for label, cell in _labelled(labels, row.cells)):
            if not row.cells and row.line and person.is_held_in(lines[row.line - 1]):
                lines[row.line - 1] = person.erased_from(lines[row.line - 1])
            continue
        start, end = (
            row.line - 1,
            row.line - 1 + _height(lines[row.line - 1 : row.line + LONGEST_RECORD], delimiter, row),
        )
        record = "".join(lines[start:end])
        made = "" if hers else _erased_record(record, delimiter, labels, person)
        lines[start:end] = [made, *[""] * (end - start - 1)]
    return "".join(lines)


def _labelled(labels: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, cell in enumerate(cells):
        yield labels[at] if at < len(labels) else "", cell


def _height(lines: Sequence[str], delimiter: str, row: RawRow) -> int:
    """Count the lines of a record; LostError where they do not hold its cells."""
    if not row.cells:
        return 1
    reader = csv.reader((line.replace("\x00", "") for line in lines), delimiter=delimiter)
    try:
        cells = next(reader)
    except (StopIteration, csv.Error) as error:
        raise LostError from error
    if [_STRAY.sub("", cell) for cell in cells] != [_STRAY.sub("", cell) for cell in row.cells]:
        raise LostError
    return reader.line_num


def _erased_record(record: str, delimiter: str, labels: Sequence[str], person: Person) -> str:
    """Take her name out of a record's cells, written again only where they hold it."""
    body = record.rstrip("\r\n")
    parts = [match[0] for match in _cells(delimiter).finditer(body)]
    made = []
    for at, part in enumerate(parts):
        cell = _cell(part, delimiter)
        label = labels[at] if at < len(labels) else ""
        made.append(_erased_cell(part, cell, delimiter, person) if mentioned(label, cell, person) else part)
    if delimiter.join(parts) != body:
        raise LostError
    return delimiter.join(made) + record[len(body) :]


def _cells(delimiter: str) -> re.Pattern[str]:
    one = re.escape(delimiter)
    return re.compile(rf'(?:(?<={one})|\A)(?:"(?:[^"]|"")*"[^{one}]*|[^{one}]*)', re.DOTALL)


def _cell(part: str, delimiter: str) -> str:
    return next(iter(next(csv.reader(io.StringIO(part, newline=""), delimiter=delimiter), [])), "")


def _erased_cell(part: str, cell: str, delimiter: str, person: Person) -> str:
    made = person.erased_from(part)
    if not person.is_mentioned_in(_cell(made, delimiter)):
        return made
    quoted = person.erased_from(cell).replace('"', '""')
    return f'"{quoted}"'


def entries_without(text: str, rows: Sequence[RawRow], gone: frozenset[int], person: Person) -> str:
    """Leave out a chat's entries by number, with the lines that go on with them, and her name in all others."""
    numbered = [row for row in rows if row.number]
    if text.lstrip("\ufeff \t\r\n").startswith("<") or len({row.line for row in numbered}) < len(numbered):
        return person.erased_from(_without_spans(text, numbered, gone))
    lines = list(_lines(text))
    starts = sorted(numbered, key=lambda row: row.line)
    left: list[str] = lines[: starts[0].line - 1] if starts else lines
    for row, after in zip(starts, [*(row.line for row in starts[1:]), len(lines) + 1], strict=True):
        block = lines[row.line - 1 : after - 1]
        first = row.cells.split("\n", 1)[0] if isinstance(row.cells, str) else ""
        if row.number not in gone:
            left += block
        elif not block or _STRAY.sub("", block[0].rstrip("\r\n")) != _STRAY.sub("", first):
            raise LostError
    return person.erased_from("".join(left))


def _lines(text: str) -> Iterator[str]:
    stream = io.StringIO(text, newline="\n")
    return iter(lambda: stream.readline(_LONGEST_LINE), "")


def _without_spans(text: str, rows: Sequence[RawRow], gone: frozenset[int]) -> str:
    """Cut out elements that share their lines with others, found in their order as they are written."""
    kept: list[str] = []
    at = 0
    for row in rows:
        start = text.find(row.cells, at) if isinstance(row.cells, str) else -1
        if start < 0:
            raise LostError
        end = start + len(row.cells)
        kept.append(text[at:start] if row.number in gone else text[at:end])
        at = end
    return "".join([*kept, text[at:]])

"""Take one person out of an export: her rows go, what others wrote about her keeps its place without her name.

Only rows and words change; every other byte of a text file stays. A workbook or a packed file is not rewritten: which
of its cells belong together only its own program knows, so a person does that by hand.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.importers.erase_json import JsonEraser, is_hers, mentions
from rex.importers.erase_person import ERASED, Person
from rex.importers.erase_rows import LostError, entries_without, mentioned, names_of, table_without, with_labels
from rex.importers.raw import raw_rows
from rex.model.message import Message, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.importers.base import RawRow
    from rex.importers.identify import Known

__all__ = ["ERASED", "Found", "Person", "find", "without"]

_OF_PEOPLE = frozenset({"chat", "sales", "presence", "survey", "reactions", "tickets"})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORKBOOK = say("by hand: REX does not write workbooks")
_PACKED = say("by hand: REX does not write into a packed file")
_DAMAGED = say("by hand: the file is cut off or damaged where it names the person")
_LOST = say("by hand: the rows could not be found again in the file")
_ENCODING = say("by hand: the file's letters cannot be written again as they are")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a file holds a person: the numbers of her own rows, and how many rows of others name her.

    `left` says why REX cannot rewrite this file; None where it can.
    """

    own: frozenset[int]
    mentions: int
    left: Message | None


def find(known: Known, person: Person) -> Found:
    """Look through every cell of a file. Only columns and keys that say who somebody is make a row hers."""
    own: set[int] = set()
    others = 0
    for row, labels in with_labels(raw_rows(known)):
        if row.number and _is_own(known, row, labels, person):
            own.add(row.number)
        elif _mentions(row, labels, person):
            others += 1
    return Found(frozenset(own), others, _why_not(known))


def _is_own(known: Known, row: RawRow, labels: Sequence[str], person: Person) -> bool:
    if _OF_PEOPLE.isdisjoint(known.importer.tables):
        return False
    if isinstance(row.cells, list):
        return names_of(labels, [str(cell) for cell in row.cells], person)
    if isinstance(row.cells, str):
        return "chat" in known.importer.tables and person.opens(row.cells.split("\n", 1)[0])
    return is_hers(row.cells, person)


def _mentions(row: RawRow, labels: Sequence[str], person: Person) -> bool:
    if isinstance(row.cells, list) and all(isinstance(cell, str) for cell in row.cells):
        if row.number == 0:  # a column's name is nobody's, but may speak of somebody
            return any(person.is_mentioned_in(cell) and not person.is_all_of(cell) for cell in row.cells)
        named = [*labels, *[""] * len(row.cells)]
        return any(mentioned(label, cell, person) for label, cell in zip(named, row.cells, strict=False))
    if isinstance(row.cells, str):
        return person.is_held_in(row.cells)
    return mentions(row.cells, person)


def _why_not(known: Known) -> Message | None:
    if known.head.kind == "workbook":
        return _WORKBOOK
    if known.export.member is not None or known.export.path.read_bytes()[:2] == b"\x1f\x8b":
        return _PACKED
    return None


def without(known: Known, person: Person, rows: frozenset[int]) -> bytes | Message:
    """Give a text file's content without these rows and without her name, or say why it cannot be told."""
    raw = known.export.path.read_bytes()
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", known.head.encoding))
    try:
        text = raw[len(mark) :].decode(encoding, "surrogateescape")
        if text.encode(encoding, "surrogateescape") != raw[len(mark) :]:
            return _ENCODING
        made = _json_without(text, known, person, rows) if known.head.kind in {"json", "jsonl"} else None
        made = _text_without(text, known, person, rows) if made is None else made
        return made if isinstance(made, Message) else mark + made.encode(encoding, "surrogateescape")
    except UnicodeError:
        return _ENCODING
    except LostError:
        return _LOST


def _text_without(text: str, known: Known, person: Person, rows: frozenset[int]) -> str:
    found = list(with_labels(raw_rows(known)))
    if any(isinstance(row.cells, list) and row.number for row, _ in found):
        return table_without(text, known.head.dialect.delimiter, found, rows, person)
    return entries_without(text, [row for row, _ in found], rows, person)


def _json_without(text: str, known: Known, person: Person, rows: frozenset[int]) -> str | Message:
    hers = [row.cells for row in raw_rows(known) if row.number in rows]
    eraser = JsonEraser(person, hers, by_keys=not _OF_PEOPLE.isdisjoint(known.importer.tables))
    made = eraser.lines(text) if known.head.kind == "jsonl" else eraser.documents(text)
    return _DAMAGED if eraser.damaged else made

"""What a file shows by its content: its encoding, and whether it is JSON, a table, a workbook or none of these."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from rex.errors import FileError
from rex.importers.legacy_text import legacy_encoding
from rex.importers.tables import Dialect, find_header, sniff_dialect, spread_lines

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.workbook import BookSheet

_HEAD_BYTES = 256 * 1024
MOST_COLUMNS = 5_000
_HEADER_WITHIN = 10
"""No export was met with as many; a header that is wider is a damaged line."""
_CHUNK = 1 << 20
_BOOK_ROWS = 400
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}

Kind = Literal["empty", "binary", "workbook", "json", "jsonl", "text"]


@dataclass(frozen=True)
class Head:
    """The beginning of a file and what it shows. Recognition looks at this and never at the name.

    `documents` holds the first JSON values: the lines of a JSON Lines file, the whole of a small
    JSON file, or the first elements of a large array. `rows` holds the first records of a table. `sheet` names the
    sheet of a workbook that is looked at; None is the first one with a table.
    """

    kind: Kind
    encoding: str
    text: str
    size: int
    export: ExportFile = field(repr=False)
    sheet: str | None = None

    @cached_property
    def documents(self) -> list[Any]:
        """Parse the first JSON values that stand in the head."""
        if self.kind == "jsonl":
            return [value for line in self.text.splitlines()[:50] if (value := _json(line)) is not None]
        if self.kind == "json":
            whole = _json(self.text)
            return [whole] if whole is not None else _first_elements(self.text)
        return []

    @cached_property
    def dialect(self) -> Dialect:
        """Find the delimiter of a text table, heard over the whole file."""
        goes_on = len(self.text) >= _HEAD_BYTES // 4  # a letter has up to four bytes
        return sniff_dialect(self.text, spread_lines(self.export, self.encoding, len(self.text)) if goes_on else ())

    @cached_property
    def rows(self) -> list[list[str]]:
        """Give the first records of a table; a workbook gives those of the sheet that is looked at."""
        return [] if self.too_wide else self._first_rows

    @cached_property
    def _first_rows(self) -> list[list[str]]:
        if self.kind == "workbook":
            try:
                return self.book[:_BOOK_ROWS]
            except FileError:
                return []
        return self.dialect.head_rows(self.text) if self.kind == "text" else []

    @property
    def too_wide(self) -> bool:
        """Tell a table of so many columns that it is none: its first records would be a header without end."""
        return any(len(row) > MOST_COLUMNS for row in self._first_rows[:_HEADER_WITHIN])

    @cached_property
    def sheets(self) -> list[BookSheet]:
        """Give a workbook's sheets with content; FileError where it cannot be read."""
        from rex.importers.workbook import book_sheets

        return book_sheets(self.export)

    @property
    def reads(self) -> BookSheet | None:
        """Give the sheet of a workbook that is looked at; None where nothing has content."""
        named = next((sheet for sheet in self.sheets if sheet.name == self.sheet), None)
        return named or next(iter([*filter(_has_table, self.sheets), *self.sheets]), None)

    @cached_property
    def book(self) -> list[list[str]]:
        """Give all rows of the sheet that is looked at; FileError where the workbook cannot be read."""
        return [] if self.reads is None else self.reads.rows

    @cached_property
    def header_at(self) -> int | None:
        """Give the place of the header among `rows`, found by its shape; None where there is none."""
        found = find_header(self.rows)
        return None if found is None or len(self.rows[found]) > MOST_COLUMNS else found

    @property
    def header(self) -> list[str]:
        """Give the header row of a table; empty where there is none."""
        return [] if self.header_at is None else self.rows[self.header_at]

    def on(self, sheet: str) -> Head:
        """Look at another sheet of the same workbook."""
        other = replace(self, sheet=sheet)
        other.__dict__["sheets"] = self.sheets  # read once for all looks
        return other


def looks(head: Head) -> list[Head]:
    """Give every way to look at a file: each sheet of a workbook that may be a table, else the file as it is.

    Who chooses an importer asks it about each and takes the look that it is surest of, the first where they are equal.
    """
    if head.kind != "workbook" or head.sheet is not None:
        return [head]
    try:
        tables = [sheet.name for sheet in head.sheets if _has_table(sheet)]
    except FileError:
        return [head]
    return [head.on(name) for name in tables] if len(tables) > 1 else [head]


def _has_table(sheet: BookSheet) -> bool:
    return find_header(sheet.rows[:_BOOK_ROWS]) is not None


def head_of(export: ExportFile) -> Head:
    """Look at a file's beginning, and through all of it for its encoding."""
    with export.open() as file:
        start = _read_up_to(file, _HEAD_BYTES)
    size = export.packed_size
    if not start.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        return Head("empty" if not start.strip(b"\xef\xbb\xbf \r\n\t") else "binary", "utf-8", "", size, export)
    if start[:4] == b"PK\x03\x04":
        return Head("workbook", "", "", size, export)
    encoding = _encoding(export, start)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(start) if encoding else ""
    if not encoding or _looks_binary(text):
        return Head("binary", "", "", size, export)
    return Head(_text_kind(text), encoding, text, size, export)


def _read_up_to(file: Any, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0 and (chunk := file.read(most)):
        parts.append(chunk)
        most -= len(chunk)
    return b"".join(parts)


def _encoding(export: ExportFile, start: bytes) -> str:
    """Decide the encoding over the whole file: a single stray byte far down must not stop the reading."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if start.startswith(mark):
            return name
    if start[1:200:2].count(0) > len(start[1:200:2]) * 0.4:
        return "utf-16-le"
    if start[:200:2].count(0) > len(start[:200:2]) * 0.4:
        return "utf-16-be"
    return "utf-8" if _mostly_utf8(export) else legacy_encoding(export)


def _mostly_utf8(export: ExportFile) -> bool:
    """Tell UTF-8, also one that was cut inside a letter or holds a few stray bytes, from an older encoding."""
    if _decodes(export):
        return True
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    stray = letters = 0
    with export.open() as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            bad = text.count("\ufffd")
            stray += bad
            letters += sum(1 for char in text if char > "\x7f") - bad
    return stray * 10 <= letters


def _decodes(export: ExportFile) -> bool:
    """Tell whether the whole file is UTF-8; a last letter that is cut off is no fault."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        with export.open() as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _looks_binary(text: str) -> bool:
    """Tell junk from text: more than one control character in a hundred, or none of it printable."""
    sample = text[:20_000].replace("\x00", "", 8)
    bad = sum(1 for char in sample if ord(char) in _CONTROL or char == "\ufffd")
    return bad * 100 > len(sample)


def _text_kind(text: str) -> Kind:
    stripped = text.lstrip("﻿ \t\r\n")
    if not stripped.startswith(("{", "[")):
        return "text"
    first_line = stripped.split("\n", 1)[0].strip()
    if first_line.startswith("{") and "\n" in stripped and _json(first_line) is not None:
        return "jsonl"
    if stripped.startswith("{") and _json(stripped) is not None and "\n" not in stripped.strip():
        return "jsonl" if "replayChatItemAction" in stripped[:200] else "json"
    if stripped.startswith("[") and not _opens_array(stripped):
        return "text"  # `[00:01:02] name: text` is a chat log, not an array
    return "json"


def _opens_array(text: str) -> bool:
    return text[1:].lstrip()[:1] in {"{", "[", "]", '"'}


def mended(value: Any) -> Any:
    """Put a mark for each half letter (an escaped surrogate without its mate), which no file could hold again."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [mended(element) for element in value]
    if isinstance(value, dict):
        return {mended(name): mended(member) for name, member in value.items()}
    return value


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _first_elements(text: str) -> list[Any]:
    """Parse the first whole objects of an array that is larger than the head."""
    from json import JSONDecoder

    decoder, at = JSONDecoder(), text.find("[") + 1
    found: list[Any] = []
    while at > 0 and len(found) < 20:
        while at < len(text) and text[at] in " \r\n\t,":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
            found.append(mended(value))
        except (ValueError, RecursionError):  # also a number of more digits than Python reads
            break
    return [found] if found else []

"""JSON exports one document at a time: the lines of a JSON Lines file, or the elements of an array."""

from __future__ import annotations

import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from rex.errors import FileError, Place
from rex.importers.head import mended
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rex.importers.head import Head
    from rex.importers.sink import Sink

_parse = msgspec.json.Decoder().decode
_CHUNK = 1 << 20
_BLOCK = 4 << 20
_TEXTS = 2_000
LONGEST_LINE = 64 * 1024**2
MOST_BYTES = 1024**3
"""An array is parsed as a whole; a larger one has to come as JSON Lines."""


class Document(NamedTuple):
    """One JSON value: its number, the line it stands on (0 in an array), and whether it could be parsed.

    A broken one has its text as its value, so that nothing of the file is lost.
    """

    number: int
    line: int
    value: Any
    broken: bool = False


def documents(head: Head, parse: Callable[[bytes], Any] = _parse) -> Iterator[Document]:
    """Read the documents; `parse` may know a quicker way for the lines of a JSON Lines file."""
    if head.kind == "jsonl":
        return _lines(head, parse)
    return _elements(head)


def documents_holding(head: Head, rare: tuple[bytes, ...]) -> Iterator[Document]:
    """Read the documents that hold any of these bytes; a file without them is only glanced through."""
    if head.kind != "jsonl":
        yield from _elements(head)
    elif _holds(head, rare):
        for document in _lines(head, lambda line: _parse(line) if any(part in line for part in rare) else None):
            if document.value is not None:
                yield document


def _holds(head: Head, rare: tuple[bytes, ...]) -> bool:
    overlap = max(map(len, rare))
    tail = b""
    with head.export.open() as raw:
        while chunk := raw.read(_CHUNK):
            block = tail + chunk
            if any(part in block for part in rare):
                return True
            tail = block[-overlap:]
    return head.encoding not in {"utf-8", "utf-8-sig"}


def unreadable_document(sink: Sink, document: Document, src_row: int) -> None:
    """Set aside a document that is no JSON: cut off, or damaged."""
    sink.unreadable(
        src_row,
        line=document.line,
        column="",
        problem=say("This is not whole JSON: the line is cut off or damaged."),
        did=say("The row is in no count; the file is as it was."),
    )


def _lines(head: Head, parse: Callable[[bytes], Any]) -> Iterator[Document]:
    for batch in batches(head):
        yield from batch.documents(parse)


class Batch(NamedTuple):
    """Lines of a JSON Lines file that stand together, none of them empty; the first has `number` and `line`."""

    number: int
    line: int
    lines: list[bytes]

    def part(self, start: int, end: int) -> Batch:
        """Take some of the lines."""
        return Batch(self.number + start, self.line + start, self.lines[start:end])

    def documents(self, parse: Callable[[bytes], Any] = _parse) -> Iterator[Document]:
        """Parse each line."""
        for place, line in enumerate(self.lines):
            number, line_number = self.number + place, self.line + place
            try:
                yield Document(number, line_number, parse(line))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                yield _second_try(number, line_number, line)


def batches(head: Head) -> Iterator[Batch]:
    """Read a JSON Lines file by some thousand lines; empty ones are no documents."""
    number = line = 1
    for lines in _line_lists(head):
        blank = [place for place, text in enumerate(lines) if not text or text.isspace()]
        start = 0
        for end in (*blank, len(lines)):
            if end > start:
                yield Batch(number, line + start, lines[start:end])
                number += end - start
            start = end + 1
        line += len(lines)


def _line_lists(head: Head) -> Iterator[list[bytes]]:
    with head.export.open() as raw:
        if head.encoding not in {"utf-8", "utf-8-sig"}:
            with io.TextIOWrapper(raw, encoding=head.encoding, errors="replace") as texts:
                while few := list(islice(texts, _TEXTS)):
                    yield [text.encode("utf-8", "replace") for text in few]
            return
        rest = raw.read(_BLOCK).removeprefix(b"\xef\xbb\xbf")
        while chunk := raw.read(_BLOCK):
            whole, rest = _whole_lines(rest + chunk)
            if whole:
                yield whole
        if rest:
            yield (rest[:-1] if rest.endswith(b"\n") else rest).split(b"\n")


def _whole_lines(block: bytes) -> tuple[list[bytes], bytes]:
    """Split a block into whole lines and what is left over; a line that is far too long ends where it may."""
    end = block.rfind(b"\n") + 1
    if end:
        return block[: end - 1].split(b"\n"), block[end:]
    if len(block) > LONGEST_LINE:
        return [block[:LONGEST_LINE]], block[LONGEST_LINE:]
    return [], block


def _second_try(number: int, line_number: int, line: bytes) -> Document:
    """Parse what the quick parser refuses and people still have: half surrogates, a stray byte."""
    try:
        return Document(number, line_number, mended(json.loads(line.decode("utf-8", "replace"))))
    except (ValueError, RecursionError):
        return Document(number, line_number, line.decode("utf-8", "replace").strip(), broken=True)


def _elements(head: Head) -> Iterator[Document]:
    with head.export.open() as raw:
        content = raw.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        name = head.export.name
        raise FileError(
            f"{name} is one JSON array of more than {MOST_BYTES // 1024**2} MB.",
            place=Place(name),
            todo="Export it as JSON Lines (one object a line).",
        )
    text = content.decode(head.encoding or "utf-8", "replace").lstrip("\ufeff")
    del content
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield from _salvaged(text)
        return
    for number, element in enumerate(value if isinstance(value, list) else [value], start=1):
        yield Document(number, 0, element)


def _salvaged(text: str) -> Iterator[Document]:
    """Read the whole elements of an array that is cut off or damaged; what is left over is one broken document."""
    decoder, at, number, line, counted = json.JSONDecoder(), text.find("[") + 1, 0, 1, 0
    while at > 0:
        while at < len(text) and text[at] in " \r\n\t,":
            at += 1
        if at >= len(text) or text[at] == "]":
            break
        line, counted = line + text.count("\n", counted, at), at
        number += 1
        try:
            value, end = decoder.raw_decode(text, at)
            value = mended(value)
        except (ValueError, RecursionError):
            yield Document(number, line, text[at:].strip(), broken=True)
            return
        at = end
        yield Document(number, line, value)
    if at <= 0:
        yield Document(1, 1, text.strip(), broken=True)

"""JSON documents whose rows stand in an array inside an object, read piece by piece.

`{"video": {...}, "comments": [...], "embeddedData": {...}}` may be a gigabyte: the elements of the arrays that are
asked for come one at a time, what is not wanted is passed over, and the rest of the object (small) comes last. The
file may hold one such object, an array of them, or one a line. A file that is cut off or damaged gives its whole
elements and then one broken piece.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.importers.base import RawRow
from rex.importers.json_text import LONGEST, DamagedError, JsonText
from rex.importers.sheet import NOT_COUNTED
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from rex.importers.head import Head
    from rex.importers.sink import Sink


class Piece(NamedTuple):
    """One piece of a document: an element of the array under `key`, or with no key what else its object holds.

    A broken one has the text that could not be read for its value.
    """

    key: str
    line: int
    value: Any
    broken: bool = False


class Opening(NamedTuple):
    """How a document begins: the first elements of its array, and the members that were met on the way."""

    elements: list[Any]
    members: dict[str, Any]


def pieces(
    head: Head, arrays: Collection[str], *, without: Collection[str] = (), keep: bool = False
) -> Iterator[Piece]:
    """Read a file's pieces in its order; members named in `without` are passed over, or come with the rest to `keep`.

    What is passed over is looked at less strictly than what is read, and that in both cases.
    """
    with head.export.open() as raw, io.TextIOWrapper(raw, encoding=head.encoding, errors="replace") as text:
        if head.kind != "jsonl":
            yield from _Walk(text.read, arrays, without, keep=keep).roots()
            return
        for number, line in enumerate(iter(lambda: text.readline(LONGEST), ""), start=1):
            yield from _Walk(io.StringIO(line).read, arrays, without, number, keep=keep).roots()


def numbered(head: Head, array: str) -> Iterator[tuple[int, Piece]]:
    """Give each element of the array under this name with its number, and what is none of them with the number 0."""
    number = 0
    for piece in pieces(head, (array,)):
        is_row = bool(piece.key) or piece.broken
        number += is_row
        yield (number if is_row else 0), piece


def raw_pieces(head: Head, array: str) -> Iterator[RawRow]:
    """Give each element as it stands in the file, numbered as above, and with the number 0 what stands around."""
    yield RawRow(0, 0, [array])
    for number, piece in numbered(head, array):
        yield RawRow(number, piece.line, piece.value)


def opening_of(head: Head, array: str, most: int = 20) -> Opening | None:
    """Look at how a document begins; None where the file holds no JSON object."""
    if head.kind not in {"json", "jsonl"}:
        return None
    walk = _Walk(io.StringIO(head.text).read, (array,), ())
    elements: list[Any] = []
    for piece in walk.roots():
        if not piece.key:
            whole = piece.value if not piece.broken and isinstance(piece.value, dict) else walk.members
            return Opening(elements, whole)
        elements.append(piece.value)
        if len(elements) >= most:
            break
    return Opening(elements, walk.members)


def unreadable_piece(sink: Sink, line: int, src_row: int) -> None:
    """Set aside a piece that is no JSON."""
    sink.unreadable(
        src_row,
        line=line,
        column="",
        problem=say("This is not whole JSON: the file is cut off or damaged here."),
        did=NOT_COUNTED,
    )


class _Walk:
    """Goes through the objects of a text."""

    def __init__(
        self,
        read: Callable[[int], str],
        arrays: Collection[str],
        without: Collection[str],
        line: int = 1,
        *,
        keep: bool = False,
    ) -> None:
        self._text, self._arrays, self._without, self._keep = JsonText(read, line), arrays, without, keep
        self.members: dict[str, Any] = {}

    def roots(self) -> Iterator[Piece]:
        """Go through one object after the other, up to the end or to where the text is damaged."""
        text = self._text
        while char := text.peek():
            if char in "[],":
                text.pass_one()
                continue
            self.members = {}
            try:
                yield from self._root()
            except DamagedError:
                line, left = text.line, text.left()
                if left.strip():
                    yield Piece("", line, left, broken=True)
                if self.members:
                    yield Piece("", line, self.members)
                return

    def _root(self) -> Iterator[Piece]:
        text = self._text
        line = text.line
        if text.peek() != "{":
            yield Piece("", line, text.value())
            return
        text.pass_one()
        while text.peek() != "}":
            key = text.key()
            if key in self._arrays and text.peek() == "[":
                yield from self._elements(key)
            elif key in self._without:
                self._pass_over(key)
            else:
                self.members[key] = text.value()
            if text.peek() == ",":
                text.pass_one()
        text.pass_one()
        members, self.members = self.members, {}
        yield Piece("", line, members)

    def _pass_over(self, key: str) -> None:
        """Pass over a member; cut off inside, it leaves nothing that is missed but what is kept of it."""
        passed = ""
        try:
            passed = self._text.pass_value(keep=self._keep)
        except DamagedError:
            passed = self._text.left()
            raise
        finally:
            if self._keep and passed:
                self.members[key] = _parsed(passed)

    def _elements(self, key: str) -> Iterator[Piece]:
        text = self._text
        text.pass_one()
        while text.peek() != "]":
            line = text.line
            yield Piece(key, line, text.value())
            if text.peek() == ",":
                text.pass_one()
        text.pass_one()


def _parsed(text: str) -> Any:
    """Read what was passed over; where it is damaged inside, it stays a text."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return text

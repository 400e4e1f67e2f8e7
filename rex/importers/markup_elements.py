"""Elements of an XML file one after the other, found by their signs: nothing is declared, fetched or expanded.

Only the five entities of XML and numbered letters are read; a document type and what it would declare is text like
any other, so no file can swell. A gigabyte takes no more memory than its longest element.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.head import Head

_CHUNK = 1 << 20
_LONGEST = 1 << 16
"""No element that is read has more letters than this; longer ones are passed over as text between elements."""
_FIELDS = r"((?:\s+[\w:.-]{1,60}\s*=\s*(?:\"[^\"<]{0,20000}\"|'[^'<]{0,20000}')){0,40})\s*"
_FIELD = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LAST_LETTER = 0x10FFFF


class Element(NamedTuple):
    """One element: its name ("" for what stands between elements), fields, text, first line, and how it is written."""

    name: str
    fields: dict[str, str]
    text: str
    line: int
    raw: str


def elements(head: Head, names: tuple[str, ...]) -> Iterator[Element]:
    """Read the elements of these names that hold no others, and everything between them."""
    with (
        head.export.open() as raw,
        io.TextIOWrapper(raw, encoding=head.encoding, errors="replace", newline="\n") as text,
    ):
        yield from elements_in(text, names)


def elements_in(text: io.TextIOBase, names: tuple[str, ...]) -> Iterator[Element]:
    """Read the elements of an open text."""
    pattern = re.compile(rf"<({'|'.join(names)}){_FIELDS}(?:/>|>([^<]{{0,20000}})</\1\s*>)")
    buffer, line, ended = "", 1, False
    while not ended:
        chunk = text.read(_CHUNK)
        ended = not chunk
        buffer += chunk.replace("\x00", "")
        done = 0
        for match in pattern.finditer(buffer):
            if match.start() > done:
                between = buffer[done : match.start()]
                yield Element("", {}, "", line, between)
                line += between.count("\n")
            fields = {field[1]: _plain(field[2] or field[3] or "") for field in _FIELD.finditer(match[2])}
            yield Element(match[1], fields, _plain(match[3] or ""), line, match[0])
            line += match[0].count("\n")
            done = match.end()
        cut = len(buffer) if ended else max(done, len(buffer) - _LONGEST)
        if cut > done:
            yield Element("", {}, "", line, buffer[done:cut])
            line += buffer.count("\n", done, cut)
        buffer = buffer[cut:]


def _plain(text: str) -> str:
    return _ENTITY.sub(_letter, text) if "&" in text else text


def _letter(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    code = int(match[2]) if match[2] else int(match[3], 16)
    return chr(code) if 0 < code <= _LAST_LETTER else ""

"""The lines of a saved Zoom chat as messages: who wrote when, to whom, in the dialects of ten years of clients.

A message begins on a line with a time and a name and goes on until the next such line.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rex.importers.head import Head

Dialect = Literal["recording", "spaced", "client"]
"""`time TAB name: TAB text` of a recording, the same with a space after the time, and `time From name [to name]`."""

LONGEST_LINE = 1_000_000
LONGEST_NAME = 150
MOST_LINES = 2_000
"""More lines than this are no message that somebody typed or pasted; the rest of them is set aside."""
_TIME = re.compile(r"\ufeff?(\d{1,3}:\d{2}:\d{2})([ \t]{1,4})(?=\S)")
_FROM = "From "
_PRIVATE = ("(privately)", "(direct message)")
_EVERYONE = frozenset({"everyone", "everyone in meeting", "all panelists and attendees"})


class Opening(NamedTuple):
    """The first line of a message: its time, its writer, whether others could not read it, and what stands after."""

    time: str
    name: str
    private: bool
    text: str
    dialect: Dialect


@dataclass(slots=True)
class Saved:
    """A message as it stands in the file; `opening` is None for lines that no message owns."""

    number: int
    line: int
    opening: Opening | None
    lines: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Give the message's own lines, without what stands before the text and without outer blank lines."""
        first = [] if self.opening is None else [self.opening.text]
        texts = [text.strip() for text in [*first, *self.lines[1:]]]
        while texts and not texts[0]:
            texts.pop(0)
        while texts and not texts[-1]:
            texts.pop()
        return texts


def opening_of(line: str) -> Opening | None:
    """Read a line as the first one of a message; None where it goes on with the message above."""
    match = _TIME.match(line)
    if match is None:
        return None
    rest = line[match.end() :]
    if rest.startswith(_FROM):
        return _client(match[1], rest[len(_FROM) :])
    name, found, text = rest.partition(":\t")
    if not found or not name.strip() or len(name) > LONGEST_NAME:
        return None
    dialect: Dialect = "recording" if "\t" in match[2] else "spaced"
    return Opening(match[1], name.strip(), _is_marked(name), text, dialect)


def _client(time: str, rest: str) -> Opening | None:
    """Read what stands after `From`: `name : text`, `name to name : text`, or `name to name:` with the text below."""
    whole = rest.rstrip()
    head, found, text = rest.partition(" : ")
    if not found and whole.endswith(" :"):
        head, found, text = whole[:-2], " :", ""
    if not found and whole.endswith(":"):
        head, found, text = whole[:-1], ":", ""
    name, to, receiver = (part.strip() for part in head.rpartition(" to "))
    if not to:
        name, receiver = head.strip(), ""
    if not found or not name or (found == ":" and not receiver):
        return None
    private = bool(receiver) and receiver.casefold() not in _EVERYONE
    return Opening(time, name, private, text, "client")


def _is_marked(name: str) -> bool:
    """Tell a direct message by the mark behind the receiver's name."""
    return name.strip().casefold().endswith(_PRIVATE)


def messages(head: Head) -> Iterator[Saved]:
    """Read the messages of a whole file, numbered from 1; lines above the first one are rows of their own."""
    with (
        head.export.open() as raw,
        io.TextIOWrapper(raw, encoding=head.encoding, errors="replace", newline="\n") as text,
    ):
        yield from parse(iter(lambda: text.readline(LONGEST_LINE), ""))


def parse(lines: Iterable[str]) -> Iterator[Saved]:
    """Put lines together to messages; blank ones belong to the message above them."""
    current: Saved | None = None
    number = 0
    for at, ended in enumerate(lines, start=1):
        line = ended.rstrip("\r\n").replace("\x00", "")
        opening = opening_of(line)
        if opening is None and (current is not None and current.opening and len(current.lines) < MOST_LINES):
            current.lines.append(line)
        elif opening is not None or line.strip("\ufeff \t"):
            if current is not None:
                yield current
            number += 1
            current = Saved(number, at, opening, [line])
    if current is not None:
        yield current

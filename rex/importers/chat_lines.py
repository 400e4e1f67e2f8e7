"""Chats saved as text: the lines of a file, the entries they make up, and clocks of the day without a date.

An entry begins on a line that its format knows. Other lines go on with the entry above them where the format has
messages of several lines, and are entries of their own where it has none. Blank lines are no entries.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from rex.importers.base import RawRow
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.head import Head

Opening = TypeVar("Opening")
Opens = Callable[[str], Opening | None]
"""Reads a line as the first one of an entry; None where it is none."""

LONGEST_LINE = 1_000_000
MOST_LINES = 2_000
"""More lines than this are no message that somebody typed or pasted; the next one is an entry of its own."""
_LOOKED_AT = 200
_FIRST_YEAR = 1971
"""Earlier years are a program's zero, no show."""
_DAY = timedelta(days=1)
_HALF_DAY = timedelta(hours=12)


@dataclass(slots=True)
class Entry(Generic[Opening]):
    """One entry: its number, the line it begins on, what its first line says, and all its lines as they stand."""

    number: int
    line: int
    opening: Opening | None
    lines: list[str]

    def text(self, first: str) -> str:
        """Give the whole text of the entry, whose first line ends in `first`."""
        return "\n".join([first, *self.lines[1:]]) if len(self.lines) > 1 else first


def entries(lines: Iterable[str], opens: Opens[Opening], *, goes_on: bool) -> Iterator[Entry[Opening]]:
    """Put lines together to entries, numbered from 1; `goes_on` says that a message may have several lines."""
    current: Entry[Opening] | None = None
    number = 0
    for at, ended in enumerate(lines, start=1):
        line = ended.rstrip("\r\n")
        if not line or line.isspace():
            continue
        if "\x00" in line:
            line = line.replace("\x00", "")
        opening = opens(line)
        if opening is None and goes_on and current is not None and len(current.lines) < MOST_LINES:
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        number += 1
        current = Entry(number, at, opening, [line])
    if current is not None:
        yield current


def entries_of(head: Head, opens: Opens[Opening], *, goes_on: bool) -> Iterator[Entry[Opening]]:
    """Read the entries of a whole file."""
    with (
        head.export.open() as raw,
        io.TextIOWrapper(raw, encoding=head.encoding, errors="replace", newline="\n") as text,
    ):
        yield from entries(iter(lambda: text.readline(LONGEST_LINE), ""), opens, goes_on=goes_on)


def first_entries(head: Head, opens: Opens[Opening], *, goes_on: bool) -> list[Entry[Opening]]:
    """Read the first entries that stand in the head, to recognise a format by; none where it is no text."""
    if head.kind != "text":
        return []
    return list(islice(entries(head.text.split("\n"), opens, goes_on=goes_on), _LOOKED_AT))


def raw_entries(head: Head, opens: Opens[Opening], *, goes_on: bool) -> Iterator[RawRow]:
    """Give the entries of a file as they stand in it."""
    for entry in entries_of(head, opens, goes_on=goes_on):
        yield RawRow(entry.number, entry.line, "\n".join(entry.lines))


def at_wall(clock: SourceClock, wall: datetime, raw: str, *, quality: str = "exact") -> Stamp:
    """Read a wall clock; one without a zone is UTC where the person says that the source tells UTC."""
    if wall.tzinfo is None and clock.prefers == "utc":
        wall = wall.replace(tzinfo=UTC)
    return clock.at_wall(wall, raw, quality=quality)


class DayClock:
    """Gives clocks of the day their date: the one last told, else that nearest to the session's start.

    A clock that falls back by more than half a day has passed midnight.
    """

    def __init__(self, start: datetime | None) -> None:
        self._start = start
        self._last: datetime | None = None

    def told(self, moment: datetime) -> None:
        """Remember a date and time that the file states itself."""
        self._last = moment

    def at(self, clock: time) -> datetime | None:
        """Date a clock; None where neither file nor session tells a day."""
        if self._last is not None:
            wall = datetime.combine(self._last.date(), clock)
            if self._last - wall > _HALF_DAY:
                wall += _DAY
        elif self._start is not None:
            same_day, start = datetime.combine(self._start.date(), clock), self._start
            wall = min((same_day - _DAY, same_day, same_day + _DAY), key=lambda there: abs(there - start))
        else:
            return None
        self._last = wall
        return wall


def moment_of(text: str) -> datetime | None:
    """Read a date and time, year first, with or without an offset of its own; None where it is none."""
    try:
        found = datetime.fromisoformat(text)  # many times as quick, and right for nearly all
    except ValueError:
        return parse_wall(text, "ymd")
    return found if found.year >= _FIRST_YEAR else None


def clock_of(text: str) -> time | None:
    """Read a clock of the day such as `18:00:03`; None where it is none."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None

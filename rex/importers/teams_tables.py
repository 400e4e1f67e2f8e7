"""The tables of Teams' attendance report, found by their place and by what their cells hold, in any language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.importers.attendance import count_of, filled
from rex.importers.columns import MOST_SAMPLES, Samples
from rex.importers.sheet import plain
from rex.importers.times import parse_offset_ms, parse_wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SECTION = re.compile(r"(\d)\.\s+\S")
_DURATION = re.compile(
    r"(?:(\d{1,6})\s*h[a-z]{0,5}\.?\s*)?(?:(\d{1,6})\s*m[a-z]{0,7}\.?\s*)?(?:(\d{1,6})\s*s[a-z]{0,8}\.?)?",
    re.IGNORECASE,
)
_LEAST_COLUMNS = 4
"""A summary has two columns, three where a comma of a date parts one; the table of the older form has more."""
_BY_NAME = {
    "attended_participants": "participants",
    "total_number_of_participants": "participants",
    "meeting_duration": "duration",
    "average_attendance_time": "view_duration",
}
_BY_PLACE = {2: "participants", 5: "duration", 6: "view_duration"}
"""The rows of a summary in another language: title, participants, start, end, duration, average."""
_ENGLISH = frozenset({*_BY_NAME, "meeting_title"})


@dataclass(slots=True)
class Table:
    """A table of the report: its section (0 where there are none), where it begins and ends, and its columns.

    `header` is the number of the record with the column names; None in the summary, which has none.
    """

    section: int
    begins: int
    header: int | None = None
    names: list[str] = field(default_factory=list)
    rows: int = 0
    ends: int = 0
    times: Counter[int] = field(default_factory=Counter)
    mails: Counter[int] = field(default_factory=Counter)
    said: Counter[int] = field(default_factory=Counter)

    @property
    def timed(self) -> tuple[int, int] | None:
        """Give the columns of coming and leaving: the first two that hold times; None where there are not two."""
        if not self.times:
            return None
        usual = max(self.times.values()) / 2
        columns = sorted(at for at, count in self.times.items() if count >= usual)
        return (columns[0], columns[1]) if len(columns) > 1 else None

    @property
    def mail(self) -> int | None:
        """Give the column of mail addresses; None where nobody has one."""
        return min(self.mails, key=lambda at: (-self.mails[at], at), default=None)

    @property
    def role(self) -> int | None:
        """Give the column of roles: the last one that holds words and no addresses."""
        after = self.timed[1] if self.timed else 0
        return max((at for at in self.said if at > after and not self.mails[at]), default=None)

    def learn(self, cells: Sequence[str], dates: Samples) -> None:
        """Look at one row."""
        self.rows += 1
        if self.rows > MOST_SAMPLES:
            return
        for at, cell in enumerate(cells):
            text = cell.strip()
            if "@" in text:
                self.mails[at] += 1
            elif is_time(text):
                self.times[at] += 1
                dates.add(text)
            elif text:
                self.said[at] += 1


@dataclass(slots=True)
class Tables:
    """All tables of a report in order, and all its times."""

    tables: list[Table]
    dates: Samples


def section_of(cells: Sequence[str]) -> int | None:
    """Give the number of a section where these cells are its title, such as `3. In-Meeting Activities`."""
    words = filled(cells)
    match = _SECTION.match(words[0]) if len(words) == 1 else None
    return None if match is None else int(match[1])


def tables_of(rows: Iterable[Sequence[str]]) -> Tables:
    """Find the tables of a report from its records, counted from 1."""
    found = Tables([Table(0, 1)], Samples())
    for number, cells in enumerate(rows, start=1):
        table, section = found.tables[-1], section_of(cells)
        if section is not None:
            found.tables.append(Table(section, number))
        elif table.header is not None:
            table.ends = number
            if filled(cells):
                table.learn(cells, found.dates)
        elif len(filled(cells)) >= (_LEAST_COLUMNS if table.section < 2 else 2):
            table.header, table.names = number, list(cells)
    return found


def is_time(text: str) -> bool:
    """Tell a date with a clock, in either order of day and month."""
    return ":" in text and (parse_wall(text) or parse_wall(text, "mdy")) is not None


def total_of(label: str, value: str, place: int) -> tuple[str, int, str] | None:
    """Read a row of the summary: the metric, its value, its unit; None where it holds no number of the meeting's.

    `place` counts the summary's rows from 1; it decides where the label is in a language that nobody here reads.
    """
    name = plain(label)
    metric = _BY_NAME.get(name, "" if name in _ENGLISH else _BY_PLACE.get(place, ""))
    if metric == "participants":
        count = count_of(value)
        return None if count is None else (metric, count, "count")
    seconds = seconds_of(value)
    return (metric, seconds, "seconds") if metric and seconds is not None else None


def seconds_of(text: str) -> int | None:
    """Read a length such as `1h 13m 5s`, parts of zero left out, or `1:13:05`; None where it is none."""
    match = _DURATION.fullmatch(text.strip())
    if match is not None and any(match.groups()):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    ms = parse_offset_ms(text) if ":" in text else None
    return None if ms is None or ms < 0 else ms // 1000

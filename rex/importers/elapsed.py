"""What a column of times means: counts from the start, instants, or a clock on the wall.

Decided once over the whole column, since `0:30` alone may be half a minute, half an hour or half past midnight.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from rex.importers.columns import Samples, quality_of
from rex.importers.times import parse_offset_ms, parse_wall

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.times import Order

Unit = Literal["seconds", "minutes", "milliseconds"]

_IN_MS: dict[Unit, int] = {"milliseconds": 1, "seconds": 1_000, "minutes": 60_000}
_CLOCK = re.compile(r"^(\d{1,3}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap]\.?\s?m\.?|h)?$", re.IGNORECASE)
_FRENCH = re.compile(r"(?<=\d)\s?[hH]\s?(?=\d{2}(?!\d))")
_SPELLED = re.compile(
    r"^(?:(\d{1,3})\s?h(?:ours?|oras?|eures?|rs?)?)?\s*(?:(\d{1,4})\s?m(?:in\w*)?)?\s*(?:(\d{1,5})\s?s(?:e[cg]\w*)?)?\.?$",
    re.IGNORECASE,
)
_SPELLED_OUT = re.compile("[hHmMsS'’]")
_MINUTES = re.compile(r"^(-?\d+)\s*(?:min|mins|minutes?|minutos?|'|’)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"^-?\d{1,20}(?:[.,]\d{1,30})?$")
_LONGEST = 100
"""Longer cells are no times; `_SPELLED` is put to none of them, since it takes long over many spaces."""
_FIRST_OFFSET = 5 * 60
"""A column of hours that begins within five minutes of zero counts from the start."""
_CALM_STEP = 10
"""Curves are taken every ten seconds or slower: `0:00, 0:01, 0:02` are hours and minutes, not seconds."""
_EPOCHS = ((10**14, 1_000), (10**11, 1), (10**8, 0))  # microseconds, milliseconds, seconds
_FAR = 3 * 3600
"""Clocks further from the session's start than this are counts, where they also fit into its length."""
_DAY = timedelta(days=1)
_SPREADSHEET_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
_SERIALS = range(36_526, 73_051)
"""Days of this century as spreadsheets count them. As seconds they would be shows that begin in the eleventh hour."""
_SERIAL_DIGITS = 5
_FINE = 5
"""Decimals from which a fraction of a day tells seconds."""


class Told(NamedTuple):
    """What a mapping knows about a column of times: which clock, which zone, and the order of day and month."""

    kind: Literal["offset", "utc", "local"] | None = None
    zone: tzinfo | None = None
    order: Order | None = None


class TimeColumn:
    """Reads the cells of one column of times, in the order of the file."""

    def __init__(
        self,
        clock: SourceClock,
        cells: Iterable[str] | Samples,
        unit: Unit | None = None,
        told: Told | None = None,
        dates: Iterable[str] | Samples = (),
    ) -> None:
        """Look at all cells; `unit` is what the header says of plain numbers, `told` what a mapping says.

        `dates` are the cells of the date column where the table has one beside its times. Samples of times hold
        `tidy` cells.
        """
        self._clock = clock
        self._told = told or Told()
        samples = cells if isinstance(cells, Samples) else _heard(map(tidy, cells))
        days = dates if isinstance(dates, Samples) else _heard(cell.strip() for cell in dates)
        found = (days if days.cells else samples).dates(clock.starts)
        self.dates = found if self._told.order is None else found._replace(order=self._told.order, by="told")
        self._order = self.dates.order
        numbers = [_number(cell) for cell in samples.cells if _NUMBER.match(cell)]
        self.serials = self._told.kind != "offset" and unit is None and _are_serials(numbers)
        self.unsure_of_unit = unit is None and not clock.lasts_s and _small(numbers) and not self.serials
        self.unit: Unit = unit or _unit(numbers, clock)
        clocks = [match for cell in samples.cells if (match := _CLOCK.match(cell))]
        self._hours_first = _hours_first(clocks, clock.lasts_s)
        self.counts = self._counts_from_start(clocks)
        self._last: datetime | None = None

    def _counts_from_start(self, clocks: list[re.Match[str]]) -> bool:
        kind = self._clock.prefers or self._told.kind
        if not clocks or kind == "offset":
            return True
        if kind is not None:
            return False
        if any(match[4] for match in clocks):
            return False
        if self._seconds(clocks[0]) < _FIRST_OFFSET:
            return True
        starts, lasts = self._clock.starts, self._clock.lasts_s
        if starts is None or not lasts:
            return False
        apart = abs(
            (self._clock_seconds(clocks[0]) or 0) - (starts - datetime.combine(starts.date(), time())).total_seconds()
        )
        return min(apart, 24 * 3600 - apart) > _FAR and max(self._seconds(match) for match in clocks) <= lasts * 1.1

    def stamp(self, cell: str, date: str = "") -> Stamp | None:
        """Read one cell; None where it holds no time. `date` is the row's own date where the table has one."""
        text = tidy(cell)
        if _NUMBER.match(text):
            return self._of_number(text, date)
        match = _CLOCK.match(text)
        if match is None:
            wall = parse_wall(text, self._order)
            return None if wall is None else self._at(wall, text, quality_of(text))
        if int(match[2]) > 59 or int(match[3] or 0) > 59:
            return None
        if self.counts and not date:
            return self._clock.at_offset(self._offset_ms(match, text), text)
        return self._of_clock(match, text, date)

    def _of_number(self, text: str, date: str) -> Stamp | None:
        value = _number(text)
        if self.serials:
            return self._at(_of_serial(value), text, _serial_quality(text))
        if date and 0 <= value < 1 and (day := self._day(date)) is not None:
            return self._at(day + timedelta(seconds=round(value * 86_400)), text, "exact")
        for least, scale in _EPOCHS:
            if abs(value) >= least:
                return self._clock.at_utc(int(value // scale if scale else value * 1000), text)
        return self._clock.at_offset(round(value * _IN_MS[self.unit]), text)

    def _offset_ms(self, match: re.Match[str], text: str) -> int:
        if match[3] is None and self._hours_first:
            return (int(match[1]) * 60 + int(match[2])) * 60_000
        return parse_offset_ms(text) or 0

    def _of_clock(self, match: re.Match[str], text: str, date: str) -> Stamp | None:
        day = self._day(date) if date else self._clock.starts
        if day is None:
            return self._clock.at_unknown_day(text)
        seconds = self._clock_seconds(match)
        if seconds is None:
            return None
        wall = datetime.combine(day.date(), time()) + timedelta(seconds=seconds)
        if not date:
            wall = self._same_night(wall)
        return self._at(wall, text, "exact" if match[3] else "minute")

    def _day(self, date: str) -> datetime | None:
        """Read the row's own date, also one that a spreadsheet counts in days."""
        if date.isdecimal() and len(date) <= _SERIAL_DIGITS and int(date) in _SERIALS:
            return _of_serial(float(date))
        day = parse_wall(date, self._order)
        return None if day is None else datetime.combine(day.date(), time())

    def _at(self, wall: datetime, text: str, quality: str) -> Stamp:
        """Read a wall clock in the zone that the mapping tells, unless it has an offset of its own."""
        if wall.tzinfo is None and self._told.zone is not None:
            wall = wall.replace(tzinfo=self._told.zone)
        return self._clock.at_wall(wall, text, quality=quality)

    def _same_night(self, wall: datetime) -> datetime:
        """Put a bare clock on the day nearest to the row above it, or to the session's start: shows pass midnight."""
        near = self._last or self._clock.starts or wall
        wall = min((wall - _DAY, wall, wall + _DAY), key=lambda there: abs((there - near).total_seconds()))
        self._last = wall
        return wall

    def _clock_seconds(self, match: re.Match[str]) -> int | None:
        hours = int(match[1])
        half = (match[4] or "").lower()
        if half.startswith(("a", "p")):
            hours = hours % 12 + (12 if half.startswith("p") else 0)
        return None if hours > 23 else hours * 3600 + int(match[2]) * 60 + int(match[3] or 0)

    def _seconds(self, match: re.Match[str]) -> int:
        hours_first = match[3] is not None or self._hours_first
        return (
            int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
            if hours_first
            else int(match[1]) * 60 + int(match[2])
        )


def tidy(cell: str) -> str:
    """Write `19h30` as `19:30`, `1h 13m 5s` as `1:13:05` and `12 min` as `12`."""
    text = cell.strip()
    if len(text) > _LONGEST or not _SPELLED_OUT.search(text):
        return text
    if (match := _SPELLED.match(text)) and sum(part is not None for part in match.groups()) > 1:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        total = hours * 3600 + minutes * 60 + seconds
        return f"{total // 3600}:{total // 60 % 60:02}:{total % 60:02}"
    return _MINUTES.sub(r"\1", _FRENCH.sub(":", text))


def _heard(cells: Iterable[str]) -> Samples:
    samples = Samples()
    for cell in cells:
        samples.add(cell)
    return samples


def _of_serial(value: float) -> datetime:
    """Give the instant that a spreadsheet's number of days stands for, to the second."""
    return _SPREADSHEET_ZERO + timedelta(seconds=round(value * 86_400))


def _serial_quality(text: str) -> str:
    fraction = re.split("[.,]", text)[1:]
    if not fraction:
        return "day"
    return "exact" if len(fraction[0]) >= _FINE else "minute"


def _are_serials(numbers: list[float]) -> bool:
    return bool(numbers) and min(numbers) >= _SERIALS.start and max(numbers) < _SERIALS.stop


def _small(numbers: list[float]) -> bool:
    """Tell a column of counts: numbers too small for instants."""
    return bool(numbers) and max(map(abs, numbers)) < _EPOCHS[-1][0]


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(numbers: list[float], clock: SourceClock) -> Unit:
    """Decide what plain numbers count: curves in seconds are taken every ten or slower and last as long as the show."""
    steps = sorted(second - first for first, second in pairwise(numbers) if second > first)
    if not steps:
        return "minutes"
    if clock.lasts_s:
        longest = max(numbers)
        return "seconds" if abs(longest - clock.lasts_s) < abs(longest * 60 - clock.lasts_s) else "minutes"
    return "seconds" if steps[len(steps) // 2] >= _CALM_STEP else "minutes"


def _hours_first(clocks: list[re.Match[str]], lasts_s: float | None) -> bool:
    """Tell `h:mm` from `m:ss` in a column of two-part clocks: by the show's length, else by the steps."""
    parts = [int(match[1]) * 60 + int(match[2]) for match in clocks if match[3] is None]
    if lasts_s and parts and parts[0] < _FIRST_OFFSET:
        return abs(max(parts) * 60 - lasts_s) < abs(max(parts) - lasts_s)
    steps = sorted(second - first for first, second in pairwise(parts) if second > first)
    return bool(steps) and steps[len(steps) // 2] < _CALM_STEP

"""Timecodes of edited video, `01:02:03:04`: what a frame is, and from where they count.

The frames of a second are not in the files that hold timecodes. They are told by the sign before the frames (`;` drops
frames: 29.97 or 59.94 a second) and by the largest frame number that was seen: 23 fits 24 frames a second, 24 needs 25.
A wrong guess moves a time by less than a second, but for 23.976 and 29.97 counted without dropping, which run 3.6
seconds an hour longer than their timecodes say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.elapsed import TimeColumn, Told
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.sink import Sink
    from rex.model.tables import CueRow

TIMECODE = r"\d{2}[:;.]\d{2}[:;.]\d{2}[:;.]\d{2,3}"
_PARTS = re.compile(r"(\d{2})[:;.](\d{2})[:;.](\d{2})([:;.])(\d{2,3})")
_RATES = (24, 25, 30, 48, 50, 60, 100, 120)
_FIRST_HOUR = 1
"""Edits begin at 01:00:00:00 by custom, so that what stands before has a time too."""
_MOST_HOURS = 24


class Timecode(NamedTuple):
    """A timecode's hours, minutes, seconds and frames; `drops` where its sign says that frames are dropped."""

    hours: int
    minutes: int
    seconds: int
    frames: int
    drops: bool


def parse_timecode(text: str) -> Timecode | None:
    """Read a timecode; None where the text is none, or no clock has such minutes."""
    match = _PARTS.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, frames = (int(match[part]) for part in (1, 2, 3, 5))
    if hours >= _MOST_HOURS or minutes > 59 or seconds > 59 or frames >= _RATES[-1]:
        return None
    return Timecode(hours, minutes, seconds, frames, match[4] == ";")


class Rate(NamedTuple):
    """How many frames a second has, and whether frame numbers are dropped to keep up with the clock."""

    frames: int
    drops: bool

    def ms(self, code: Timecode) -> int:
        """Give a timecode in milliseconds since 00:00:00:00."""
        seconds = (code.hours * 60 + code.minutes) * 60 + code.seconds
        if not self.drops:
            return seconds * 1000 + round(code.frames * 1000 / self.frames)
        minutes = code.hours * 60 + code.minutes
        dropped = self.frames // 15 * (minutes - minutes // 10)  # two of thirty a minute, but not every tenth
        return round((seconds * self.frames + code.frames - dropped) * 1001 / self.frames)

    def ms_of_frames(self, n: int) -> int:
        """Give a number of frames in milliseconds."""
        return round(n * (1001 if self.drops else 1000) / self.frames)

    @property
    def name(self) -> str:
        """Name the rate as editors do."""
        return f"{self.frames * 1000 / 1001:.2f}" if self.drops else str(self.frames)


def rate_of(codes: Iterable[Timecode], *, drops: bool | None = None) -> Rate:
    """Decide a file's rate over all its timecodes; `drops` is what the file itself says."""
    largest, dropping = 0, False
    for code in codes:
        largest = max(largest, code.frames)
        dropping = dropping or code.drops
    dropping = dropping if drops is None else drops
    rates = [rate for rate in _RATES if rate > largest and (not dropping or rate % 30 == 0)]
    return Rate(rates[0] if rates else _RATES[-1], dropping)


class Placing:
    """Gives timecodes their place in the show, and says what was assumed."""

    def __init__(self, clock: SourceClock, rate: Rate, first: Timecode) -> None:
        """`first` is the file's earliest timecode."""
        self.rate = rate
        self._clock, self._first = clock, first
        self._walls = TimeColumn(clock, ["00:00:00"], told=Told("local")) if clock.prefers == "local" else None
        self._zero_ms = 0
        if first.hours == _FIRST_HOUR:
            self._zero_ms = rate.ms(Timecode(_FIRST_HOUR, 0, 0, 0, rate.drops))
        elif first.hours:
            self._zero_ms = rate.ms(first)

    def keep(self, sink: Sink, row: CueRow, code: Timecode, raw: str, lasts_ms: int | None, src_row: int) -> None:
        """Keep a part of the show that begins at this timecode."""
        if self._walls is None:
            stamp: Stamp | None = self._clock.at_offset(self.rate.ms(code) - self._zero_ms, raw)
        else:
            stamp = self._walls.stamp(f"{code.hours:02}:{code.minutes:02}:{code.seconds:02}")
        if stamp is not None and stamp.offset_ms is not None and lasts_ms is not None and lasts_ms > 0:
            row.until_ms = stamp.offset_ms + lasts_ms
        sink.keep("cues", row, stamp, src_row)

    def say_assumed(self, sink: Sink, first_line: int) -> None:
        """Say what is assumed about the file's timecodes, where a wrong guess would move its times."""
        hour = self._first.hours
        if self._walls is None and hour:
            problem = say("The timecodes begin in hour {hour}; here the show begins with the first one.", hour=hour)
            if hour == _FIRST_HOUR:
                problem = say("The timecodes begin in hour 1; here the show begins at 01:00:00:00, as is usual.")
            did = say("If it does not, say how far it is off in session.yaml: clocks, origin_s.")
            sink.note(line=first_line, column="", problem=problem, did=did)
        rate = self.rate.name
        if self.rate.drops:
            problem = say("The file drops frames; {rate} frames a second are assumed.", rate=rate)
        else:
            problem = say("By the largest frame number in the file, {rate} frames a second are assumed.", rate=rate)
        did = say("Where that is wrong a time is off by less than a second; at 23.976 or 29.97, by 3.6 s an hour.")
        sink.note(line=0, column="", problem=problem, did=did)

"""Where the parts of a show begin and end: by their own times, or one after the other.

Runs of show leave out what follows from the row above: a part without a time begins where the part above it ends, and
a table of lengths alone counts from the start of the show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from rex.importers.clock import Stamp
from rex.importers.elapsed import tidy
from rex.importers.times import parse_offset_ms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.importers.elapsed import TimeColumn

Unit = Literal["minutes", "seconds"]

LONGEST_MS = 48 * 3600 * 1000
"""No part of a show lasts longer; a larger number is damaged."""
_DAY_S = 24 * 3600
_FRACTION = re.compile(r"0?[.,]\d{3,20}(?:[eE]-?\d{1,2})?")
_TWO_PARTS = re.compile(r"(\d{1,3}):(\d{2})")
_WITH_UNIT = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*([a-z'’\"”]*)\.?")
_IN_MS: dict[Unit, int] = {"minutes": 60_000, "seconds": 1_000}


class Chain:
    """Gives each part its start and end, in the order of the file."""

    def __init__(self, times: TimeColumn | None, first: Stamp | None = None) -> None:
        """`first` is where a part without a time begins that has no part above it; None where that is unknown."""
        self._times, self._above = times, first

    def begins(self, cell: str, date: str = "", *, linked: bool = False) -> Stamp | None:
        """Give a part's start: its own time, or the end of the part above where it has none or is tied to it."""
        if self._times is None or not cell or (linked and self._above is not None):
            return self._above
        return self._times.stamp(cell, date)

    def ends(self, start: Stamp, cell: str, lasts_ms: int | None, date: str = "") -> Stamp | None:
        """Give a part's end: its own time where that lies behind the start, else the start and its length."""
        self._above = self._own_end(start, cell, date) or later(start, lasts_ms)
        return self._above

    def breaks(self) -> None:
        """Forget the part above: it could not be read."""
        self._above = None

    def _own_end(self, start: Stamp, cell: str, date: str) -> Stamp | None:
        found = self._times.stamp(cell, date) if cell and self._times is not None else None
        if found is None or (found.offset_ms is not None and start.offset_ms is not None):
            return None if found is None or (found.offset_ms or 0) < (start.offset_ms or 0) else found
        return found if (found.t_ms or 0) >= (start.t_ms or 0) else None


def later(start: Stamp, ms: int | None) -> Stamp | None:
    """Give the time so much later, which nobody wrote; None where the length is unknown."""
    if ms is None:
        return None
    t_ms, offset_ms = start.t_ms, start.offset_ms
    return Stamp(None if t_ms is None else t_ms + ms, None if offset_ms is None else offset_ms + ms, start.quality, "")


def clock_of(cell: str, *, typed: bool) -> str:
    """Write a cell of a column of times plainly; `typed` says that a workbook may hold a fraction of a day."""
    text = cell.strip()
    if typed and _FRACTION.fullmatch(text):
        seconds = round(float(text.replace(",", ".")) * _DAY_S)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return text


def length_ms(text: str, unit: Unit = "minutes", *, hours_first: bool = False, typed: bool = False) -> int | None:
    """Read how long a part lasts: `00:03:00`, `3:00`, `3 min`, `180 s`, `1h 5m`; a bare number is of the given unit.

    `hours_first` says that the column means hours by the first of two numbers, `typed` that a fraction is one of a
    day. None where the text is no length.
    """
    plain = clock_of(text, typed=typed)
    if hours_first and _TWO_PARTS.fullmatch(plain):
        plain += ":00"
    found = _WITH_UNIT.fullmatch(plain.casefold())
    if found is not None:
        scale = _IN_MS["seconds" if found[2].startswith(("s", '"', "”")) else "minutes" if found[2] else unit]
        if found[2].startswith("h"):
            scale = 60 * _IN_MS["minutes"]
        ms: int | None = round(float(found[1].replace(",", ".")) * scale)
    else:
        ms = parse_offset_ms(tidy(plain)) if any(char.isdigit() for char in plain) else None
    return ms if ms is not None and 0 <= ms <= LONGEST_MS else None


def means_hours(cells: Iterable[str]) -> bool:
    """Tell whether `0:05` in a column of lengths is five minutes: no part of a show is given in seconds throughout."""
    parts = [match for cell in cells if (match := _TWO_PARTS.fullmatch(cell.strip()))]
    return bool(parts) and any(int(part[2]) for part in parts) and all(int(part[1]) <= 1 for part in parts)

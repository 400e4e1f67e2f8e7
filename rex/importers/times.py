"""Times as exports write them: instants with an offset, wall clocks in local orders, counts from the start."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Literal

Order = Literal["dmy", "mdy", "ymd"]

_ISO = re.compile(r"^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$")
_LOCAL = re.compile(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})(?:,?\s+(.*))?$")
_CLOCK = re.compile(
    r"^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?\s*([ap]\.?\s?m\.?)?\s*(Z|UTC|GMT)?\s*([+-]\d{1,2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"^\s*(-)?(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?\s*$")
_SECONDS = re.compile(r"^-?\d{1,9}(?:[.,]\d{0,9})?$")
_YEARS = range(1971, 2200)
"""Dates outside are a spreadsheet's zero or a slip, not a show."""
_NOON = 12


def parse_offset_ms(text: str) -> int | None:
    """Read a count from the start (`1:02:03`, `-0:05`, `00:18:10.250`, or plain seconds) in milliseconds."""
    match = _OFFSET.match(text)
    if match:
        minus, hours, minutes, seconds, fraction = match.groups()
        total = (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000
        total += int((fraction or "0").ljust(3, "0"))
        return -total if minus else total
    plain = text.strip()
    return round(float(plain.replace(",", ".")) * 1000) if _SECONDS.match(plain) else None


def date_order(samples: list[str]) -> Order | None:
    """Decide over a whole column which comes first, day or month; None where every date fits both."""
    day_first = month_first = False
    for sample in samples:
        if _ISO.match(sample):
            return "ymd"
        match = _LOCAL.match(sample)
        if match:
            first, second = int(match.group(1)), int(match.group(2))
            day_first |= first > _NOON
            month_first |= second > _NOON
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def parse_wall(text: str, order: Order | None = None) -> datetime | None:
    """Read a date with a time; the result has a zone where the text gives an offset, and none where it does not.

    A date that fits both orders is read day first unless `order` says otherwise.
    """
    match = _ISO.match(text)
    if match:
        year, month, day, rest = match.groups()
    else:
        match = _LOCAL.match(text)
        if match is None:
            return None
        first, second, year, rest = match.groups()
        day, month = (second, first) if order == "mdy" else (first, second)
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    if full_year not in _YEARS:
        return None
    return _with_clock(full_year, int(month), int(day), (rest or "00:00").strip())


def _with_clock(year: int, month: int, day: int, rest: str) -> datetime | None:
    match = _CLOCK.match(rest.replace("\u202f", " ").replace("\u00a0", " "))
    if match is None:
        return None
    hour, minute, second, fraction, half, utc, offset = match.groups()
    hours = int(hour)
    if half:
        hours = hours % _NOON + (_NOON if half.lower().startswith("p") else 0)
    zone = _zone(offset) if offset else (timezone.utc if utc else None)  # noqa: UP017 - one name for both cases
    try:
        return datetime(
            year, month, day, hours, int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")), tzinfo=zone
        )
    except ValueError:
        return None


def _zone(offset: str) -> timezone:
    digits = offset[1:].replace(":", "").ljust(4, "0") if len(offset) > 3 else offset[1:].zfill(2) + "00"
    amount = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return timezone(-amount if offset[0] == "-" else amount)

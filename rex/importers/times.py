"""Times as exports write them: instants with an offset, wall clocks in local orders, counts from the start."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone
from typing import Literal

Order = Literal["dmy", "mdy", "ymd"]

_ISO = re.compile(r"^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$")
_LOCAL = re.compile(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})(?:,?\s+(.*))?$")
_WEEKDAY = r"^\s*(?:[^\W\d_]{2,13}\.?,?\s+)?"
_REST = r"(?:,?\s+(?:(?:at|a las?|à|às)\s+)?(.*))?$"
_MONTH_FIRST = re.compile(
    _WEEKDAY + r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _REST, re.IGNORECASE
)
_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(\d{1,2})(?:er|st|nd|rd|th|º|\.)?(?:\s+de)?[\s-]+([^\W\d_]{3,10})\.?,?(?:\s+del?)?[\s-]+(\d{4})"
    + _REST,
    re.IGNORECASE,
)
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january ene enero janv janvier janeiro",
            "feb february febrero fev fevr fevrier fevereiro",
            "mar march marzo mars marco",
            "apr april abr abril avr avril",
            "may mayo mai maio",
            "jun june junio juin junho",
            "jul july julio juil juillet julho",
            "aug august ago agosto aout",
            "sep sept september septiembre setiembre septembre set setembro",
            "oct october octubre octobre out outubro",
            "nov november noviembre novembre novembro",
            "dec december dic diciembre decembre dez dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months as exports name them in English, Spanish, French and Portuguese, whole and cut, without accents."""
_LONGEST_NAMED = 60
_LONGEST = 100
"""No written time is longer; what is has spaces without end, over which patterns take too long."""
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
        if len(sample) > _LONGEST:
            continue
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
    if len(text) > _LONGEST:
        return None
    match = _ISO.match(text)
    if match:
        year, month, day, rest = match.groups()
    else:
        match = _LOCAL.match(text)
        if match is None:
            return _named(text)
        first, second, year, rest = match.groups()
        day, month = (second, first) if order == "mdy" else (first, second)
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    if full_year not in _YEARS:
        return None
    return _with_clock(full_year, int(month), int(day), (rest or "00:00").strip())


def _named(text: str) -> datetime | None:
    """Read a date whose month has a name: `May 1, 2024 6:03:11 PM`, `1 de mayo de 2024, 18:03`, `1 févr. 2024`."""
    if len(text) > _LONGEST_NAMED:
        return None
    match = _MONTH_FIRST.match(text)
    if match:
        name, day, year, rest = match.groups()
    else:
        match = _DAY_FIRST.match(text)
        if match is None:
            return None
        day, name, year, rest = match.groups()
    month = _MONTHS.get("".join(char for char in unicodedata.normalize("NFKD", name.lower()) if char.isalpha()))
    if month is None or int(year) not in _YEARS:
        return None
    return _with_clock(int(year), month, int(day), (rest or "00:00").strip())


def _with_clock(year: int, month: int, day: int, rest: str) -> datetime | None:
    match = _CLOCK.match(rest.replace("\u202f", " ").replace("\u00a0", " "))
    if match is None:
        return None
    hour, minute, second, fraction, half, utc, offset = match.groups()
    hours = int(hour)
    if half:
        hours = hours % _NOON + (_NOON if half.lower().startswith("p") else 0)
    try:
        zone = _zone(offset) if offset else (timezone.utc if utc else None)  # noqa: UP017 - one name for both cases
        return datetime(
            year, month, day, hours, int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")), tzinfo=zone
        )
    except ValueError:
        return None


def _zone(offset: str) -> timezone:
    """Read +5, +05, +5:30, +0530; ValueError for more than a day."""
    hours, colon, minutes = offset[1:].partition(":")
    if not colon and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    amount = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-amount if offset[0] == "-" else amount)

"""When an answer sheet was sent, as form services write it: with a zone, in the account's own, or in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rex.importers.columns import quality_of
from rex.importers.times import parse_wall
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from rex.importers.clock import Stamp
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.importers.times import Order

_ZONED: Final = re.compile(r"(.*\d|.*[ap]\.?\s?m\.?)\s*(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_LETTERS: Final = re.compile(r"(.*\d|.*[apAP]\.?\s?[mM]\.?)\s+([A-Z]{3,4})")
_HOURS: Final = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "GMT": 0, "UTC": 0,
}  # fmt: skip
"""Zones that Google writes as letters, in the account's language; all others come as `GMT+5:30`."""
_LONGEST = 60
_LAST_HOUR = 14
NOT_STAMPED = 1980
"""The year that LimeSurvey writes where a survey does not record times."""


class TimeColumn(NamedTuple):
    """A column that says when: its name as found, whether that name says UTC, and the zone that the file says."""

    at: int
    name: str
    utc: bool
    zone: tzinfo | None


def zone_named(name: str) -> tzinfo | None:
    """Find a zone that a file names, `America/Denver` or `Z`; None where there is no such zone."""
    if name == "Z":
        return UTC
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def answered_at(text: str, order: Order) -> datetime | None:
    """Read a time as forms write it, such as `2024/05/01 6:03:11 p. m. GMT+5:30`; with a zone where it tells one."""
    plain = " ".join(text.replace("−", "-").split())
    if len(plain) > _LONGEST:
        return None
    zone: timezone | None = None
    if match := _ZONED.fullmatch(plain):
        hours, minutes = int(match[3]), int(match[4] or 0)
        if hours > _LAST_HOUR or minutes > 59:
            return None
        zone = timezone((1 if match[2] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
        plain = match[1]
    elif (match := _LETTERS.fullmatch(plain)) and match[2] in _HOURS:
        zone, plain = timezone(timedelta(hours=_HOURS[match[2]])), match[1]
    try:
        wall = parse_wall(plain, order)
    except ValueError:  # an offset that no zone has
        return None
    return wall if wall is None or zone is None else wall.replace(tzinfo=zone)


def stamp_of(sink: Sink, columns: Sequence[TimeColumn], record: Record, order: Order) -> Stamp | None:
    """Stamp an answer sheet by the first of its times that is filled; None where it has none that can be read."""
    for column in columns:
        text = record.cells[column.at].strip()
        if not text:
            continue
        wall = answered_at(text, order)
        if wall is None:
            sink.note(
                line=record.line,
                column=column.name,
                problem=say("“{text}” is not a date and time.", text=sink.shown(text)),
                did=say("The answers are kept without a time."),
            )
            return None
        if wall.year == NOT_STAMPED:
            return None
        if wall.tzinfo is None and (column.utc or sink.clock.setting.timezone is None):
            wall = wall.replace(tzinfo=UTC if column.utc else column.zone)
        return sink.clock.at_wall(wall, text, quality=quality_of(text))
    return None

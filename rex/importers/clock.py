"""Three clocks: sources count from an offset, in UTC, or in wall time without a zone.

Everything becomes the same pair: the instant in UTC and the offset from the session's start. A
wall clock without a zone is never guessed; the clock remembers that it was met, and the review stops.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from rex.model.session import ClockSetting
from rex.model.source import Clock

if TYPE_CHECKING:
    from rex.model.session import Session

Kind = Literal["offset", "utc", "local"]


class Stamp(NamedTuple):
    """When something happened: UTC and from the start, both in ms; None where that cannot be known."""

    t_ms: int | None
    offset_ms: int | None
    quality: str
    raw: str


class _Met(NamedTuple):
    """A time that was met, and its place among the others in ms."""

    place: int
    stamp: Stamp
    wall: datetime | None


_NO_ZONE_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock has no zone


_LAST_INSTANT_MS = 7_258_118_400_000  # the year 2200
_OUT_OF_ORDER_MS = 5 * 60_000  # rows of one file are this much out of order at most
_LONGEST_OFFSET_MS = 400 * 24 * 3600 * 1000


class SourceClock:
    """Turns one source's times into stamps, and remembers what it met: kind, first, last, a missing zone."""

    def __init__(self, session: Session, setting: ClockSetting | None = None) -> None:
        self._start = session.start
        self._start_ms = None if session.start is None else round(session.start.timestamp() * 1000)
        self.lasts_s = session.duration_s
        self.setting = setting or ClockSetting()
        zone = self.setting.timezone or session.timezone
        self.timezone = zone
        self._zone = None if zone is None else ZoneInfo(zone)
        self._skew_ms = round(self.setting.skew_s * 1000)
        self._origin_ms = round(self.setting.origin_s * 1000)
        self._last_wall_ms: int | None = None
        self._newest_first = False
        self.kind: Kind | None = None
        self.missing_zone_raw: str | None = None
        self._first: _Met | None = None
        self._last: _Met | None = None

    @property
    def prefers(self) -> Kind | None:
        """Say which clock the person chose for a source that has several."""
        return self.setting.kind

    @property
    def starts(self) -> datetime | None:
        """Give the session's start as a wall clock of the source's zone (or as written); None while it is unknown."""
        if self._start is None:
            return None
        return (self._start if self._zone is None else self._start.astimezone(self._zone)).replace(tzinfo=None)

    def at_offset(self, ms: int, raw: str = "") -> Stamp:
        """Count from where the source's own zero lies (`origin_s` after the session's start)."""
        offset = ms + self._origin_ms - self._skew_ms
        t_ms = None if self._start_ms is None else self._start_ms + offset
        return self._met("offset", Stamp(t_ms, offset, "exact", raw or str(ms)))

    def at_utc(self, ms: int, raw: str = "") -> Stamp:
        """Take an instant that the source states itself."""
        t_ms = ms - self._skew_ms
        offset = None if self._start_ms is None else t_ms - self._start_ms
        return self._met("utc", Stamp(t_ms, offset, "exact", raw or str(ms)))

    def at_wall(self, wall: datetime, raw: str = "", *, quality: str = "exact") -> Stamp:
        """Read a wall clock: one with a UTC offset of its own, or one that needs the zone of the source or session."""
        if wall.tzinfo is not None:
            stamp = self.at_utc(round(wall.timestamp() * 1000), raw)
            return stamp._replace(quality=quality)
        if self._zone is None:
            self.missing_zone_raw = self.missing_zone_raw or raw
            return self._met("local", Stamp(None, None, "missing", raw), wall)
        t_ms = self._resolve_fold(wall) - self._skew_ms
        offset = None if self._start_ms is None else t_ms - self._start_ms
        return self._met("local", Stamp(t_ms, offset, quality, raw))

    def at_unknown_day(self, raw: str) -> Stamp:
        """Meet a clock of the day that no date belongs to, while the session's start is unknown."""
        return self._met("local", Stamp(None, None, "missing", raw))

    def _resolve_fold(self, wall: datetime) -> int:
        """Place an hour that the clock shows twice: it follows the order of the file, oldest or newest first."""
        early = round(wall.replace(tzinfo=self._zone, fold=0).timestamp() * 1000)
        late = round(wall.replace(tzinfo=self._zone, fold=1).timestamp() * 1000)
        last = self._last_wall_ms
        chosen = early
        if late > early and last is not None:
            if self._newest_first:
                chosen = late if late <= last + _OUT_OF_ORDER_MS else early
            else:
                chosen = early if early >= last - _OUT_OF_ORDER_MS else late
        if last is not None and abs(chosen - last) > _OUT_OF_ORDER_MS:
            self._newest_first = chosen < last
        self._last_wall_ms = chosen
        return chosen

    def _met(self, kind: Kind, stamp: Stamp, wall: datetime | None = None) -> Stamp:
        if not _credible(stamp):
            return Stamp(None, None, "missing", stamp.raw)
        self.kind = self.kind or kind
        place = stamp.t_ms if stamp.t_ms is not None else stamp.offset_ms
        if place is None:
            place = 0 if wall is None else round((wall - _NO_ZONE_EPOCH).total_seconds() * 1000)
        if self._first is None or self._last is None:
            self._first = self._last = _Met(place, stamp, wall)
        elif place < self._first.place:
            self._first = _Met(place, stamp, wall)
        elif place > self._last.place:
            self._last = _Met(place, stamp, wall)
        return stamp

    def described(self) -> Clock | None:
        """Describe the clock for the record; None where no time was met."""
        if self.kind is None:
            return None
        return Clock(
            kind=self.kind,
            timezone=self.timezone if self.kind == "local" else None,
            skew_s=self.setting.skew_s,
            origin_s=self.setting.origin_s,
        )

    def span(self) -> tuple[str | None, str | None]:
        """Give the first and last time met: an instant in UTC, a wall time without zone, or seconds of an offset."""
        return _written(self._first), _written(self._last)


def _credible(stamp: Stamp) -> bool:
    """Tell a time that some show could have from a damaged number."""
    t_ms, offset_ms = stamp.t_ms, stamp.offset_ms
    if t_ms is not None:
        return 0 < t_ms < _LAST_INSTANT_MS
    return offset_ms is None or abs(offset_ms) < _LONGEST_OFFSET_MS


def _written(met: _Met | None) -> str | None:
    if met is None:
        return None
    if met.stamp.t_ms is not None:
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=met.stamp.t_ms)
        return instant.isoformat(timespec="seconds").replace("+00:00", "Z")
    if met.stamp.offset_ms is not None:
        return f"{met.stamp.offset_ms / 1000:g}"
    return None if met.wall is None else met.wall.isoformat(timespec="seconds")

"""What the times of a viewer curve count, told by the column's name, its numbers and the show's length together."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Literal, NamedTuple

from rex.importers.elapsed import TimeColumn as Times
from rex.importers.elapsed import Told, Unit
from rex.importers.viewer_curve_words import DATES, MINUTES, POSITIONS, SECONDS, TIMES
from rex.importers.youtube_analytics import unit_of
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.importers.columns import Samples
    from rex.importers.sink import Sink
    from rex.model.message import Message

Means = Literal["minutes", "seconds", "position", "time"]

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d+)?")
_TOO_LONG = 3.0
"""A column called minutes that would last longer than three shows holds seconds, where these fit."""
_AS_LONG = 1.5
MINUTE_MS = 60_000
NO_UNIT = "minutes or seconds cannot be told"


class TimeName(NamedTuple):
    """The column of times: its folded name, what that name says of plain numbers, and whether it says UTC."""

    name: str
    means: Means
    utc: bool


def time_among(names: Iterable[str]) -> TimeName | None:
    """Choose the column of times; a count from the start is preferred, it needs no zone."""
    found = set(names)
    kinds: tuple[tuple[tuple[str, ...], Means], ...] = (
        (MINUTES, "minutes"), (SECONDS, "seconds"), (POSITIONS, "position"), (TIMES, "time"),
    )  # fmt: skip
    for wanted, means in kinds:
        name = next((name for name in wanted if name in found), None)
        if name is not None:
            return TimeName(name, means, name.endswith("utc"))
    return None


def date_among(names: Iterable[str]) -> str | None:
    """Find the column of dates that stands beside a clock of the day; None where there is none."""
    found = set(names)
    return next((name for name in DATES if name in found), None)


def times_of(sink: Sink, time: TimeName, cells: Samples, dates: Samples) -> Times | None:
    """Decide over the whole column what its times mean; None where plain numbers cannot be told, which is said.

    `cells` are tidy.
    """
    unit: Unit | None = None
    if time.means == "position":
        unit = unit_of(_numbers(cells), sink.clock.lasts_s)
        if unit is None:
            _say(sink, time.name, say("Whether these positions are minutes or seconds cannot be told."), counted=False)
            return None
    elif time.means == "minutes":
        unit = "minutes"
        if _are_seconds(_numbers(cells), sink.clock.lasts_s):
            unit = "seconds"
            _say(sink, time.name, say("As minutes these would last far longer than the show."), counted=True)
    elif time.means == "seconds":
        unit = "seconds"
    return Times(sink.clock, cells, unit, Told(zone=UTC) if time.utc else None, dates)


def width_of(time: TimeName, times: Times) -> int:
    """Give how much of the show a sample stands for, in ms: a minute where the column counts minutes, else a point."""
    return MINUTE_MS if time.means in {"minutes", "position"} and times.unit == "minutes" else 0


def _numbers(cells: Samples) -> list[float]:
    return [float(cell.replace(",", ".")) for cell in cells.cells if _NUMBER.fullmatch(cell)]


def _are_seconds(numbers: list[float], lasts_s: float | None) -> bool:
    if not numbers or not lasts_s:
        return False
    longest = max(numbers)
    return longest * 60 > lasts_s * _TOO_LONG and lasts_s / _AS_LONG <= longest <= lasts_s * _AS_LONG


def _say(sink: Sink, name: str, problem: Message, *, counted: bool) -> None:
    did = say(
        "No row is counted. Write the show's start and end into session.yaml, or name the column minute or second."
    )
    sink.note(line=0, column=name, problem=problem, did=say("They are read as seconds.") if counted else did)

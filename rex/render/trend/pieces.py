"""What a reading of a trend is made of. All words are finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rex.render.blocks import Mark, Table


@dataclass(frozen=True, slots=True)
class Dot:
    """One session's value on a picture; None where it has none. `broken` parts it from the value before it.

    `band` is the usual range that judged it, `trial` tells that the range still moves, `tone` how it was judged.
    """

    value: float | None
    unit: str
    day: str
    mark: Mark
    outside: bool
    band: tuple[float, float] | None
    trial: bool
    broken: str
    tags: str


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One KPI over the sessions. `last` is its last value, of `last_day`; `short` is the word beside its mark."""

    id: str
    title: str
    headline: bool
    joined: bool
    unit: str
    dots: tuple[Dot, ...]
    last: str
    last_day: str
    usual: str
    usual_kind: str
    ends: tuple[str, str] | None
    lowest: str
    highest: str
    outside: tuple[str, ...]
    mark: Mark
    short: str
    says: str
    notes: tuple[str, ...]
    drifting: str
    running: tuple[str, ...]

    @property
    def since(self) -> int:
        """Give the place of the first session that the last value can be compared with."""
        return max((at for at, dot in enumerate(self.dots) if dot.broken), default=0)

    @property
    def eventful(self) -> bool:
        """Tell whether the last value lies outside its range, or a row of sessions goes on to it."""
        return self.mark.sign in "+-*" or bool(self.running)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session on the axis: its day (with the hour where a day has several), title and tags.

    `marked` tells that a tag is not on every session, `open` that returns are still awaited.
    """

    session: str
    day: str
    title: str
    state: str
    open: bool
    tags: str
    marked: bool


@dataclass(frozen=True, slots=True)
class TrendReading:
    """The whole reading of a trend, in one language, before any format."""

    client: str
    span: str
    summary: tuple[str, ...]
    stands_out: tuple[str, ...]
    rows: tuple[KpiRow, ...]
    sessions: tuple[SessionRow, ...]
    tags: tuple[tuple[str, str], ...]
    absent: int
    calibration: str
    calibration_rows: tuple[tuple[str, ...], ...]
    actions: str
    action_rows: tuple[tuple[str, ...], ...]
    waiting: str
    problems: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    slots: Table | None = None
    slots_say: tuple[str, ...] = ()

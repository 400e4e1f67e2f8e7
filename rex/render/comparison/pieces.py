"""What a reading of two sessions is made of, beside the blocks that every report has. All words are finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rex.render.blocks import Bullets, Mark, Row, Table
    from rex.render.figures import Stretch, Tick


@dataclass(frozen=True, slots=True)
class ChangeBar:
    """One KPI of two sessions against the usual range, in the KPI's own unit."""

    before: float
    after: float
    band: tuple[float, float]
    ticks: tuple[float, ...]
    tone: str
    trial: bool
    says: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One KPI in two sessions. `could_be` has no unit: the change beside it has one."""

    id: str
    title: str
    headline: bool
    before: str
    after: str
    change: str
    could_be: str
    place: str
    usual: str
    mark: Mark
    why: str
    notes: tuple[str, ...] = ()
    bar: ChangeBar | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows outside the usual range, with their bars."""

    caption: str
    head: tuple[str, ...]
    headline: str
    usual: str
    could: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A table behind one line, which says how many rows are there; on paper it stands open."""

    line: str
    table: Table


@dataclass(frozen=True, slots=True)
class Trio:
    """Three short lists of the same room: what is there again, what is new, what is gone."""

    again: Bullets
    new: Bullets
    gone: Bullets
    nothing: str

    @property
    def lists(self) -> tuple[Bullets, Bullets, Bullets]:
        """Give the three in reading order."""
        return self.again, self.new, self.gone


@dataclass(frozen=True, slots=True)
class Lane:
    """One session on the common axis of seconds from its start."""

    title: str
    duration_s: float
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Evenings:
    """The moments of both sessions on one axis."""

    says: str
    key: str
    lanes: tuple[Lane, Lane]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class MomentPair:
    """One kind of moment in both sessions; an empty text says that it was in one of them alone."""

    label: str
    before: str
    after: str
    state: Literal["again", "new", "gone"]


@dataclass(frozen=True, slots=True)
class SideWords:
    """One session in words."""

    session: str
    title: str
    day: str
    short_day: str
    start: str
    length: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether the two can be compared, what is the same, what differs and which rows that blocks."""

    headline: str
    same: tuple[tuple[str, str], ...]
    differs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparing:
    """The whole reading of two sessions, in one language, before any format."""

    title: str
    subtitle: str
    client: str
    before: SideWords
    after: SideWords
    comparable: bool
    comparability: Comparability
    changed: tuple[ChangeRow, ...]
    usual: tuple[ChangeRow, ...]
    unknown: tuple[ChangeRow, ...]
    counts: str
    luck: tuple[str, ...]
    pairs: tuple[MomentPair, ...]
    evenings: Evenings
    peaks: tuple[int, int]
    drops: tuple[int, int]
    claims: Trio
    actions: tuple[Row, ...]
    findings: Trio
    legend: tuple[Mark, ...]

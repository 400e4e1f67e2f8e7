"""What a reading of two sessions is made of, beside the blocks that every report has. All words are finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from rex.render.blocks import Block, Bullets, Facts, Mark, Row, Table
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
    """One KPI in two sessions. `could_be` leaves its unit to the change; `interval` tells whether it is one."""

    id: str
    title: str
    headline: bool
    before: str
    after: str
    change: str
    could_be: str
    interval: bool
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
    could_head: str
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
    """One session in words; `weekday` and `short_day` name the year only where the two differ in it."""

    session: str
    title: str
    day: str
    weekday: str
    short_day: str
    start: str
    length: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether the two can be compared, what is the same, what differs and which rows that blocks ("" for none)."""

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


@dataclass(frozen=True, slots=True)
class Point:
    """One session's value on a small picture; None where it has none. `tone` is the session's own reading."""

    value: float | None
    tone: str
    day: str


@dataclass(frozen=True, slots=True)
class Multiple:
    """One KPI over a period: its value, its doubt, one point a session, its usual range, and its mark."""

    title: str
    value: str
    doubt: tuple[str, ...]
    points: tuple[Point, ...]
    band: tuple[float, float] | None
    ends: tuple[str, str] | None
    trial: bool
    mark: Mark
    says: str


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small pictures of one size side by side, one a headline KPI."""

    label: str
    key: str
    items: tuple[Multiple, ...]


Piece: TypeAlias = "Block | Changes | Folded | Trio | Evenings | Multiples"


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered part of a page: its name, what the reader decides from it, its finding, its pieces."""

    number: int
    title: str
    decision: str
    headline: str
    blocks: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page in one language, ready for any format."""

    id: str
    title: str
    subtitle: str
    kicker: str
    written: str
    passport: Facts
    sections: tuple[Part, ...]
    words: dict[str, str]
    footer: str
    pair: int = 0
    """The number of the part that stands beside the one after it; 0 when none does."""

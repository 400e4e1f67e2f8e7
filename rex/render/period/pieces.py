"""What a reading of a period is made of, in finished words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rex.render.blocks import Cell, Entry, Fact, Mark, Row
    from rex.render.comparison.pieces import Multiple


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One KPI over the period: its total with its doubt, and what its sessions' own readings add up to."""

    id: str
    title: str
    headline: bool
    value: str
    rests_on: str
    could_be: str
    usual: str
    outside: str
    mark: Mark
    says: str
    definition: str
    method: str
    told: bool = True
    """Whether any session of the period, or all together, gave it a value."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session's line; `values` are its headline measures."""

    session: str
    title: str
    day: str
    state: str
    settled: bool
    headline: str
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The whole reading of a period, in one language and edition, before any format."""

    id: str
    edition: str
    title: str
    subtitle: str
    client: str
    kicker: str
    written: str
    state: str
    bottom_line: tuple[str, ...]
    totals: tuple[Fact, ...]
    measures: tuple[MeasureRow, ...]
    multiples: tuple[Multiple, ...]
    promised: str
    actions: tuple[Row, ...]
    sessions: tuple[SessionRow, ...]
    session_heads: tuple[str, ...]
    settles: bool
    """Whether the sessions hold orders at all, which returns can change."""
    worked: tuple[Entry, ...]
    did_not: tuple[Entry, ...]
    data_notes: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    said: tuple[Entry, ...] = ()
    said_headline: str = ""
    lessons: tuple[Entry, ...] = ()
    extremes: tuple[Entry, ...] = ()
    extremes_say: str = ""
    heard: tuple[Entry, ...] = ()
    bets: tuple[Entry, ...] = ()

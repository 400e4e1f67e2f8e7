"""What the figures show, as plain numbers and finished words; the charts only draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and its words; `under` is a second line."""

    at: float
    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure against its usual range, all in the measure's own unit.

    `band` is the usual range, `ticks` the sessions behind it, `low` to `high` the interval, `goal` the
    goal. `ends` are the words for the band's two ends; `says` is the picture as a sentence. `axis` is shared
    by the bars of one table; without it each bar has its own.
    """

    value: float
    low: float | None
    high: float | None
    band: tuple[float, float] | None
    ticks: tuple[float, ...]
    goal: float | None
    tone: str
    ends: tuple[str, str] | None
    says: str
    trial: bool = False
    axis: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A peak or a drop on the timeline, in seconds from the start."""

    number: int
    kind: Literal["peak", "drop"]
    start_s: float
    end_s: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the run of show, or an incident."""

    start_s: float
    end_s: float
    title: str


@dataclass(frozen=True, slots=True)
class Series:
    """One row of the timeline; `expected` is drawn as a broken line over it."""

    title: str
    kind: Literal["line", "bars"]
    values: tuple[float | None, ...]
    expected: tuple[float | None, ...] = ()
    expected_label: str = ""
    top_label: str = ""
    grid: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """The show on one axis: run of show, incidents, small series, peaks and drops through all of them."""

    says: str
    key: str
    duration_s: float
    step_s: float
    cues: tuple[Span, ...]
    incidents: tuple[Span, ...]
    series: tuple[Series, ...]
    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    table_title: str
    table_head: tuple[str, ...]
    table_rows: tuple[tuple[str, ...], ...]
    slider: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """What one person expected. An open end (None) reaches to the edge of the drawing."""

    label: str
    low: float | None
    high: float | None
    held: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class ForecastFigure:
    """The forecasts of one KPI and what happened."""

    title: str
    says: str
    rows: tuple[ForecastRow, ...]
    actual: float | None
    actual_label: str
    low: float | None
    high: float | None
    goal: float | None
    goal_label: str
    ticks: tuple[Tick, ...]

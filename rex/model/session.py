"""A session: one live show, and what was decided about it before its numbers were read."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from rex.model.attribution import Attribution
from rex.model.noun import Noun

Direction = Literal["up", "down"]
Language = Literal["en", "es", "fr"]


class Goal(Noun):
    """What the client hoped for: a KPI and the value it should reach (shares 0 to 1, money in major units)."""

    kpi: str
    value: float
    says: str = ""


class Cue(Noun):
    """One entry of the run of show, in seconds from the start."""

    id: str
    start_s: float
    end_s: float | None = None
    kind: str = "other"
    title: str
    products: tuple[str, ...] = ()
    planned: bool = True


class ClockSetting(Noun):
    """How one export tells the time, where it cannot say so itself."""

    kind: Literal["offset", "utc", "local"] | None = None
    timezone: str | None = None
    skew_s: float = 0
    origin_s: float = 0


class Session(Noun):
    """One session, as `session.yaml` and the workspace describe it, before any export is read.

    `costs` are in whole units of the currency, by kind; `margin` is the share of revenue that is gross profit.
    """

    id: str
    title: str
    client: str = ""
    start: datetime | None = None
    end: datetime | None = None
    timezone: str | None = None
    platform: str = ""
    hosts: tuple[str, ...] = ()
    currency: str | None = None
    language: Language = "en"
    goals: tuple[Goal, ...] = ()
    cues: tuple[Cue, ...] = ()
    attribution: Attribution = Attribution()
    clocks: dict[str, ClockSetting] = {}
    costs: dict[str, float] = {}
    margin: float | None = None
    tags: tuple[str, ...] = ()
    replay: str = ""
    launch: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    settles_after_days: int = 14

    @property
    def duration_s(self) -> float | None:
        """Give the planned length in seconds; None while start or end is unknown."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).total_seconds()

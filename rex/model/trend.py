"""Every KPI over the sessions of one client: points judged by what came before them, limits, runs, and promises."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from rex.model.comparison import Problem
from rex.model.measure import Better, Verdict
from rex.model.message import Message
from rex.model.noun import Noun
from rex.model.slot import SlotTable


class TrendSession(Noun):
    """One session on the axis, oldest first; `marks` are the tags that not every session has."""

    session: str
    title: str
    start: datetime
    timezone: str
    edition: Literal["provisional", "settled"]
    tags: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class TrendRange(Noun):
    """The usual range that judged a point, from the sessions before it; `kind` tells whether it still moves."""

    low: float
    high: float
    centre: float
    kind: Literal["trial", "locked"]
    sessions: int


class TrendPoint(Noun):
    """One session's value of a KPI, in the KPI's unit, with the verdict that earlier sessions give it.

    `value` is None where the session has none. `broken` says why the line is not joined to the value before it;
    `provisional` that late orders and refunds can still move it. `k` of `n` is there for a share.
    """

    session: str
    value: float | None
    unit: str
    k: int | None = None
    n: int | None = None
    verdict: Verdict
    why: Message | None
    usual: TrendRange | None = None
    broken: Message | None = None
    provisional: bool = False


class TrendLimits(TrendRange):
    """The usual range in force at the last value: `names` are the sessions behind it.

    `since`, `until` and `reason` are those of rex.yaml, where the range was started anew there.
    """

    names: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reason: str = ""


class TrendRun(Noun):
    """Sessions in a row on one side of the middle of the range in force, or each above (below) the one before it."""

    kind: Literal["above", "below", "rising", "falling"]
    first: str
    last: str
    sessions: int
    says: Message


class TrendKpi(Noun):
    """One KPI over the sessions, one point a session. `luck` is how many points would lie outside by luck alone.

    `outside` of `judged` points do. A KPI that `drifts` grows with its history alone: its values stand unjoined.
    """

    id: str
    title: str
    group: str = "other"
    unit: str
    better: Better
    headline: bool = False
    drifts: bool = False
    points: tuple[TrendPoint, ...] = ()
    limits: TrendLimits | None = None
    runs: tuple[TrendRun, ...] = ()
    judged: int = 0
    outside: int = 0
    luck: float = 0
    says: Message


class StandsOut(Noun):
    """A session with headline numbers outside their range (`kpis`), and how many explored ones are (`explored`)."""

    session: str
    kpis: tuple[str, ...] = ()
    explored: int = 0
    says: Message


class Held(Noun):
    """Sealed 80 % ranges that held the value, over all sessions up to and with this one; share from `needs` on."""

    session: str
    role: str = ""
    held: int
    ranges: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


class Hits(Noun):
    """Actions as this session's record leaves them: of `told` whose number could be read, `moved` moved as hoped."""

    session: str
    moved: int
    told: int
    waiting: int


class Trend(Noun):
    """Each KPI over the sessions of a workspace, read from their records alone."""

    schema_: Literal["rex.trend/1"] = Field(default="rex.trend/1", alias="schema")
    client: str
    language: str
    timezone: str
    summary: tuple[Message, ...] = ()
    standing_out: tuple[StandsOut, ...] = ()
    sessions: tuple[TrendSession, ...] = ()
    kpis: tuple[TrendKpi, ...] = ()
    absent: tuple[str, ...] = ()
    slots: SlotTable | None = None
    expected_by_luck: float = 0
    calibration: tuple[Held, ...] = ()
    calibration_says: Message
    actions: tuple[Hits, ...] = ()
    actions_say: Message
    problems: tuple[Problem, ...] = ()

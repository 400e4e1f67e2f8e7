"""Readings over several records: two sessions side by side, and a period."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from rex.model.action import Action, Settled
from rex.model.answer import Claim, Phase
from rex.model.crowd import PeriodPeople
from rex.model.measure import Across, Better, Measure, UsualRange, Verdict
from rex.model.message import Message
from rex.model.moment import Moment, Quote
from rex.model.noun import Noun
from rex.model.question import Words


class Side(Noun):
    """One of the sessions that are compared."""

    session: str
    title: str
    client: str
    start: datetime
    timezone: str
    duration_s: float
    tags: tuple[str, ...] = ()
    currency: str


class Obstacle(Noun):
    """Something that differs between two records; `blocks` names the KPIs it makes incomparable."""

    what: Literal["definition", "attribution", "currency", "maturity", "tags", "client"]
    says: Message
    blocks: tuple[str, ...] = ()


class Change(Noun):
    """One KPI in two sessions. `delta` is after minus before, with its interval where one exists.

    `unit_before` stands where the earlier session's value is in another unit (a currency): they are never compared.
    """

    id: str
    title: str
    unit: str
    unit_before: str | None = None
    better: Better
    headline: bool = False
    before: float | None
    after: float | None
    delta: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    method: str | None = None
    verdict: Verdict
    why: Message
    usual: UsualRange | None = None
    notes: tuple[Message, ...] = ()


class Moved(Noun):
    """Something that both records may hold: new in the second, gone from it, or in both."""

    what: str
    state: Literal["new", "gone", "kept"]


class Comparison(Noun):
    """Two sessions side by side: comparability first, then what changed, then what only looks so."""

    schema_: Literal["rex.comparison/1"] = Field(default="rex.comparison/1", alias="schema")
    before: Side
    after: Side
    comparable: bool
    obstacles: tuple[Obstacle, ...] = ()
    changes: tuple[Change, ...] = ()
    expected_by_luck: float = 0
    claims: tuple[Moved, ...] = ()
    actions: tuple[Settled, ...] = ()
    findings: tuple[Moved, ...] = ()
    moments: dict[Literal["before", "after"], tuple[Moment, ...]] = {}


class Comparisons(Noun):
    """Several sessions in a row, each compared with the one before it."""

    schema_: Literal["rex.comparisons/1"] = Field(default="rex.comparisons/1", alias="schema")
    comparisons: tuple[Comparison, ...]


class PeriodSession(Noun):
    """One session's line in a period report; `restated` is when newer exports last changed a number of it."""

    session: str
    title: str
    start: datetime
    timezone: str
    edition: Literal["provisional", "settled"]
    headline: str = ""
    restated: datetime | None = None


class PeriodMeasure(Noun):
    """One KPI over a period, from the records' sums alone, with one value a session for the picture.

    `total` is a measure made from the added sums, or has the status that says why it cannot be. `across` says whether
    it is made from all of them, the highest session's, or the newest state.
    """

    total: Measure
    across: Across = "add"
    points: tuple[float | None, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    usual: UsualRange | None = None
    says: Message


class Totals(Noun):
    """What simply adds up. Revenue in minor units, one entry a currency; no orders at all without a file of orders."""

    sessions: int
    orders: int | None = None
    units: int | None = None
    revenue: dict[str, int]


class Problem(Noun):
    """A record that could not be used, and why; the rest goes on."""

    session: str
    why: Message


class PeriodAnswer(Noun):
    """What one person of the team said of a period: which question, who, and the answer in words.

    `person` is "" where the answer stands under the role alone. `step` is the place on a scale such as the mood,
    None for words. `unsealed` is a blind answer that no seal proves to be older than the numbers.
    """

    question: str
    title: Words
    person: str = ""
    role: str
    phase: Phase
    said: Words | str
    step: float | None = None
    unsealed: bool = False


class Extreme(Noun):
    """The session of a period with the best or the worst value of its first headline KPI, and what was said of how.

    `verdict` is the session's own, against the sessions before it: an extreme of a usual period is still usual.
    """

    kind: Literal["best", "worst"]
    session: str
    title: str
    kpi: str
    name: str
    value: float
    unit: str
    verdict: Verdict
    how: tuple[Claim, ...] = ()


class Lesson(Noun):
    """A topic that claims with evidence named in two or more sessions; `sessions` names the session of each claim."""

    topic: str
    name: str
    state: Literal["held", "failed", "mixed"]
    sessions: tuple[str, ...]
    claims: tuple[Claim, ...]


class Heard(Noun):
    """What several viewers of one session of the period wrote, redacted."""

    session: str
    title: str
    quote: Quote


class Period(Noun):
    """A week, a month or any span of days of one client, read from records alone."""

    schema_: Literal["rex.period/1"] = Field(default="rex.period/1", alias="schema")
    client: str
    first: date
    last: date
    name: str
    written: datetime
    timezone: str
    currency: str
    language: str
    bottom_line: tuple[Message, ...] = ()
    totals: Totals
    sessions: tuple[PeriodSession, ...] = ()
    measures: tuple[PeriodMeasure, ...] = ()
    people: tuple[PeriodPeople, ...] = ()
    actions: tuple[Settled, ...] = ()
    worked: tuple[Claim, ...] = ()
    did_not: tuple[Claim, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    extremes: tuple[Extreme, ...] = ()
    extremes_say: Message | None = None
    heard: tuple[Heard, ...] = ()
    bets: tuple[Action, ...] = ()
    data_notes: tuple[Message, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: tuple[PeriodAnswer, ...] = ()

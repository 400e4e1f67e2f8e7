"""A measure: one KPI of one session, never without how sure it is or why it has no value."""

from __future__ import annotations

from typing import Literal

from rex.model.message import Message
from rex.model.noun import Noun

Status = Literal["measured", "insufficient", "not_applicable", "error"]
Better = Literal["higher", "lower", "neither"]
Across = Literal["add", "max", "last"]
"""What a KPI is over several sessions: made from their sum, the highest one, or the newest state."""
Verdict = Literal[
    "better", "worse", "up", "down", "usual", "differs", "too_little_data", "too_little_history", "not_comparable"
]

MARKS: dict[Verdict, str] = {
    "better": "+",
    "worse": "-",
    "up": "*",
    "down": "*",
    "differs": "*",
    "usual": "~",
    "too_little_data": "?",
    "too_little_history": "?",
    "not_comparable": "?",
}
"""The one mark of each verdict; always printed beside its word."""
OUTSIDE: frozenset[Verdict] = frozenset({"better", "worse", "up", "down"})
"""The verdicts of a value outside its usual range."""


class UsualRange(Noun):
    """Where this client's own sessions usually lie, from the sessions before this one."""

    low: float
    high: float
    centre: float
    sessions: int
    kind: Literal["trial", "locked"]
    names: tuple[str, ...] = ()
    values: tuple[float, ...] = ()


class Ranked(Noun):
    """One line of a ranked KPI such as best sellers; `tied` says that luck may have made the order."""

    rank: int
    id: str
    name: str
    value: float
    low: float | None = None
    high: float | None = None
    revenue_minor: int | None = None
    shown_s: float | None = None
    tied: bool = False


CurveUnit = Literal["minutes", "months"]


class CurvePoint(Noun):
    """A time at which somebody left: the share still there after it, its band, and how many left of those there."""

    at: float
    share: float
    low: float
    high: float
    at_risk: int
    left: int


class Curve(Noun):
    """The share still there as time goes by, from the first step on; before it, all are."""

    unit: CurveUnit
    points: tuple[CurvePoint, ...] = ()


class Part(Noun):
    """One kind of those whom a share speaks of: `k` of `n`, people or orders; in minor units where it is one of money.

    `people` and `squares` stand for money alone: how many orders it is of, and the sum of their squares. All add up.
    """

    k: int
    n: int
    people: int | None = None
    squares: int | None = None


class Measure(Noun):
    """One KPI's value in one session, with its definition, its doubt and the sums it came from.

    `value`, `low` and `high` are in `unit`: shares 0 to 1, money in minor units of a currency code, NPS
    -100 to 100. `k` of `n` is shown beside a share. `sums` add over sessions. `scale` is the one on which its spread
    between sessions is judged; `settles` says that late refunds still change it, `drifts` that it grows with the
    history alone; one that is `signed` can lie below 0.
    `uncompared` is why a value that is shown rests on too few to be held against other sessions. `strata` tells a
    share apart by kinds: what by, which kind.
    """

    id: str
    definition: str
    title: str
    group: str = "other"
    status: Status
    why: Message | None = None
    value: float | None = None
    unit: str
    better: Better
    scale: Literal["plain", "log", "logit"] = "plain"
    settles: bool = False
    drifts: bool = False
    signed: bool = False
    k: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    confidence: float | None = None
    method: str | None = None
    verdict: Verdict = "too_little_history"
    verdict_why: Message | None = None
    uncompared: Message | None = None
    usual: UsualRange | None = None
    headline: bool = False
    warnings: tuple[Message, ...] = ()
    sums: dict[str, int | dict[str, int]] = {}
    strata: dict[str, dict[str, Part]] = {}
    ranked: tuple[Ranked, ...] = ()
    curve: Curve | None = None

"""The small nouns of a subject that stand in no record: each says one thing that some check reads."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - `fields` reads the annotations of a public plug-in contract
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Factor: TypeAlias = Literal[
    "host", "slot", "weekday", "duration", "promotion", "paid_traffic", "catalogue", "holiday", "platform"
]
"""What may differ between two sessions besides the thing that somebody credits."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that several people wrote: redacted words, how many people, where in the show (seconds).

    `polarity` is None where the words are neither praise nor complaint: then it contradicts nobody. `messages` counts
    the messages that say it, 0 where only people are counted; `top_five` is the share of them that the five who wrote
    most of them wrote, None where unknown.
    """

    text: str
    people: int
    at_s: float
    polarity: Literal["praise", "complaint"] | None = None
    topic: str = ""
    address: str = ""
    messages: int = 0
    top_five: float | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who answered a survey beside all viewers: median time watched in seconds, and buyers among them.

    None where a part is unknown; `buyer_share` is the share of all viewers who bought.
    """

    answered: int
    watched_answered_s: float | None = None
    watched_all_s: float | None = None
    buyers_answered: int | None = None
    buyer_share: float | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of a KPI in two sessions: its value and how many people or orders it rests on, before and after.

    `by` says what it is split by ("channel"), `name` which part this is ("mobile").
    """

    by: str
    name: str
    before: float
    n_before: int
    after: float
    n_after: int


@dataclass(frozen=True, slots=True)
class Basis:
    """How a session was counted: each KPI's definition and unit by its id, the rule of orders, and what money is.

    `attribution` and `tax` are words that are compared as they stand ("window, 24 h", "tax inside"); "" is unknown and
    differs from nothing.
    """

    session: str
    definitions: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    attribution: str = ""
    tax: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Concentration:
    """The largest buyer, order or product: its share of the revenue (0 to 1), and a KPI with it and without it.

    `kpi` is the KPI that was computed again; `without` is in that KPI's unit, None where it cannot be computed. `name`
    is a product's name or an order's place in the day, never a person's. `among` counts the buyers, orders or products.
    """

    kind: Literal["buyer", "order", "product"]
    share: float
    among: int
    name: str = ""
    kpi: str = "revenue"
    without: float | None = None


@dataclass(frozen=True, slots=True)
class ContextChange:
    """One thing that differs from the session compared with, in words or numbers as they are read."""

    factor: Factor
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The goal of one session for a KPI beside that KPI's result in the session before; both in one unit."""

    session: str
    kpi: str
    goal: float
    last_result: float


@dataclass(frozen=True, slots=True)
class Rating:
    """Where one person put one item on five steps (1 to 5); `item` is the id of a view."""

    item: str
    respondent: str
    role: str
    step: float


@dataclass(frozen=True, slots=True)
class ActionsDue:
    """Actions of all sessions so far whose day has passed, and how many of these were ever closed (done or dropped)."""

    due: int
    closed: int


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """80 % ranges told blind, in how many sessions, and how many of them held the value."""

    ranges: int
    held: int
    sessions: int


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """A survey KPI in one country or language: `baseline` is that group's own earlier value, None without one."""

    kpi: str
    by: Literal["country", "language"]
    name: str
    n: int
    value: float
    baseline: float | None = None

    @property
    def address(self) -> str:
        """Give the address by which a conclusion cites it."""
        return f"group:{self.kpi}:{self.name}"

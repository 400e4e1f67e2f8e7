"""The plan of a session: what is on stage, what goes wrong, what it does to people. Files and truths come from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

MADRID = ZoneInfo("Europe/Madrid")
PLANS = Path(__file__).parent / "plans"
SHARED = Path(__file__).parent / "brand.yaml"


def seconds(text: str | float) -> float:
    """Read `1:02:03`, `18:10` or a number as seconds."""
    if not isinstance(text, str):
        return float(text)
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + float(part)
    return total


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the run of show."""

    start: float
    end: float
    kind: str
    title: str
    products: tuple[str, ...] = ()
    pull: float = 1.0
    topics: dict[str, float] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens at one second and moves people: chat, joins, exits, orders."""

    id: str
    kind: str
    at: float
    until: float
    cause: str
    cue: str = ""
    topic: str = ""
    messages: int = 0
    orders: int = 0
    product: str = ""
    joins: int = 0
    exits: float = 0.0
    halts_orders: bool = False
    seen_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One session as it was meant, in the order of the season."""

    id: str
    number: int
    title: str
    start: datetime
    minutes: float
    viewers: int
    messages: int
    waiting_room: int
    conversion: float
    participation: float
    answered: float
    answer_wait: float
    languages: dict[str, float]
    mood: dict[str, float]
    flags: frozenset[str]
    segments: tuple[Segment, ...]
    moments: tuple[Moment, ...]
    kits: int
    raw: dict[str, Any]

    @property
    def length(self) -> float:
        """Give the length in seconds."""
        return self.minutes * 60

    @property
    def end(self) -> datetime:
        """Give the instant of the end."""
        return self.start + timedelta(seconds=self.length)

    @property
    def day(self) -> str:
        """Give the local date as text."""
        return self.start.date().isoformat()

    def clock(self, offset: float) -> datetime:
        """Give the instant at an offset from the start, on Madrid's clock of that day."""
        return (self.start.astimezone(UTC) + timedelta(seconds=offset)).astimezone(MADRID)


def load_plans() -> list[Plan]:
    """Read every plan, in the order of the season."""
    paths = sorted(PLANS.glob("*.yaml"))
    return [_plan(number, yaml.safe_load(path.read_text("utf-8"))) for number, path in enumerate(paths, 1)]


def load_brand() -> dict[str, Any]:
    """Read what all sessions share: the brand, its people, its actions."""
    loaded: dict[str, Any] = yaml.safe_load(SHARED.read_text("utf-8"))
    return loaded


def _plan(number: int, raw: dict[str, Any]) -> Plan:
    answered = raw["answered"]
    return Plan(
        id=raw["id"],
        number=number,
        title=raw["title"],
        start=datetime.fromisoformat(raw["start"]),
        minutes=raw["minutes"],
        viewers=raw["viewers"],
        messages=raw["messages"],
        waiting_room=raw["waiting_room"],
        conversion=raw["conversion"],
        participation=raw["participation"],
        answered=answered["share"],
        answer_wait=answered["median_s"],
        languages=raw["languages"],
        mood=raw.get("mood", {}),
        flags=frozenset(raw.get("flags", ())),
        segments=tuple(_segment(item) for item in raw["segments"]),
        moments=tuple(_moment(item) for item in raw.get("moments", ())),
        kits=raw.get("kits", 10_000),
        raw=raw,
    )


def _segment(item: dict[str, Any]) -> Segment:
    return Segment(
        start=seconds(item["from"]),
        end=seconds(item["to"]),
        kind=item["kind"],
        title=item["title"],
        products=tuple(item.get("products", ())),
        pull=item.get("pull", 1.0),
        topics=item.get("topics", {}),
        note=item.get("note", ""),
    )


def _moment(item: dict[str, Any]) -> Moment:
    at = seconds(item["at"])
    return Moment(
        id=item["id"],
        kind=item["kind"],
        at=at,
        until=seconds(item["until"]) if "until" in item else at + 120,
        cause=item["cause"],
        cue=item.get("cue", ""),
        topic=item.get("topic", ""),
        messages=item.get("messages", 0),
        orders=item.get("orders", 0),
        product=item.get("product", ""),
        joins=item.get("joins", 0),
        exits=item.get("exits", 0.0),
        halts_orders=item.get("halts_orders", False),
        seen_in=tuple(item.get("seen_in", ())),
    )

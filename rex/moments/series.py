"""What the room reads and what it finds: plain arrays in seconds from the show's start, and candidates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]

UNKNOWN = -1
"""Code of an unknown author, and of a text too short to tell copying from agreeing."""


@dataclass(frozen=True, slots=True, eq=False)
class ChatTimes:
    """When who wrote: sorted seconds, author codes, and codes of normalised texts (-1 unknown, empty if untold).

    Only texts long enough to be a paste should have a code of 0 or more: twenty people who write "LOL"
    agree, twenty who write the same sentence within 30 s copy. A coded text counts once in 30 s.
    """

    t_s: Reals
    author: Codes
    text_key: Codes

    def within(self, duration_s: float) -> ChatTimes:
        """Keep what was written during the show; who waits before the start is no audience yet."""
        kept = (self.t_s >= 0) & (self.t_s < duration_s)
        keys = self.text_key[kept] if len(self.text_key) else self.text_key
        return ChatTimes(self.t_s[kept], self.author[kept], keys)


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """How many watched at once: sorted seconds and viewers."""

    t_s: Reals
    viewers: Reals


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """When orders were placed, sorted, and their totals in minor units."""

    t_s: Reals
    value_minor: Reals


@dataclass(frozen=True, slots=True, eq=False)
class Show:
    """All that is known of one show, cut to its length."""

    chat: ChatTimes
    audience: Audience | None
    orders: Orders | None
    duration_s: float


class Span(NamedTuple):
    """An estimate between two values, at 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Delay:
    """Seconds from stage to chat. `pairs` cues carried the estimate; 0 when it is the usual value, unmeasured."""

    value_s: float
    low_s: float | None = None
    high_s: float | None = None
    pairs: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that stands out. `id` counts from 1 in show order, `rank` from 1 by score, rituals last.

    Seconds count from the start; `start_s` is the first reaction, `cause_s` when its cause is thought to
    have been on stage. A peak's `lift` is people writing over people expected, a drop's viewers after over
    viewers expected; both are shrunk towards 1 because the moment was selected for being large.
    """

    kind: Literal["peak", "drop"]
    about: tuple[str, ...]
    start_s: float
    end_s: float
    peak_s: float
    cause_s: float
    score: float
    lift: float
    lift_low: float
    lift_high: float
    extra_messages: Span
    extra_orders: Span | None
    p: float
    q: float
    signals: dict[str, float]
    id: int = 0
    rank: int = 0

    @property
    def ritual(self) -> bool:
        """Tell whether it is the greeting at the start or the farewell at the end, which are no news."""
        return bool({"start", "end"} & set(self.about))


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates by rank, and what was looked at.

    `tested` windows were looked at; about `expected_false` of the moments are luck; a burst of a minute
    under `smallest_lift` times the usual could not have been seen (None without chat).
    """

    moments: tuple[Candidate, ...]
    tested: int
    expected_false: float
    smallest_lift: float | None
    delay: Delay


def in_order(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Put candidates in order: ids in show order, ranks by score with rituals after all others; returned by rank."""
    by_time = sorted(candidates, key=lambda c: (c.start_s, c.kind))
    numbered = [replace(c, id=i) for i, c in enumerate(by_time, 1)]
    ranked = sorted(numbered, key=lambda c: (c.ritual, -c.score, c.start_s))
    return tuple(replace(c, rank=i) for i, c in enumerate(ranked, 1))

"""Moments: the minutes that stood out of a session's own noise, and what was said and bought in them."""

from __future__ import annotations

from typing import Literal

from rex.model.message import Message
from rex.model.noun import Noun


class Estimate(Noun):
    """A value with its interval; `low` and `high` are None where none can be given."""

    value: float
    low: float | None = None
    high: float | None = None


class Quote(Noun):
    """A viewer's words, cleaned and redacted, and how many different people said the like."""

    id: str
    text: str
    at_s: float
    people: int


class Moment(Noun):
    """A stretch of the show in which the audience did more, or left more, than its own noise explains.

    Times are seconds from the start. `id` numbers peaks and drops in one series in show order. `start_s`
    is when the audience reacted, `cause_s` when the cause is thought to have happened on stage. `lift`
    is the rate over what was expected, its interval shrunk towards 1 since the moment was selected.
    """

    id: int
    rank: int
    kind: Literal["peak", "drop"]
    about: tuple[str, ...] = ()
    start_s: float
    end_s: float
    peak_s: float
    cause_s: float
    score: float
    lift: float
    lift_low: float
    lift_high: float
    extra_messages: Estimate | None = None
    extra_orders: Estimate | None = None
    p: float
    q: float
    signals: dict[str, float] = {}
    label: str
    cue: str | None = None
    product: str | None = None
    people: int = 0
    orders: int | None = None
    viewers_before: int | None = None
    viewers_after: int | None = None
    quotes: tuple[Quote, ...] = ()


class Moments(Noun):
    """What was looked for, what was found, and what luck alone would have shown."""

    moments: tuple[Moment, ...] = ()
    tested: int = 0
    expected_false: float = 0
    smallest_lift: float | None = None
    delay_s: float = 8
    delay_low: float | None = None
    delay_high: float | None = None
    said: Message


class Timeline(Noun):
    """Small series for the pictures, one entry a `step_s` seconds; None where nothing is known."""

    step_s: int = 60
    viewers: tuple[int | None, ...] = ()
    people_writing: tuple[int | None, ...] = ()
    expected_writing: tuple[float | None, ...] = ()
    orders: tuple[int | None, ...] = ()

"""How well sealed forecasts agreed with what was measured, over this session and the earlier ones."""

from __future__ import annotations

from rex.model.noun import Noun

RANGES_FROM = 10
"""Ranges from which a share of those that held is said: at 10, the interval still spans about half of all shares."""
CHANCES_FROM = 10
"""Told chances from which a Brier score is said."""
PLACES_FROM = 10
"""Forecasts of below, as usual or above from which a share of those that held is said."""
PARTS_FROM = 30
"""Told chances from which a Brier score is parted: five classes need some each."""
PEOPLE_FROM = 3
"""People of a role from which its scores stand apart: below it they would be a person's own marks."""


class Scored(Noun):
    """One score with how many forecasts it rests on, its interval, and how many it needs.

    `value` is None where there are fewer than `needs`: too few to say. `k` of `n` is there for a share.
    """

    n: int = 0
    needs: int
    k: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    method: str | None = None


class BrierParts(Noun):
    """A Brier score's parts after Murphy: it is reliability - resolution + uncertainty."""

    reliability: float
    resolution: float
    uncertainty: float


class RoleScores(Noun):
    """The forecasts of one role over the sessions that have a record; role "" is everybody together.

    `held` is the share of 80 % ranges that held the value; `width` their mean width, in widths of the usual range where
    there was one, `width_of_value` in the value itself where there was none; `range_score` the mean interval score in
    widths of the usual range. `chance` is the mean Brier score of the chances told of the goal, `parts` its parts.
    `place` is the share of below, as usual and above that held. Intervals take forecasts as independent; those of one
    evening move together, so the truth is less sure than they say.
    """

    role: str = ""
    people: int
    sessions: int
    forecasts: int
    held: Scored
    width: Scored
    width_of_value: Scored
    range_score: Scored
    chance: Scored
    parts: BrierParts | None = None
    place: Scored


class Surprise(Noun):
    """A forecast of this session whose own words left little room for what happened: `chance` is that room."""

    forecast: str
    chance: float


class Calibration(Noun):
    """Scores over time and this session's surprises; `left_out` forecasts were informed or changed after the seal."""

    everybody: RoleScores
    roles: tuple[RoleScores, ...] = ()
    surprises: tuple[Surprise, ...] = ()
    left_out: int = 0

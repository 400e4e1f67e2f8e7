"""Who is watching when: arrivals, stays and exits, second by second."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_sessions.generate.dice import Dice

if TYPE_CHECKING:
    from sample_sessions.generate.plan import Moment, Plan

EARLY_SHARE = 0.17  # those already waiting when the show begins
SHORT_STAY_SHARE = 0.46  # who look in and go
SHORT_STAY_S = 170.0
LONG_STAY_S = 1500.0
LONG_STAY_SPREAD = 0.75
FADE_S = 1500.0  # arrivals thin out over the show
EXIT_SPREAD_S = 110.0  # leaving after a blow takes about two minutes
JOIN_SPREAD_S = 22.0


@dataclass(slots=True)
class Visit:
    """One viewer's stay, in seconds from the start; arrivals before the show have negative seconds."""

    came: float
    left: float

    def here(self, second: float) -> bool:
        """Say whether the viewer is watching at this second."""
        return self.came <= second < self.left


def make_visits(seed: int, plan: Plan) -> list[Visit]:
    """Simulate every viewer of a session; their number is the plan's unique viewers."""
    dice = Dice(seed, plan.id, "audience")
    visits: list[Visit] = []
    for moment in plan.moments:
        for _ in range(moment.joins):
            came = moment.at + 4 + dice.wait(JOIN_SPREAD_S)
            visits.append(Visit(came, came + _stay(dice, short=0.55)))
    while len(visits) < plan.viewers:
        came = _arrival(dice, plan)
        visits.append(Visit(came, max(came, 0.0) + _stay(dice, short=SHORT_STAY_SHARE)))
    for moment in plan.moments:
        if moment.exits:
            _leave(dice, visits, moment)
    for visit in visits:
        visit.left = min(visit.left, plan.length + dice.between(0, 25))
    return sorted(visits, key=lambda visit: visit.came)


def _arrival(dice: Dice, plan: Plan) -> float:
    if dice.chance(EARLY_SHARE):
        return -dice.wait(200.0) if dice.chance(0.5) else dice.wait(25.0)
    last = plan.length - 90
    while True:
        came = dice.wait(FADE_S) if dice.chance(0.72) else dice.between(0, last)
        if came < last:
            return came


def _stay(dice: Dice, short: float) -> float:
    if dice.chance(short):
        return 12 + dice.wait(SHORT_STAY_S)
    return max(45.0, dice.skewed(LONG_STAY_S, LONG_STAY_SPREAD))


def _leave(dice: Dice, visits: list[Visit], moment: Moment) -> None:
    for visit in visits:
        if visit.here(moment.at) and dice.chance(moment.exits):
            visit.left = min(visit.left, moment.at + 6 + min(dice.wait(EXIT_SPREAD_S / 2), 2 * EXIT_SPREAD_S))


@dataclass(frozen=True, slots=True)
class Curve:
    """Viewers at once and viewers so far, at any second."""

    came: list[float]
    left: list[float]

    def at_once(self, second: float) -> int:
        """Count who is watching at this second."""
        return bisect_right(self.came, second) - bisect_right(self.left, second)

    def so_far(self, second: float) -> int:
        """Count who has come by this second."""
        return bisect_right(self.came, second)


def make_curve(visits: list[Visit]) -> Curve:
    """Sort arrivals and exits once, so that counting is quick."""
    return Curve(sorted(visit.came for visit in visits), sorted(visit.left for visit in visits))


def samples(plan: Plan, visits: list[Visit], step: int = 30) -> list[tuple[int, int, int]]:
    """Give (second, viewers, unique viewers so far) from the start to the end of the show."""
    curve = make_curve(visits)
    last = math.floor(plan.length / step) * step
    rows = [(second, curve.at_once(second), curve.so_far(second)) for second in range(0, last + 1, step)]
    # everybody counted by the platform is in its last figure
    final_second, final_viewers, _ = rows[-1]
    return [*rows[:-1], (final_second, final_viewers, len(visits))]

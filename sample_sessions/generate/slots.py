"""When messages fall: a session's seconds are drawn first, what is said in them later."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from sample_sessions.generate.stage import liveliness

if TYPE_CHECKING:
    from sample_sessions.generate.audience import Curve
    from sample_sessions.generate.dice import Dice
    from sample_sessions.generate.plan import Moment, Plan

REACTION_LOW, REACTION_HIGH = 4.0, 15.0  # seconds from the stage to the first words in chat
DECAY_SHARE = 0.45  # a moment's talk fades over about half of its length
BOUGHT_SHARE = 0.32  # of the buyers during the show, who tell it


@dataclass(frozen=True, slots=True)
class Slot:
    """A second at which somebody writes; `topic` empty means whatever is on stage."""

    second: float
    topic: str = ""
    resolved: bool | None = None
    moment: str = ""


def make_slots(dice: Dice, plan: Plan, curve: Curve, order_seconds: list[float]) -> list[Slot]:
    """Draw every viewer message's second: the waiting room, the show, the moments, the buyers."""
    slots = [Slot(-(dice.between(4, 900) ** 0.96), "before_show") for _ in range(plan.waiting_room)]
    for moment in plan.moments:
        slots += _burst(dice, moment, plan)
    slots += [Slot(second + dice.between(8, 75), "bought") for second in order_seconds if dice.chance(BOUGHT_SHARE)]
    left = plan.messages - len(slots)
    slots += [Slot(second) for second in _spread(dice, plan, curve, left)]
    return sorted((slot for slot in slots if slot.second < plan.length + 40), key=lambda slot: slot.second)


def _burst(dice: Dice, moment: Moment, plan: Plan) -> list[Slot]:
    slots: list[Slot] = []
    length = moment.until - moment.at
    for _ in range(moment.messages):
        delay = dice.between(REACTION_LOW, REACTION_HIGH)
        if moment.kind == "flood":
            second = moment.at + delay + dice.between(0, 1) ** 1.6 * length
        else:
            second = moment.at + delay + dice.wait(length * DECAY_SHARE)
        resolved = None
        if moment.topic in ("sound_lost", "video_lag", "code_refused"):
            resolved = second > moment.until + 3
        slots.append(Slot(min(second, plan.length + 30), moment.topic or "", resolved, moment.id))
    return slots


def _spread(dice: Dice, plan: Plan, curve: Curve, count: int) -> list[float]:
    # the audience types what it sees some seconds ago
    weights = [curve.at_once(second) * liveliness(plan, second - 8) for second in range(int(plan.length))]
    sums = list(accumulate(weights))
    return [bisect_left(sums, dice.unit() * sums[-1]) + dice.unit() for _ in range(max(0, count))]

"""B31: a role that places its own work higher, or lower, than everybody else does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.scales import by_item, mean
from rex.checks.wording import count, together
from rex.model.message import Message, quantity, say
from rex.stats.distributions import student_two_sided

if TYPE_CHECKING:
    from rex.checks.parts import Rating
    from rex.checks.subject import Subject

OTHERS = 3
"""Other people who placed the same item. [heur]"""
STEPS = 1.0
"""Steps between one's own place and the others' mean. [heur]"""
RARE = 0.05
"""How rarely usual scatter would make such a gap, by Student's t. [stat]"""


@dataclass(frozen=True, slots=True)
class _Gap:
    item: str
    steps: float
    chance: float
    others: int
    own: int


@check(
    id="B31",
    title="One's own work",
    level="info",
    needs=("ratings", "own_area"),
    source="S36 (self-interest)",
)
def own_work(subject: Subject) -> Answer:
    """Find items that those whose work it is place far from where everybody else does, higher or lower.

    Who did the work knows it best and has most at stake. Praise is easy then, and so is being too hard on oneself.

    It speaks when the role whose work an item is about places it one step of five or more above or below the mean of
    three others or more, and the scatter inside both groups would make such a gap in 5 % of cases or fewer (Student's
    t).

    Too little: where it is not known whose work an item is about, or fewer than three others placed it, it does not
    apply. Source: S36; the step is a starting value. The role is not named: it may be one person.
    """
    judged = [gap for item, placed in by_item(subject.ratings).items() if (gap := _gap(item, placed, subject))]
    if not judged:
        text = "Needs an item that its own role and {others} others placed."
        return Cannot(say(text, others=count(OTHERS)))
    found = [gap for gap in judged if abs(gap.steps) >= STEPS and gap.chance <= RARE]
    if not found:
        most = max(judged, key=lambda gap: abs(gap.steps))
        text = "Things placed by those whose work they are and by others: {n}; at most {steps} steps apart."
        return Clear(say(text, n=count(len(judged)), steps=quantity(round(abs(most.steps), 1), "score")))
    found.sort(key=lambda gap: (-abs(gap.steps), gap.item))
    return Fires(
        says=together(
            _says(found[0]), say("Items like it: {n} of {all}.", n=count(len(found)), all=count(len(judged)))
        ),
        instead=say("Lay a number beside it, or what each side saw at which minute."),
        evidence=tuple(f"view:{gap.item}" for gap in found),
        strength=beyond(abs(found[0].steps), STEPS),
    )


def _gap(item: str, placed: list[Rating], subject: Subject) -> _Gap | None:
    role = subject.own_area.get(item, "")
    own = [rating.step for rating in placed if rating.role == role]
    others = [rating.step for rating in placed if rating.role != role]
    if not role or not own or len(others) < OTHERS:
        return None
    steps = mean(own) - mean(others)
    inside = math.fsum((s - mean(own)) ** 2 for s in own) + math.fsum((s - mean(others)) ** 2 for s in others)
    degrees = len(own) + len(others) - 2
    error = math.sqrt(inside / degrees * (1 / len(own) + 1 / len(others)))
    chance = student_two_sided(steps / error, degrees) if error else 0.0
    return _Gap(item, steps, chance, len(others), len(own))


def _says(gap: _Gap) -> Message:
    steps, others = quantity(round(abs(gap.steps), 1), "score"), count(gap.others)
    if gap.steps > 0:
        return say(
            "Those whose work it is place it {steps} steps higher than {others} others.", steps=steps, others=others
        )
    return say("Those whose work it is place it {steps} steps lower than {others} others.", steps=steps, others=others)

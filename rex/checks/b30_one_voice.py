"""B30: the report follows whoever decides, against the others."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.scales import by_item
from rex.checks.wording import count
from rex.model.message import say

if TYPE_CHECKING:
    from rex.checks.subject import Subject

OTHERS, ITEMS = 3, 5
"""Other people, and items that all placed, from which it is judged. [heur]"""
FOLLOWS = 0.80
"""Share of the items on which the report says what one voice said. [heur]"""
AGAINST = 3
"""Items among them on which the others' middle lies elsewhere. [heur]"""
STEP = 1.0
"""Steps from which two places on the scale differ. [heur]"""


@check(
    id="B30",
    title="One voice decides",
    level="warn",
    needs=("ratings", "concluded", "senior"),
    source="S36 (dissent); the name HiPPO from memory",
)
def one_voice(subject: Subject) -> Answer:
    """Find reports whose conclusions follow the one who decides, for better or for worse, against the others' middle.

    Who decides speaks with weight, whether right or wrong, and the others' doubts are not in the report.

    It speaks when, on five items or more that this person and three others or more placed, the report lies within half
    a step of this person's place on 80 % or more, and on three or more of these the others' median lies one step or
    more away.

    Too little: where nobody is said to decide, or too few others placed the same items, it does not apply. Source:
    S36; the thresholds are starting values. It names the points, never the person.
    """
    items = {
        item: (own, [r.step for r in ratings if r.respondent != subject.senior])
        for item, ratings in by_item(subject.ratings).items()
        for own in [r.step for r in ratings if r.respondent == subject.senior][:1]
        if item in subject.concluded
    }
    items = {item: pair for item, pair in items.items() if len(pair[1]) >= OTHERS}
    if len(items) < ITEMS:
        text = "Needs {items} points that {others} others placed as well; there are {n}."
        return Cannot(say(text, items=count(ITEMS), others=count(OTHERS), n=count(len(items))))
    followed = [item for item, (own, _) in items.items() if abs(subject.concluded[item] - own) < STEP / 2]
    against = [item for item in followed if abs(median(items[item][1]) - items[item][0]) >= STEP]
    says = say(
        "On {followed} of {all} points the report says what one voice said; on {against} the others' middle differs.",
        followed=count(len(followed)),
        all=count(len(items)),
        against=count(len(against)),
    )
    if len(followed) < FOLLOWS * len(items) or len(against) < AGAINST:
        return Clear(says)
    return Fires(
        says=says,
        instead=say(
            "Write the others' view beside each of these points, and let whoever decides answer last next time."
        ),
        evidence=tuple(f"view:{item}" for item in against),
        strength=beyond(len(against), AGAINST - 1),
    )

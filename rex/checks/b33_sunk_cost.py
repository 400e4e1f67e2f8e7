"""B33: an action that is carried on and on while its number stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Clear, Fires, beyond, check
from rex.checks.wording import count, together
from rex.model.message import Message, say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.action import Settled

CARRIED = 3
"""Reviews that an action has passed while open. [heur]"""
STILL = frozenset({"no_clear_change", "wrong_way", "never_tried"})
"""What says that nothing moved; too early and not measured say nothing."""


@check(
    id="B33",
    title="Carried without effect",
    level="warn",
    needs=("settled",),
    source="S36 (sunk cost)",
)
def sunk_cost(subject: Subject) -> Answer:
    """Find actions that were carried from review to review while their number did not move as hoped.

    What was begun is hard to let go, the more so the more went into it. What it cost so far says nothing of what it
    will bring. It has no other direction: an action that moves its number may be carried as long as it does.

    It speaks when an open action has passed three reviews or more, and its number shows no clear change, went the
    wrong way, or the action was never tried.

    Too little: without an earlier action it does not apply; one that is too early to tell, or cannot be measured, is
    left out. Source: S36; the three are a starting value.
    """
    found = [s for s in subject.settled if s.action.status == "open" and s.action.carried >= CARRIED]
    stuck = sorted((s for s in found if s.verdict in STILL), key=lambda s: (-s.action.carried, s.action.id))
    if not stuck:
        return Clear(
            say(
                "Earlier actions: {all}; {carried} carried {times} times or more, none of them without a movement.",
                all=count(len(subject.settled)),
                carried=count(len(found)),
                times=count(CARRIED),
            )
        )
    first = stuck[0]
    more = say_n("One more is like it.", "{n} more are like it.", len(stuck) - 1)
    return Fires(
        says=_says(first) if len(stuck) == 1 else together(_says(first), more),
        instead=say("Decide as if it were new: would it be begun today? Change it, or drop it."),
        evidence=tuple(f"action:{s.action.id}" for s in stuck),
        strength=beyond(first.action.carried, CARRIED - 1),
    )


def _says(settled: Settled) -> Message:
    carried = settled.action.carried
    what = settled.action.what
    if settled.verdict == "never_tried":
        return say_n(
            "“{what}” was carried {n} time and never tried.",
            "“{what}” was carried {n} times and never tried.",
            carried,
            what=what,
        )
    if settled.verdict == "wrong_way":
        return say_n(
            "“{what}” was carried {n} time; its number went the wrong way.",
            "“{what}” was carried {n} times; its number went the wrong way.",
            carried,
            what=what,
        )
    return say_n(
        "“{what}” was carried {n} time; its number shows no clear change.",
        "“{what}” was carried {n} times; its number shows no clear change.",
        carried,
        what=what,
    )

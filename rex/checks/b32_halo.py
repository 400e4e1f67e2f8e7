"""B32: one impression in the place of many answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.scales import by_item, by_person, deviation, mean
from rex.checks.wording import count
from rex.model.message import say, say_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.checks.parts import Rating
    from rex.checks.subject import Subject

ITEMS = 6
"""Items placed by one person from which their spread is judged. [heur]"""
FLAT = 0.5
"""Standard deviation over one person's own places, under which they are nearly one. [heur]"""
OTHERS = 2
"""Other people to whom the same items must look different. [heur]"""


@check(
    id="B32",
    title="One impression for everything",
    level="info",
    needs=("ratings",),
    source="S36 (halo)",
)
def halo(subject: Subject) -> Answer:
    """Find answers in which everything, good or bad, stands on nearly the same step.

    A good evening makes the sound, the offer and the host look good; a bad one makes them look bad. Tired fingers do
    the same.

    It speaks when somebody placed six items or more with a standard deviation under 0.5 of five steps, while to two
    others or more the same items differ (their means spread by 0.5 or more). Where all find everything alike it may
    well be so, and it is silent.

    Too little: under six items from one person and two others it does not apply. Source: S36; the thresholds are
    starting values. It counts and names nobody.
    """
    judged = {
        person: own
        for person, own in by_person(subject.ratings).items()
        if len(own) >= ITEMS and _others(subject.ratings, person, own) is not None
    }
    if not judged:
        text = "Needs {items} things placed on a scale by one person and by {others} others."
        return Cannot(say(text, items=count(ITEMS), others=count(OTHERS)))
    flat = [
        person
        for person, own in judged.items()
        if deviation([r.step for r in own]) < FLAT and (_others(subject.ratings, person, own) or 0) >= FLAT
    ]
    if not flat:
        return Clear(
            say_n(
                "The answers of {n} person on {items} things or more differ from thing to thing, or all agree.",
                "The answers of {n} people on {items} things or more differ from thing to thing, or all agree.",
                len(judged),
                items=count(ITEMS),
            )
        )
    return Fires(
        says=say(
            "Sets of answers that place {items} things or more on nearly one step: {flat} of {all}. "
            "To the others these things differ.",
            items=count(ITEMS),
            flat=count(len(flat)),
            all=count(len(judged)),
        ),
        instead=say("Read them as one impression and not as many, and ask for the best and the worst of these things."),
        evidence=tuple(f"answer:{person}" for person in flat),
        strength=len(flat) / len(judged),
    )


def _others(ratings: Sequence[Rating], person: str, own: Sequence[Rating]) -> float | None:
    """Give how much the same items differ to the others; None where too few others placed them."""
    items = {rating.item for rating in own}
    rest = by_item(r for r in ratings if r.respondent != person and r.item in items)
    means = [mean([r.step for r in placed]) for placed in rest.values() if len(placed) >= OTHERS]
    return deviation(means) if len(means) >= ITEMS else None

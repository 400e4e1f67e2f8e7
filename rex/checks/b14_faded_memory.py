"""B14: answers given so long after the show that details have faded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.wording import count, together
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Respondent

LATE_HOURS = 24
"""Hours after the end from which details fade. [heur]"""
VERY_LATE_HOURS = 72
"""Hours after the end from which a memory without a time stamp is weak evidence. [heur]"""


@check(
    id="B14",
    title="Faded memory",
    level="warn",
    needs=("respondents",),
    source="Caast 2026 (do not wait too long); S35 (within 24 hours)",
)
def faded_memory(subject: Subject) -> Answer:
    """Find first impressions that were written down long after the show.

    Memory keeps the strongest and the last, and fills the rest from what was heard since.

    It speaks when somebody's blind answers began more than 24 hours after the end, more strongly from 72 hours.
    Answers within a day pass. It has no other direction: an early answer is no trap.

    Too little: where nobody gave blind answers, or nobody's time is known (anonymous answers have none on purpose),
    it does not apply. Source: Caast 2026, S35; the hours are starting values.
    """
    timed = [(p.hours_after_end, p) for p in subject.respondents if p.hours_after_end is not None and _answered(p)]
    if not timed:
        return Cannot(say("Nobody wrote a first impression whose time is known."))
    latest = max(hours for hours, _ in timed)
    late = [(hours, person) for hours, person in timed if hours > LATE_HOURS]
    if not late:
        return Clear(
            say_n(
                "{n} person wrote a first impression, {hours} after the end.",
                "{n} people wrote first impressions, the last {hours} after the end.",
                len(timed),
                hours=quantity(latest, "hours"),
            )
        )
    says = say(
        "First impressions begun more than {limit} after the end: {late} of {all}, the latest after {hours}.",
        limit=quantity(LATE_HOURS, "hours"),
        late=count(len(late)),
        all=count(len(timed)),
        hours=quantity(latest, "hours"),
    )
    return Fires(
        says=together(says, _fading(latest)),
        instead=say("Check what they recall against the replay or the curve, and ask sooner next time."),
        evidence=tuple(f"answer:{person.id}" for _, person in late),
        strength=beyond(latest, LATE_HOURS),
    )


def _fading(hours: float) -> Message:
    if hours > VERY_LATE_HOURS:
        return say("By then a memory without a time in the show is weak evidence.")
    return say("By then details fade.")


def _answered(person: Respondent) -> bool:
    return any(answer.phase == "blind" and answer.state == "given" for answer in person.answers)

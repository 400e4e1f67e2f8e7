"""B17: first impressions that were not sealed before figures were seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.wording import count
from rex.model.message import say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Respondent


@check(
    id="B17",
    title="Not blind",
    level="info",
    needs=("respondents",),
    source="S21 (hindsight: forecasts must be written before the outcome is known)",
)
def not_blind(subject: Subject) -> Answer:
    """Find blind answers that were not blind: not sealed, given with figures already seen, or imported without a seal.

    After the numbers nobody can tell any more what they had expected. Such answers still count as opinions.

    It speaks when somebody's blind answers have no seal, when some were added after the seal, or when the person had
    already seen figures. It warns when nobody's first impression is left, and informs otherwise. Such answers
    are left out of calibration and of B01 by REX itself. It has no other direction: being blind is no trap.

    Too little: where nobody gave blind answers it does not apply. Source: S21.
    """
    people = [person for person in subject.respondents if any(a.phase == "blind" for a in person.answers)]
    if not people:
        return Cannot(say("Nobody was asked blind."))
    unsealed = [person for person in people if person.seal is None]
    added = [person for person in people if person.seal is not None and _added(person)]
    informed = [person for person in people if person.seal is not None and _informed(person) and not _added(person)]
    seen = {person.id for person in (*unsealed, *added, *informed)}
    if not seen:
        return Clear(
            say_n(
                "{n} person sealed the blind answers before any figure was seen.",
                "{n} people sealed their blind answers before any figure was seen.",
                len(people),
            )
        )
    return Fires(
        says=say(
            "People asked blind: {all}; {unsealed} without a seal, {added} with answers added after it, "
            "{informed} with figures already seen. These are left out of calibration and of check B01.",
            all=count(len(people)),
            unsealed=count(len(unsealed)),
            added=count(len(added)),
            informed=count(len(informed)),
        ),
        instead=say("Read them as opinions, and seal before the first figure next time: rex review asks first."),
        evidence=tuple(f"answer:{person.id}" for person in people if person.id in seen),
        strength=len(seen) / len(people),
        level="warn" if len(seen) == len(people) else "info",
    )


def _added(person: Respondent) -> bool:
    return any(answer.phase == "blind" and answer.unsealed for answer in person.answers)


def _informed(person: Respondent) -> bool:
    return bool(person.informed) or not person.blind

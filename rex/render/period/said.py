"""What the team said of a period, question by question: who, in which words, and whether it was sealed before."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Entry, Fact
from rex.render.words import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.comparison import PeriodAnswer
    from rex.render.comparison.telling import Telling

SEALED = say("{answer} (sealed before the numbers)")
UNSEALED = say("{answer} (unsealed)")
AFTER = say("{answer} (after the numbers)")


def said_entries(telling: Telling, said: Sequence[PeriodAnswer]) -> tuple[Entry, ...]:
    """Put the answers into words, one entry a question in the order they come in, one line a person."""
    return tuple(_entry(telling, list(answers)) for _, answers in groupby(said, key=lambda a: a.question))


def said_headline(telling: Telling, said: Sequence[PeriodAnswer]) -> str:
    """Say how many people answered, and how much of what they believed is sealed."""
    blind = [answer for answer in said if answer.phase == "blind"]
    return telling.tell(
        say_n(
            "{n} person answered; sealed before the numbers: {sealed} of {blind} answers.",
            "{n} people answered; sealed before the numbers: {sealed} of {blind} answers.",
            len({(answer.person, answer.role) for answer in said}),
            sealed=quantity(sum(not answer.unsealed for answer in blind), "count"),
            blind=quantity(len(blind), "count"),
        )
    )


def _entry(telling: Telling, answers: list[PeriodAnswer]) -> Entry:
    lang = telling.speaker.lang
    facts = [Fact(_who(telling, answer), telling.tell(_answer(telling, answer))) for answer in answers]
    steps = sorted(answer.step for answer in answers if answer.step is not None)
    if steps:
        facts.append(Fact(telling.tell(say("Together")), _together(telling, steps)))
    return Entry(answers[0].title.said(lang), tuple(facts))


def _together(telling: Telling, steps: list[float]) -> str:
    """List every step and how many there are: a mean of a few people would say more than they did."""
    listed = ", ".join(telling.rough(step) for step in steps)
    return telling.tell(say_n("{steps}; {n} answer", "{steps}; {n} answers", len(steps), steps=listed))


def _answer(telling: Telling, answer: PeriodAnswer) -> Message:
    words = answer.said if isinstance(answer.said, str) else answer.said.said(telling.speaker.lang)
    if answer.step is not None and telling.rough(answer.step) != words:
        words = f"{telling.rough(answer.step)} {words}"
    state = AFTER if answer.phase != "blind" else UNSEALED if answer.unsealed else SEALED
    return Message(text=state.text, values={"answer": words})


def _who(telling: Telling, answer: PeriodAnswer) -> str:
    role = telling.tell(ROLES[answer.role]) if answer.role in ROLES else answer.role
    if not answer.person or answer.person == answer.role:
        return role
    return telling.tell(say("{person} ({role})", person=answer.person, role=role))

"""Lead a person through a phase: whoever asks on a screen answers `ask`, and nothing is lost when they stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from rex.errors import Interrupted
from rex.model.message import Message, say
from rex.questionnaire.brief import brief, typed
from rex.questionnaire.values import BadValueError, accept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from rex.model.answer import AnswerValue, Phase, State
    from rex.questionnaire.asked import Asked
    from rex.questionnaire.run import Interview


@dataclass(frozen=True, slots=True)
class Screen:
    """What an asker needs to ask one question.

    `begin` is what the field begins with: half-typed words, the earlier answer, or what is proposed.
    `typed` is that as text. `wrong` tells what is wrong with a value (None: nothing); `typing` saves half-typed words.
    """

    asked: Asked
    number: int
    of: int
    points_left: int
    begin: AnswerValue
    typed: str
    proposed: bool
    can_back: bool
    can_skip: bool
    wrong: Callable[[Any], Message | None]
    typing: Callable[[str], None]
    complaint: Message | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The person answered."""

    value: Any


@dataclass(frozen=True, slots=True)
class Skip:
    """The person leaves it out."""


@dataclass(frozen=True, slots=True)
class DontKnow:
    """The person does not know."""


@dataclass(frozen=True, slots=True)
class Back:
    """The person goes one question back; `typed` is what stood in the field."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class Quit:
    """The person stops for now; `typed` is what stood in the field."""

    typed: str = ""


Reply: TypeAlias = "Given | Skip | DontKnow | Back | Quit"


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer that is on the disk, as one line may say it; `was` is the line that it replaces, or None."""

    number: int
    of: int
    asked: Asked
    state: State
    says: str
    was: str | None
    was_state: State | None
    at: datetime


class Asker(Protocol):
    """Whoever talks to the person: a terminal, a plain one, a test."""

    def ask(self, screen: Screen) -> Reply:
        """Ask one question and give the reply."""

    def settled(self, line: Settled) -> None:
        """Show that an answer is saved."""


def english(message: Message) -> str:
    """Say a message in English."""
    return message.text.format(**{key: str(value) for key, value in message.values.items()})


def drive(
    interview: Interview,
    asker: Asker,
    phase: Phase,
    *,
    go_on: str = "",
    again: bool = False,
    words: Callable[[Message], str] = english,
) -> None:
    """Ask a phase's open questions until none is left; with `again` also those that have an answer.

    Raises Interrupted when the person stops: `kept` says what is saved, `todo` how to go on (`go_on` is the
    command). `words` turns its sentences into the reader's language.
    """
    visit = {asked.id for asked in interview.asked(phase)} if again else set()
    complaint: Message | None = None
    while True:
        rows = interview.asked(phase)
        at = next((n for n, a in enumerate(rows) if a.id in visit or not interview.draft.has(a.id)), None)
        if at is None:
            return
        asked = rows[at]
        reply = asker.ask(_screen(interview, rows, at, complaint))
        complaint = None
        if isinstance(reply, Quit):
            interview.typing(asked.id, reply.typed)
            raise _stopped(interview, phase, go_on, words)
        if isinstance(reply, Back):
            interview.typing(asked.id, reply.typed)
            if at > 0:
                visit |= {asked.id, rows[at - 1].id} if interview.draft.has(asked.id) else {rows[at - 1].id}
            continue
        try:
            asker.settled(_settle(interview, asked, reply, at + 1, len(rows)))
        except BadValueError as error:
            complaint = error.message
        else:
            visit.discard(asked.id)


def _screen(interview: Interview, rows: tuple[Asked, ...], at: int, complaint: Message | None) -> Screen:
    asked = rows[at]
    draft = interview.draft
    answered = draft.given(asked.id)
    begin = asked.default if answered is None and not draft.has(asked.id) else answered
    text = draft.draft.get(asked.id)
    return Screen(
        asked=asked,
        number=at + 1,
        of=len(rows),
        points_left=interview.points_left(asked.question.phase),
        begin=begin,
        typed=typed(asked, begin) if text is None else text,
        proposed=text is None and not draft.has(asked.id) and begin is not None,
        can_back=at > 0,
        can_skip=not asked.question.required,
        wrong=lambda value: _wrong(asked, value),
        typing=lambda half: interview.typing(asked.id, half),
        complaint=complaint,
    )


def _wrong(asked: Asked, value: Any) -> Message | None:
    try:
        accept(asked, value)
    except BadValueError as error:
        return error.message
    return None


def _settle(interview: Interview, asked: Asked, reply: Given | Skip | DontKnow, number: int, of: int) -> Settled:
    before = interview.draft
    was = brief(asked, before.given(asked.id)) if before.has(asked.id) else None
    was_state = before.state(asked.id) if before.has(asked.id) else None
    if isinstance(reply, Given):
        interview.answer(asked.id, reply.value)
    elif isinstance(reply, Skip):
        interview.skip(asked.id)
    else:
        interview.dont_know(asked.id)
    draft = interview.draft
    says = brief(asked, draft.given(asked.id))
    at = draft.ended or before.ended
    assert at is not None  # noqa: S101 - every saved answer has its time
    return Settled(number, of, asked, draft.state(asked.id), says, was, was_state, at)


def _stopped(interview: Interview, phase: Phase, go_on: str, words: Callable[[Message], str]) -> Interrupted:
    rows = interview.asked(phase)
    done = sum(interview.draft.has(asked.id) for asked in rows)
    kept = say("Saved: {done} of {of} answers.", done=done, of=len(rows))
    todo = say("Go on at question {n} with: {command}", n=min(done + 1, len(rows)), command=go_on)
    return Interrupted(words(say("Stopped at your wish.")), kept=words(kept), todo=words(todo) if go_on else "")

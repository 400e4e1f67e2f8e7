"""Lead a person through a phase: whoever asks on a screen answers `ask`, and nothing is lost when they stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.errors import FileError, Interrupted
from rex.model.message import Message, say
from rex.questionnaire.brief import brief, typed
from rex.questionnaire.replies import (
    Asker,
    Back,
    DontKnow,
    Edit,
    Given,
    NotApplicable,
    Quit,
    Reply,
    Screen,
    Settled,
    Skip,
    Speak,
)
from rex.questionnaire.run import PART
from rex.questionnaire.values import BadValueError, accept

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from rex.model.answer import Phase
    from rex.questionnaire.asked import Asked
    from rex.questionnaire.run import Interview

__all__ = [
    "Asker",
    "Back",
    "DontKnow",
    "Edit",
    "Given",
    "NotApplicable",
    "Quit",
    "Reply",
    "Screen",
    "Settled",
    "Skip",
    "Speak",
    "drive",
    "english",
]


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
    command). `words` turns its sentences into the reader's language. An answer that cannot be written stays on
    the screen, with the reason; FileError only when the person stops all the same.
    """
    _Drive(interview, asker, phase, go_on, words).run(again=again)


class _Drive:
    """One phase: which question is next, and what a reply does."""

    def __init__(
        self, interview: Interview, asker: Asker, phase: Phase, go_on: str, words: Callable[[Message], str]
    ) -> None:
        self.interview, self.asker, self.phase = interview, asker, phase
        self.go_on, self.words = go_on, words
        self.visit: set[str] = set()
        self.detour = ""
        self.complaint: Message | None = None
        self.unsaved: dict[str, Given] = {}

    def run(self, *, again: bool) -> None:
        self.visit = {asked.id for asked in self.interview.asked(self.phase)} if again else set()
        while True:
            rows = self.interview.asked(self.phase)
            at = self._next(rows)
            if at is None:
                return
            reply = self.asker.ask(self._screen(rows, at))
            self.complaint = None
            self._take(rows, at, reply)

    def _next(self, rows: tuple[Asked, ...]) -> int | None:
        """Give the place of the question to ask: the one chosen to be edited, else the first open one."""
        there = next((n for n, asked in enumerate(rows) if asked.id == self.detour), None)
        if there is not None:
            return there
        draft = self.interview.draft
        return next((n for n, a in enumerate(rows) if a.id in self.visit or not draft.has(a.id)), None)

    def _take(self, rows: tuple[Asked, ...], at: int, reply: Reply) -> None:
        asked = rows[at]
        if isinstance(reply, Quit):
            self._save_what_waits()
            self.interview.typing(asked.id, reply.typed)
            raise self._stopped()
        if isinstance(reply, Back | Edit | Speak):
            self._tried(lambda: self.interview.typing(asked.id, reply.typed))
            self._turn(rows, at, reply)
            return
        try:
            line = self._settle(asked, reply, at + 1, len(rows))
        except BadValueError as error:
            self.complaint = error.message
        except FileError as error:
            self.complaint = _not_saved(error)
            if isinstance(reply, Given):
                self.unsaved[asked.id] = reply
        else:
            self.asker.settled(line)
            self.unsaved.pop(asked.id, None)
            self.visit.discard(asked.id)
            self.detour = ""

    def _turn(self, rows: tuple[Asked, ...], at: int, reply: Back | Edit | Speak) -> None:
        """Ask something else next, or the same in another language."""
        asked = rows[at]
        if isinstance(reply, Speak):
            if self._tried(lambda: self.interview.speak(reply.lang)):
                self.words = self.asker.speak(reply.lang)
        elif isinstance(reply, Edit):
            self.detour = self.asker.choose(self._answered(rows)) or ""
        elif self.detour:
            self.detour = ""
        elif at > 0:
            here = {asked.id} if self.interview.draft.has(asked.id) else set()
            self.visit |= here | {rows[at - 1].id}

    def _tried(self, save: Callable[[], None]) -> bool:
        try:
            save()
        except FileError as error:
            self.complaint = _not_saved(error)
            return False
        return True

    def _save_what_waits(self) -> None:
        """Try once more to write what could not be written; raises FileError where it still cannot."""
        for name, given in self.unsaved.items():
            self.interview.answer(name, given.value)

    def _answered(self, rows: tuple[Asked, ...]) -> tuple[Settled, ...]:
        """Give the answers of this phase that can be edited, as their lines say them."""
        draft = self.interview.draft
        at = draft.ended
        return tuple(
            Settled(n, len(rows), asked, draft.state(asked.id), brief(asked, draft.given(asked.id)), None, None, at)
            for n, asked in enumerate(rows, 1)
            if at is not None and draft.has(asked.id) and asked.question.type != "note"
        )

    def _screen(self, rows: tuple[Asked, ...], at: int) -> Screen:
        asked, interview = rows[at], self.interview
        draft, name = interview.draft, rows[at].id
        answered = draft.given(name)
        begin = asked.default if answered is None and not draft.has(name) else answered
        if name in self.unsaved:
            begin = self.unsaved[name].value
        text = draft.draft.get(name)
        return Screen(
            asked=asked,
            number=at + 1,
            of=len(rows),
            points_left=interview.points_left(asked.question.phase),
            begin=begin,
            typed=typed(asked, begin) if text is None or name in self.unsaved else text,
            proposed=text is None and not draft.has(name) and begin is not None and name not in self.unsaved,
            can_back=at > 0 or bool(self.detour),
            can_skip=not asked.question.required,
            can_not_apply=asked.question.not_applicable,
            can_edit=not self.detour and bool(self._answered(rows)),
            half=text is not None,
            parts=interview.parts(name),
            today=interview.today,
            lang=interview.lang,
            wrong=lambda value: _wrong(asked, value),
            typing=lambda half: interview.typing(name, half),
            keep=lambda part, half: interview.typing(f"{name}{PART}{part}", half),
            complaint=self.complaint,
        )

    def _settle(self, asked: Asked, reply: Given | Skip | DontKnow | NotApplicable, number: int, of: int) -> Settled:
        interview, before = self.interview, self.interview.draft
        was = brief(asked, before.given(asked.id)) if before.has(asked.id) else None
        was_state = before.state(asked.id) if before.has(asked.id) else None
        if isinstance(reply, Given):
            interview.answer(asked.id, reply.value)
        elif isinstance(reply, Skip):
            interview.skip(asked.id)
        elif isinstance(reply, DontKnow):
            interview.dont_know(asked.id)
        else:
            interview.not_applicable(asked.id)
        draft = interview.draft
        says = brief(asked, draft.given(asked.id))
        at = draft.ended or before.ended
        assert at is not None  # noqa: S101 - every saved answer has its time
        return Settled(number, of, asked, draft.state(asked.id), says, was, was_state, at)

    def _stopped(self) -> Interrupted:
        rows = self.interview.asked(self.phase)
        done = sum(self.interview.draft.has(asked.id) for asked in rows)
        kept = say("Saved: {done} of {of} answers.", done=done, of=len(rows))
        todo = say("Go on at question {n} with: {command}", n=min(done + 1, len(rows)), command=self.go_on)
        return Interrupted(
            self.words(say("Stopped at your wish.")),
            kept=self.words(kept),
            todo=self.words(todo) if self.go_on else "",
        )


def _not_saved(error: FileError) -> Message:
    return say("Not saved: {reason} It stands here; make room, then accept it again.", reason=error.what)


def _wrong(asked: Asked, value: Any) -> Message | None:
    try:
        accept(asked, value)
    except BadValueError as error:
        return error.message
    return None

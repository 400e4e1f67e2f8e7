"""One person's answers while they are being given: what `answers/<respondent>.yaml` holds."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime

from rex.model.answer import AnswerValue, Seal, State
from rex.model.noun import Noun
from rex.model.question import Depth
from rex.model.revision import Revision


class Change(Noun):
    """An answer that was changed after its seal: the sealed value stays, so that the seal can be checked."""

    question: str
    was: AnswerValue = None
    state: State = "given"
    at: AwareDatetime


class Draft(Noun):
    """One person's answers so far, frozen: each answer makes the next draft.

    `answers` holds every id that was ever answered; `states` only those that were skipped or not known
    (their value is None), so an empty text stays an answer. `shown` is when numbers were shown although nothing was
    sealed: no later seal can make these answers blind. `order` is the order in which questions
    were first answered. `draft` is half-typed text and never counts. `checks` is what was done about each finding:
    `response` and its `reason` by the check's id; `revisions` what the person changed about own conclusions because of
    one, in the order of time. `extra` are keys that REX does not know.
    """

    respondent: str
    role: str
    set: str
    depth: Depth = "quick"
    language: str = "en"
    anonymity: Literal["named", "role", "anonymous"] = "named"
    started: AwareDatetime | None = None
    ended: AwareDatetime | None = None
    seal: Seal | None = None
    shown: AwareDatetime | None = None
    order: tuple[str, ...] = ()
    answers: dict[str, AnswerValue] = {}
    states: dict[str, State] = {}
    changed_after_seal: tuple[Change, ...] = ()
    draft: dict[str, str] = {}
    checks: dict[str, dict[str, str]] = {}
    revisions: tuple[Revision, ...] = ()
    extra: dict[str, Any] = {}

    def has(self, question: str) -> bool:
        """Tell whether the question was answered, skipped or not known: it will not be asked again."""
        return question in self.answers

    def state(self, question: str) -> State:
        """Give what kind of answer it is; a question that was never asked counts as skipped."""
        return self.states.get(question, "given" if question in self.answers else "skipped")

    def given(self, question: str) -> AnswerValue:
        """Give the value, None where there is none."""
        return self.answers.get(question) if self.state(question) == "given" else None

    def sealed(self, question: str) -> tuple[State, AnswerValue]:
        """Give state and value as they were under the seal, whatever was changed since."""
        for change in self.changed_after_seal:
            if change.question == question:
                return change.state, change.was
        return self.state(question), self.answers.get(question)

"""An interview: which questions are open, what was answered, and the seal between memory and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.errors import UsageError
from rex.model.draft import Change
from rex.model.message import say
from rex.questionnaire.asked import Asked, lay_out
from rex.questionnaire.facts import RevealFacts, Sealed
from rex.questionnaire.seal import seal
from rex.questionnaire.values import BadValueError, accept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from typing import Any

    from rex.model.answer import AnswerValue, Phase, State
    from rex.model.draft import Draft
    from rex.model.question import QuestionSet
    from rex.questionnaire.facts import BlindFacts

SECONDS_A_POINT = 10
PART = "#"
"""Stands between a question's id and the name of a part of its answer where half-typed words are kept."""
PHASES: tuple[Phase, ...] = ("blind", "reveal", "commit")


class Interview:
    """One person's interview. Every answer makes a new draft and is saved before the call returns.

    With `BlindFacts` only the blind questions exist; those of the other phases need `RevealFacts`, and
    these need a seal. `save` writes the draft, `now` is the clock, `lang` the language of the texts.
    """

    def __init__(
        self,
        question_set: QuestionSet,
        draft: Draft,
        facts: BlindFacts | RevealFacts,
        save: Callable[[Draft], None],
        now: Callable[[], datetime],
        lang: str = "en",
        told_in: Callable[[str], BlindFacts | RevealFacts] | None = None,
    ) -> None:
        """Take up the interview where the draft stands; `told_in` tells the facts anew in another language."""
        if isinstance(facts, RevealFacts) and isinstance(facts.proof, Sealed) and facts.proof.seal != draft.seal:
            raise UsageError(f"The seal shown is not that of {draft.respondent}.")
        self.question_set, self.draft, self.facts = question_set, draft, facts
        self.lang = lang
        self._save, self._told_in = save, told_in
        self._laid: dict[str, tuple[tuple[object, ...], tuple[Asked, ...]]] = {}
        # Whole seconds: what a person reads in the file, and what a seal can be compared by.
        self._now: Callable[[], datetime] = lambda: now().replace(microsecond=0)

    def asked(self, phase: Phase) -> tuple[Asked, ...]:
        """Give the questions of a phase in this person's order, answered or not; none before their time."""
        if phase != "blind" and not isinstance(self.facts, RevealFacts):
            return ()
        # A draft never changes, it is replaced: while it is the same one, so is what it is asked.
        told, laid = self._laid.get(phase, ((), ()))
        now = (self.draft, self.facts, self.lang, self.question_set)
        if len(told) != len(now) or any(a is not b for a, b in zip(told, now, strict=True)):
            laid = lay_out(self.question_set, phase, self.facts, self.draft, self.lang)
            self._laid[phase] = (now, laid)
        return laid

    def open(self, phase: Phase) -> tuple[Asked, ...]:
        """Give the questions of a phase that have no answer yet, not even a skip."""
        return tuple(asked for asked in self.asked(phase) if not self.draft.has(asked.id))

    def find(self, name: str) -> Asked | None:
        """Find a question that is asked now by its id."""
        return next((asked for phase in PHASES for asked in self.asked(phase) if asked.id == name), None)

    def points_left(self, phase: Phase) -> int:
        """Give the points (ten seconds each) that the open questions of a phase take."""
        return sum(asked.question.points for asked in self.open(phase))

    def answer(self, name: str, value: Any) -> AnswerValue:
        """Give an answer and save it; raises BadValueError where the value is none."""
        asked = self._wanted(name)
        read = accept(asked, value)
        self._keep(asked, "given", read)
        return read

    def skip(self, name: str) -> None:
        """Leave a question unanswered on purpose; raises BadValueError where the set requires an answer."""
        asked = self._wanted(name)
        if asked.question.required:
            raise BadValueError(say("This one is needed. “Don't know” is an answer too."))
        self._keep(asked, "skipped", None)

    def dont_know(self, name: str) -> None:
        """Answer that one does not know."""
        self._keep(self._wanted(name), "dont_know", None)

    def not_applicable(self, name: str) -> None:
        """Answer that the question does not apply here; raises BadValueError where the set does not offer that."""
        asked = self._wanted(name)
        if not asked.question.not_applicable:
            raise BadValueError(say("This one cannot be left out as not applicable."))
        self._keep(asked, "not_applicable", None)

    def speak(self, lang: str) -> None:
        """Go on in another language: the questions' texts change, every answer stays."""
        self._write({"language": lang})
        self.lang = lang
        if self._told_in is not None:
            self.facts = self._told_in(lang)

    def typing(self, name: str, text: str) -> None:
        """Save half-typed words; they come back when the question is asked again and never count.

        Words of one part of an answer stand under `<question>#<part>`.
        """
        typed = {k: v for k, v in self.draft.draft.items() if k != name}
        if text:
            typed[name] = text
        if typed != self.draft.draft:
            self._write({"draft": typed})

    def parts(self, name: str) -> dict[str, str]:
        """Give the half-typed words of the parts of a question, by the part."""
        start = f"{name}{PART}"
        return {key.removeprefix(start): text for key, text in self.draft.draft.items() if key.startswith(start)}

    @property
    def today(self) -> date:
        """Give the day that it is."""
        return self._now().date()

    def seal(self) -> Sealed:
        """Seal the blind answers now; without the open ones, which may be added but stay outside the seal."""
        made = seal(self.draft, self.question_set, self._now())
        self._save(made)
        self.draft = made
        return Sealed.of(self.draft)

    def _wanted(self, name: str) -> Asked:
        asked = self.find(name)
        if asked is None:
            raise UsageError(f'"{name}" is no question that is asked now.')
        return asked

    def _keep(self, asked: Asked, state: State, value: AnswerValue) -> None:
        name, draft = asked.id, self.draft
        states = {k: v for k, v in draft.states.items() if k != name}
        if state != "given":
            states[name] = state
        self._write(
            {
                "answers": draft.answers | {name: value},
                "states": states,
                "order": draft.order if name in draft.order else (*draft.order, name),
                "draft": {k: v for k, v in draft.draft.items() if k.partition(PART)[0] != name},
                "changed_after_seal": self._changes(asked, state, value),
            }
        )

    def _changes(self, asked: Asked, state: State, value: AnswerValue) -> tuple[Change, ...]:
        """Record a change of a sealed answer once, with what was sealed."""
        made, name = self.draft.changed_after_seal, asked.id
        sealed = self.draft.seal is not None and name in self.draft.seal.questions
        same = self.draft.state(name) == state and self.draft.answers.get(name) == value
        if not sealed or same or any(change.question == name for change in made):
            return made
        was_state, was = self.draft.sealed(name)
        return (*made, Change(question=name, was=was, state=was_state, at=self._now()))

    def _write(self, update: dict[str, Any]) -> None:
        at = self._now()
        times = {"started": self.draft.started or at, "ended": at}
        # Built anew, not copied: what is saved has been validated, and strict models keep files readable.
        made = type(self.draft).model_validate(dict(self.draft) | times | update)
        # What could not be written was not answered: the question stays open, and nobody is told that it is saved.
        self._save(made)
        self.draft = made


def minutes(points: int) -> int:
    """Give the whole minutes that so many points take, at least one."""
    return max(1, round(points * SECONDS_A_POINT / 60))

"""Laying a returned form beside what is there already: seals are checked, and nothing that was sealed is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.draft import Change, Draft
from rex.questionnaire.asked import Asked, Option, lay_out
from rex.questionnaire.drive import english
from rex.questionnaire.seal import intact
from rex.questionnaire.values import BadValueError, accept

if TYPE_CHECKING:
    from datetime import datetime

    from rex.config.placed import Way
    from rex.model.answer import AnswerValue, State
    from rex.model.question import Question, QuestionSet
    from rex.questionnaire.facts import BlindFacts
    from rex.questionnaire.form_answers import Found

LESS_AND_LESS = ("named", "role", "anonymous")
"""What is told of a giver. Of two forms of one person the one that tells less holds: it was promised."""
LISTED = {"product": "products", "person": "people"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A form that was read: the person's draft as it is to be saved, and what became of the form.

    `verified` and `broken` speak of the form's own seal (neither: it had none); `changes` counts the answers that
    differ from those sealed before; `left` are ids that no question has; `apart` are answers to be kept nameless.
    """

    draft: Draft
    verified: bool
    broken: bool
    changes: int
    left: tuple[str, ...]
    apart: dict[str, AnswerValue]


def take(found: Found, question_set: QuestionSet, facts: BlindFacts, before: Draft | None, at: datetime) -> Taken:
    """Lay a form's answers over a person's draft (None: the first ones).

    Raises FileError with line and column where a value is no answer. A seal counts where its hash fits the answers as
    REX reads them; over a draft that is sealed already, every differing answer becomes a change.
    """
    reader = _Reader(found, question_set, facts)
    made = reader.draft()
    shown_by = made.anonymity
    verified = made.seal is not None and intact(made) and reader.all_blind(made.seal.questions)
    if not verified:
        made = made.model_copy(update={"seal": None, "changed_after_seal": ()})
    changes = 0
    if before is not None and before.seal is not None:
        kept = before
        for name in made.answers:
            kept = _over_sealed(kept, name, made.state(name), made.answers[name], at)
        changes = len(kept.changed_after_seal) - len(before.changed_after_seal)
        made = kept
    elif before is not None:
        made = _joined(before, made)
    if before is not None:
        made = made.model_copy(update={"anonymity": max(before.anonymity, shown_by, key=LESS_AND_LESS.index)})
    return Taken(
        draft=Draft.model_validate(dict(made)),
        verified=verified,
        broken=found.returned.seal is not None and not verified,
        changes=changes,
        left=tuple(dict.fromkeys(reader.left)),
        apart=reader.apart(),
    )


class _Reader:
    """Read one form's values by the questions they answer."""

    def __init__(self, found: Found, question_set: QuestionSet, facts: BlindFacts) -> None:
        self.found, self.set, self.facts = found, question_set, facts
        self.left: list[str] = []
        given = found.returned
        self.now = {
            asked.id: asked
            for phase in ("blind", "commit")
            for asked in lay_out(question_set, phase, facts, self._bare(given.answers), given.language, apart=True)
        }

    def _bare(self, answers: dict[str, AnswerValue]) -> Draft:
        given = self.found.returned
        return Draft(
            respondent=given.respondent or "anonymous",
            role=given.role or self.set.role,
            set=given.set,
            depth=given.depth,
            language=given.language,
            answers=answers,
            states=given.states,
            anonymity="role" if given.anonymity == "role" else "named",
        )

    def draft(self) -> Draft:
        """Give the form as a draft of its own, its seal not yet judged."""
        given = self.found.returned
        answers = {
            name: self._value(name, value, given.states.get(name, "given"), ("answers", name))
            for name, value in given.answers.items()
            if self._known(name)
        }
        changed = tuple(
            Change(
                question=one.question,
                state=one.state,
                was=self._value(one.question, one.was, one.state, ("changed_after_seal", n)),
                at=one.at,
            )
            for n, one in enumerate(given.changed_after_seal)
            if one.question in answers
        )
        update = {
            "started": given.started,
            "ended": given.ended,
            "seal": given.seal,
            "order": tuple(name for name in dict.fromkeys(given.order) if name in answers),
            "states": {name: state for name, state in given.states.items() if name in answers and state != "given"},
            "changed_after_seal": changed,
        }
        return self._bare(answers).model_copy(update=update)

    def apart(self) -> dict[str, AnswerValue]:
        """Give the answers that never stand beside a name."""
        return {
            name: self._value(name, value, "given", ("apart", name))
            for name, value in self.found.returned.apart.items()
            if self._known(name)
        }

    def all_blind(self, names: tuple[str, ...]) -> bool:
        """Tell whether a seal holds blind questions of the set alone."""
        return all((q := self.set.question(name)) is not None and q.phase == "blind" for name in names)

    def _known(self, name: str) -> bool:
        question = self.set.question(name)
        known = question is not None and question.type not in ("note", "computed")
        if not known:
            self.left.append(name)
        return known

    def _value(self, name: str, value: AnswerValue, state: State, way: Way) -> AnswerValue:
        if state != "given" or value is None:
            return None
        question = self.set.question(name)
        assert question is not None  # noqa: S101 - asked before
        asked = self.now.get(name) or _of(question, name, self.facts, self.found.returned.language)
        try:
            return accept(asked, value)
        except BadValueError as error:
            raise self.found.placed.error(way, f"{name}: {english(error.message)}") from error


def _of(question: Question, name: str, facts: BlindFacts, lang: str) -> Asked:
    """Give a question as values are read by it, asked now or not: an answer may have closed it after the seal."""
    listed = facts.subjects(question.choices_from or LISTED.get(question.type, ""))
    steps = [str(n) for n in range(11)] if question.type == "nps" else []
    own = [Option(c.id, c.label.said(lang), c.alone) for c in question.choices if question.type != "nps"]
    options = [*(Option(step, "") for step in steps), *own, *(Option(one.id, one.title) for one in listed)]
    return Asked(
        id=name,
        question=question,
        label=question.label.said(lang),
        short=question.short.said(lang),
        options=tuple(options),
        duration_s=facts.duration_s,
        currency=facts.currency,
        lang=lang,
    )


def _over_sealed(draft: Draft, name: str, state: State, value: AnswerValue, at: datetime) -> Draft:
    """Give an answer to a draft that is sealed: what was sealed stays, once, as the change says."""
    if name in draft.answers and draft.state(name) == state and draft.answers[name] == value:
        return draft
    states = {key: held for key, held in draft.states.items() if key != name}
    if state != "given":
        states[name] = state
    made = draft.changed_after_seal
    assert draft.seal is not None  # noqa: S101 - the caller looked
    if name in draft.seal.questions and all(change.question != name for change in made):
        was_state, was = draft.sealed(name)
        made = (*made, Change(question=name, was=was, state=was_state, at=at))
    return draft.model_copy(
        update={
            "answers": draft.answers | {name: value},
            "states": states,
            "order": draft.order if name in draft.order else (*draft.order, name),
            "changed_after_seal": made,
            "ended": at,
        }
    )


def _joined(before: Draft, made: Draft) -> Draft:
    """Lay a form over answers that nobody sealed: the form's take their place, the others stay outside its seal."""
    states = {name: state for name, state in before.states.items() if name not in made.answers}
    starts = [when for when in (before.started, made.started) if when is not None]
    ends = [when for when in (before.ended, made.ended) if when is not None]
    return before.model_copy(
        update={
            "answers": before.answers | made.answers,
            "states": states | made.states,
            "order": tuple(dict.fromkeys((*before.order, *made.order))),
            "depth": made.depth if "full" not in (before.depth, made.depth) else "full",
            "language": made.language,
            "started": min(starts, default=None),
            "ended": max(ends, default=None),
            "seal": made.seal,
            "changed_after_seal": made.changed_after_seal,
        }
    )

"""Laying a returned form beside what is there already: seals are checked, and nothing that was sealed is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from rex.model.draft import Change, Draft
from rex.questionnaire.asked import Asked, Option, lay_out
from rex.questionnaire.seal import intact
from rex.questionnaire.values import BadValueError, accept
from rex.text.clean import clean

if TYPE_CHECKING:
    from datetime import datetime

    from rex.model.answer import AnswerValue, State
    from rex.model.message import Message
    from rex.model.question import Question, QuestionSet
    from rex.questionnaire.facts import BlindFacts
    from rex.questionnaire.form_answers import Found, Returned

LESS_AND_LESS = ("named", "role", "anonymous")
"""What is told of a giver. Of two forms of one person the one that tells less holds: it was promised."""
LANGUAGES = ("en", "es", "fr")
AHEAD = timedelta(hours=24)
"""How far a phone's clock may go ahead of the one here; a seal from beyond it was never made."""
LISTED = {"product": "products", "person": "people"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A form that was read: the person's draft as it is to be saved, and what became of the form.

    `verified` and `broken` speak of the form's own seal (neither: it had none); `late` that it fits but was made after
    numbers had been shown. `changes` counts the answers that differ from those sealed before, `outdone` those that
    differ from answers on file which stay. `left` are ids that no question has, `unread` those whose value is no
    answer (any more) and why; `versions` are the form's and the set's where they differ; `apart` are answers to be
    kept nameless.
    """

    draft: Draft
    verified: bool
    broken: bool
    changes: int
    left: tuple[str, ...]
    apart: dict[str, AnswerValue]
    late: bool = False
    outdone: int = 0
    unread: tuple[tuple[str, Message], ...] = ()
    versions: tuple[int, int] | None = None


def take(found: Found, question_set: QuestionSet, facts: BlindFacts, before: Draft | None, at: datetime) -> Taken:
    """Lay a form's answers over a person's draft (None: the first ones), read at the instant `at`.

    Raises FileError with line and column where role or language are none of the set's. A seal counts where its hash
    fits the answers as REX reads them; over a draft that is sealed already, every differing answer becomes a change.
    """
    reader = _Reader(found, question_set, facts)
    made, verified, late = _judged(reader, before, at)
    sealed_here = found.returned.seal is not None and reader.covers(found.returned)
    apart = reader.apart()
    own_mode, changes, outdone = made.anonymity, 0, 0
    if before is not None and before.seal is not None:
        kept = before
        stays = set(_staying(before, made))
        for name in (name for name in made.answers if name not in stays):
            kept = _over(kept, name, made.state(name), made.answers[name], at)
        outdone = len(stays)
        changes = len(kept.changed_after_seal) - len(before.changed_after_seal)
        made = kept.model_copy(update={"ended": _last(before, made)})
    elif before is not None:
        made, outdone = _joined(before, made, at)
    if before is not None:
        made = made.model_copy(update={"anonymity": max(before.anonymity, own_mode, key=LESS_AND_LESS.index)})
    versions = (found.returned.set_version, question_set.version)
    return Taken(
        draft=Draft.model_validate(dict(made)),
        verified=verified,
        broken=sealed_here and not verified and not late,
        changes=changes,
        left=tuple(dict.fromkeys(reader.left)),
        apart=apart,
        late=late,
        outdone=outdone,
        unread=tuple(reader.unread.items()),
        versions=versions if versions[0] != versions[1] else None,
    )


def _judged(reader: _Reader, before: Draft | None, at: datetime) -> tuple[Draft, bool, bool]:
    """Give the form's draft with its seal where that counts; whether it does; whether it came after the numbers."""
    made = reader.draft()
    fits = made.seal is not None and made.seal.at <= at + AHEAD and reader.covers(reader.found.returned)
    fits = fits and intact(made) and made.seal is not None and reader.all_blind(made.seal.questions)
    shown = None if before is None or before.seal is not None else before.shown
    late = fits and shown is not None and made.seal is not None and made.seal.at > shown
    if not fits or late:
        made = made.model_copy(update={"seal": None, "changed_after_seal": ()})
    return made, fits and not late, late


class _Reader:
    """Read one form's values by the questions they answer."""

    def __init__(self, found: Found, question_set: QuestionSet, facts: BlindFacts) -> None:
        self.found, self.set, self.facts = found, question_set, facts
        self.left: list[str] = []
        self.unread: dict[str, Message] = {}
        given = found.returned
        self._look(given.role, {question_set.role, *(r for q in question_set.questions for r in q.audience)})
        if given.language not in LANGUAGES:
            what = f'"language" is "{clean(given.language)}", and a form speaks one of these: {", ".join(LANGUAGES)}.'
            raise found.placed.error(("language",), what)
        self.now = {
            asked.id: asked
            for phase in ("blind", "commit")
            for asked in lay_out(question_set, phase, facts, self._bare(given.answers), given.language, apart=True)
        }

    def _look(self, role: str, known: set[str]) -> None:
        """Refuse a role that the set does not know: it stands in the record beside every answer."""
        if role and role not in known:
            what = f'"role" is "{clean(role)}", and the set has these: {", ".join(sorted(known))}.'
            raise self.found.placed.error(("role",), what)

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
        answers = self._read({n: (v, given.states.get(n, "given")) for n, v in given.answers.items() if self._known(n)})
        changed = tuple(
            Change(question=one.question, state=one.state, was=was[one.question], at=one.at)
            for one in given.changed_after_seal
            if one.question in answers and one.question in (was := self._read({one.question: (one.was, one.state)}))
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
        return self._read({n: (value, "given") for n, value in self.found.returned.apart.items() if self._known(n)})

    def covers(self, given: Returned) -> bool:
        """Tell whether a form's seal is over an answer at all: one over nothing that was given proves nothing."""
        if given.seal is None:
            return False
        held = {n: (given.states.get(n, "given"), value) for n, value in given.answers.items()}
        held |= {change.question: (change.state, change.was) for change in reversed(given.changed_after_seal)}
        return any(n in held and held[n][0] == "given" and held[n][1] is not None for n in given.seal.questions)

    def all_blind(self, names: tuple[str, ...]) -> bool:
        """Tell whether a seal holds blind questions of the set alone, each once."""
        once = len(set(names)) == len(names)
        return once and all((q := self.set.question(name)) is not None and q.phase == "blind" for name in names)

    def _known(self, name: str) -> bool:
        question = self.set.question(name)
        known = question is not None and question.type not in ("note", "computed")
        # A repeated question takes any ending, and this one goes into the record: only plain signs may be in it.
        known = known and name == clean(name) and len(name.split()) == 1
        if not known:
            self.left.append(clean(name))
        return known

    def _read(self, values: dict[str, tuple[AnswerValue, State]]) -> dict[str, AnswerValue]:
        """Give the values that are answers; the others are listed, and cost nobody the rest of a form."""
        read: dict[str, AnswerValue] = {}
        for name, (value, state) in values.items():
            try:
                read[name] = self._value(name, value, state)
            except BadValueError as error:
                self.unread.setdefault(name, error.message)
        return read

    def _value(self, name: str, value: AnswerValue, state: State) -> AnswerValue:
        if state != "given" or value is None:
            return None
        question = self.set.question(name)
        assert question is not None  # noqa: S101 - asked before
        return accept(self.now.get(name) or _of(question, name, self.facts, self.found.returned.language), value)


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


def _over(draft: Draft, name: str, state: State, value: AnswerValue, at: datetime) -> Draft:
    """Give an answer to a draft: what was sealed there stays, once, as the change says."""
    if name in draft.answers and draft.state(name) == state and draft.answers[name] == value:
        return draft
    states = {key: held for key, held in draft.states.items() if key != name}
    if state != "given":
        states[name] = state
    made = draft.changed_after_seal
    sealed = draft.seal is not None and name in draft.seal.questions
    if sealed and all(change.question != name for change in made):
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


def _joined(before: Draft, made: Draft, at: datetime) -> tuple[Draft, int]:
    """Lay a form over answers that nobody sealed; gives how many of the form's answers did not take a place.

    Where both speak, the later one holds, and whatever was given holds over what was left open. An answer on file that
    stays beside the form's seal is one that was changed: what the form sealed is kept with it.
    """
    starts = [when for when in (before.started, made.started) if when is not None]
    states = {name: state for name, state in before.states.items() if name not in made.answers}
    laid = before.model_copy(
        update={
            "answers": before.answers | made.answers,
            "states": states | made.states,
            "order": tuple(dict.fromkeys((*before.order, *made.order))),
            "depth": made.depth if "full" not in (before.depth, made.depth) else "full",
            "language": made.language,
            "seal": made.seal,
            "changed_after_seal": made.changed_after_seal,
        }
    )
    stays = _staying(before, made)
    for name in stays:
        laid = _over(laid, name, before.state(name), before.answers[name], before.ended or at)
    return laid.model_copy(update={"started": min(starts, default=None), "ended": _last(before, made)}), len(stays)


def _last(before: Draft, made: Draft) -> datetime | None:
    """Give the later end of two: what is on file is as new as the newest form that was laid over it."""
    return max((when for when in (before.ended, made.ended) if when is not None), default=None)


def _staying(before: Draft, made: Draft) -> list[str]:
    """Give the questions whose answer on file stays although the form's differs."""
    # A form without a time is as old as its seal; where nothing tells, it is the older one.
    own = made.ended or (made.seal.at if made.seal is not None else made.started)
    older = before.ended is not None and (own is None or own < before.ended)
    stays = []
    for name in (name for name in made.answers if name in before.answers):
        was, now = before.given(name) is not None, made.given(name) is not None
        same = before.state(name) == made.state(name) and before.answers[name] == made.answers[name]
        if not same and (was > now or (was == now and older)):
            stays.append(name)
    return stays

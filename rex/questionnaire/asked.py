"""The questions of one phase as one person meets them: repeated, in their order, in their language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.question import STEPS_OF_NPS
from rex.questionnaire.expression import parse
from rex.questionnaire.facts import Named, Told
from rex.questionnaire.order import mixed, shuffled
from rex.questionnaire.showtime import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.answer import AnswerValue, Phase
    from rex.model.draft import Draft
    from rex.model.question import Choice, Question, QuestionSet, Words
    from rex.questionnaire.expression import Value
    from rex.questionnaire.facts import BlindFacts, RevealFacts

PLACE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in the reader's language. `alone` excludes all others; with a `reason` it cannot be taken now."""

    id: str
    label: str
    alone: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is asked: its id in the answers file, its texts, its choices, and what it speaks of."""

    id: str
    question: Question
    label: str
    short: str
    help: str = ""
    placeholder: str = ""
    explain: str = ""
    detail: str = ""
    options: tuple[Option, ...] = ()
    subject: Named | Told | None = None
    default: AnswerValue = None
    duration_s: float | None = None
    kpis: tuple[Named, ...] = ()
    currency: str = ""
    lang: str = "en"

    def option(self, name: object) -> Option | None:
        """Find an option by its id; a step of a scale by its number."""
        return None if isinstance(name, bool) else next((o for o in self.options if o.id == str(name)), None)


def lay_out(
    question_set: QuestionSet,
    phase: Phase,
    facts: BlindFacts | RevealFacts,
    draft: Draft,
    lang: str,
    *,
    apart: bool = False,
) -> tuple[Asked, ...]:
    """Give the questions of a phase that this person is asked now, whether answered already or not.

    `apart` says that answers can be kept apart from their name, as a form does: without it, anonymous questions are
    asked of the nameless alone.
    """
    chosen = [q for q in question_set.questions if q.phase == phase and _is_for(q, draft, apart=apart)]
    known = known_to(question_set, draft, facts)
    laid: list[Asked] = []
    for question in mixed(chosen, facts.blind.session, draft.respondent):
        if question.when is not None and not parse(question.when).holds(known):
            continue
        laid += [
            _asked(question, name, subject, n, facts, known, lang, draft.respondent)
            for name, subject, n in _each(question, facts, draft)
        ]
    return tuple(laid)


def _is_for(question: Question, draft: Draft, *, apart: bool) -> bool:
    """Tell whether a question is asked at this depth and of this role at all."""
    if question.deprecated or question.type == "computed":
        return False
    if question.depth == "full" and draft.depth != "full":
        return False
    if question.anonymity == "anonymous" and draft.anonymity != "anonymous" and not apart:
        return False
    return not question.audience or draft.role in question.audience


def bare(question: Question, facts: BlindFacts, lang: str) -> tuple[Asked, ...]:
    """Give a question as it stands before anything is known of the reveal: once, or once for each blind subject."""
    over = facts.subjects(question.repeat.over) if question.repeat and question.repeat.over else ()
    if over and question.repeat:
        each = [(f"{question.id}.{s.id}", s) for s in over[: question.repeat.most]]
        return tuple(_asked(question, name, s, n, facts, facts.values(), lang) for n, (name, s) in enumerate(each, 1))
    if question.repeat is not None and question.repeat.over is not None:
        return ()
    name = question.id if question.repeat is None else f"{question.id}.1"
    return (_asked(question, name, Named("", "…"), 1, facts, facts.values(), lang),)


def known_to(question_set: QuestionSet, draft: Draft, facts: BlindFacts | RevealFacts) -> dict[str, Value]:
    """Give what expressions may speak of: the facts, the answers so far, and what is computed from both."""
    known: dict[str, Value] = {name: _plain(draft.given(name)) for name in draft.answers}
    known |= {"depth": draft.depth, "role": draft.role} | facts.values()
    for question in question_set.questions:  # in their order, so that one may build on those before it
        if question.compute is not None:
            known[question.id] = parse(question.compute).value(known)
    return known


def _plain(value: AnswerValue) -> Value:
    """Let an expression see an answer's words or choice where the file keeps more beside them."""
    if isinstance(value, dict):
        return value.get("choice", value.get("text", value.get("what")))
    return list(value) if isinstance(value, list) else value


def _each(
    question: Question, facts: BlindFacts | RevealFacts, draft: Draft
) -> list[tuple[str, Named | Told | None, int]]:
    """Give id, subject and number of each time that a question is asked."""
    if question.repeat is None:
        about = facts.subjects(question.about) if question.about else ()
        if question.about and not about:
            return []
        return [(question.id, about[0] if about else None, 1)]
    if question.repeat.over is not None:
        subjects = facts.subjects(question.repeat.over)[: question.repeat.most]
        return [(f"{question.id}.{subject.id}", subject, n) for n, subject in enumerate(subjects, 1)]
    times: list[tuple[str, Named | Told | None, int]] = []
    for n in range(1, question.repeat.most + 1):
        # The next one is offered only to those who gave the one before.
        if n > 1 and draft.given(f"{question.id}.{n - 1}") is None:
            break
        times.append((f"{question.id}.{n}", None, n))
    return times


def _asked(
    question: Question,
    name: str,
    subject: Named | Told | None,
    n: int,
    facts: BlindFacts | RevealFacts,
    known: dict[str, Value],
    lang: str,
    person: str = "",
) -> Asked:
    blind = facts.blind
    places = {"goal": blind.goal, "session": blind.title, "n": str(n), "brand": blind.brand or blind.title}
    if subject is not None:
        at = clock(subject.at_s) if isinstance(subject, Told) and subject.at_s is not None else ""
        detail = subject.detail if isinstance(subject, Told) else ""
        places |= {"subject": subject.title, "time": at, "detail": detail}
    own = _own(question, places, known, lang, f"{blind.session}\n{person}\n{question.id}")
    more = facts.subjects(question.choices_from or _LISTED.get(question.type, ""))
    return Asked(
        id=name,
        question=question,
        label=_said(question.label, places, lang),
        short=_said(question.short, places, lang),
        help=_said(question.help, places, lang),
        placeholder=_said(question.placeholder, places, lang),
        explain=_said(question.explain, places, lang),
        detail=subject.detail if isinstance(subject, Told) else "",
        options=_with_listed(own, more, question),
        subject=subject,
        default=_default(question, own, known),
        duration_s=blind.duration_s,
        kpis=blind.kpis,
        currency=blind.currency,
        lang=lang,
    )


def _with_listed(own: tuple[Option, ...], more: Sequence[Named | Told], question: Question) -> tuple[Option, ...]:
    """Put the choices that a fact brings between the set's own and those of its own that keep the end."""
    end = {choice.id for choice in question.choices if choice.last or choice.alone} if more else set()
    front = tuple(option for option in own if option.id not in end)
    return front + tuple(Option(s.id, s.title) for s in more) + tuple(option for option in own if option.id in end)


_LISTED = {"product": "products", "person": "people"}
"""The fact that brings the choices of a kind of question that names none."""


def _own(
    question: Question, places: dict[str, str], known: dict[str, Value], lang: str, seed: str
) -> tuple[Option, ...]:
    """Give the set's own choices, shuffled where it says so, those that stand against something with their reason."""
    if question.type == "nps":
        return tuple(Option(str(step), _step_of_nps(question, step, lang)) for step in range(STEPS_OF_NPS))
    choices = shuffled(question.choices, seed) if question.shuffle else question.choices
    return tuple(Option(c.id, _said(c.label, places, lang), c.alone, _against(c, places, known, lang)) for c in choices)


def _step_of_nps(question: Question, step: int, lang: str) -> str:
    """Name the ends of the scale by the choices "0" and "10"; the steps between them have no words."""
    choice = question.choice(str(step))
    return "" if choice is None else choice.label.said(lang)


def _against(choice: Choice, places: dict[str, str], known: dict[str, Value], lang: str) -> str:
    if choice.disabled_if is None or not parse(choice.disabled_if).holds(known):
        return ""
    return _said(choice.reason, places, lang)


def _said(words: Words | None, places: dict[str, str], lang: str) -> str:
    if words is None:
        return ""
    # Not str.format: a title from a file may hold braces, and a template must not reach into objects.
    text = words.said(lang)
    return PLACE.sub(lambda found: places.get(found[1], ""), text).strip() if "{" in text else text.strip()


def _default(question: Question, options: tuple[Option, ...], known: dict[str, Value]) -> AnswerValue:
    """Work out what is proposed: a text, a number, or those of the listed ids that are choices here."""
    if question.default is None:
        return None
    value = parse(question.default).value(known)
    ids = {option.id for option in options}
    if question.type == "multiselect":
        return [str(item) for item in value if str(item) in ids] if isinstance(value, list) else None
    if options:
        return value if isinstance(value, str) and value in ids else None
    return value if isinstance(value, str | int | float) and value != "" else None

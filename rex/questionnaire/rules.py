"""What must hold in a question set beyond its shape: names that exist, blindness, the same places in each language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from rex.config.placed import did_you_mean
from rex.questionnaire.expression import ExpressionError, parse
from rex.questionnaire.facts import BLIND_NAMES, LISTS, REVEAL_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.config.placed import Way
    from rex.errors import FileError
    from rex.model.question import Question, QuestionSet, Words

PLACE = re.compile(r"\{([^{}]*)\}")
PLACES = ("goal", "session", "subject", "time", "detail", "n", "brand")
MOST_ASKED = 200
"""Each time of a repeated question counts: beyond this nobody answers, and no walk through the set would end soon."""
HUNDRED = 100
NEED_CHOICES = ("select", "multiselect", "likert", "forecast_steps", "explained_choice", "rank")


def check(question_set: QuestionSet, placed: Located) -> None:
    """Raise FileError at the first thing that is wrong, at its line and column."""
    _times(question_set, placed)
    seen: set[str] = set()
    repeated = tuple(f"{question.id}." for question in question_set.questions if question.repeat is not None)
    for n, question in enumerate(question_set.questions):
        way: Way = ("questions", n)
        if question.id in seen:
            raise placed.error((*way, "id"), f'"{question.id}" is asked twice; an id belongs to one question.')
        seen.add(question.id)
        if question.id.startswith(repeated):
            what = f'"{question.id}" could be an answer of a repeated question; its ids begin the same way.'
            raise placed.error((*way, "id"), what, todo="Give it another id.")
        _limits(question, placed, way)
        _chances(question, placed, way)
        _choices(question, placed, way)
        _sources(question, placed, way)
        _texts(question, placed, way)
        _computed(question, placed, way)
        _replaced(question, question_set, placed, way)
        for part, text, more in _expressions(question):
            _expression(text, question, question_set, placed, (*way, *part), more)


class Located(Protocol):
    """Whoever can tell where something stands in the set's file, and make the error that shows it."""

    def error(self, way: Way, what: str, *, todo: str = "", why: str = "") -> FileError:
        """Make the error."""
        ...


def _expressions(question: Question) -> Iterator[tuple[Way, str, tuple[str, ...]]]:
    """Give each expression of a question: where it stands, its text, and the names that only it may use."""
    for key, text in (("when", question.when), ("default", question.default), ("compute", question.compute)):
        if text is not None:
            yield (key,), text, ()
    for n, choice in enumerate(question.choices):
        if choice.disabled_if is not None:
            yield ("choices", n, "disabled_if"), choice.disabled_if, ()
    for n, demand in enumerate(question.demands):
        yield ("validate", n, "holds"), demand.holds, ("value",)


def _computed(question: Question, placed: Located, way: Way) -> None:
    if (question.type == "computed") != (question.compute is not None):
        what = "has no compute" if question.compute is None else "is asked, so nothing computes it"
        raise placed.error(way, f'"{question.id}" {what}.')


def _times(question_set: QuestionSet, placed: Located) -> None:
    """Count every time that a question may be asked, so that twenty of two hundred do not make four thousand."""
    asked = 0
    for n, question in enumerate(question_set.questions):
        repeat, way = question.repeat, ("questions", n, "repeat")
        if repeat is not None and repeat.counted is not None and repeat.counted > repeat.most:
            what = f"{repeat.counted} times are counted, and it is asked {repeat.most} times at most."
            raise placed.error((*way, "counted"), what)
        asked += 0 if question.deprecated else 1 if repeat is None else repeat.most
        if asked > MOST_ASKED:
            what = f"with this one a person could be asked {asked} questions; {MOST_ASKED} are the most."
            raise placed.error(way, what, todo='Lower "most", or drop questions.')


def _limits(question: Question, placed: Located, way: Way) -> None:
    low, high = question.limits.low, question.limits.high
    if question.type == "percent":  # without bounds of its own it takes 0 to 100
        low, high = (0 if low is None else low), (HUNDRED if high is None else high)
    if low is not None and high is not None and low > high:
        raise placed.error((*way, "limits"), f"no number is at least {low:g} and at most {high:g}.")


def _chances(question: Question, placed: Located, way: Way) -> None:
    """Keep what becomes a probability between 0 and 1: by its choices' worth, or as a percentage."""
    if question.makes != "probability":
        return
    if question.type == "percent":
        low, high = question.limits.low, question.limits.high
        if (low is not None and low < 0) or (high is not None and high > HUNDRED):
            raise placed.error((*way, "limits"), "a chance is a percentage from 0 to 100.")
        return
    if not question.choices:
        what = f'"{question.id}" makes a probability, and has no choices that stand for one.'
        raise placed.error((*way, "makes"), what, todo="Give it choices with a worth from 0 to 1, or the type percent.")
    for n, choice in enumerate(question.choices):
        if choice.worth is None or not 0 <= choice.worth <= 1:
            what = f'"{choice.id}" stands for a chance, so its worth is a number from 0 to 1, such as 0.7.'
            raise placed.error((*way, "choices", n), what)


def _replaced(question: Question, question_set: QuestionSet, placed: Located, way: Way) -> None:
    ids = [q.id for q in question_set.questions if not q.deprecated]
    if question.replaced_by is not None and question.replaced_by not in ids:
        what = f'"{question.replaced_by}" is no question that is asked.'
        raise placed.error((*way, "replaced_by"), what, todo=did_you_mean(question.replaced_by, ids))


def _choices(question: Question, placed: Located, way: Way) -> None:
    if question.type in NEED_CHOICES and not (question.choices or question.choices_from):
        raise placed.error(way, f'"{question.id}" is a {question.type} and has no choices.')
    ids = [choice.id for choice in question.choices]
    wrong = next((i for i in ids if question.type == "likert" and not i.isdecimal()), None)
    if wrong is not None:
        raise placed.error((*way, "choices"), f'"{wrong}" is no step of a scale: its choices are numbers.')
    twice = next((i for i in ids if ids.count(i) > 1), None)
    if twice is not None:
        raise placed.error((*way, "choices"), f'"{twice}" is a choice twice.')
    silent = next((n for n, c in enumerate(question.choices) if (c.disabled_if is None) != (c.reason is None)), None)
    if silent is not None:
        what = f'"{ids[silent]}" needs both: disabled_if (when it cannot be taken) and reason (what is said then).'
        raise placed.error((*way, "choices", silent), what)


def _sources(question: Question, placed: Located, way: Way) -> None:
    """Facts that a question speaks of must exist, and before the seal they must be blind ones."""
    over = question.repeat.over if question.repeat else None
    wanted = (("about", question.about), ("choices_from", question.choices_from), ("repeat", over))
    for key, name in wanted:
        if name is None:
            continue
        known = LISTS + (() if question.phase == "blind" else REVEAL_NAMES)
        if name in REVEAL_NAMES and name not in known:
            raise placed.error((*way, key), f'"{name}" is known only after the seal; "{question.id}" is asked before.')
        if name not in known:
            raise placed.error((*way, key), f'"{name}" is no fact.', todo=did_you_mean(name, known))


def _texts(question: Question, placed: Located, way: Way) -> None:
    texts: list[tuple[Way, Words | None]] = [
        ((key,), getattr(question, key)) for key in ("label", "short", "help", "placeholder", "explain")
    ]
    texts += [(("choices", n, "label"), choice.label) for n, choice in enumerate(question.choices)]
    texts += [(("choices", n, "reason"), choice.reason) for n, choice in enumerate(question.choices)]
    texts += [(("validate", n, "message"), demand.message) for n, demand in enumerate(question.demands)]
    for key, words in texts:
        if words is None:
            continue
        expected = sorted(PLACE.findall(words.en))
        for lang in ("en", "es", "fr"):
            found = sorted(PLACE.findall(words.said(lang)))
            wrong = next((place for place in found if place not in PLACES), None)
            if wrong is not None:
                raise placed.error((*way, *key, lang), f'"{{{wrong}}}" is no place.', todo=did_you_mean(wrong, PLACES))
            if found != expected:
                raise placed.error((*way, *key, lang), "the places in braces differ from the English text.")


def _expression(
    text: str, question: Question, question_set: QuestionSet, placed: Located, way: Way, more: tuple[str, ...]
) -> None:
    try:
        expression = parse(text)
    except ExpressionError as error:
        raise placed.error(way, f'"{text}", sign {error.column}: {error.what}.') from error
    blind = question.phase == "blind"
    ids = [q.id for q in question_set.questions if q.phase == "blind" or not blind]
    known = (*BLIND_NAMES, *(() if blind else REVEAL_NAMES), *ids, *more)
    for name, column in expression.names:
        if name in known:
            continue
        if name in REVEAL_NAMES or any(q.id == name for q in question_set.questions):
            raise placed.error(way, f'"{name}" is known only after the seal; "{question.id}" is asked before.')
        raise placed.error(way, f'"{text}", sign {column}: nothing is called "{name}".', todo=did_you_mean(name, known))

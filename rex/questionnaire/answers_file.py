"""Answers that come from a file instead of a person at a screen: read strictly, by question id, with places.

    csm.seen: [none]
    csm.mood: 4
    csm.context: {state: skipped}
    actions:
      - {what: Stock for 30 minutes, owner: Lucía, due: 2026-11-26, kpi: conversion_rate, direction: up}

The ids may also stand under a key `answers`. An id without a value is not given. Nothing read here is sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rex.config.placed import Placed, Way, did_you_mean, read
from rex.questionnaire.drive import english
from rex.questionnaire.values import BadValueError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rex.model.answer import Phase
    from rex.model.question import QuestionSet
    from rex.questionnaire.asked import Asked
    from rex.questionnaire.facts import BlindFacts
    from rex.questionnaire.run import Interview

ABOUT_ALL = ("set", "respondent", "role", "actions", "answers")
STATES = ("skipped", "dont_know", "not_applicable")


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """A file of answers: who gave them ("" where the file does not say), and each value with its way in the file."""

    placed: Placed
    respondent: str
    role: str
    values: dict[str, tuple[Way, Any]]

    def only(self, names: Iterable[str]) -> GivenAnswers:
        """Give the same file with these answers alone."""
        return replace(self, values={name: self.values[name] for name in names})


@dataclass(frozen=True, slots=True)
class Missing:
    """A question without an answer, and what the set says of it."""

    id: str
    label: str
    phase: Phase
    required: bool
    feeds: tuple[str, ...]


def read_answers(path: Path, question_set: QuestionSet) -> GivenAnswers:
    """Read a file of answers; raises FileError at an unknown id, with line, column and the nearest right one."""
    placed = read(path)
    document = {} if placed.value is None else placed.value
    if not isinstance(document, dict):
        raise placed.error((), "question ids with their answers are expected here, such as csm.mood: 4.")
    values: dict[str, tuple[Way, Any]] = {}
    parts: tuple[tuple[Way, Any], ...] = (((), document), (("answers",), document.get("answers") or {}))
    for way, held in parts:
        if not isinstance(held, dict):
            raise placed.error(way, "question ids with their answers are expected here, such as csm.mood: 4.")
        values |= {str(key): ((*way, key), value) for key, value in held.items() if way or key not in ABOUT_ALL}
    known = [question.id for question in question_set.questions]
    for name, (at, _) in values.items():
        if question_set.question(name) is None:
            raise placed.error(at, f'"{name}" is no question.', todo=did_you_mean(name, [*known, *ABOUT_ALL]))
    values |= _actions(placed, document.get("actions"), question_set)
    given = {name: found for name, found in values.items() if found[1] is not None}
    who, role = (str(document.get(key) or "") for key in ("respondent", "role"))
    return GivenAnswers(placed, who, role, given)


def set_named(path: Path) -> str:
    """Tell which set a file of answers belongs to: its key `set`, or what its first id begins with; "" for neither."""
    document = read(path).value
    if not isinstance(document, dict):
        return ""
    answers = document.get("answers")
    ids = [str(key) for key in (*document, *(answers if isinstance(answers, dict) else ())) if key not in ABOUT_ALL]
    return str(document.get("set") or "") or (ids[0].partition(".")[0] if ids else "")


def _actions(placed: Placed, listed: Any, question_set: QuestionSet) -> dict[str, tuple[Way, Any]]:
    """Read the list of actions as the answers to the set's action question."""
    if listed is None:
        return {}
    question = next((q for q in question_set.questions if q.makes == "action"), None)
    if question is None or not isinstance(listed, list):
        raise placed.error(("actions",), "a list of actions is expected here, each with what, owner, due and kpi.")
    most = question.repeat.most if question.repeat else 1
    if len(listed) > most:
        raise placed.error(("actions", most), f"{most} actions are the most; more would not be done.")
    return {f"{question.id}.{n}": (("actions", n - 1), item) for n, item in enumerate(listed, 1)}


def apply(given: GivenAnswers, interview: Interview) -> tuple[str, ...]:
    """Give a file's answers to an interview, those of questions that are asked now; gives the ids that are not.

    Raises FileError with line and column where a value is no answer to its question.
    """
    waiting = dict(given.values)
    while waiting:
        # An answer can open another question, so the file is gone through until nothing more fits.
        ready = [name for name in waiting if interview.find(name) is not None]
        if not ready:
            break
        for name in ready:
            way, value = waiting.pop(name)
            _give(given.placed, interview, name, way, value)
    return tuple(waiting)


def _give(placed: Placed, interview: Interview, name: str, way: Way, value: Any) -> None:
    try:
        if isinstance(value, dict) and set(value) == {"state"}:
            if value["state"] not in STATES:
                raise placed.error((*way, "state"), f'"{value["state"]}" is no state.', todo=did_you_mean("", STATES))
            ways = {"skipped": interview.skip, "not_applicable": interview.not_applicable}
            ways.get(value["state"], interview.dont_know)(name)
        else:
            interview.answer(name, value)
    except BadValueError as error:
        raise placed.error(way, f"{name}: {english(error.message)}") from error


def missing(interview: Interview) -> tuple[Missing, ...]:
    """List the questions that have no answer, in the order of asking."""
    from rex.questionnaire.run import PHASES

    return tuple(
        Missing(asked.id, asked.short, phase, asked.question.required, asked.question.feeds)
        for phase in PHASES
        for asked in interview.open(phase)
    )


def template(question_set: QuestionSet, facts: BlindFacts, lang: str = "en", person: str = "") -> str:
    """Write an answers file to fill in: every id with its question and choices as comments, and no value."""
    lines = [
        f"# {facts.title}: {question_set.title.said(lang)}",
        f"set: {question_set.set}",
        f"respondent: {person}".rstrip(),
        f"role: {question_set.role}",
        "",
    ]
    for asked in blank(question_set, facts, lang):
        lines += [f"# {asked.label}", *_hints(asked), f"{asked.id}:", ""]
    return "\n".join(lines)


def blank(question_set: QuestionSet, facts: BlindFacts, lang: str) -> tuple[Asked, ...]:
    """Give every question of a set by the ids that an answers file uses, before anything is known of the reveal."""
    from rex.questionnaire.asked import bare

    return tuple(
        asked
        for question in question_set.questions
        if question.type not in ("note", "computed") and not question.deprecated
        for asked in bare(question, facts, lang)
    )


def _hints(asked: Asked) -> list[str]:
    from rex.model.question import ACTION_FIELDS

    if asked.question.type == "action":
        return [f"#   {{{', '.join(f'{key}: ' for key in ACTION_FIELDS).strip()}}}"]
    if asked.question.type == "multiselect":
        return [f"#   [{', '.join(option.id for option in asked.options)}]"]
    if asked.question.type == "explained_choice":
        return [f"#   {{choice: {' | '.join(option.id for option in asked.options)}, text: }}"]
    if asked.question.type == "moment_text":
        return ["#   {text: , at: 00:20:00}"]
    return [f"#   {option.id}: {option.label}" for option in asked.options]

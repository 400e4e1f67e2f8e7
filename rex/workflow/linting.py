"""Look through question sets: those that are named, or all that a person here can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.questionnaire.lint import lint
from rex.questionnaire.load import library, load_placed
from rex.store.workspace import workspace_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.model.message import Message
    from rex.questionnaire.joined import Library

QUESTIONNAIRES = "questionnaires"


@dataclass(frozen=True, slots=True)
class Placed:
    """One doubt and where it stands."""

    rule: str
    question: str
    what: str
    why: Message
    todo: Message
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Looked:
    """One set and what is doubtful in it; `points` are those of its quick and of all its questions."""

    set: str
    questions: int
    quick_points: int
    full_points: int
    doubts: tuple[Placed, ...]


def look_through(files: Sequence[Path], here: Path) -> list[Looked]:
    """Look through these files, or through all sets; raises FileError at the first set that does not load."""
    root = workspace_of(here)
    shelf = library([] if root is None else [root / QUESTIONNAIRES])
    return [_looked(path, shelf) for path in (files or shelf.sets().values())]


def _looked(path: Path, shelf: Library) -> Looked:
    question_set, joined = load_placed(path, shelf)
    ids = [question.id for question in question_set.questions]
    asked = [question for question in question_set.questions if not question.deprecated]
    doubts = []
    for doubt in lint(question_set):
        place = joined.place(("questions", ids.index(doubt.question)) if doubt.question in ids else ())
        rule = doubt.rule_says
        doubts.append(Placed(doubt.rule, doubt.question, doubt.what, rule.why, rule.todo, place.file, place.line))
    quick = sum(question.budget for question in asked if question.depth == "quick")
    return Looked(question_set.set, len(asked), quick, sum(q.budget for q in asked), tuple(doubts))

"""Find and read question sets: strict, with the line, the column and the nearest right name for every mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from rex.config.placed import Placed, Way, did_you_mean, read
from rex.errors import UsageError
from rex.model.question import Choice, Limits, Question, QuestionSet, Repeat, Words
from rex.questionnaire.rules import check
from rex.resources import templates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pydantic import BaseModel

INSIDE: dict[str, type[BaseModel]] = {
    "questions": Question,
    "choices": Choice,
    "repeat": Repeat,
    "limits": Limits,
    "label": Words,
    "short": Words,
    "help": Words,
    "placeholder": Words,
    "explain": Words,
    "title": Words,
}


def sets(folders: Iterable[Path] = ()) -> dict[str, Path]:
    """Give the file of every set by name: what ships, then the workspace's own, which take its place."""
    found: dict[str, Path] = {}
    for folder in (templates() / "questionnaires", *folders):
        if folder.is_dir():
            found |= {file.stem: file for file in sorted(folder.glob("*.yaml"))}
    return dict(sorted(found.items()))


def load_set(name: str, folders: Iterable[Path] = ()) -> QuestionSet:
    """Read the set of that name; raises UsageError where there is none, FileError where it is wrong."""
    known = sets(folders)
    if name not in known:
        raise UsageError(f'There is no question set "{name}".', todo=did_you_mean(name, known))
    return load(known[name])


def load(path: Path) -> QuestionSet:
    """Read one set's file; raises FileError with file, line, column and the nearest right name."""
    placed = read(path)
    if not isinstance(placed.value, dict):
        raise placed.error((), "a question set begins with its keys: set, version, role, title, questions.")
    try:
        question_set = QuestionSet.model_validate(placed.value)
    except ValidationError as error:
        # A misspelt key also leaves the right one missing: the misspelling is what to tell.
        errors = sorted(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        raise _told(placed, errors[0]) from error
    check(question_set, placed)
    return question_set


def _told(placed: Placed, error: Any) -> Exception:
    """Say a validation error in words, at its place."""
    way: Way = error["loc"]
    key = str(way[-1]) if way else ""
    if error["type"] == "extra_forbidden":
        return placed.error(way, f'"{key}" is not a key of a question set.', todo=did_you_mean(key, _keys(way)))
    if error["type"] == "missing":
        return placed.error(way, f'"{key}" is missing.', todo="Add it; texts need en, es and fr.")
    given = str(error.get("input"))
    expected = str(error.get("ctx", {}).get("expected", ""))
    if error["type"] == "literal_error":
        choices = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
        return placed.error(way, f'"{given}" is no {key}.', todo=did_you_mean(given, choices))
    return placed.error(way, f'"{key}" cannot be {given!r}.', why=str(error["msg"]))


def _keys(way: Way) -> list[str]:
    around = next((INSIDE[part] for part in reversed(way[:-1]) if part in INSIDE), QuestionSet)
    return list(around.model_fields)

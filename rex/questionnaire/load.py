"""Find and read question sets: strict, with the line, the column and the nearest right name for every mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from rex.config.placed import did_you_mean
from rex.errors import UsageError
from rex.model.question import Choice, Demand, Limits, Question, QuestionSet, Repeat, Words
from rex.questionnaire.joined import Library
from rex.questionnaire.rules import check
from rex.resources import templates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pydantic import BaseModel

    from rex.config.placed import Way
    from rex.questionnaire.joined import Joined

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
    "intro": Words,
    "thanks": Words,
    "reason": Words,
    "message": Words,
    "validate": Demand,
}


def library(folders: Iterable[Path] = ()) -> Library:
    """Give what can be named: the sets that ship, then those of these folders, which take their place."""
    return Library([templates() / "questionnaires", *folders])


def sets(folders: Iterable[Path] = ()) -> dict[str, Path]:
    """Give the file of every set by name: what ships, then the workspace's own, which take its place."""
    return library(folders).sets()


def load_set(name: str, folders: Iterable[Path] = ()) -> QuestionSet:
    """Read the set of that name; raises UsageError where there is none, FileError where it is wrong."""
    shelf = library(folders)
    known = shelf.sets()
    if name not in known:
        raise UsageError(f'There is no question set "{name}".', todo=did_you_mean(name, known))
    return load(known[name], shelf)


class Sets:
    """The sets that can be asked, each read when it is first wanted."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """Take what ships, and the sets of these folders in its place."""
        self._folders = tuple(folders)
        self._read: dict[str, QuestionSet] = {}

    def __getitem__(self, name: str) -> QuestionSet:
        """Give the set of that name; raises UsageError where there is none, FileError where it is wrong."""
        if name not in self._read:
            self._read[name] = load_set(name, self._folders)
        return self._read[name]

    def names(self) -> tuple[str, ...]:
        """Name all that are there."""
        return tuple(sets(self._folders))


def load(path: Path, shelf: Library | None = None) -> QuestionSet:
    """Read one set's file with what it builds on; raises FileError with file, line, column and the nearest name."""
    return load_placed(path, shelf)[0]


def load_placed(path: Path, shelf: Library | None = None) -> tuple[QuestionSet, Joined]:
    """Read a set as `load` does, and keep where each of its questions stands."""
    joined = (shelf or library()).joined(path)
    try:
        question_set = QuestionSet.model_validate(joined.value)
    except ValidationError as error:
        # A misspelt key also leaves the right one missing: the misspelling is what to tell.
        errors = sorted(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        raise _told(joined, errors[0]) from error
    if question_set.set != path.stem:
        what = f'this file is called {path.name}, and its set "{question_set.set}".'
        key = "set" if ("set",) in joined.placed.places else "extends"  # whose name it bears if it gives none
        raise joined.error((key,), what, todo=f"Write set: {path.stem}, or call the file {question_set.set}.yaml.")
    check(question_set, joined)
    return question_set, joined


def _told(placed: Joined, error: Any) -> Exception:
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

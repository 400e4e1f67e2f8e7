"""One file a person in `answers/`: read strictly, saved whole after every answer, never losing an id.

A person may edit the file by hand: comments, and keys that REX does not know, stay where they are.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from rex.config.placed import read
from rex.errors import FileError, Place, UsageError
from rex.model.draft import Draft
from rex.store.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = re.compile(r"\w[\w.-]{0,63}\Z")
LONGEST_NAME = 200
"""Bytes of a name: a file's may have 255, and the temporary one beside it is longer."""
KEYS = tuple(name for name in Draft.model_fields if name != "extra")
TODO = "Correct it, or take the file's last good version from your backup or from git."
GROWING = ("answers",)
"""Keys of which nothing is ever taken away, whatever the draft in memory holds."""


def answers_file(session_folder: Path, respondent: str) -> Path:
    """Give the file of a person's answers; raises UsageError where the name cannot be that of a file."""
    if not NAME.match(respondent) or len(respondent.encode()) > LONGEST_NAME:
        raise UsageError(
            f'"{respondent}" cannot name a respondent.',
            todo="Use letters, digits, - and _: for example maria, or client-verbena.",
        )
    return session_folder / "answers" / f"{respondent}.yaml"


def answers_files(session_folder: Path) -> Iterator[Path]:
    """Give the named respondents' files in the order of their names."""
    folder = session_folder / "answers"
    if folder.is_dir():
        yield from sorted(folder.glob("*.yaml"))


def load_draft(path: Path) -> Draft | None:
    """Read a person's answers; None where there is no file yet. Raises FileError with line and column."""
    if not path.exists():
        return None
    placed = read(path)
    if placed.value is None:
        return None
    if not isinstance(placed.value, dict):
        raise placed.error((), "keys are expected here: respondent, role, set, answers.", todo=TODO)
    known = {key: value for key, value in placed.value.items() if key in KEYS and value is not None}
    extra = {key: value for key, value in placed.value.items() if key not in KEYS}
    # A file that a person wrote may hold answers alone: its name says whose, an id's first part of which set.
    answers = known.get("answers")
    first_id = next(iter(answers)) if isinstance(answers, dict) and answers else "unknown"
    whose = known.setdefault("respondent", path.stem)
    if whose != path.stem:
        what = f'"respondent" is "{whose}", and this is the file of "{path.stem}".'
        todo = f"Write respondent: {path.stem}, or call the file {whose}.yaml. No file is laid over another's."
        raise placed.error(("respondent",), what, todo=todo)
    known.setdefault("set", str(first_id).partition(".")[0])
    known.setdefault("role", known["set"])
    try:
        return Draft.model_validate(known | {"extra": extra})
    except ValidationError as error:
        first = error.errors()[0]
        way = first["loc"][:2]  # deeper steps name the reader's own branches
        key = ".".join(str(step) for step in way)
        raise placed.error(way, f'"{key}": {first["msg"]}.', todo=TODO) from error


def save_draft(path: Path, draft: Draft) -> None:
    """Write a person's answers over what the file holds; raises FileError and leaves the file where it cannot."""
    from ruamel.yaml.comments import CommentedMap

    held = load_draft(path)
    if held is not None and held.seal is not None and draft.seal != held.seal:
        what = f"The answers of {draft.respondent} were sealed in the meantime, elsewhere."
        raise FileError(
            what, place=Place(f"answers/{path.name}"), todo="Run the same command again: it goes on behind the seal."
        )
    document = None if held is None else _document(path)
    if document is None:
        document = CommentedMap()
        document.update(draft.extra)
    dumped = draft.model_dump(mode="json", exclude={"extra"})
    for key in KEYS:
        _lay(document, key, dumped[key])
    text = io.StringIO()
    _yaml().dump(document, text)
    write_text(path, text.getvalue())


def _lay(document: Any, key: str, value: Any) -> None:
    """Put one key of the draft into the file's own document, touching as little as possible."""
    if value in (None, {}, []):
        if key not in GROWING:
            document.pop(key, None)
    elif isinstance(value, dict) and isinstance(document.get(key), dict):
        held = document[key]
        if key not in GROWING:
            for gone in [name for name in held if name not in value]:
                del held[gone]
        for name, item in value.items():
            if name not in held or _plain(held[name]) != item:
                held[name] = item
    elif key not in document or _plain(document[key]) != value:
        document[key] = value


def _document(path: Path) -> Any:
    """Read the file with its comments."""
    return _yaml().load(path.read_text(encoding="utf-8-sig"))


def _yaml() -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import RoundTripConstructor

    class Words(RoundTripConstructor):
        """Leave times as they are written; the model reads them."""

    Words.add_constructor("tag:yaml.org,2002:timestamp", lambda _self, node: str(node.value))
    yaml = YAML()
    yaml.Constructor = Words
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _plain(value: Any) -> Any:
    """Turn the library's own lists, maps, texts and numbers into Python's."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value

"""The text of one action file, `actions/<action-id>.yaml`, and the action it stands for; read strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from rex.errors import FileError, Place
from rex.model.action import Action
from rex.text.similar import nearest

if TYPE_CHECKING:
    from pydantic import ValidationError
    from yaml import MappingNode, Node

SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
"""What an action's id may look like: it is the name of its file."""
_KEPT = "The file was left as it is, and the other actions go on."
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One `key: value` of the file, with the lines and columns (from 1) at which both stand."""

    key: str
    value: str | None
    key_at: tuple[int, int]
    value_at: tuple[int, int]


def parse(text: str, file: str) -> Action:
    """Read one action; an unknown key, a wrong value or a missing one raises FileError with its line.

    Every value is taken as it is written and read as the kind its key wants, so that `note: 12:30` stays a text.
    """
    entries = _entries(text, file)
    fields = Action.model_fields
    for key, entry in entries.items():
        if key not in fields:
            close = nearest(key, fields, 1)
            todo = f"Write “{close[0]}”, or take the line out." if close else f"Known are: {', '.join(fields)}."
            raise _wrong(f"“{key}” is no part of an action.", file, text, entry.key_at, todo)
    given = {key: entry.value for key, entry in entries.items() if entry.value is not None}
    missing = [name for name, info in fields.items() if info.is_required() and name not in given]
    if missing:
        raise _wrong(f"“{missing[0]}” is missing.", file, text, (0, 0), f"Add a line “{missing[0]}: ...”.")
    try:
        return Action.model_validate(given)
    except ValueError as error:
        raise _refused(error, entries, file, text) from None


def unparse(action: Action, before: str = "") -> str:
    """Give the file's text; of the text it had before, a person's order, comments and quotes stay.

    Empty values are left out. ValueError when the earlier text cannot be read: nobody's file is written over unread.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="rt")
    yaml.width, yaml.preserve_quotes, yaml.allow_unicode = 4096, True, True
    try:
        lines: Any = yaml.load(before) if before.strip() else None
    except YAMLError as error:
        raise ValueError(str(error)) from None
    if lines is None:
        lines = CommentedMap()
    if not isinstance(lines, dict):
        raise ValueError(type(lines).__name__)  # noqa: TRY004 - a wrong file, not a wrong call
    for key, value in action.model_dump().items():
        if value is None or value == "":
            lines.pop(key, None)
        elif key not in lines or lines[key] != value:
            lines[key] = value
    out = StringIO()
    yaml.dump(lines, out)
    return out.getvalue()


def _entries(text: str, file: str) -> dict[str, _Entry]:
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise _wrong(
            "This line cannot be read as YAML.", file, text, at, "Compare it with another action file."
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise _wrong("The file cannot be read as YAML.", file, text, (0, 0), "Compare it with another one.") from None
    if not isinstance(node, yaml.MappingNode):
        raise _wrong("The file holds no action.", file, text, (0, 0), "Write lines such as “owner: Maria”.")
    return _flat(node, file, text)


def _flat(node: MappingNode, file: str, text: str) -> dict[str, _Entry]:
    from yaml import ScalarNode

    entries: dict[str, _Entry] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode) or not isinstance(value, ScalarNode):
            todo = "Write one text, number or date after the colon."
            raise _wrong("An action has one value on each line.", file, text, _at(value), todo)
        if key.value in entries:
            raise _wrong(f"“{key.value}” stands here twice.", file, text, _at(key), "Take one of the lines out.")
        written = None if value.tag == _NULL else str(value.value)
        entries[key.value] = _Entry(key.value, written, _at(key), _at(value))
    return entries


def _at(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _refused(error: ValueError, entries: dict[str, _Entry], file: str, text: str) -> FileError:
    """Tell which value was refused, and what could stand there."""
    refused: ValidationError = error  # type: ignore[assignment]  # pydantic's own, a ValueError to everybody else
    first = refused.errors()[0]
    entry = entries[str(first["loc"][0])]
    expected = first.get("ctx", {}).get("expected")
    if expected:
        todo = f"Write {expected}."
    elif "date" in first["type"]:
        todo = "Write a day as 2026-11-26."
    else:
        todo = "Write a number." if first["type"].startswith(("float", "int", "finite")) else f"{first['msg']}."
    return _wrong(f"“{entry.value}” cannot be the {entry.key} of an action.", file, text, entry.value_at, todo)


def _wrong(what: str, file: str, text: str, at: tuple[int, int], todo: str) -> FileError:
    line, column = at
    lines = text.splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return FileError(what, place=Place(file, line, column, excerpt), todo=todo, kept=_KEPT)

"""Take one person out of the workspace's own texts: answers, actions, records, reports; each stays loadable."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from rex.actions import action_file
from rex.config.session import FILE, read_session
from rex.config.workspace import read_workspace
from rex.errors import FileError
from rex.importers.erase_json import JsonEraser
from rex.store.answers import load_draft
from rex.store.atomic import write_bytes
from rex.store.records import load
from rex.store.workspace import RECORD, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from rex.importers.erase import Person

SUFFIXES = frozenset({".yaml", ".yml", ".json", ".md", ".html", ".txt"})
_COMMENT = re.compile(r"#[^\n]*")
_STRING = "tag:yaml.org,2002:str"


def erase_text(path: Path, person: Person) -> bool:
    """Rewrite one text without a person; False where it is as it was, since REX could not read it any more."""
    try:
        before = path.read_bytes()
        could = _loads(path)
        after = _erased(path, before.decode("utf-8"), person).encode()
    except (OSError, UnicodeError):
        return False
    write_bytes(path, after)
    if could and not _loads(path):
        write_bytes(path, before)
        return False
    return True


def _erased(path: Path, text: str, person: Person) -> str:
    if path.suffix in {".yaml", ".yml"}:
        return _in_yaml(text, person)
    if path.suffix == ".json":
        eraser = JsonEraser(person, by_keys=False)
        made = eraser.documents(text)
        return person.erased_from(text) if eraser.damaged else made
    return person.erased_from(text)


def _in_yaml(text: str, person: Person) -> str:
    """Write every text that names her again in quotation marks, comments as they are; keys and all else stay."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        root = YAML().compose(text)
    except (YAMLError, ValueError):
        return person.erased_from(text)
    made: list[str] = []
    at = 0
    for start, end, value in sorted(_scalars(root)):
        made.append(_in_comments(text[at:start], person))
        source, at = text[start:end], end
        if person.is_mentioned_in(value):
            blank = source[len(source.rstrip()) :] if source.startswith(("|", ">")) else ""
            source = json.dumps(person.erased_from(value), ensure_ascii=False) + blank
        made.append(source)
    return "".join([*made, _in_comments(text[at:], person)])


def _in_comments(text: str, person: Person) -> str:
    return _COMMENT.sub(lambda found: person.erased_from(found[0]), text)


def _scalars(node: Any) -> list[tuple[int, int, str]]:
    """Give where each value stands that is a text; keys come with an empty one, so that they stay."""
    if node is None:
        return []
    if isinstance(node.value, str):
        return [(node.start_mark.index, node.end_mark.index, node.value if node.tag == _STRING else "")]
    found: list[tuple[int, int, str]] = []
    for item in node.value:
        if isinstance(item, tuple):
            found += [(start, end, "") for start, end, _ in _scalars(item[0])]
            found += _scalars(item[1])
        else:
            found += _scalars(item)
    return list(dict.fromkeys(found))


def _loads(path: Path) -> bool:
    """Tell whether REX can read one of its own files; one that it never reads always can."""
    try:
        if path.name == RECORD:
            load(path)
        elif path.name == SETTINGS:
            read_workspace(path)
        elif path.name == FILE:
            read_session(path.parent, read_workspace(path.parents[2] / SETTINGS))
        elif path.parent.name == "actions":
            action_file.parse(path.read_text(encoding="utf-8"), path.name)
        elif path.parent.name == "answers":
            load_draft(path)
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
    except (FileError, ValueError, OSError, IndexError):
        return False
    return True

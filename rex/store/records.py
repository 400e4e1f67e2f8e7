"""Records on disk: saved in one step, read strictly; a damaged one is named with the way back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from rex.errors import FileError, Place
from rex.model.retrospective import SCHEMA, Retrospective
from rex.store.workspace import sessions_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rex.store.workspace import Folder


@dataclass(frozen=True, slots=True)
class Unusable:
    """A record that exists and cannot be used, and the reason as it is told to people."""

    session: str
    error: FileError


def load(file: Path) -> Retrospective:
    """Read a record; raises FileError naming what is wrong with it and how to get it back."""
    try:
        known = file.stat()
    except OSError:
        return _read(file)  # which says what is wrong
    return _once(file, known.st_ino, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=256)
def _once(file: Path, _inode: int, _size: int, _changed_ns: int) -> Retrospective:
    """Read a record once a run: in a review of all sessions each is the past of all after it, and none is changed."""
    return _read(file)


def _read(file: Path) -> Retrospective:
    name = f"{file.parent.name}/{file.name}"
    again = f"The exports and answers are whole. Make it again:  rex review {file.parent.name} --no-input"
    try:
        text = file.read_text(encoding="utf-8")
        value: Any = json.loads(text)
    except FileNotFoundError as error:
        raise FileError(f"There is no record {name} yet.", todo=f"Make it:  rex review {file.parent.name}") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        at = getattr(error, "lineno", 0)
        raise FileError(
            f"{name} is damaged: it is no whole JSON document.", place=Place(name, at), todo=again
        ) from error
    except OSError as error:
        raise FileError(f"{name} cannot be read: {error.strerror}.", place=Place(name)) from error
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        raise FileError(
            f'{name} has the schema "{schema}"; this REX reads "{SCHEMA}".',
            place=Place(name),
            todo="A newer REX wrote it: update REX. Or make the record again with this one.",
        )
    try:
        return Retrospective.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        way = ".".join(str(part) for part in first["loc"])
        raise FileError(f"{name} was changed by hand, and {way} no longer fits: {first['msg']}.", todo=again) from error


def earlier_records(folder: Folder, start: datetime | None) -> tuple[list[Retrospective], list[Unusable]]:
    """Read the records of the workspace's sessions that began before this one, oldest first; name the unusable ones."""
    if folder.workspace is None or start is None:
        return [], []
    found, unusable = all_records(folder.workspace, but=folder.id)
    return [record for record in found if record.session.start is not None and record.session.start < start], unusable


def all_records(workspace: Path, but: str = "") -> tuple[list[Retrospective], list[Unusable]]:
    """Read every record of a workspace, oldest session first."""
    found: list[Retrospective] = []
    unusable: list[Unusable] = []
    for folder in sessions_of(workspace):
        if folder.id == but or not folder.record.exists():
            continue
        try:
            found.append(load(folder.record))
        except FileError as error:
            unusable.append(Unusable(folder.id, error))
    found.sort(key=lambda record: (record.session.start is None, record.session.start, record.session.id))
    return found, unusable

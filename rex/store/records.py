"""Records on disk: saved in one step, read strictly; a damaged one is named with the way back."""

from __future__ import annotations

import atexit
import gc
import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, Field, ValidationError

from rex.errors import FileError, Place
from rex.model.noun import Noun
from rex.model.retrospective import SCHEMA, Retrospective
from rex.store.workspace import sessions_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.store.workspace import Folder


@dataclass(frozen=True, slots=True)
class Unusable:
    """A record that exists and cannot be used, and the reason as it is told to people."""

    session: str
    error: FileError


class NewerRecord(FileError):  # noqa: N818 - named for what is told, as the other rooms use it
    """A record that a newer REX wrote: this one neither reads nor replaces it."""


DAMAGED = "retrospective.damaged.json"
"""Where a record that nobody can read is kept when a new one takes its place."""


def replaced(folder: Folder) -> Retrospective | None:
    """Read the record that a new one is about to take the place of; None where there is none or it cannot be read.

    Raises NewerRecord: what a newer REX wrote is not written over by an older one.
    """
    if not folder.record.exists():
        return None
    try:
        return load(folder.record)
    except NewerRecord:
        raise
    except FileError:
        return None


def keep_damaged(folder: Folder) -> Path | None:
    """Set a record aside that cannot be read, so that a new one loses nothing; gives where it is, None where none was.

    One that was set aside before is replaced: the newest is the one somebody may want back.
    """
    if not folder.record.exists() or replaced(folder) is not None:
        return None
    return folder.record.replace(folder.record.with_name(DAMAGED))


def load(file: Path) -> Retrospective:
    """Read a record; raises FileError naming what is wrong with it and how to get it back."""
    try:
        known = file.stat()
    except OSError:
        return _read(file)  # which says what is wrong
    return _once(file, known.st_ino, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=8192)
def _once(file: Path, _inode: int, _size: int, _changed_ns: int) -> Retrospective:
    """Read a record once a run: each is the past of all after it, and a report and the index read the same ones."""
    return _read(file)


def _read(file: Path) -> Retrospective:
    name = f"{file.parent.name}/{file.name}"
    try:
        text = file.read_bytes()
    except FileNotFoundError as error:
        raise FileError(f"There is no record {name} yet.", todo=f"Make it:  rex review {file.parent.name}") from error
    except OSError as error:
        raise FileError(f"{name} cannot be read: {error.strerror}.", place=Place(name)) from error
    try:
        record = Retrospective.model_validate_json(text)
    except ValidationError as error:
        raise _unusable(file, text, error) from error
    if "schema_" not in record.model_fields_set:  # a document without one may be anything
        raise _unusable(file, text)
    return record


def _unusable(file: Path, text: bytes, error: ValidationError | None = None) -> FileError:
    """Say what is wrong with a record and how to get it back; looked into only where it cannot be read."""
    name = f"{file.parent.name}/{file.name}"
    again = f"The exports and answers are whole. Make it again:  rex review {file.parent.name} --no-input"
    try:
        value: Any = json.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError) as broken:
        at = getattr(broken, "lineno", 0)
        return FileError(f"{name} is damaged: it is no whole JSON document.", place=Place(name, at), todo=again)
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA and _number(schema) > _number(SCHEMA):
        return NewerRecord(
            f'{name} has the schema "{schema}"; this REX reads "{SCHEMA}".',
            place=Place(name),
            todo="A newer REX wrote it: update REX, here too. To go back for good, move the file away first.",
        )
    if schema != SCHEMA or error is None:
        return FileError(f'{name} has the schema "{schema}"; this REX reads "{SCHEMA}".', place=Place(name), todo=again)
    first = error.errors()[0]
    way = ".".join(str(part) for part in first["loc"])
    return FileError(f"{name} was changed by hand, and {way} no longer fits: {first['msg']}.", todo=again)


def _number(schema: object) -> int:
    """Give the number behind a schema's name; 0 for what is no schema of a record."""
    name, _, number = str(schema).rpartition("/")
    return int(number) if name == SCHEMA.rpartition("/")[0] and number.isdecimal() else 0


class _When(Noun):
    model_config = ConfigDict(extra="ignore")

    start: datetime | None = None


class Past(Noun):
    """What tells whether a later record still rests on this one: when the show began, and the digest of its values."""

    model_config = ConfigDict(extra="ignore")

    schema_: Literal["rex.retrospective/1"] = Field(alias="schema")
    session: _When
    values: str = ""


def past_values(file: Path) -> Past | None:
    """Read that alone, which is quick and kept until the file changes; None where there is no usable record."""
    try:
        known = file.stat()
    except OSError:
        return None
    return _past(file, known.st_ino, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=8192)
def _past(file: Path, _inode: int, _size: int, _changed_ns: int) -> Past | None:
    try:
        return Past.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


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
    with _uncollected():
        for folder in sessions_of(workspace):
            if folder.id == but or not folder.record.exists():
                continue
            try:
                found.append(load(folder.record))
            except FileError as error:
                unusable.append(Unusable(folder.id, error))
    found.sort(key=lambda record: (record.session.start is None, record.session.start, record.session.id))
    return found, unusable


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles away from what is read: it would walk through all records so far again and again.

    Records hold no cycle and go when nobody refers to them. With a thousand of them it took half of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        atexit.unregister(_given_back)
        atexit.register(_given_back)
        if was:
            gc.enable()


def _given_back() -> None:
    """Let go of the records first, which is quick, then of the frozen rest, where libraries look for what they left."""
    _once.cache_clear()
    gc.unfreeze()

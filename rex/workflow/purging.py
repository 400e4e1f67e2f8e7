"""Delete old raw exports and their cache. Records, answers and reports stay: what was learned needs no raw data."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rex.errors import UsageError
from rex.store.workspace import EXPORTS, sessions_of, started

if TYPE_CHECKING:
    from pathlib import Path

    from rex.store.workspace import Folder

_AGE = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30.4375, "y": 365.25}


@dataclass(frozen=True, slots=True)
class Old:
    """A session past its time: its export files and their bytes; one without a record is kept."""

    folder: Folder
    files: int
    size: int
    reviewed: bool


def age_of(text: str) -> timedelta:
    """Read an age such as 13m, 90d, 2y; raises UsageError."""
    found = _AGE.fullmatch(text.strip().lower())
    if found is None:
        raise UsageError(
            f'"{text}" is no age.', todo="Write 13m (months), 90d, 26w or 2y.", kept="Nothing was deleted."
        )
    return timedelta(days=int(found[1]) * _DAYS[found[2]])


def past(workspace: Path, age: timedelta, now: datetime) -> list[Old]:
    """Name the sessions older than an age that still have exports; one whose day nobody knows is never among them."""
    found: list[Old] = []
    for folder in sessions_of(workspace):
        day = _day(folder)
        files = [path for path in (folder.path / EXPORTS).rglob("*") if path.is_file()]
        if files and day is not None and now.date() - day > age:
            size = sum(path.stat().st_size for path in files)
            found.append(Old(folder, len(files), size, folder.record.exists()))
    return found


def purge(old: Old) -> None:
    """Delete a session's export files and its cache; the empty folder stays."""
    for path in sorted((old.folder.path / EXPORTS).iterdir()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    shutil.rmtree(old.folder.cache, ignore_errors=True)


def _day(folder: Folder) -> date | None:
    start = started(folder)
    if start is not None:
        return start.date()
    try:
        return date.fromisoformat(folder.id[:10])
    except ValueError:
        return None

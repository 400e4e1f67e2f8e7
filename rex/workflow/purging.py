"""Delete old raw exports and their cache. Records, answers and reports stay: what was learned needs no raw data."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rex.errors import RexError, UsageError
from rex.model.message import Message, say
from rex.store.records import load
from rex.store.workspace import EXPORTS, sessions_of, started
from rex.workflow.imports import inputs_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.store.workspace import Folder

_AGE = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30.4375, "y": 365.25}


@dataclass(frozen=True, slots=True)
class Old:
    """A session past its time: its export files and their bytes, why it stays where it does, and links, which stay."""

    folder: Folder
    files: int
    size: int
    stays: Message | None
    links: tuple[str, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Tell whether the record holds all that was learned from these exports, so that they may go."""
        return self.stays is None


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
        if day is None or now.date() - day <= age:
            continue
        inside = list(_inside(folder))
        files = [path for path in inside if not path.is_symlink()]
        links = tuple(path.relative_to(folder.path).as_posix() for path in inside if path.is_symlink())
        if files or links:
            size = sum(path.lstat().st_size for path in files)
            stays = say("stays: it is a link, and what lies behind it is not this workspace's")
            found.append(Old(folder, len(files), size, _why_kept(folder) if files else stays, links))
    return found


def purge(old: Old) -> None:
    """Delete a session's export files and its cache; links stay as they are, and folders that are empty then go."""
    root = old.folder.path / EXPORTS
    for path in _inside(old.folder):
        if not path.is_symlink():
            path.unlink(missing_ok=True)
    if not root.is_symlink():
        for here, _, _ in os.walk(root, topdown=False):
            if Path(here) != root and not any(Path(here).iterdir()):
                Path(here).rmdir()
    shutil.rmtree(old.folder.cache, ignore_errors=True)


def _inside(folder: Folder) -> Iterator[Path]:
    """Name the files and links of `exports/`, nothing behind a link; a link in its place is named alone."""
    root = folder.path / EXPORTS
    if folder.path.is_symlink():
        yield folder.path
    elif root.is_symlink():
        yield root
    else:
        for here, folders, files in os.walk(root):
            for name in sorted([*folders, *files]):
                path = Path(here, name)
                if path.is_symlink() or not path.is_dir():
                    yield path


def _why_kept(folder: Folder) -> Message | None:
    """Say why a session's exports are still needed: there is no record, none that loads, or an older one."""
    again = f"rex review {folder.id}"
    if not folder.record.exists():
        return say("stays: it has no record yet. Make it:  {command}", command=again)
    try:
        if load(folder.record).inputs == inputs_hash(folder):  # of an older REX too: its numbers are whole
            return None
    except (RexError, OSError):
        return say("stays: its record or its exports cannot be read. Make it again:  {command}", command=again)
    return say("stays: its record was not made from these exports. Make it again:  {command}", command=again)


def _day(folder: Folder) -> date | None:
    start = started(folder)
    if start is not None:
        return start.date()
    try:
        return date.fromisoformat(folder.id[:10])
    except ValueError:
        return None

"""A workspace on disk: its sessions, what `SESSION` on the command line means, and the key of its pseudonyms."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rex.config.session import read_session
from rex.config.workspace import WorkspaceSettings, read_workspace
from rex.errors import FileError, UsageError
from rex.store.atomic import write_bytes
from rex.text.similar import nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rex.model.session import Session

SETTINGS = "rex.yaml"
SESSIONS = "sessions"
EXPORTS = "exports"
RECORD = "retrospective.json"
CACHE = ".rex"
KEY = ".rex-key"
IGNORED = f"{SESSIONS}/*/{EXPORTS}/\n{CACHE}/\n{KEY}\n{SESSIONS}/*/answers/anonymous/\n"
"""What a workspace in git leaves out: raw exports, the cache, the key, answers without a name."""

_LAST = re.compile(r"^last(?:-(\d+))?$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_DAY_AND_HOUR = re.compile(r"^\d{4}-\d{2}-\d{2}-(?:\d{4}-)?")


@dataclass(frozen=True, slots=True)
class Folder:
    """One session on disk. `exports` is the folder of its files: `exports/`, or the folder itself where it is plain."""

    path: Path
    workspace: Path | None

    @property
    def id(self) -> str:
        """Name the session by its folder."""
        return self.path.name

    @property
    def exports(self) -> Path:
        """Give the folder that holds the platforms' files."""
        inside = self.path / EXPORTS
        return inside if inside.is_dir() or (self.path / "session.yaml").exists() else self.path

    @property
    def record(self) -> Path:
        """Give the path of the session's record."""
        return self.path / RECORD

    @property
    def answers(self) -> Path:
        """Give the folder of people's answers."""
        return self.path / "answers"

    @property
    def cache(self) -> Path:
        """Give the folder of what can be made again: in the workspace, or in a plain folder itself."""
        return self.private / CACHE / (self.id if self.workspace else "this")

    @property
    def private(self) -> Path:
        """Give the folder of cache and key: the workspace, or the user's own where that cannot be written to."""
        root = self.workspace or self.path
        if os.access(root, os.W_OK) and root.stat().st_mode & 0o222:
            return root  # the second test is for root, who may write anywhere: a folder marked read-only is left alone
        from platformdirs import user_cache_path

        name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
        folder = user_cache_path("rex-live") / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def settings(self) -> WorkspaceSettings:
        """Read the workspace's settings, the defaults for a plain folder."""
        return read_workspace((self.workspace or self.path) / SETTINGS)

    def session(self) -> Session:
        """Read what is known of the session before its exports."""
        return read_session(self.path, self.settings())


def workspace_of(path: Path) -> Path | None:
    """Find the workspace that a path lies in: the nearest folder upward with a `rex.yaml`."""
    here = path.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / SETTINGS).is_file()), None)


def sessions_of(workspace: Path) -> list[Folder]:
    """List a workspace's sessions, oldest first by folder name (names begin with the date)."""
    root = workspace / SESSIONS
    if not root.is_dir():
        return []
    return [
        Folder(path, workspace) for path in sorted(root.iterdir()) if path.is_dir() and not path.name.startswith(".")
    ]


def find_session(text: str, here: Path) -> Folder:
    """Understand SESSION: a folder, `last`, `last-1`, a date, an id or its name; raises UsageError with near names."""
    path = here / Path(text).expanduser()
    if path.is_dir() and not _LAST.match(text):
        return Folder(path.resolve(), _workspace_holding(path))
    workspace = workspace_of(here)
    if workspace is None:
        raise UsageError(
            f'There is no folder "{text}", and this is no workspace.',
            todo="Name a folder of export files, or run `rex init` to make a workspace.",
            kept="",
        )
    found = sessions_of(workspace)
    if match := _LAST.match(text):
        back = int(match.group(1) or 0)
        if back < len(found):
            return found[-1 - back]
        if not found:
            todo = "rex add FILE... --session 2026-11-20-name makes the first one."
            raise UsageError("This workspace has no session yet.", todo=todo, kept="")
        raise UsageError(f'"{text}": this workspace has {len(found)} sessions.', todo="They lie in sessions/.", kept="")
    fitting = [folder for folder in found if folder.id == text or (_DATE.match(text) and folder.id.startswith(text))]
    fitting = fitting or [folder for folder in found if _name(folder) == text.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(folder.id for folder in fitting)
        raise UsageError(f'"{text}" fits {len(fitting)} sessions: {names}.', todo="Name one of them.", kept="")
    by_name = set(nearest(text, [_name(folder) for folder in found], 3))
    close = nearest(text, [folder.id for folder in found], 3) or [f.id for f in found if _name(f) in by_name][-3:]
    near = f"Near it: {', '.join(close)}." if close else ""
    raise UsageError(f'No session is called "{text}".', todo=near or "A session is a folder in sessions/.", kept="")


def _name(folder: Folder) -> str:
    """Give a session's name without its day and hour: what people call it."""
    return _DAY_AND_HOUR.sub("", folder.id).casefold()


def _workspace_holding(path: Path) -> Path | None:
    """Give the workspace of a session folder, if it lies where sessions lie."""
    folder = path.resolve()
    workspace = workspace_of(folder.parent)
    return workspace if workspace is not None and folder.parent == workspace / SESSIONS else None


def pseudonym_key(root: Path, random_bytes: Callable[[int], bytes]) -> bytes:
    """Read the workspace's key (`REX_KEY`, else `.rex-key`), or make one; it never leaves this machine."""
    given = os.environ.get("REX_KEY")
    if given:
        return given.encode()
    file = root / KEY
    if file.exists():
        key = file.read_bytes().strip()
        if key:
            return key
        raise FileError(f"{KEY} is empty.", todo="Remove it; REX makes a new one. Pseudonyms change, records do not.")
    key = random_bytes(32).hex().encode()
    previous = os.umask(0o077)  # from its first instant nobody else may read it
    try:
        write_bytes(file, key + b"\n")
    finally:
        os.umask(previous)
    return key


def started(folder: Folder) -> datetime | None:
    """Give the session's start, where its `session.yaml` can be read and says it."""
    try:
        return folder.session().start
    except FileError:
        return None

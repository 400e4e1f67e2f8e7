"""Erase one person from a workspace: exports, cache, answers, records, reports; and say what remains, also in git."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rex.errors import UsageError
from rex.importers.erase import Person
from rex.store.workspace import CACHE, sessions_of
from rex.workflow.forgetting_answers import is_hers, unname
from rex.workflow.forgetting_exports import STILL, exports_holding, rewrite
from rex.workflow.forgetting_looks import HOLDS, LINK, NAMED, UNOPENED, UNSEEN, look, walk
from rex.workflow.forgetting_texts import SUFFIXES, erase_text
from rex.workflow.imports import exports_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.model.message import Message
    from rex.store.workspace import Folder
    from rex.workflow.forgetting_exports import InExport
    from rex.workflow.runtime import Runtime

SHORTEST = 3
_GIT_S = 60


@dataclass(frozen=True, slots=True)
class InFile:
    """One file that holds the person, or may: rows of her own, rows that name her, and why it is left; None: it is not.

    A file of which REX cannot tell has neither rows nor mentions.
    """

    path: Path
    name: str
    rows: int
    mentions: int
    left: Message | None = None

    @property
    def rewritable(self) -> bool:
        """Tell whether REX can take her out of it."""
        return self.left is None

    @property
    def certain(self) -> bool:
        """Tell whether the file holds her for sure."""
        return self.left not in (UNSEEN, UNOPENED, LINK) or bool(self.rows or self.mentions)


class Forgetting:
    """One person in one workspace: first found, then erased when the user says so."""

    def __init__(self, workspace: Path, name: str, runtime: Runtime) -> None:
        """Raise UsageError for a name so short that it would meet everybody."""
        if len(name.strip().lstrip("@#")) < SHORTEST:
            raise UsageError(
                f'"{name}" is too short to name one person.',
                todo="Give the mail, the whole handle or the order's number.",
                kept="Nothing was changed.",
            )
        self._workspace, self._person = workspace, Person(name)
        self._sessions = sessions_of(workspace)
        self._exports: list[tuple[Folder, InExport]] = []
        read: set[Path] = set()
        for folder in self._sessions:
            read |= {export.path for export in exports_of(folder)}
            self._exports += [(folder, found) for found in exports_holding(folder, self._person, runtime)]
        self._read = read
        self._others = list(self._in_others())
        self.found: list[InFile] = [*map(self._told, (found for _, found in self._exports)), *self._others]

    def erase(self) -> list[InFile]:
        """Rewrite every file that can be, drop the caches that knew her, and give what a person must look at."""
        unname(self._workspace, self._sessions, self._person)
        self._others = list(self._in_others())  # her answers have another name now
        left = [self._told(found) for _, each in self._exports if (found := rewrite(each, self._person)) is not None]
        for item in self._others:
            if item.left is not None:
                left.append(item)
            elif not erase_text(item.path, self._person) or look(item.path, self._person) is not None:
                left.append(replace(item, left=STILL))
        self._drop_caches()
        return left

    def in_git(self) -> int | None:
        """Count the commits whose changes hold the name; None where the workspace is in no git, or git is not there."""
        git = shutil.which("git")
        if git is None:
            return None
        command = [git, "-C", str(self._workspace), "log", "--all", "--oneline", "-i", f"-G{self._pattern}", "--", "."]
        try:
            ended = subprocess.run(  # noqa: S603 - git itself, and the name is no shell's
                command, capture_output=True, text=True, timeout=_GIT_S, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return len(ended.stdout.splitlines()) if ended.returncode == 0 else None

    @property
    def _pattern(self) -> str:
        return "".join(f"[{c}]" if not c.isalnum() and c not in {"^", "\\", "]"} else c for c in self._person.name)

    def _told(self, found: InExport) -> InFile:
        name = found.export.path.relative_to(self._workspace).as_posix()
        inside = "" if found.export.member is None else f"/{found.export.member}"
        return InFile(found.export.path, name + inside, len(found.rows), found.mentions, found.left)

    def _in_others(self) -> Iterator[InFile]:
        """Name the answers, records, reports, actions and other files that name her, and names of files that do."""
        for path in walk(self._workspace):
            name = path.relative_to(self._workspace).as_posix()
            if self._person.is_in_name(path.name) and not is_hers(path, self._person):
                yield InFile(path, name, 0, 1, NAMED)
            if path in self._read or (path.is_dir() and not path.is_symlink()):
                continue
            left = look(path, self._person)
            if left is HOLDS and path.suffix in SUFFIXES:
                lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
                yield InFile(path, name, 0, max(1, sum(map(self._person.is_held_in, lines))))
            elif left is not None:
                yield InFile(path, name, 0, int(left is HOLDS), left)

    def _drop_caches(self) -> None:
        """Remove the facts of every session that knew her, and of sessions that are no more; they can be made again.

        A session that is as it was and still has its exports keeps its facts: they never held her.
        """
        touched = {folder.id for folder, _ in self._exports}
        clean = {folder.id for folder in self._sessions if folder.id not in touched and exports_of(folder)}
        for folder in self._sessions:
            if folder.id not in clean:
                shutil.rmtree(folder.cache, ignore_errors=True)
        for cache in (self._workspace / CACHE).glob("*/"):
            if cache.name not in clean | {"log"} and not cache.is_symlink():
                shutil.rmtree(cache, ignore_errors=True)

"""Erase one person from a workspace: exports, cache, answers, records and reports; and say what remains in git."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.engine.sql import Facts
from rex.errors import FileError, UsageError
from rex.importers.erase import Found, Person, find, without
from rex.importers.identify import Known, identify
from rex.store.atomic import write_bytes
from rex.store.workspace import pseudonym_key, sessions_of
from rex.text.pseudonym import Pseudonymiser
from rex.workflow.imports import exports_of, facts_folder, import_exports, importers_of
from rex.workflow.measuring import window_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime

SHORTEST = 3
_PEOPLE = (("chat", "author"), ("sales", "customer"), ("presence", "person"), ("survey", "respondent"))
_TEXTS = (".yaml", ".json", ".md", ".html", ".txt")
_GIT_S = 60


@dataclass(frozen=True, slots=True)
class InFile:
    """One file that holds the person: rows of her own, rows that name her, and whether REX can rewrite it."""

    path: Path
    name: str
    rows: int
    mentions: int
    rewritable: bool


class Forgetting:
    """One person in one workspace: first found, then erased when the user says so."""

    def __init__(self, workspace: Path, name: str, runtime: Runtime) -> None:
        """Raise UsageError for a name so short that it would meet everybody."""
        if len(name.strip().lstrip("@")) < SHORTEST:
            raise UsageError(
                f'"{name}" is too short to name one person.',
                todo="Give the mail, the whole handle or the order's number.",
                kept="Nothing was changed.",
            )
        self._workspace, self._person, self._runtime = workspace, Person(name), runtime
        self._rewrites: list[tuple[Folder, Known, frozenset[int]]] = []
        self.found: list[InFile] = []
        for folder in sessions_of(workspace):
            self.found += self._in_exports(folder)
        self.found += self._in_texts()

    def erase(self) -> list[InFile]:
        """Rewrite every file that can be, drop the sessions' caches, and give the files that a person must edit."""
        for folder, known, rows in self._rewrites:
            text = without(known, self._person, rows)
            encoding = known.head.encoding
            write_bytes(known.export.path, text.encode(encoding, "surrogateescape"))
            shutil.rmtree(folder.cache, ignore_errors=True)
        for path in self._texts():
            text = path.read_text(encoding="utf-8")
            write_bytes(path, self._person.erased_from(text).encode())
        return [item for item in self.found if not item.rewritable]

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

    def _in_exports(self, folder: Folder) -> Iterator[InFile]:
        exports = exports_of(folder)
        if not exports:
            return
        imported = import_exports(folder, folder.session(), self._runtime)
        chosen = {source.file: source.importer for source in imported.sources}
        importers, _ = importers_of(folder)
        seen: list[tuple[Known, Found]] = []
        for export in exports:
            known = identify(export, [one for one in importers if one.id == chosen.get(export.name)])
            if isinstance(known, Known):
                seen.append((known, find(known, self._person)))
        with Facts(facts_folder(folder, imported), window_of(folder.session())) as facts:
            hers = {(known.export.name, number) for known, found in seen for number in found.own}
            everywhere = _all_rows_of(facts, hers, self._pseudonyms(folder))
        for known, found in seen:
            rows = frozenset(number for file, number in everywhere if file == known.export.name)
            if not rows and not found.mentions:
                continue
            name = f"sessions/{folder.id}/{known.export.path.relative_to(folder.path).as_posix()}"
            yield InFile(known.export.path, name, len(rows), found.mentions, found.rewritable)
            if found.rewritable:
                self._rewrites.append((folder, known, rows))

    def _pseudonyms(self, folder: Folder) -> set[str]:
        """Give what she is called in the facts, with and without the sign of a handle."""
        people = Pseudonymiser(pseudonym_key(folder.private, self._runtime.random_bytes))
        return {people.of(name) for name in (self._person.name, f"@{self._person.name}")}

    def _texts(self) -> Iterator[Path]:
        """Name the answers, records, reports and actions that name her."""
        for path in sorted(self._workspace.rglob("*")):
            parts = path.relative_to(self._workspace).parts
            if "exports" in parts or any(part.startswith(".") for part in parts) or path.suffix not in _TEXTS:
                continue
            if path.is_file() and not path.is_symlink() and self._person.is_mentioned_in(_read(path)):
                yield path

    def _in_texts(self) -> Iterator[InFile]:
        for path in self._texts():
            name = path.relative_to(self._workspace).as_posix()
            yield InFile(path, name, 0, sum(map(self._person.is_mentioned_in, _read(path).splitlines())), True)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"{path.name} cannot be read as text.", todo="Move it out of the workspace.") from error


def _all_rows_of(facts: Facts, hers: set[tuple[str, int]], pseudonyms: set[str]) -> set[tuple[str, int]]:
    """Add the rows that the same person has under other names: her pseudonym's, and her orders' later lines."""
    found = set(hers)
    for table, column in _PEOPLE:
        rows = facts.rows(f"SELECT source, src_row, {column} FROM {table} WHERE {column} IS NOT NULL")
        people = pseudonyms | {str(row[2]) for row in rows if (row[0], row[1]) in hers}
        found |= {(str(row[0]), int(row[1] or 0)) for row in rows if row[2] in people}
    orders = facts.rows("SELECT source, src_row, order_id FROM sales")
    bought = {row[2] for row in orders if (row[0], row[1]) in found}
    return found | {(str(row[0]), int(row[1] or 0)) for row in orders if row[2] in bought}

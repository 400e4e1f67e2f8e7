"""From export files to facts: identify, read, clean, write; cached by the hash of everything that went in."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rex.config.placed import read as config_of
from rex.config.session import FILE
from rex.engine.facts import FACTS_VERSION
from rex.importers.base import Importer
from rex.importers.export import exports_in
from rex.importers.table import mapped_importers
from rex.model.message import say
from rex.model.source import Issue
from rex.plugins.find import Broken, find
from rex.resources import templates
from rex.store.atomic import write_text
from rex.store.workspace import pseudonym_key
from rex.text.pseudonym import Pseudonymiser
from rex.text.similar import nearest
from rex.workflow.reading import Imported, MissingZone, PluginTrouble, Reading, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.importers.export import ExportFile
    from rex.model.session import Session
    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime

Found: TypeAlias = "tuple[list[Importer], tuple[Broken, ...]]"
"""The importers there are, and those that could not be loaded."""
_NOT_EXPORTS = ("retrospective.", "retrospective-", "session.yaml", "rex.yaml", "benchmarks.yaml")
_NOT_FOLDERS = ("answers", "actions", "mappings", "questionnaires", "reports", "sessions")
"""What REX itself writes or reads in a plain folder, where export files lie side by side with it."""


def exports_of(folder: Folder) -> list[ExportFile]:
    """List a session's export files; in a plain folder, with or without `session.yaml`, REX's own files are none."""
    if folder.exports != folder.path:
        if folder.exports.is_dir():
            return [_readable(export) for export in exports_in(folder.exports)]
        if folder.workspace is not None:
            return []
    return [
        _readable(export)
        for export in exports_in(folder.path)
        if not export.name.startswith(_NOT_EXPORTS) and export.name.split("/")[0] not in (*_NOT_FOLDERS, *_own(folder))
    ]


def _readable(export: ExportFile) -> ExportFile:
    """Give a file whose name is no text a name that can be shown and stored; its path stays."""
    return replace(export, name=export.name.encode("utf-8", "replace").decode("utf-8"))


def _own(folder: Folder) -> tuple[str, ...]:
    """Name the folders of a plain folder's own plug-ins."""
    return () if folder.workspace is not None else folder.settings().plugins


def importers_of(folder: Folder) -> Found:
    """Find the importers: shipped ones, installed ones, those of the workspace, and one for each saved mapping."""
    root = folder.workspace or folder.path
    room = find("rex.importers", Importer, folders=plugin_folders(folder))
    mapped = [*mapped_importers(templates() / "mappings", own=False), *mapped_importers(root / "mappings")]
    return [*room.plugins.values(), *mapped], room.broken


def plugin_folders(folder: Folder) -> list[Path]:
    """Name the folders of the client's own KPIs, checks and importers."""
    root = folder.workspace or folder.path
    return [root / name for name in folder.settings().plugins]


def _own_code(folder: Folder) -> list[str]:
    """Hash the client's own plug-ins and mappings: one that was changed reads its files again."""
    root = folder.workspace or folder.path
    files = [file for place in plugin_folders(folder) for file in sorted(place.glob("*.py"))]
    files += sorted((root / "mappings").glob("*.yaml"))
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


def import_exports(folder: Folder, session: Session, runtime: Runtime, found: Found | None = None) -> Imported:
    """Read a session's exports into facts, or take them from the cache when nothing that went in has changed.

    `found` are the importers where somebody has looked for them already.
    """
    importers, broken = found or importers_of(folder)
    exports = exports_of(folder)
    hashes = _hashes(exports)
    key_bytes = pseudonym_key(folder.private, runtime.random_bytes)
    inputs = _digest([hashes])
    key = _digest(
        [
            FACTS_VERSION,
            hashes,
            _versions(importers),
            _own_code(folder),
            _clock_facts(session),
            hashlib.sha256(key_bytes).hexdigest(),
        ]
    )
    home = folder.cache / f"facts-{key[:16]}"
    saved = home / "imported.json"
    unloaded = tuple(PluginTrouble(name=item.name, why=kind_of(item.why)) for item in broken)
    imported = _taken(saved)
    if imported is None:
        imported = Reading(importers, session, Pseudonymiser(key_bytes), home).read(exports)
        imported = imported.model_copy(update={"key": key, "inputs": inputs})
        _forget_older(folder.cache, home)
        write_text(saved, imported.model_dump_json(indent=1) + "\n")
    lost = lost_clocks(folder, session, [export.name for export in exports])
    return imported.model_copy(
        update={"troubles": (*unloaded, *imported.troubles), "issues": (*lost, *imported.issues)}
    )


def lost_clocks(folder: Folder, session: Session, names: Sequence[str]) -> list[Issue]:
    """Name each of `clocks:` whose file is not among the exports, with its line and the nearest name that is there.

    It may have been written before its file came; so it is doubted and does not stop anybody.
    """
    lost = [name for name in session.clocks if name not in names]
    if not lost or not (folder.path / FILE).is_file():
        return []
    placed = config_of(folder.path / FILE)
    found: list[Issue] = []
    for name in lost:
        place = placed.place(("clocks", name))
        close = nearest(name, names, 1)
        problem = (
            say("clocks: no file in exports/ is called “{name}”; did you mean “{near}”?", name=name, near=close[0])
            if close
            else say("clocks: no file in exports/ is called “{name}”.", name=name)
        )
        did = say("This clock is not used.")
        found.append(Issue(file=FILE, line=place.line, column="clocks", problem=problem, did=did))
    return found


def _taken(saved: Path) -> Imported | None:
    """Take an earlier import from the cache; None where there is none, or one that this REX cannot read."""
    try:
        return Imported.model_validate_json(saved.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def inputs_hash(folder: Folder) -> str:
    """Hash a session's export files by name and content."""
    return _digest([_hashes(exports_of(folder))])


def _hashes(exports: Iterable[ExportFile]) -> list[tuple[str, str]]:
    return [(export.name, export.sha256()) for export in exports]


def facts_folder(folder: Folder, imported: Imported) -> Path:
    """Give the folder of the facts that an import made."""
    return folder.cache / f"facts-{imported.key[:16]}"


def missing_zones(imported: Imported) -> list[tuple[str, str]]:
    """Name every file whose wall clock has no zone: without one every number by the minute would be a guess."""
    return [(f"clock.{item.file}", _zone_is_missing(item)) for item in imported.missing_zones]


def _zone_is_missing(item: MissingZone) -> str:
    return (
        f"times without a zone, such as {item.example}\n"
        f"    timezone: Europe/Madrid\n"
        f"    clocks: {{{item.file}: {{timezone: Europe/Madrid}}}}"
    )


def _versions(importers: Iterable[Importer]) -> list[tuple[str, int]]:
    return sorted((importer.id, importer.version) for importer in importers)


def _clock_facts(session: Session) -> dict[str, object]:
    """Give what decides how times are placed: a change makes the facts again."""
    dumped = session.model_dump(mode="json", include={"start", "end", "timezone", "clocks", "currency"})
    return dict(sorted(dumped.items()))


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _forget_older(cache: Path, keep: Path) -> None:
    """Remove facts of earlier inputs, all but the last: a later session may be reading it."""
    older = [old for old in Path(cache).glob("facts-*") if old != keep]
    for old in sorted(older, key=lambda folder: folder.stat().st_mtime_ns)[:-1]:
        shutil.rmtree(old, ignore_errors=True)

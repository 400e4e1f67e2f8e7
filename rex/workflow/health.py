"""Is everything in its place? The rooms, the extras, the workspace's files, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from rex import __version__
from rex.actions import ledger
from rex.checks.base import Check
from rex.config.workspace import read_workspace
from rex.errors import RexError
from rex.importers.base import Importer
from rex.metrics.base import Metric
from rex.model.message import Message, quantity, say
from rex.plugins.find import find
from rex.resources import sample_sessions, templates
from rex.store.answers import answers_files, load_draft
from rex.store.records import all_records
from rex.store.workspace import SETTINGS, sessions_of, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

State = Literal["ok", "missing", "unfinished", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its state, what is said of it, and what to do."""

    state: State
    says: Message
    todo: str = ""
    plugin: bool = False


def examine(here: Path) -> list[Finding]:
    """Look at this REX and at the workspace around this folder, if there is one."""
    return [*_program(), *_rooms(_own_folders(here)), *_workspace(here)]


def _program() -> Iterator[Finding]:
    import platform

    text = "REX {version}, Python {python}"
    yield Finding("ok", say(text, version=__version__, python=platform.python_version()))
    for folder, name in ((templates(), "templates"), (sample_sessions(), "sample sessions")):
        if folder.is_dir():
            yield Finding("ok", say("{name} are where they should be", name=name))
        else:
            yield Finding("broken", say("{name} are missing from this installation", name=name), "pip install rex-live")
    if find_spec("duckdb") is None:
        yield Finding("broken", say("the engine (duckdb) is not installed"), "pip install rex-live")


def _own_folders(here: Path) -> list[Path]:
    """Name the workspace's own plug-in folders; none where its settings cannot be read, which is said elsewhere."""
    root = workspace_of(here)
    try:
        return [] if root is None else [root / name for name in read_workspace(root / SETTINGS).plugins]
    except RexError:
        return []


def _rooms(folders: list[Path]) -> Iterator[Finding]:
    told: set[str] = set()
    for folder in folders:
        if not folder.is_dir():
            what = say("rex.yaml, plugins: there is no folder {name}", name=folder.name)
            yield Finding("broken", what, "Make it, or take it out of rex.yaml.")
    for package, kind in (("rex.importers", Importer), ("rex.metrics", Metric), ("rex.checks", Check)):
        room = find(package, kind, folders=folders)
        name = package.partition(".")[2]
        yield Finding("ok", say("{n} {name} found", n=quantity(len(room.plugins), "count"), name=name))
        for broken in room.broken:
            if broken.name in told:
                continue
            told.add(broken.name)
            yield Finding(
                "broken", say("{name} cannot be loaded: {why}", name=broken.name, why=broken.why), plugin=True
            )


def _workspace(here: Path) -> Iterator[Finding]:
    root = workspace_of(here)
    if root is None:
        yield Finding("ok", say("no workspace here"), "")
        return
    try:
        read_workspace(root / SETTINGS)
    except RexError as error:
        yield Finding("broken", say("{what}", what=error.what), error.todo)
        return
    folders = sessions_of(root)
    records, unusable = all_records(root)
    yield Finding(
        "ok",
        say(
            "workspace {name}: {sessions} sessions, {records} records",
            name=root.name,
            sessions=quantity(len(folders), "count"),
            records=quantity(len(records), "count"),
        ),
    )
    for item in unusable:
        yield Finding("broken", say("{what}", what=item.error.what), item.error.todo)
    for problem in ledger.read(root / "actions").problems:
        place = "" if problem.place is None else str(problem.place)
        yield Finding("broken", say("{place} {what}", place=place, what=problem.what), problem.todo)
    for folder in folders:
        try:
            folder.session()
            for file in answers_files(folder.path):
                draft = load_draft(file)
                if draft is not None and draft.seal is None:
                    text = "{session}: the answers of {person} are not sealed"
                    yield Finding("unfinished", say(text, session=folder.id, person=draft.respondent))
        except RexError as error:
            yield Finding("broken", say("{session}: {what}", session=folder.id, what=error.what), error.todo)

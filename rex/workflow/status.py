"""What waits in a workspace, read from its small files: no export is imported, and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.config.session import read_session
from rex.config.workspace import read_workspace
from rex.errors import FileError, RexError
from rex.model.message import Message, say, say_n
from rex.model.status import Status
from rex.store.workspace import SETTINGS, sessions_of, workspace_of
from rex.workflow.status_morning import Morning, broken_file
from rex.workflow.status_people import actions_due, unanswered
from rex.workflow.status_records import Seen, changes, gist_of
from rex.workflow.status_shows import outdated, unreviewed, unsettled

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rex.config.workspace import WorkspaceSettings
    from rex.store.workspace import Folder
    from rex.text.speaker import Speaker


def workspace_around(here: Path) -> tuple[Path, WorkspaceSettings]:
    """Find the workspace around this folder; raises FileError where there is none or `rex.yaml` is wrong."""
    root = workspace_of(here)
    if root is None:
        raise FileError("This is no workspace.", todo="Go to one, or make one:  rex init my-client", kept="")
    return root, read_workspace(root / SETTINGS)


def status_of(root: Path, settings: WorkspaceSettings, now: datetime, speaker: Speaker) -> Status:
    """Collect what waits, from files alone; a file that cannot be used is named and stops nothing else."""
    folders = sessions_of(root)
    morning = Morning(root, settings, now, speaker, names=tuple(folder.id for folder in folders))
    for folder in folders:
        _see(folder, morning)
    changed = {one.folder.id: changes(one, morning.seen) for one in morning.seen}
    shows, old = tuple(unreviewed(morning)), tuple(outdated(morning, changed))
    people, actions = tuple(unanswered(morning)), tuple(actions_due(morning))
    ripe, broken = tuple(unsettled(morning, changed)), tuple(morning.broken)
    things = sum(map(len, (shows, old, people, actions, ripe, broken)))
    return Status(
        client=settings.client,
        language=settings.language,
        timezone=settings.timezone or "UTC",
        now=now,
        sessions=len(folders),
        things=things,
        says=_summary(things, len(folders)),
        unreviewed=shows,
        outdated=old,
        unanswered=people,
        actions=actions,
        unsettled=ripe,
        broken=broken,
    )


def _summary(things: int, sessions: int) -> Message:
    if things:
        return say_n("{n} thing waits for you.", "{n} things wait for you.", things)
    if not sessions:
        return say("Nothing waits for you: this workspace has no session yet.")
    return say_n(
        "Nothing waits for you: {n} session, all in order. Have a good day.",
        "Nothing waits for you: {n} sessions, all in order. Have a good day.",
        sessions,
    )


def _see(folder: Folder, morning: Morning) -> None:
    """Read a session's small files; what cannot be read is named once and left out."""
    try:
        session = read_session(folder.path, morning.settings)
    except RexError as error:
        morning.name(broken_file(error, folder.id, "session.yaml"))
        return
    try:
        gist = gist_of(folder.record)
    except RexError as error:
        morning.name(broken_file(error, folder.id, folder.record.name))
        return
    morning.seen.append(Seen(folder, session, gist))

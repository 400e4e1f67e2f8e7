"""The index page of a workspace: written with the first period report, kept up to date from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.cli import edge, writing
from rex.config.workspace import WorkspaceSettings, read_workspace
from rex.errors import RexError
from rex.model.message import say
from rex.store.atomic import write_text
from rex.store.lock import locked
from rex.store.workspace import CACHE, SETTINGS, workspace_of
from rex.workflow.shelving import REPORTS, shelf_of

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "index.html"


def write_index(root: Path, settings: WorkspaceSettings, lang: str | None = None) -> Path:
    """Write `reports/index.html` in the workspace's language or `lang`, one writer at a time; raises FileError."""
    from rex.render.shelf.html import shelf_html

    path = root / REPORTS / INDEX
    writing.try_folder(path.parent)
    speaker = edge.speaker_for(lang, settings.language, settings.timezone)
    with locked(root / CACHE):  # who comes second reads what the first one left, so no session is missing
        write_text(path, shelf_html(shelf_of(root, settings), speaker.lang))
    return path


def keep_index(here: Path) -> None:
    """Bring the index up to date where there is one, after a session's record changed.

    What stops it is told, and stops nothing else: the record it would link is written by now.
    """
    root = workspace_of(here)
    if root is None or not (root / REPORTS / INDEX).is_file():
        return
    settings = read_workspace(root / SETTINGS)
    try:
        write_index(root, settings)
    except RexError as stop:
        text = "{file} is not up to date. {what} Write it again:  rex report --index"
        speaker = edge.speaker_for(None, settings.language, settings.timezone)
        says = speaker.say(say(text, file=f"{REPORTS}/{INDEX}", what=stop.what))
        edge.console().talk(("? ", "unknown"), (says, ""))

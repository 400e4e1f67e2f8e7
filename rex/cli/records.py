"""The record that a command reads: the saved one while it is current, else one computed now and not saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rex.cli import edge
from rex.cli.waiting import held
from rex.errors import Exit
from rex.store.records import load
from rex.store.workspace import find_session
from rex.workflow.analysis import analyse
from rex.workflow.assembling import BROKEN
from rex.workflow.current import is_current
from rex.workflow.desk import lay_out
from rex.workflow.imports import exports_of
from rex.workflow.review import preview

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.model.retrospective import Retrospective
    from rex.text.speaker import Speaker


def of_session(text: str, shown: Console, lang: str | None, now: str | None) -> tuple[Retrospective, Speaker]:
    """Give a session's record and who says it; without exports the saved record is all there is."""
    folder = find_session(text, Path.cwd())
    if folder.record.exists() and (not exports_of(folder) or is_current(folder)):
        record = load(folder.record)
        return record, edge.speaker_for(lang, record.session.language, record.session.timezone)
    desk = lay_out(folder)
    speaker = edge.speaker_for(lang, desk.session.language, desk.session.timezone)
    runtime = edge.runtime(now, shown, speaker)
    with held(folder, shown, speaker):
        analysis = analyse(folder, desk.session, runtime)
    return preview(desk, analysis, runtime), speaker


def ending(record: Retrospective, shown: Console, speaker: Speaker) -> int:
    """Give the exit code of a command that showed a record: a plug-in that broke in it is named on stderr."""
    broken = [said for said in record.trust if said.text == BROKEN]
    for said in broken:
        shown.talk(("? ", "unknown"), (speaker.say(said), ""))
    return int(Exit.PLUGIN if broken else Exit.DONE)


def of_path(text: str) -> Retrospective:
    """Read a record named by its file, its session folder, its date or `last`."""
    path = Path(text)
    if path.is_file():
        return load(path)
    return load(find_session(text, Path.cwd()).record)


def folder_of_path(text: str) -> Path:
    """Give the folder that a record named by `of_path` lies in."""
    path = Path(text)
    return path.resolve().parent if path.is_file() else find_session(text, Path.cwd()).path


def of_path_or_exports(text: str, shown: Console, lang: str | None) -> Retrospective:
    """Read a record as `of_path` does; a session that has none yet is computed from its exports, and not saved."""
    if not Path(text).is_file():
        folder = find_session(text, Path.cwd())
        if not folder.record.exists() and exports_of(folder):
            return of_session(text, shown, lang, None)[0]
    return of_path(text)

"""The workspace as it lies there when somebody asks what waits; what cannot be used is named once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from shlex import quote
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rex.errors import Place, RexError
from rex.model.message import say
from rex.model.status import Broken
from rex.store.answers import answers_files, load_draft
from rex.workflow.desk import local_day

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rex.config.workspace import WorkspaceSettings
    from rex.model.draft import Draft
    from rex.text.speaker import Speaker
    from rex.workflow.status_records import Seen


@dataclass(frozen=True)
class Morning:
    """The workspace as it lies there at `now`: every session that can be read, and what cannot be used."""

    root: Path
    settings: WorkspaceSettings
    now: datetime
    speaker: Speaker
    seen: list[Seen] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    names: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """Give the day that it is where the workspace is."""
        return self.now.astimezone(ZoneInfo(self.settings.timezone or "UTC")).date()

    def name(self, item: Broken) -> None:
        """Keep a file that cannot be used, once."""
        if item not in self.broken:
            self.broken.append(item)

    def short(self, session: str) -> str:
        """Name a session in a command: by its date where no other has it, else by its folder."""
        day = session[:10]
        shared = sum(name.startswith(day) for name in self.names) > 1
        return quote(session) if shared or _day_of(day) is None else day


def _day_of(text: str) -> date | None:
    """Read a day as folders begin with it; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def broken_file(error: RexError, session: str, file: str) -> Broken:
    """Name a file that cannot be used; the command is the one that the error names, else the one that looks closer."""
    _, gap, command = error.todo.rpartition("  ")
    path = f"sessions/{session}/{file}" if session else file
    named_itself = error.what.startswith((f"{session}/{file}", path))
    line = 0 if error.place is None or named_itself else error.place.line
    if line:
        says = say("{file}, line {line}: {what}", file=path, line=str(line), what=_bare(error))
    elif named_itself:
        says = say("{what}", what=error.what)
    else:
        says = say("{file}: {what}", file=path, what=_bare(error))
    known = bool(gap) and command.startswith("rex ")
    return Broken(says=says, todo=command if known else "rex doctor", urgent=True, file=path, session=session)


def _bare(error: RexError) -> str:
    """Give an error's sentence without the place that stands before it already."""
    place = error.place or Place("")
    for head in (f"{place.file}, line {place.line}: ", f"{place.file}: "):
        if place.file and error.what.startswith(head):
            return error.what.removeprefix(head)
    return error.what


def named(one: Seen) -> str:
    """Name a session by title and day: those of a series share their title."""
    day = local_day(one.told.start, one.told.timezone)
    return one.told.title if day is None or one.told.title == one.folder.id else f"{one.told.title} ({day})"


def drafts_of(one: Seen, morning: Morning) -> list[Draft]:
    """Read a session's answers; a file that cannot be read is named once."""
    found: list[Draft] = []
    for file in answers_files(one.folder.path):
        try:
            draft = load_draft(file)
        except RexError as error:
            morning.name(broken_file(error, one.folder.id, f"answers/{file.name}"))
            continue
        if draft is not None:
            found.append(draft)
    return found

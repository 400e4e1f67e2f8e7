"""The ledger: one file an action in the workspace's `actions/` folder, so that two people's changes merge."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rex.actions.action_file import SAFE_ID, parse, unparse
from rex.errors import FileError, Place, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rex.model.action import Action

NEW_A_SESSION = 3
"""Most actions that one session may open; more are not done (see the catalogue, B35)."""
_NUMBERED = re.compile(r"A-(\d+)")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every action that could be read, by number, and every file that could not be, as the error to show."""

    actions: tuple[Action, ...] = ()
    problems: tuple[FileError, ...] = ()


def read(folder: Path) -> Ledger:
    """Read every action of the folder; a folder that is not there holds none. A wrong file stops no other."""
    actions: list[Action] = []
    problems: list[FileError] = []
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    for file in files:
        if file.name.startswith(".") or file.suffix not in {".yaml", ".yml"}:
            continue
        try:
            actions.append(_read_one(file))
        except FileError as problem:
            problems.append(problem)
    return Ledger(tuple(sorted(actions, key=lambda action: _order(action.id))), tuple(problems))


def write(folder: Path, action: Action) -> Path:
    """Write one action's file, whole or not at all; comments stay. FileError when what is there cannot be read."""
    if not SAFE_ID.fullmatch(action.id):
        raise UsageError(f"“{action.id}” cannot be the name of a file.", todo="Use letters, digits and hyphens.")
    file = folder / f"{action.id}.yaml"
    try:
        before = file.read_text("utf-8") if file.exists() else ""
        text = unparse(action, before)
    except ValueError:
        todo = "Repair the file, or move it away."
        raise FileError("The action's file cannot be read.", place=Place(_name(file)), todo=todo) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(file, text)
    except OSError as error:
        what = f"{_name(file)} could not be written: {error.strerror or type(error).__name__}."
        raise FileError(
            what, todo="Make room, or check that you may write there.", kept="The old file stays."
        ) from error
    return file


def add(folder: Path, action: Action) -> Path:
    """Write a new action; UsageError when its id is taken or its session has opened three already."""
    known = read(folder).actions
    if (folder / f"{action.id}.yaml").exists():
        raise UsageError(f"There is an action {action.id} already.", todo=f"The next free id is {_next(folder)}.")
    if not places_left(known, action.session):
        raise UsageError(
            f"This session has opened {NEW_A_SESSION} actions already; that is the most.",
            todo="Drop one of them, or keep the idea for the next session.",
        )
    return write(folder, action)


def next_id(existing: Iterable[str]) -> str:
    """Give the id after the highest one in use: A-001, A-002, ... No number is given twice, also after a deletion."""
    numbers = [int(found[1]) for one in existing if (found := _NUMBERED.fullmatch(one))]
    return f"A-{max(numbers, default=0) + 1:03d}"


def places_left(actions: Sequence[Action], session: str) -> int:
    """Tell how many more actions a session may open; a dropped one gives its place back."""
    opened = sum(1 for action in actions if action.session == session and action.status != "dropped")
    return max(0, NEW_A_SESSION - opened)


def carried(action: Action, reviewed: Iterable[tuple[str, date]]) -> Action:
    """Give the action with how many reviews it has passed while open; `reviewed` holds each session's id and day.

    Counted, not added to: reviewing the same session twice carries it once. What is done or dropped stays as it is.
    """
    if action.status != "open":
        return action
    later = {session for session, day in reviewed if day > action.decided and session != action.session}
    return action.model_copy(update={"carried": len(later)})


def _read_one(file: Path) -> Action:
    name = _name(file)
    if file.suffix == ".yml":
        raise FileError("An action's file ends in .yaml.", place=Place(name), todo=f"Rename it to {file.stem}.yaml.")
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise FileError("The file cannot be read as text.", place=Place(name), todo="Save it as UTF-8.") from None
    action = parse(text, name)
    if action.id != file.stem:
        todo = f"Rename the file to {action.id}.yaml, or write “id: {file.stem}”."
        raise FileError(f"The file is named {file.stem}, its action {action.id}.", place=Place(name), todo=todo)
    return action


def _name(file: Path) -> str:
    """Name a file as people find it, without a path of this machine."""
    return f"{file.parent.name}/{file.name}"


def _next(folder: Path) -> str:
    return next_id(file.stem for file in folder.glob("*.yaml"))


def _order(action: str) -> tuple[str, int, str]:
    head, _, tail = action.rpartition("-")
    return (head, int(tail), "") if tail.isdecimal() else (action, 0, action)


def _replace(file: Path, text: str) -> None:
    """Write a neighbour and rename it over the file, so that an interrupt leaves the old text or the new one."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    neighbour = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        neighbour.chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
        neighbour.replace(file)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise

"""Our own mistakes: one line, an apology, and a log without personal data. Never a wall of traceback."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rex import __version__
from rex.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.console import Console


_PACKAGE = Path(__file__).resolve().parents[1]


def report(error: Exception, console: Console, arguments: Sequence[str]) -> int:
    """Write the log and say where it lies.

    The log holds files and lines of REX, the kind of error and the command's name; never a message, a
    value or a path, since those could name a viewer, a client or a machine.
    """
    now = datetime.now(UTC)
    lines = [f"REX {__version__}", f"command: {arguments[0] if arguments else ''}", f"kind: {type(error).__name__}"]
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {_told(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in frames]
    where = _write("\n".join(lines) + "\n", now)
    console.err.write(f"Sorry, this is our fault: REX stopped in an unexpected place ({type(error).__name__}).\n\n")
    console.err.write("  Your answers and your files are safe.\n")
    console.err.write(f"  Log without personal data   {where}\n")
    return int(Exit.FAULT)


def _told(file: Path) -> str:
    """Name a file of REX by its place in the package, any other by its name alone: folders may be called anything."""
    return f"rex/{file.relative_to(_PACKAGE).as_posix()}" if file.is_relative_to(_PACKAGE) else file.name


def _write(text: str, now: datetime) -> str:
    """Keep the log in the workspace's cache, or in the user's own log folder where there is none."""
    from rex.store.workspace import CACHE, workspace_of

    workspace = workspace_of(Path.cwd())
    if workspace is not None:
        folder, shown = workspace / CACHE / "log", f"{CACHE}/log"
    else:
        from platformdirs import user_log_path

        folder = user_log_path("rex-live")
        shown = str(folder)
    name = now.strftime("%Y-%m-%d-%H%M%S.txt")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    except OSError:
        return "could not be written"
    return f"{shown}/{name}"

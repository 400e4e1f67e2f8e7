"""Write a file whole or not at all: whoever stops REX at any instant finds the old file or the new one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rex.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text as it is, atomically and down to the disk; raises FileError where that fails."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes as `new_file` does."""
    with new_file(path) as neighbour:
        neighbour.write_bytes(data)


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a neighbour to write to; it goes to the disk and takes the file's place when all went well.

    Folders that are missing are made. A link is followed, so it stays a link. Raises FileError with the
    system's reason (a full disk, no permission) and leaves what was there.
    """
    target = Path(os.path.realpath(path))
    neighbour = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield neighbour
            _to_disk(neighbour, mode=_mode(target))
            neighbour.replace(target)
        finally:
            neighbour.unlink(missing_ok=True)
        _settle(target.parent)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(
            f"{path.name} could not be written: {reason}.",
            todo="Make room, or check that you may write in its folder, and run the same command again.",
            kept="The file that was there is as it was.",
        ) from error


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return None


def _to_disk(neighbour: Path, *, mode: int | None) -> None:
    number = os.open(neighbour, os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
    if mode is not None:
        neighbour.chmod(mode)


def _settle(folder: Path) -> None:
    """Bring the new name to the disk too; some systems cannot open a folder, and there the name is safe anyway."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

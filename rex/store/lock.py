"""One writer at a time in a session: a second one waits, and says for whom."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from rex.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_S = 30.0


@contextmanager
def locked(cache: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the session's lock; raises FileError when somebody else has held it too long. A crash frees it."""
    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / "lock", timeout=patience_s)
    try:
        lock.acquire()
    except Timeout as error:
        raise FileError(
            "Another rex command is working on this session and has not finished.",
            todo="Wait for it, or end it, then run the same command again.",
        ) from error
    try:
        yield
    finally:
        lock.release()

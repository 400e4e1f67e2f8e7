"""One writer at a time in a session: who has to wait is told so, and told when the wait was in vain."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rex.errors import FileError
from rex.store.lock import PATIENCE_S, locked
from rex.text.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.cli.console import Console
    from rex.store.workspace import Folder
    from rex.text.speaker import Speaker

UNTOLD_S = 1.0
"""A wait this short is not worth a sentence."""


@contextmanager
def held(folder: Folder, shown: Console, speaker: Speaker) -> Iterator[None]:
    """Hold the session; after a second of waiting say for whom. Raises FileError when it stays taken."""
    lock = locked(folder.cache, UNTOLD_S)
    try:
        lock.__enter__()
    except FileError:
        waiting = speaker.t(N_("Another rex command is working on this session; waiting for it."))
        shown.talk((waiting, "dim"))
        lock = locked(folder.cache, PATIENCE_S)
        lock.__enter__()
    try:
        yield
    finally:
        lock.__exit__(None, None, None)

"""What a session's numbers rest on besides its own exports: earlier sessions' facts, what the show cost, the margin."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rex.engine.sql import Background
from rex.errors import FileError, RexError
from rex.store.lock import locked
from rex.workflow.grounding import earlier_sessions
from rex.workflow.imports import facts_folder, import_exports, importers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.model.session import Session
    from rex.store.workspace import Folder
    from rex.workflow.imports import Found
    from rex.workflow.runtime import Runtime


def background_of(folder: Folder, session: Session, runtime: Runtime) -> Background:
    """Collect what a session's numbers rest on; its costs come when its currency is known."""
    offset = None if session.start is None else session.start.utcoffset()
    earlier = _earlier_facts(folder, session, runtime)
    return Background(
        earlier=tuple(facts for _, facts in earlier),
        names=tuple(name for name, _ in earlier),
        margin_milli=None if session.margin is None else round(session.margin * 1000),
        utc_offset_ms=0 if offset is None else round(offset.total_seconds() * 1000),
    )


def _earlier_facts(folder: Folder, session: Session, runtime: Runtime) -> list[tuple[str, Path]]:
    """Give the ids and facts of the workspace's sessions that began before this one, newest first.

    A session whose exports are gone or cannot be read has nothing to tell about the past; its own review says why.
    """
    earlier, found = [], importers_of(folder)
    for other, theirs, start in earlier_sessions(folder, session):
        # Whoever waits here holds a later session, so nobody waits in a circle.
        with _held(other):
            rows, facts = _facts_of(other, theirs, runtime, found)
        if rows:
            earlier.append((start, other.id, facts))
    return [(name, facts) for _, name, facts in sorted(earlier, reverse=True)]


@contextmanager
def _held(other: Folder) -> Iterator[None]:
    """Hold an earlier session; one that stays taken is named, since it is not the one asked for."""
    lock = locked(other.cache)
    try:
        lock.__enter__()
    except FileError as error:
        what = f"Another rex command is working on {other.id}, whose orders are the history of this session."
        raise FileError(what, todo=error.todo) from error
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _facts_of(other: Folder, theirs: Session, runtime: Runtime, found: Found) -> tuple[int, Path]:
    """Give how many rows an earlier session's exports hold and where their facts are; 0 where they cannot be read."""
    try:
        imported = import_exports(other, theirs, runtime, found)
    except RexError:
        return 0, other.cache
    return imported.rows_read, facts_folder(other, imported)

"""Who came back from where: each session's people beside those of the sessions before it, kept as counts alone.

The names compared are pseudonyms under the workspace's key. They stay in the cache beside the facts; what leaves it is
how many people there were and how many of them each earlier session saw last.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from rex.errors import RexError
from rex.model.crowd import Came, Crowd, Crowds
from rex.store.atomic import write_text
from rex.store.workspace import sessions_of
from rex.workflow.attributing import mark_products
from rex.workflow.measuring import cues_of, open_facts, window_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.engine.sql import Background, Facts
    from rex.model.session import Session
    from rex.store.workspace import Folder

LOOKED_BACK = 60
"""So many earlier sessions are looked into: two months of a show a day."""
FEWEST = 20
"""Of fewer people only their number is kept."""
_VERSION = 1
"""Grows when a query below changes, so that lists in caches are made again."""
_PEOPLE: dict[Came, tuple[str, str, str]] = {
    "viewers": (
        "presence",
        "SELECT DISTINCT p.person FROM presence p JOIN came_live c ON c.row_id = p.row_id WHERE p.person IS NOT NULL",
        "SELECT count(*) FROM presence p JOIN came_live c ON c.row_id = p.row_id WHERE p.person IS NULL",
    ),
    "chatters": ("chat", "SELECT DISTINCT author FROM viewer_chat WHERE author IS NOT NULL", "SELECT 0"),
    "buyers": (
        "sales",
        "SELECT DISTINCT customer FROM counted_sales WHERE customer IS NOT NULL",
        "SELECT count(DISTINCT order_id) FROM counted_sales WHERE customer IS NULL",
    ),
}
Names = dict[Came, tuple[frozenset[str], int]]
"""People by kind, and how many more have no name; a kind that no export names is not there."""


def crowds_of(facts: Facts, folder: Folder, session: Session, home: Path, background: Background) -> Crowds:
    """Count the people of an open session, and which of the earlier sessions saw each of them last."""
    own = _asked(facts)
    _keep(home, session, own)
    earlier = [(name, names) for name, names in _earlier(folder, background) if names is not None]
    return Crowds(
        sessions=tuple(name for name, _ in earlier),
        kinds=tuple(_crowd(came, people, unnamed, earlier) for came, (people, unnamed) in own.items()),
    )


def windows(folder: Folder, background: Background) -> list[str]:
    """Give what decides, besides their facts, who belongs to the earlier sessions; unreadable ones are empty."""
    return [repr(window_of(theirs)) if theirs else "" for theirs in _sessions(folder, background)]


def _crowd(came: Came, people: frozenset[str], unnamed: int, earlier: Sequence[tuple[str, Names]]) -> Crowd:
    if len(people) < FEWEST:
        return Crowd(came=came, people=len(people), unnamed=unnamed)
    left, last_seen = set(people), {}
    for name, names in earlier:
        back = left & names.get(came, (frozenset(), 0))[0]
        if back:
            last_seen[name] = len(back)
            left -= back
    return Crowd(came=came, people=len(people), unnamed=unnamed, last_seen=last_seen)


def _asked(facts: Facts) -> Names:
    found: Names = {}
    for came, (table, named, nameless) in _PEOPLE.items():
        if not facts.has_rows(table):
            continue
        people = frozenset(str(row[0]) for row in facts.rows(named))
        unnamed = int(facts.rows(nameless)[0][0] or 0)
        if people or unnamed or came == "buyers":
            found[came] = (people, unnamed)
    return found


def _earlier(folder: Folder, background: Background) -> list[tuple[str, Names | None]]:
    """Give the people of the earlier sessions, newest first; None for one whose show or facts cannot be read."""
    found: list[tuple[str, Names | None]] = []
    for name, place, theirs in zip(background.names, background.earlier, _sessions(folder, background), strict=False):
        found.append((name, None if theirs is None else _names(place, theirs)))
    return found


def _sessions(folder: Folder, background: Background) -> list[Session | None]:
    """Read `session.yaml` of the earlier sessions that are looked into."""
    if folder.workspace is None or not background.names:
        return []
    there = {other.id: other for other in sessions_of(folder.workspace)}
    found: list[Session | None] = []
    for name in background.names[:LOOKED_BACK]:
        try:
            session = there[name].session()
        except (KeyError, RexError):
            found.append(None)
            continue
        found.append(session if session.start is not None and session.end is not None else None)
    return found


def _names(home: Path, session: Session) -> Names:
    """Take an earlier session's people from its cache, or ask its facts once."""
    file = _file(home, session)
    try:
        return _read(file, file.stat().st_mtime_ns)
    except (OSError, ValueError):
        with open_facts(home, session) as facts:
            mark_products(facts, session, cues_of(facts, session))
            names = _asked(facts)
        _keep(home, session, names)
        return names


@lru_cache(maxsize=2 * LOOKED_BACK)
def _read(file: Path, _changed_ns: int) -> Names:
    kept = json.loads(file.read_text(encoding="utf-8"))
    return {came: (frozenset(kept[came]["people"]), int(kept[came]["unnamed"])) for came in _PEOPLE if came in kept}


def _keep(home: Path, session: Session, names: Names) -> None:
    """Keep a session's people beside its facts; the list of other settings goes."""
    kept = {came: {"people": sorted(people), "unnamed": unnamed} for came, (people, unnamed) in names.items()}
    file = _file(home, session)
    for old in home.glob("people-*.json"):
        if old != file:
            old.unlink(missing_ok=True)
    write_text(file, json.dumps(kept) + "\n")


def _file(home: Path, session: Session) -> Path:
    made_from = hashlib.sha256(f"{_VERSION} {window_of(session)!r} {session.cues!r}".encode()).hexdigest()
    return home / f"people-{made_from[:12]}.json"

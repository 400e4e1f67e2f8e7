"""How a session is called among others of its series."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from rex.model.retrospective import Retrospective
    from rex.model.session import Session

MOST_NAMED = 3
"""More names than these nobody reads; the rest is counted, and a table has them all."""


def names(sessions: Iterable[Session]) -> dict[str, str]:
    """Name sessions by title and day, and by the hour where they share the day: a series has one title."""
    starts = {session.id: (session.title, _local(session)) for session in sessions}
    shared = Counter(local.date() for _, local in starts.values() if local is not None)
    called = {}
    for key, (title, local) in starts.items():
        shown = title
        if local is not None:
            when = "%Y-%m-%d %H:%M" if shared[local.date()] > 1 else "%Y-%m-%d"
            shown = f"{title} ({local:{when}})"
        called[key] = shown
    return called


def listed(records: Sequence[Retrospective], called: Mapping[str, str]) -> Message:
    """Name the newest of some sessions, oldest first, at most three, and count the others."""
    shown = records[-MOST_NAMED:]
    text = ", ".join(called[record.session.id] for record in shown)
    if len(records) == len(shown):
        return say("{names}", names=text)
    return say("{names} and {n} earlier", names=text, n=quantity(len(records) - len(shown), "count"))


def _local(session: Session) -> datetime | None:
    return None if session.start is None else session.start.astimezone(ZoneInfo(session.timezone or "UTC"))

"""How a session is called among others of its series."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective


def named(record: Retrospective) -> str:
    """Name a session by its title and day: sessions of a series share their title."""
    session = record.session
    if session.start is None:
        return session.title
    return f"{session.title} ({session.start.astimezone(ZoneInfo(session.timezone or 'UTC')):%Y-%m-%d})"

"""Whose view a record holds, and whose it still waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say
from rex.render.words import EXPECTED_ROLES, role

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.render.reading import Reading


def answered(record: Retrospective) -> tuple[str, ...]:
    """Name the roles that said anything, each once."""
    roles = [r.role for r in record.respondents]
    roles += [f.role for f in record.forecasts] + [c.role for c in record.claims]
    return tuple(dict.fromkeys(roles))


def waited_for(record: Retrospective) -> tuple[str, ...]:
    """Name the roles of a whole retrospective that have not answered yet; an anonymous answer belongs to none."""
    there = answered(record)
    return tuple(name for name in EXPECTED_ROLES if name not in there)


def not_yet(reading: Reading) -> Message | None:
    """Say in one line who has not answered yet; None where everybody has."""
    missing = [role(reading, name) for name in waited_for(reading.record)]
    return say("Not answered yet: {missing}.", missing=reading.speaker.f.listing(missing)) if missing else None

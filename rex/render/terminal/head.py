"""The first line of every screen: which session this is, and whether its numbers can still move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say
from rex.render.reading import Reading
from rex.render.terminal.lines import Screen, Span
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective

NARROWEST = 40
"""Narrower terminals get lines of this width; below it no table can be read."""


def begin(record: Retrospective, *, lang: str, width: int, plain: bool) -> tuple[Screen, Reading]:
    """Start a screen for a record."""
    reading = Reading(record, Speaker(lang, record.session.timezone or "UTC"), "team")
    return Screen(max(width, NARROWEST), plain), reading


def head(reading: Reading) -> str:
    """Name the session, its day, its hours, and its state."""
    session, f = reading.record.session, reading.speaker.f
    if session.start is None:
        return session.title
    when = {"title": session.title, "day": f.date(session.start), "start": f.clock(session.start)}
    if session.end is None:
        return reading.tell(say("{title} · {day}, {start}", **when))
    return reading.tell(say("{title} · {day}, {start} to {end}", end=f.clock(session.end), **when))


def title(screen: Screen, reading: Reading) -> None:
    """Add the head and the state under it."""
    from rex.render.sections.passport import state

    screen.add(Span(head(reading), "bold"))
    screen.add(Span(state(reading), "unknown" if reading.record.edition == "provisional" else "dim"))

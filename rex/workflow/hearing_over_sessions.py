"""The same theme in several sessions: what is asked show after show, and how often it was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.voice import Returning
from rex.voice.themes import same_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.voice import Theme, Voice

LAST_SHOWS = 6
FEWEST_SHOWS = 2
"""A theme that was asked about in so many shows returns."""
MOST_RETURNING = 10
FEWEST_ASKED = 0.5
"""Of a theme's people; praise in which one person put a question is not asked again and again."""


def returning(voices: Sequence[Voice], last: int = LAST_SHOWS) -> tuple[Returning, ...]:
    """Give the newest session's themes that were asked about in earlier ones too, those of most shows first.

    `voices` are the sessions' own, oldest first; the last `last` of them are looked at, a show once however many of its
    themes are about the same.
    """
    looked_at = voices[-last:]
    if not looked_at:
        return ()
    found = []
    for theme in looked_at[-1].themes:
        shows = [asked for voice in looked_at if (asked := _asked(voice, theme))]
        if _is_asked([theme]) and len(shows) >= FEWEST_SHOWS:
            answered = sum(1 for asked in shows if _mostly_answered(asked))
            found.append(
                Returning(
                    key=theme.key,
                    name=theme.name,
                    shows=len(looked_at),
                    asked_in=len(shows),
                    answered_in=answered,
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.asked_in, one.answered_in, one.key))[:MOST_RETURNING])


def _asked(voice: Voice, theme: Theme) -> list[Theme]:
    """Give a session's themes about the same, if they were asked about there."""
    same = [other for other in voice.themes if other.asked and same_key(theme.key, other.key)]
    return same if _is_asked(same) else []


def _is_asked(themes: Sequence[Theme]) -> bool:
    """Tell a question from a topic that one of many asked about: at least half as many questions as people."""
    asked = sum(theme.asked for theme in themes)
    return asked > 0 and FEWEST_ASKED * sum(theme.people for theme in themes) <= asked


def _mostly_answered(asked: Sequence[Theme]) -> bool:
    return 2 * sum(theme.answered for theme in asked) > sum(theme.asked for theme in asked)

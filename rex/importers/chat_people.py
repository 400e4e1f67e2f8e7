"""Who writes in a chat: roles from badges, and the machines that chats are full of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection

Role = Literal["viewer", "host", "moderator", "bot", "system"]

_BOTS = frozenset(
    {"nightbot", "streamelements", "streamlabs", "moobot", "fossabot", "wizebot", "botrixoficial", "sery_bot"}
)
"""Chat machines by the names they write under; public products, no people."""
_HOST = frozenset({"owner", "host", "broadcaster", "streamer", "anfitrion", "presentador", "presentadora", "animateur"})
_TEAM = frozenset({"moderator", "mod", "moderador", "moderadora", "moderateur", "moderatrice", "staff"})


def is_bot(name: str | None) -> bool:
    """Tell a known chat machine by its name."""
    return name is not None and name.lstrip("@").casefold() in _BOTS


def role_of(badges: Collection[str], name: str | None = None) -> Role:
    """Give the role that badges (folded words such as `owner`) and name show; a viewer where they show none."""
    if is_bot(name):
        return "bot"
    if not badges:
        return "viewer"
    words = set(badges)
    if words & _HOST:
        return "host"
    return "moderator" if words & _TEAM else "viewer"

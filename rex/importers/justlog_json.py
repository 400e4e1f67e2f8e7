"""Messages in justlog's JSON: the line of IRC that each holds, or else its own fields."""

from __future__ import annotations

from typing import Any, Final

from rex.importers.irc_message import Said, irc_message
from rex.importers.youtube_items import whole

ARRAY: Final = "messages"
_FIELDS: Final = frozenset({"text", "username", "channel", "timestamp"})
_TYPES: Final = {0: "WHISPER", 1: "PRIVMSG", 2: "CLEARCHAT", 4: "USERNOTICE"}
"""Numbers by which justlog names commands; the others are Twitch's own affairs."""


def is_message(value: Any) -> bool:
    """Tell a message of justlog from another program's."""
    return isinstance(value, dict) and set(value) >= _FIELDS and ("raw" in value or "tags" in value)


def said_in(message: dict[str, Any]) -> Said:
    """Read a message."""
    raw = message.get("raw")
    said = irc_message(raw) if isinstance(raw, str) else None
    if said is not None:
        return said
    tags = message.get("tags")
    plain = {str(name): str(value) for name, value in tags.items()} if isinstance(tags, dict) else {}
    command = _TYPES.get(whole(message.get("type")) or 0, "") if "type" in message else "PRIVMSG"
    nick, channel, text = (str(message.get(name) or "") for name in ("username", "channel", "text"))
    return Said(command, nick, channel, "" if command == "USERNOTICE" else text, plain)

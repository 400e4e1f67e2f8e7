"""One message of IRC as Twitch sends it: `@tags :who COMMAND #channel :text` (IRCv3)."""

from __future__ import annotations

import re
from typing import NamedTuple

_MESSAGE = re.compile(
    r"(?:@(?P<tags>[^ ]{1,8200}) +)?(?::(?P<who>[^ ]{1,300}) +)?(?P<command>[A-Z]{3,16}|\d{3})(?: +(?P<rest>.*))?$"
)
_BARE = frozenset({"PING", "PONG", "RECONNECT"})
"""Commands that come without a sender; any other word in capitals at the start of a line is somebody's shouting."""
_ACTION = "\x01ACTION "
_ESCAPE = re.compile(r"\\(.?)")
_ESCAPED = {":": ";", "s": " ", "r": "\r", "n": "\n"}


class Said(NamedTuple):
    """One message: its command, who sent it, in which channel, the text, and the tags (with their values as sent)."""

    command: str
    nick: str
    channel: str
    text: str
    tags: dict[str, str]

    def tag(self, *names: str) -> str:
        """Give the first of these tags that has a value, unescaped; "" where none has."""
        for name in names:
            if value := self.tags.get(name, ""):
                return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), value) if "\\" in value else value
        return ""

    @property
    def badges(self) -> list[str]:
        """Give the sender's badges without their versions: `broadcaster`, `subscriber`."""
        return [badge.partition("/")[0] for badge in self.tags.get("badges", "").split(",") if badge]


def irc_message(line: str) -> Said | None:
    """Read a line of IRC; None where it is none."""
    match = _MESSAGE.match(line)
    if match is None:
        return None
    tags, who, command, rest = match["tags"], match["who"], match["command"], match["rest"] or ""
    if not tags and not who and command not in _BARE:
        return None
    before, _, text = rest.partition(" :") if not rest.startswith(":") else ("", "", rest[1:])
    channel = before.split(" ", 1)[0]
    if text.startswith(_ACTION):
        text = text[len(_ACTION) :].rstrip("\x01")
    nick = (who or "").partition("!")[0] if "!" in (who or "") else ""
    return Said(command, nick, channel.removeprefix("#"), text, tags_of(tags or ""))


def tags_of(text: str) -> dict[str, str]:
    """Take tags apart: `badges=moderator/1;bits=100`."""
    pairs = (tag.partition("=") for tag in text.split(";") if tag)
    return {name: value for name, _, value in pairs}

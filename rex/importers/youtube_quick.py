"""The quick way through a YouTube chat: nearly every line is one plain message, and only six of its fields are needed.

The parser skips the rest (pictures, menus) without making objects of it, in a third of the time. Whatever does
not have exactly this shape takes the long way.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from rex.importers.youtube_items import Item, badges_of, plain_runs, whole


class Plain(NamedTuple):
    """A line of one plain message: the message, the line's offset, and whether the line was caught live."""

    item: Item
    offset_ms: int | None
    live: bool


class _Text(msgspec.Struct):
    simple: str = msgspec.field(name="simpleText", default="")
    runs: list[dict[str, Any]] = []


class _Body(msgspec.Struct):
    id: str
    usec: str = msgspec.field(name="timestampUsec", default="0")
    channel: str = msgspec.field(name="authorExternalChannelId", default="")
    author: _Text | None = msgspec.field(name="authorName", default=None)
    badges: list[dict[str, Any]] | None = msgspec.field(name="authorBadges", default=None)
    message: _Text | None = None


class _Renderers(msgspec.Struct):
    text: _Body = msgspec.field(name="liveChatTextMessageRenderer")


class _Add(msgspec.Struct):
    item: _Renderers


class _Action(msgspec.Struct):
    add: _Add = msgspec.field(name="addChatItemAction")


class _Wrapper(msgspec.Struct):
    actions: tuple[_Action]
    offset: str | None = msgspec.field(name="videoOffsetTimeMsec", default=None)


class _Line(msgspec.Struct):
    wrapper: _Wrapper = msgspec.field(name="replayChatItemAction")
    offset: str | None = msgspec.field(name="videoOffsetTimeMsec", default=None)
    live: bool = msgspec.field(name="isLive", default=False)


_parse_line = msgspec.json.Decoder(_Line).decode
_parse_any = msgspec.json.Decoder().decode


def parse(line: bytes) -> Any:
    """Parse a line: a `Plain` message, or whatever JSON it is otherwise; errors are msgspec's own."""
    try:
        found = _parse_line(line)
    except msgspec.ValidationError:
        return _parse_any(line)
    body = found.wrapper.actions[0].add.item.text
    name = None if body.author is None else body.author.simple or plain_runs(body.author.runs) or None
    role, member = badges_of(body.badges, name)
    text = "" if body.message is None else body.message.simple or plain_runs(body.message.runs)
    item = Item("message", body.id, whole(body.usec) or 0, body.channel or name or "", name, role, member, text, "", "")
    return Plain(item, whole(found.wrapper.offset or found.offset), found.live)

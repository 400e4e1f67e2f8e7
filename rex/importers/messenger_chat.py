"""A conversation of Messenger as Facebook's "Download your information" gives it: JSON, newest message first.

Texts are UTF-8 that was taken for Latin-1 once (`Ã©` for `é`); they are put right where that is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.importers.base import Importer, Recognition
from rex.importers.chat_people import role_of
from rex.importers.json_pieces import numbered, opening_of, pieces, raw_pieces, unreadable_piece
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.youtube_items import whole
from rex.model.message import say
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.base import RawRow
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_ARRAY = "messages"
_SYSTEM = frozenset({"Call", "Subscribe", "Unsubscribe", "Payment"})
"""Kinds of entries that nobody wrote: calls, who came and went, payments."""
_TWO = 2
"""So many people make a private conversation: a live's chat has more."""
_MEDIA = ("photos", "videos", "audio_files", "gifs", "files", "sticker", "share")


def _recognise(head: Head) -> Recognition | None:
    opening = opening_of(head, _ARRAY)
    first = next((one for one in (opening.elements if opening else ()) if isinstance(one, dict)), {})
    if "sender_name" in first and "timestamp_ms" in first:
        return Recognition(95, "messages with sender_name and timestamp_ms: a conversation downloaded from Facebook.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    private = _is_private(sink.head)
    for number, piece in numbered(sink.head, _ARRAY):
        if not number:
            continue
        if piece.broken:
            unreadable_piece(sink, piece.line, number)
        elif isinstance(piece.value, dict) and private:
            sink.set_aside(number, "private", line=piece.line)
        elif isinstance(piece.value, dict):
            _take(sink, piece.value, number, piece.line)
        else:
            sink.set_aside(number, "other", line=piece.line)


def _is_private(head: Head) -> bool:
    """Tell a conversation of two: its participants stand before or after the messages, as each download has it."""
    opening = opening_of(head, _ARRAY)
    told = opening.members.get("participants") if opening else None
    if not isinstance(told, list):
        rest = (piece.value for piece in pieces(head, (_ARRAY,)) if not piece.key and isinstance(piece.value, dict))
        told = next((one["participants"] for one in rest if "participants" in one), None)
    return isinstance(told, list) and len(told) == _TWO


def _take(sink: Sink, message: dict[str, Any], row: int, line: int) -> None:
    kind = str(message.get("type") or "")
    if kind in _SYSTEM or "call_duration" in message:
        sink.set_aside(row, "system", line=line, detail=sink.label(kind))
        return
    instant = whole(message.get("timestamp_ms"))
    if instant is None:
        problem = say("timestamp_ms holds no time.")
        sink.unreadable(row, line=line, column="timestamp_ms", problem=problem, did=NOT_COUNTED)
        return
    name = repaired(message.get("sender_name"))
    media = next((media for media in _MEDIA if message.get(media)), "")
    reactions = message.get("reactions")
    chat = ChatRow(
        author=sink.person(name) or None,
        role=role_of((), name),
        kind="sticker" if media == "sticker" else "message",
        text=sink.words(repaired(message.get("content"))),
        deleted=message.get("is_unsent") is True,
    )
    counted = str(len(reactions)) if isinstance(reactions, list) and reactions else ""
    if media or counted:
        chat.extra = extra_of({"media": media, "reactions": counted})
    sink.keep("chat", chat, sink.clock.at_utc(instant), row)


def repaired(value: Any) -> str:
    """Read a text; one that is UTF-8 taken for Latin-1 is put right, any other is left as it is.

    A text that is right already is UTF-8 a second time only by a hardly possible chance.
    """
    if not isinstance(value, str):
        return ""
    if value.isascii():
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _rows(head: Head) -> Iterator[RawRow]:
    return raw_pieces(head, _ARRAY)


IMPORTER = Importer(
    id="messenger_chat",
    title="Messenger conversation (Facebook download)",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="Facebook, Settings, Download your information, Messages, format JSON",
    source="a made conversation in the real layout, and code of others that reads real ones",
    version=2,
    status="unverified",
    rows=_rows,
)

"""Twitch chat as TwitchDownloader saves it: one JSON object, plain or packed with gzip, of any version.

Its comments are rows, and so are the video's chapters, which become cues. A comment's own instant is preferred to its
offset. The pictures that such a file may carry are passed over.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.chat_lines import moment_of
from rex.importers.json_pieces import Piece, opening_of, pieces, unreadable_piece
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.twitch_people import notice_in, notice_kind, people_of
from rex.importers.youtube_items import whole
from rex.model.message import say
from rex.model.tables import ChatRow, CueRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_ARRAY = "comments"
_PICTURES = ("embeddedData", "emotes")
"""Emotes and badges as base64; the second name is that of the first versions."""
_ROOT = frozenset({"streamer", "video"})
_LARGEST_OFFSET_S = 10**9
_LONGEST_MS = 10**12
"""A chapter that lasts longer has a damaged length."""


class _Row(NamedTuple):
    """A comment or a chapter, with its number, or an object's other members with the number 0."""

    number: int
    piece: Piece
    chapter: dict[str, Any] | None = None


def _recognise(head: Head) -> Recognition | None:
    opening = opening_of(head, _ARRAY)
    if opening is None:
        return None
    first = next((one for one in opening.elements if isinstance(one, dict)), {})
    if "content_offset_seconds" in first and {"commenter", "message"} & set(first):
        return Recognition(96, "comments with commenter, message and content_offset_seconds: chat of a Twitch video.")
    if set(opening.members) >= _ROOT and "FileInfo" in opening.members:
        return Recognition(90, "FileInfo, streamer, video and comments: chat of a Twitch video by TwitchDownloader.")
    return None


def _numbered(head: Head, *, keep: bool) -> Iterator[_Row]:
    """Give comments and then chapters, which stand among an object's other members, with their numbers."""
    number = 0
    for piece in pieces(head, (_ARRAY,), without=_PICTURES, keep=keep):
        if piece.key or piece.broken:
            number += 1
            yield _Row(number, piece)
            continue
        yield _Row(0, piece)
        for chapter in _chapters(piece.value):
            number += 1
            yield _Row(number, piece, chapter)


def _chapters(members: Any) -> list[dict[str, Any]]:
    found = _of(_of(members, "video"), "chapters")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _read(_: ExportFile, sink: Sink) -> None:
    for number, piece, chapter in _numbered(sink.head, keep=False):
        if not number:
            continue
        if piece.broken:
            unreadable_piece(sink, piece.line, number)
        elif chapter is not None:
            _keep_chapter(sink, chapter, _instant_ms(_of(_of(piece.value, "video"), "created_at")), number)
        elif isinstance(piece.value, dict):
            _take(sink, piece.value, number, piece.line)
        else:
            sink.set_aside(number, "other", line=piece.line)


def _take(sink: Sink, comment: dict[str, Any], row: int, line: int) -> None:
    native = _text(comment.get("_id"))
    native = f"twitch\x1f{native}" if native else ""
    if native and not sink.first_time(native):
        sink.set_aside(row, "duplicate", line=line)
        return
    stamp = _stamp(sink, comment)
    if stamp is None:
        problem = say("Neither created_at nor content_offset_seconds holds a time.")
        sink.unreadable(row, line=line, column="created_at", problem=problem, did=NOT_COUNTED)
        return
    sink.keep("chat", _chat(sink, comment), stamp, row, native)


def _chat(sink: Sink, comment: dict[str, Any]) -> ChatRow:
    message, person = comment.get("message"), comment.get("commenter")
    shown = _text(_of(person, "display_name")).strip()
    name = _text(_of(person, "name")) or shown or _text(_of(person, "_id"))
    badges = _of(message, "user_badges")
    role, member = people_of([_text(_of(one, "_id")) for one in badges] if isinstance(badges, list) else (), name)
    body, bits = _text(_of(message, "body")), whole(_of(message, "bits_spent")) or 0
    notice = notice_in(shown, body)
    told = notice_kind(_text(_of(_of(message, "user_notice_params"), "msg_id")))
    kind = notice.kind if notice is not None else told or "message"
    chat = ChatRow(
        msg_id=sink.label(_text(comment.get("_id"))),
        author=sink.person(name) or None,
        role="system" if kind == "raid" else role,
        member=member,
        kind="paid" if bits > 0 else kind,
        text=sink.words(notice.words if notice is not None else body),
        deleted=comment.get("state") == "deleted",
    )
    if bits > 0:
        chat.extra = extra_of({"bits": str(bits)})
    return chat


def _keep_chapter(sink: Sink, chapter: dict[str, Any], created_ms: int | None, row: int) -> None:
    start, lasts = whole(chapter.get("startMilliseconds")), whole(chapter.get("lengthMilliseconds"))
    if start is None or abs(start) > _LARGEST_OFFSET_S:
        problem = say("The chapter has no start.")
        sink.unreadable(row, line=0, column="startMilliseconds", problem=problem, did=NOT_COUNTED)
        return
    clock = sink.clock
    as_instant = created_ms is not None and clock.prefers != "offset"
    stamp = clock.at_utc((created_ms or 0) + start, str(start)) if as_instant else clock.at_offset(start)
    title = _text(chapter.get("description")) or _text(chapter.get("gameDisplayName"))
    known = lasts is not None and 0 < lasts < _LONGEST_MS
    until = None if stamp.offset_ms is None or lasts is None or not known else stamp.offset_ms + lasts
    cue = CueRow(cue_id=f"chapter_{row}", title=sink.label(title), until_ms=until, planned=False)
    sink.keep("cues", cue, stamp, row)


def _stamp(sink: Sink, comment: dict[str, Any]) -> Stamp | None:
    clock, instant = sink.clock, _instant_ms(comment.get("created_at"))
    offset = comment.get("content_offset_seconds")
    if not isinstance(offset, (int, float)) or isinstance(offset, bool) or not abs(offset) < _LARGEST_OFFSET_S:
        offset = None
    if offset is not None and (instant is None or clock.prefers == "offset"):
        return clock.at_offset(round(offset * 1000))
    return None if instant is None else clock.at_utc(instant, _text(comment.get("created_at")))


def _instant_ms(value: Any) -> int | None:
    """Read an instant; TwitchDownloader writes UTC, with or without saying so."""
    found = moment_of(_text(value))  # a date that was never set is of the year 1, and none
    if found is None:
        return None
    return round((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() * 1000)


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _text(value: Any) -> str:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    return ""


def _rows(head: Head) -> Iterator[RawRow]:
    yield RawRow(0, 0, [_ARRAY])
    for number, piece, chapter in _numbered(head, keep=True):
        yield RawRow(number, piece.line, piece.value if chapter is None else chapter)


IMPORTER = Importer(
    id="twitch_downloader",
    title="Twitch chat (TwitchDownloader JSON)",
    tables=("chat", "cues"),
    recognise=_recognise,
    read=_read,
    where="TwitchDownloader, Chat Download, format JSON (compression gzip or none)",
    source="TwitchDownloader, ChatRoot.cs and ChatJson.cs",
    rows=_rows,
)

"""Comments of a Facebook live video as the Graph API gives them: pages of `data`, one or many, in any order.

`{"data": [{"id", "message", "created_time", "from", "live_broadcast_timestamp", "parent", ...}], "paging": {...}}`, a
list or lines of such pages or of bare comments, or a video with its comments. Replies stand in their comment or name
it as `parent`. Without a page's permission nobody is named. The instant is preferred to the seconds into the video.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.chat_lines import moment_of
from rex.importers.json_pieces import opening_of, pieces, unreadable_piece
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.youtube_items import whole
from rex.model.message import say
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_ARRAY = "data"
_INSIDE = "comments"
_LONGEST_S = 10**7
_DEEPEST = 4


class _Comment(NamedTuple):
    """A comment with its number, what it answers, and the page whose video it is under; `value` may be anything."""

    number: int
    value: Any
    line: int
    parent: str = ""
    page: str = ""
    broken: bool = False


def _recognise(head: Head) -> Recognition | None:
    opening = opening_of(head, _ARRAY)
    if opening is None:
        return None
    inside = _inside(opening.members)
    one = next((value for value in [*opening.elements, *inside, opening.members] if isinstance(value, dict)), {})
    if not {"id", "created_time"} <= set(one) or not isinstance(one.get("created_time"), str):
        return None
    if "live_broadcast_timestamp" in one:
        return Recognition(
            96, "data of id, created_time and live_broadcast_timestamp: comments of a Facebook live video."
        )
    if "message" in one and {"from", "parent", "like_count", "comment_count"} & set(one):
        return Recognition(85, "data of id, message, created_time and from: comments from Facebook's Graph API.")
    return None


def _inside(value: Any) -> list[Any]:
    """Give the comments that stand inside a video or a comment."""
    page = value.get(_INSIDE) if isinstance(value, dict) else None
    found = page.get(_ARRAY) if isinstance(page, dict) else page
    return found if isinstance(found, list) else []


def _comments(head: Head) -> Iterator[_Comment]:
    """Give the comments with their numbers; what is none (a page's paging) has the number 0."""
    number = 0
    for piece in pieces(head, (_ARRAY,)):
        members = piece.value
        if piece.key or not isinstance(members, dict) or {"created_time", "message"} <= set(members):
            rows = _with_replies(members, "", "", 0)
        else:
            yield _Comment(0, _without_inside(members), piece.line)
            page = str(_of(members.get("from"), "id") or "")
            rows = [row for value in _inside(members) for row in _with_replies(value, "", page, 0)]
        for value, parent, page in rows:
            number += 1
            yield _Comment(number, value, piece.line, parent, page, piece.broken)


def _with_replies(value: Any, parent: str, page: str, depth: int) -> list[tuple[Any, str, str]]:
    """Give a comment and then those that answer it, however deep."""
    answers = _inside(value) if depth < _DEEPEST else []
    if not answers:
        return [(value, parent, page)]
    own = str(value.get("id") or "")
    found = [(_without_inside(value), parent, page)]
    for answer in answers:
        found += _with_replies(answer, own, page, depth + 1)
    return found


def _without_inside(value: dict[str, Any]) -> dict[str, Any]:
    """Give an object without the comments that stand inside it, which are rows of their own."""
    page = value.get(_INSIDE)
    if not _inside(value):
        return value
    return {**value, _INSIDE: {**page, _ARRAY: []} if isinstance(page, dict) else []}


def _read(_: ExportFile, sink: Sink) -> None:
    for comment in _comments(sink.head):
        if not comment.number:
            continue
        if comment.broken:
            unreadable_piece(sink, comment.line, comment.number)
        elif isinstance(comment.value, dict):
            _take(sink, comment, comment.value)
        else:
            sink.set_aside(comment.number, "other", line=comment.line)


def _take(sink: Sink, comment: _Comment, value: dict[str, Any]) -> None:
    row, line = comment.number, comment.line
    native = str(value.get("id") or "")
    native = f"facebook\x1f{native}" if native else ""
    if value.get("is_private") is True:
        sink.set_aside(row, "private", line=line)
        return
    if native and not sink.first_time(native):
        sink.set_aside(row, "duplicate", line=line)
        return
    stamp = _stamp(sink, value)
    if stamp is None:
        problem = say("Neither created_time nor live_broadcast_timestamp holds a time.")
        sink.unreadable(row, line=line, column="created_time", problem=problem, did=NOT_COUNTED)
        return
    sink.keep("chat", _chat(sink, value, comment), stamp, row, native)


def _chat(sink: Sink, value: dict[str, Any], comment: _Comment) -> ChatRow:
    writer = value.get("from")
    person = str(_of(writer, "id") or _of(writer, "name") or "")
    attached = str(_of(value.get("attachment"), "type") or "")
    parent = comment.parent or str(_of(value.get("parent"), "id") or "")
    is_host = bool(value.get("admin_creator")) or (bool(person) and person == comment.page)
    chat = ChatRow(
        msg_id=sink.label(comment_id) if (comment_id := str(value.get("id") or "")) else "",
        author=sink.person(person) or None,
        role="host" if is_host else "viewer",
        kind="sticker" if "sticker" in attached else "message",
        text=sink.words(_untagged(value)),
        reply_to=sink.label(parent) if parent else None,
    )
    counts = {name: str(whole(value.get(name)) or "") for name in ("like_count", "comment_count")}
    if attached or any(counts.values()):
        chat.extra = extra_of({"attachment": sink.label(attached), **counts})
    return chat


def _untagged(value: dict[str, Any]) -> str:
    """Give the text without the names of people who are tagged in it."""
    message, tags = value.get("message"), value.get("message_tags")
    text = message if isinstance(message, str) else ""
    for tag in tags if isinstance(tags, list) else ():
        name = _of(tag, "name")
        if isinstance(name, str) and name.strip() and str(_of(tag, "type") or "user") == "user":
            text = text.replace(name, "[@]")
    return text


def _stamp(sink: Sink, value: dict[str, Any]) -> Stamp | None:
    clock, written = sink.clock, str(value.get("created_time") or "")
    wall, seconds = moment_of(written), whole(value.get("live_broadcast_timestamp"))
    if seconds is not None and abs(seconds) < _LONGEST_S and (wall is None or clock.prefers == "offset"):
        return clock.at_offset(seconds * 1000)
    return None if wall is None else clock.at_wall(wall, written)


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _rows(head: Head) -> Iterator[RawRow]:
    yield RawRow(0, 0, [_ARRAY])
    for comment in _comments(head):
        yield RawRow(comment.number, comment.line, comment.value)


IMPORTER = Importer(
    id="facebook_live_comments",
    title="Facebook live comments (Graph API)",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where=(
        "GET /{live-video-id}/comments?order=chronological&live_filter=no_filter"
        "&fields=id,message,created_time,from,live_broadcast_timestamp,parent, every page"
    ),
    source="the fields of a comment in Facebook's own SDKs",
    status="unverified",
    rows=_rows,
)

"""Bambuser's chat messages as its API gives them: pages of messages with an id, an author's name and a text.

The vendor's published workflow reads `id`, `message` (or `body`) and `authorName` (or `author.displayName`). No answer
was seen, and the key of a message's time is not among those: `createdAt`, which the API's shows carry, is tried, and a
message without it is set aside by name and in no count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.importers import bambuser_answers as answers
from rex.importers.base import Importer, Recognition
from rex.importers.chat_people import role_of
from rex.importers.documents import unreadable_document
from rex.importers.sheet import NOT_COUNTED
from rex.importers.times import parse_wall
from rex.model.message import say
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from rex.importers.documents import Document
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink


def _recognise(head: Head) -> Recognition | None:
    if any(_is_message(value) for value in answers.first_elements(head)):
        return Recognition(82, "id, message and authorName: Bambuser's chat messages.")
    return None


def _is_message(value: dict[str, Any]) -> bool:
    return bool(value.get("id")) and _text(value) is not None and bool(_name(value))


def _text(value: dict[str, Any]) -> str | None:
    return next((text for key in ("message", "body") if isinstance(text := value.get(key), str)), None)


def _name(value: dict[str, Any]) -> str:
    author = value.get("author")
    name = value.get("authorName") or (author.get("displayName") if isinstance(author, dict) else "")
    return name if isinstance(name, str) else ""


def _read(_: ExportFile, sink: Sink) -> None:
    for element in answers.elements(sink.head):
        _take(sink, element)


def _take(sink: Sink, element: Document) -> None:
    value, number, line = element.value, element.number, element.line
    text = _text(value) if isinstance(value, dict) else None
    if element.broken:
        unreadable_document(sink, element, number)
    elif text is None:
        sink.set_aside(number, "other", line=line)
    elif not sink.first_time(f"bambuser_chat\x1f{value.get('id') or number}"):
        sink.set_aside(number, "duplicate", line=line)
    else:
        _keep(sink, value, text, number, line)


def _keep(sink: Sink, value: dict[str, Any], text: str, number: int, line: int) -> None:
    told = value.get("createdAt")
    wall = parse_wall(told, "ymd") if isinstance(told, str) else None
    if wall is None:
        problem = say("The message has no time under createdAt.")
        sink.unreadable(number, line=line, column="createdAt", problem=problem, did=NOT_COUNTED)
        return
    name, answered = _name(value), value.get("replyTo")
    row = ChatRow(
        msg_id=sink.label(str(value.get("id") or "")),
        author=sink.person(_identity(value) or name) if _identity(value) or name else None,
        role=role_of((), name),
        text=sink.words(text),
        reply_to=sink.label(str(answered.get("id") or "")) or None if isinstance(answered, dict) else None,
    )
    sink.keep("chat", row, sink.clock.at_wall(wall, str(told)), number, row.msg_id)


def _identity(value: dict[str, Any]) -> str:
    """Give what the platform knows an author by; names change, and two people share one."""
    author = value.get("author")
    known = value.get("userId") or (author.get("id") if isinstance(author, dict) else "")
    return str(known) if isinstance(known, (str, int)) and not isinstance(known, bool) else ""


IMPORTER = Importer(
    id="bambuser_chat",
    title="Bambuser chat messages",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="Bambuser's API, GET /shows/ID/chat-messages, every page saved as JSON",
    source="the fields that the vendor's published workflow reads; no answer was seen",
    status="unverified",
    rows=answers.raw_rows,
)

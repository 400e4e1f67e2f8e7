"""TikTok LIVE events caught while a show was on: JSON Lines (or an array) of what the room sent.

There is no standard file; `tiktok_live_shapes` reduces the known ones to one. A gift sent many times in a row comes as
a streak of messages with a growing count and is counted once, with its last count. After a lost connection the room
sends its last events again, with the same ids. Likes come in batches and not all of them: the room's own total is
kept beside them as cumulative and never added up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.importers import tiktok_live_shapes as shapes
from rex.importers.base import Importer, Recognition
from rex.importers.documents import documents, documents_holding, unreadable_document
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.model.message import say
from rex.model.tables import ChatRow, ReactionRow, Row, ViewersRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.documents import Document
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tiktok_live_shapes import Event

_FEWEST = 0.5
"""At least so large a part of the first lines has to be events of a live room."""
_HOLDS_STREAK = (b"repeatCount", b"repeat_count")
_LARGEST_COUNT = 10**12
_Kept = list[tuple[str, Row, "Stamp | None"]]


def _recognise(head: Head) -> Recognition | None:
    if head.kind not in {"json", "jsonl"}:
        return None
    values = [element for value in head.documents for element in (value if isinstance(value, list) else [value])]
    lines = [value for value in values if isinstance(value, dict) and not _is_about_the_capture(value)]
    events = [event for event in map(shapes.event_of, lines) if event.kind]
    if not lines or len(events) < len(lines) * _FEWEST:
        raw = [event for event in map(shapes.event_of, lines) if event.name.startswith("Webcast")]
        if not raw or len(raw) < len(lines) * _FEWEST:
            return None
        return Recognition(96, "Webcast...Message: events of a TikTok LIVE room.")
    if any(event.name.startswith("Webcast") for event in events):
        return Recognition(97, "Webcast...Message: events of a TikTok LIVE room.")
    if any(shapes.is_webcast(event) for event in events):
        return Recognition(91, "chat, gift, like and member with uniqueId and msgId: events of a TikTok LIVE room.")
    return None


def _is_about_the_capture(value: dict[str, Any]) -> bool:
    return "meta" in value and not shapes.event_of(value).kind


def _read(_: ExportFile, sink: Sink) -> None:
    last = _last_of_streaks(sink.head)
    for document in documents(sink.head):
        if document.broken:
            unreadable_document(sink, document, document.number)
        elif not isinstance(document.value, dict):
            sink.set_aside(document.number, "other", line=document.line)
        else:
            _take(sink, document, shapes.event_of(document.value), last)


def _last_of_streaks(head: Head) -> frozenset[int]:
    """Look through the gifts for streaks whose end never came: the last message of each counts for all of it."""
    streaks: dict[str, tuple[int, int]] = {}
    last: set[int] = set()
    seen: set[str] = set()
    for document in documents_holding(head, _HOLDS_STREAK):
        if not isinstance(document.value, dict):
            continue
        event = shapes.event_of(document.value)
        if event.kind != "gift" or (native := _native(event)) in seen:
            continue
        seen.add(native)
        gift = shapes.gift_of(event)
        before = streaks.pop(gift.streak, None)
        # A streak that starts anew had no end before it; an end says the last count once more.
        if before is not None and (gift.times < before[1] or (gift.open and gift.times == before[1])):
            last.add(before[0])
        if gift.open:
            streaks[gift.streak] = (document.number, gift.times)
    return frozenset(last | {number for number, _ in streaks.values()})


def _native(event: Event) -> str:
    """Name an event: by its id, else by all it says in its own fields, by whom and when."""
    known = shapes.message_id(event)
    if known:
        return f"tiktok\x1f{known}"
    said = [f"{key}={value}" for key, value in sorted(event.body.items()) if isinstance(value, (str, int, float))]
    told = (event.kind, shapes.person_of(event).identity, str(shapes.instant_ms(event)), *said)
    return "tiktok\x1f" + "\x1f".join(told)


def _take(sink: Sink, document: Document, event: Event, last: frozenset[int]) -> None:
    row, line = document.number, document.line
    if not event.kind:
        capture = _is_about_the_capture(event.wrapper)
        sink.set_aside(row, "description" if capture else "other", line=line, detail=sink.label(event.name))
        return
    native = _native(event)
    if not sink.first_time(native):
        sink.set_aside(row, "duplicate", line=line, detail="sent again")
        return
    if event.kind == "gift" and row not in last and shapes.gift_of(event).open:
        sink.set_aside(row, "duplicate", line=line, detail="streak")
        return
    stamp = _stamp(sink, event)
    if event.kind == "end":
        sink.set_aside(row, "system", line=line, detail="end of the stream")
    elif stamp is None:
        problem = say("The event has no time.")
        sink.unreadable(row, line=line, column="createTime", problem=problem, did=NOT_COUNTED)
    elif kept := _rows(sink, event, stamp):
        sink.keep_all(kept, row, native)
    else:
        sink.set_aside(row, "other", line=line, detail=sink.label(event.name))


def _stamp(sink: Sink, event: Event) -> Stamp | None:
    instant, offset = shapes.instant_ms(event), shapes.offset_ms(event)
    if offset is not None and (instant is None or sink.clock.prefers == "offset"):
        return sink.clock.at_offset(offset)
    return None if instant is None else sink.clock.at_utc(instant)


def _rows(sink: Sink, event: Event, stamp: Stamp) -> _Kept:
    """Write one event's rows; none where it says nothing that a table holds."""
    if event.kind in {"chat", "question"}:
        row = _message(sink, event)
        return [] if row is None else [("chat", row, stamp)]
    if event.kind == "viewers":
        watching = _count(event, "viewerCount", "viewer_count", "total", "m_total", "mTotal")
        return [] if watching is None else [("viewers", ViewersRow(value=watching, extra=_others(event)), stamp)]
    return [("reactions", row, stamp) for row in _reactions(sink, event)]


def _message(sink: Sink, event: Event) -> ChatRow | None:
    asks = event.kind == "question"
    text = shapes.question_text(event) if asks else shapes.text_of(event.body, "comment", "content", "text")
    if asks and not text:
        return None
    person = shapes.person_of(event)
    return ChatRow(
        msg_id=sink.label(shapes.message_id(event)),
        author=sink.person(person.identity) if person.identity else None,
        role=person.role,
        member=person.member,
        kind="question" if asks else "message",
        text=sink.words(text),
    )


def _reactions(sink: Sink, event: Event) -> list[ReactionRow]:
    identity = shapes.person_of(event).identity
    person = sink.person(identity) if identity else None
    if event.kind == "like":
        total = _count(event, "totalLikeCount", "total_like_count", "total")
        batch = _count(event, "likeCount", "like_count", "count")
        rows = [] if batch is None else [ReactionRow(kind="like", count=batch, person=person)]
        return [*rows, ReactionRow(kind="like", count=total, cumulative=True)] if total else rows
    if event.kind == "gift":
        gift = shapes.gift_of(event)
        told = {"gift": sink.label(gift.name), "gift_id": sink.label(gift.id)}
        told["diamonds"] = "" if gift.diamonds is None else str(gift.diamonds)
        return [ReactionRow(kind="gift", count=min(gift.times, _LARGEST_COUNT), person=person, extra=extra_of(told))]
    kind = shapes.social_kind(event) if event.kind == "social" else event.kind
    return [ReactionRow(kind=kind, count=1, person=person, extra=_others(event))] if kind else []


def _count(event: Event, *keys: str) -> int | None:
    found = shapes.number(event.body, *keys)
    return found if found is not None and 0 <= found < _LARGEST_COUNT else None


def _others(event: Event) -> str:
    """Write the numbers that stand beside: people in the room when somebody joins, people so far."""
    found = {name: _count(event, name) for name in ("memberCount", "totalUser")}
    return extra_of({name: str(value) for name, value in found.items() if value})


IMPORTER = Importer(
    id="tiktok_live_events",
    title="TikTok LIVE events (TikTokLive, TikTok-Live-Connector)",
    tables=("chat", "reactions", "viewers"),
    recognise=_recognise,
    read=_read,
    where="A program that listens to the room while it is live and writes each event as one line of JSON",
    source="TikTok-Live-Connector's and TikTokLive's code and the raw webcast messages; made files of the raw shape",
)

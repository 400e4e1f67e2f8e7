"""Chats saved by chat-downloader: a JSON array, JSON Lines or CSV, with the fields of 2020 or of later versions.

A paid message stands twice, once as the ticker above the chat; the second one is set aside as a duplicate.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rex.importers.base import Importer, Recognition
from rex.importers.chat_downloader_people import author_of, standing
from rex.importers.chat_downloader_quick import native_of, read_batch, read_table
from rex.importers.documents import batches, documents, unreadable_document
from rex.importers.money import Money, parse_money, precision
from rex.importers.sheet import sheet_of
from rex.importers.times import parse_offset_ms
from rex.importers.youtube_items import whole
from rex.model.message import say
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.documents import Document
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_TIMES = frozenset({"time_in_seconds", "time_text", "timestamp", "video_offset_time_msec"})
_TOLD = frozenset({"message", "message_type", "amount", "message_id"})
_SYSTEM = ("viewer_engagement", "mode_change", "placeholder", "donation_announcement", "ban_user", "purchased_product")
_KINDS = (
    ("paid_sticker", "sticker"),
    ("paid", "paid"),
    ("sponsorships_gift", "gift"),
    ("gift", "gift"),
    ("membership", "membership"),
    ("sponsor", "membership"),
    ("sub", "membership"),
)


def _recognise(head: Head) -> Recognition | None:
    if head.kind in {"json", "jsonl"}:
        first = [element for value in head.documents for element in (value if isinstance(value, list) else [value])]
        keys = set(first[0]) if first and isinstance(first[0], dict) else set[str]()
        flat = keys | ({"author_name"} if "author" in keys else set())
    else:
        sheet = sheet_of(head)
        flat = {name.replace(".", "_") for name in sheet.folded} if sheet else set()
    if len(flat & _TIMES) >= 2 and flat & _TOLD and flat & {"author_name", "author_id", "author"}:
        return Recognition(90, "author, message, time_in_seconds and timestamp: a chat saved by chat-downloader.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    if sink.head.kind in {"json", "jsonl"}:
        _read_documents(sink)
        return
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    if sink.clock.prefers == "offset":
        for record in sheet.rows(sink):
            _record(sheet, sink, record)
    else:
        read_table(sink, sheet, partial(_record, sheet))


def _record(sheet: Sheet, sink: Sink, record: Record) -> None:
    _take(sink, _nested(sheet, record.cells), record.number, record.line)


def _read_documents(sink: Sink) -> None:
    if sink.head.kind == "jsonl" and sink.clock.prefers != "offset":
        for batch in batches(sink.head):
            read_batch(sink, batch, partial(_document, sink))
        return
    for document in documents(sink.head):
        _document(sink, document)


def _document(sink: Sink, document: Document) -> None:
    if document.broken:
        unreadable_document(sink, document, document.number)
    elif isinstance(document.value, dict):
        _take(sink, document.value, document.number, document.line)
    else:
        sink.set_aside(document.number, "other", line=document.line)


def _nested(sheet: Sheet, cells: list[str]) -> dict[str, Any]:
    """Turn a CSV row back into the object it was: `author.id` and `author.badges.0.title` are nested again."""
    row: dict[str, Any] = {}
    author: dict[str, Any] = {}
    badges: list[dict[str, str]] = []
    money: dict[str, str] = {}
    for name, cell in zip(sheet.names, cells, strict=False):
        if not cell:
            continue
        key = name.strip("\ufeff ")
        if key.startswith("author.badges.") and key.endswith(".title"):
            badges.append({"title": cell})
        elif key.startswith("author."):
            author[key[len("author.") :]] = cell
        elif key.startswith("money."):
            money[key[len("money.") :]] = cell
        else:
            row[key] = cell
    if author:
        row["author"] = {**author, "badges": badges}
    return {**row, "money": money} if money else row


def _take(sink: Sink, entry: dict[str, Any], row: int, line: int) -> None:
    message_type = str(entry.get("message_type") or "")
    if any(part in message_type for part in _SYSTEM):
        sink.set_aside(row, "system", line=line, detail=message_type)
        return
    identity, name, titles = author_of(entry)
    native = _native(entry, identity)
    if native and not sink.first_time(native):
        ticker = "ticker_duration" in entry or message_type.startswith("ticker")
        sink.set_aside(row, "duplicate", line=line, detail="ticker" if ticker else "")
        return
    stamp = _stamp(sink, entry)
    if stamp is None:
        sink.unreadable(
            row,
            line=line,
            column="timestamp",
            problem=say("Neither timestamp nor time_in_seconds holds a time."),
            did=say("The row is in no count; the file is as it was."),
        )
        return
    money = _money(entry)
    role, member = standing(titles, name)
    chat = ChatRow(
        msg_id=str(entry.get("message_id") or ""),
        author=sink.person(identity) if identity else None,
        role=role,
        member=member,
        kind=_kind(message_type, money),
        text=sink.words(str(entry.get("message") or "")),
        money_minor=None if money is None else money.minor,
        currency=None if money is None else money.currency,
    )
    sink.keep("chat", chat, stamp, row, native)


def _native(entry: dict[str, Any], identity: str) -> str:
    """Name a message; "" where neither its id nor its time is told."""
    if not entry.get("message_id") and not entry.get("timestamp"):
        return ""
    parts = (str(entry.get(key) or "") for key in ("message_id", "timestamp", "message", "amount"))
    message_id, timestamp, text, amount = parts
    return native_of(message_id, timestamp, identity, text, amount)


def _stamp(sink: Sink, entry: dict[str, Any]) -> Stamp | None:
    clock = sink.clock
    instant, offset = _instant_ms(entry.get("timestamp")), _offset_ms(entry)
    if offset is not None and (clock.prefers == "offset" or instant is None):
        return clock.at_offset(offset, str(entry.get("time_text") or ""))
    return None if instant is None else clock.at_utc(instant, str(entry.get("timestamp")))


def _instant_ms(value: Any) -> int | None:
    """Read microseconds since 1970; a spreadsheet's 1.6E+15 has lost them and is no instant."""
    if isinstance(value, str) and ("e" in value.lower() or "," in value):
        return None
    usec = whole(value)
    return usec // 1000 if usec is not None and 10**14 < usec < 10**17 else None


def _offset_ms(entry: dict[str, Any]) -> int | None:
    exact = whole(entry.get("video_offset_time_msec"))
    if exact is not None:
        return exact
    for key in ("time_in_seconds", "time_text"):
        value = entry.get(key)
        if value not in (None, "") and (ms := parse_offset_ms(str(value))) is not None:
            return ms
    return None


def _money(entry: dict[str, Any]) -> Money | None:
    money = entry.get("money")
    if isinstance(money, dict):
        text, code = str(money.get("text") or ""), str(money.get("currency") or "") or None
        try:
            amount = float(money.get("amount"))  # type: ignore[arg-type]  # anything else ends in the except
        except (TypeError, ValueError):
            return parse_money(text, code)
        return Money(round(amount * 10 ** precision(code)), code) if abs(amount) < 10**12 else None
    return parse_money(str(entry["amount"])) if entry.get("amount") else None


def _kind(message_type: str, money: Money | None) -> str:
    plain = message_type.removeprefix("ticker_")
    return next((kind for part, kind in _KINDS if part in plain), "message" if money is None else "paid")


IMPORTER = Importer(
    id="chat_downloader",
    title="chat-downloader (YouTube, Twitch, Facebook, Zoom)",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="chat_downloader ADDRESS --output chat.json (or .jsonl, .csv)",
    source="chat-downloader, the fields of 2020 and of version 0.2",
)

"""A WhatsApp chat exported as text (`_chat.txt`), from iOS or Android, in any of its languages.

Clocks are those of the phone that exported, without a zone. Messages may have several lines. What WhatsApp itself
tells (encryption, who came and went) is set aside as `system`. Media that was left out keeps its message, without
words.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from rex.importers.base import Importer, Recognition
from rex.importers.chat_lines import at_wall, entries_of, first_entries, raw_entries
from rex.importers.chat_people import role_of
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.whatsapp_lines import header_of, order_of, unmarked
from rex.importers.whatsapp_words import content_of
from rex.model.message import say
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.base import RawRow
    from rex.importers.chat_lines import Entry
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.whatsapp_lines import Header, Order

_LEAST = 0.2
"""So many of the first lines begin an entry, even where messages are long."""
_LEVELS = frozenset({"DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL", "TRACE"})
"""The names in the logs of programs, which look like Android's lines."""


def _recognise(head: Head) -> Recognition | None:
    met = first_entries(head, header_of, goes_on=False)
    opened = [entry.opening for entry in met if entry.opening is not None]
    named = [header for header in opened if header.name]
    if not named or not any(entry.opening for entry in met[:2]) or len(opened) < len(met) * _LEAST:
        return None
    if any(header.name.upper() in _LEVELS or header.name.startswith("#") for header in named):
        return None
    if opened[0].bracket:
        return Recognition(90, "Lines of [date, time] name: text: a WhatsApp chat exported on iOS.")
    return Recognition(90, "Lines of date, time - name: text: a WhatsApp chat exported on Android.")


def _read(_: ExportFile, sink: Sink) -> None:
    found = (entry.opening for entry in entries_of(sink.head, header_of, goes_on=True))
    order = order_of((header.numbers for header in found if header is not None), sink.clock.starts)
    for entry in entries_of(sink.head, header_of, goes_on=True):
        if entry.opening is None:
            sink.set_aside(entry.number, "title" if entry.number == 1 else "other", line=entry.line)
        else:
            _take(sink, entry, entry.opening, order)


def _take(sink: Sink, entry: Entry[Header], header: Header, order: Order) -> None:
    row = entry.number
    content = content_of(unmarked(entry.text(header.text)), marked=header.marked) if header.name else None
    if content is None:
        sink.set_aside(row, "system", line=entry.line)
        return
    wall = _wall(header, order)
    if wall is None:
        problem = say("“{text}” is not a time.", text=sink.shown(header.raw))
        sink.unreadable(row, line=entry.line, column="", problem=problem, did=NOT_COUNTED)
        return
    chat = ChatRow(
        author=sink.person(header.name) or None,
        role=role_of((), header.name),
        kind=content.kind,
        text=sink.words(content.words),
        deleted=content.deleted,
    )
    if content.media:
        chat.extra = extra_of({"media": content.media})
    stamp = at_wall(sink.clock, wall, header.raw, quality="exact" if header.exact else "minute")
    sink.keep("chat", chat, stamp, row)


def _wall(header: Header, order: Order) -> datetime | None:
    day = order.date(header.numbers)
    try:
        return None if day is None else datetime.combine(day, time(*header.clock))
    except ValueError:
        return None


def _rows(head: Head) -> Iterator[RawRow]:
    return raw_entries(head, header_of, goes_on=True)


IMPORTER = Importer(
    id="whatsapp_chat",
    title="WhatsApp chat",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="WhatsApp, the chat, its menu, Export chat, without media",
    source="made chats in the real layouts, and code of others that reads real ones",
    status="unverified",
    rows=_rows,
)

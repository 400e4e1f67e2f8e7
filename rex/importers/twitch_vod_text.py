"""Chat of a Twitch video saved as text: a time in brackets, a name, a colon, the text.

TwitchDownloader writes `[2024-05-01 18:00:03 UTC]` (also with milliseconds) or counts from the start of the video,
`[0:00:30]`; tcd counts too, `[00:00:30.108]`, and writes what people do (`/me waves`) without the colon. A line without
a time goes on with the message above it. Saved without times at all, such a chat cannot be told from other text and is
not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.chat_lines import entries_of, first_entries, raw_entries
from rex.importers.sheet import NOT_COUNTED
from rex.importers.times import parse_offset_ms, parse_wall
from rex.importers.twitch_people import notice_in, people_of
from rex.model.message import say
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.base import RawRow
    from rex.importers.chat_lines import Entry
    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_LINE = re.compile(
    r"\ufeff?\[(?:(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,7})? UTC)|(\d{1,3}:\d{2}:\d{2}(?:\.\d{1,3})?))\] "
    r"([^\s:]{1,99})(?:(:) ?| )(.*)$"
)
_MOSTLY = 0.8


class _Line(NamedTuple):
    """The first line of a message; one of instant and elapsed is empty. What somebody does has no colon before it."""

    instant: str
    elapsed: str
    name: str
    spoken: bool
    text: str


def _opens(line: str) -> _Line | None:
    match = _LINE.match(line)
    return None if match is None else _Line(match[1] or "", match[2] or "", match[3], bool(match[4]), match[5])


def _recognise(head: Head) -> Recognition | None:
    met = first_entries(head, _opens, goes_on=False)
    lines = [entry.opening for entry in met if entry.opening is not None]
    if not lines or met[0].opening is None or sum(line.spoken for line in lines) < len(met) * _MOSTLY:
        return None  # names on Twitch have no spaces, and nearly all lines are spoken
    if any(line.instant for line in lines):
        return Recognition(93, "Lines of [date time UTC] name: text: chat of a Twitch video saved as text.")
    return Recognition(86, "Lines of [h:mm:ss] name: text, counted from the start: chat of a Twitch video as text.")


def _read(_: ExportFile, sink: Sink) -> None:
    for entry in entries_of(sink.head, _opens, goes_on=True):
        _take(sink, entry)


def _take(sink: Sink, entry: Entry[_Line]) -> None:
    line = entry.opening
    if line is None:
        sink.set_aside(entry.number, "title", line=entry.line)
        return
    stamp = _stamp(sink.clock, line)
    if stamp is None:
        problem = say("“{text}” is not a time.", text=sink.shown(line.instant or line.elapsed))
        sink.unreadable(entry.number, line=entry.line, column="", problem=problem, did=NOT_COUNTED)
        return
    body = entry.text(line.text)
    notice, role = notice_in(line.name, body), people_of((), line.name)[0]
    chat = ChatRow(author=sink.person(line.name) or None, role=role, text=sink.words(body))
    if notice is not None:
        chat.kind, chat.text = notice.kind, sink.words(notice.words)
        chat.role = "system" if notice.kind == "raid" else role
    sink.keep("chat", chat, stamp, entry.number)


def _stamp(clock: SourceClock, line: _Line) -> Stamp | None:
    if line.instant:
        wall = parse_wall(line.instant, "ymd")
        return None if wall is None else clock.at_wall(wall, line.instant)
    count = parse_offset_ms(line.elapsed)
    return None if count is None else clock.at_offset(count, line.elapsed)


def _rows(head: Head) -> Iterator[RawRow]:
    return raw_entries(head, _opens, goes_on=True)


IMPORTER = Importer(
    id="twitch_vod_text",
    title="Twitch chat of a video as text (TwitchDownloader, tcd)",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="TwitchDownloader, Chat Download, format Text, with timestamps UTC or Relative",
    source="a real file of tcd; TwitchDownloader, ChatText.cs",
    rows=_rows,
)

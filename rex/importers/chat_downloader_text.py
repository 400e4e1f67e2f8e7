"""Chats that chat-downloader saved as text: `0:02 | (Moderator, Verified) *US$5.00* Name: text`.

A message has its time in the video, or where that is not known the clock of the computer that saved it, without a
zone. A line with a sum or badges and no colon is a paid message without words; any other line without a colon is the
platform's own notice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.chat_lines import at_wall, entries_of, first_entries, raw_entries
from rex.importers.chat_people import role_of
from rex.importers.money import parse_money
from rex.importers.sheet import NOT_COUNTED
from rex.importers.times import parse_offset_ms, parse_wall
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
    r"\ufeff?(?:(-?\d{1,3}:\d{2}(?::\d{2})?)|(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})) \| "
    r"(?:\(((?:[^()]|\([^()]{0,60}\)){1,200})\) )?(?:\*([^*]{1,40})\* ?)?(.*)$"
)
_LONGEST_NAME = 100
_MOSTLY = 0.8
_BADGE = re.compile(r"owner|broadcaster|moderator|staff", re.IGNORECASE)
_MEMBER = re.compile(r"member|subscriber|sponsor|founder", re.IGNORECASE)


class _Line(NamedTuple):
    """The first line of a message; one of elapsed and wall is empty. `name` is "" for a notice."""

    elapsed: str
    wall: str
    badges: str
    money: str
    name: str
    text: str


def _opens(line: str) -> _Line | None:
    match = _LINE.match(line)
    if match is None:
        return None
    badges, money, rest = match[3] or "", (match[4] or "").strip(), match[5]
    name, found, text = rest.partition(": ")
    if not found and rest.endswith(":"):
        name, found = rest[:-1], ":"
    if len(name) > _LONGEST_NAME or not (found or money or badges):
        name, text = "", rest
    return _Line(match[1] or "", match[2] or "", badges, money, name.strip(), text)


def _recognise(head: Head) -> Recognition | None:
    met = first_entries(head, _opens, goes_on=False)
    lines = [entry.opening for entry in met if entry.opening is not None]
    if not any(line.name for line in lines) or met[0].opening is None or len(lines) < len(met) * _MOSTLY:
        return None
    return Recognition(90, "Lines of time | name: text: a chat saved as text by chat-downloader.")


def _read(_: ExportFile, sink: Sink) -> None:
    for entry in entries_of(sink.head, _opens, goes_on=True):
        if entry.opening is None:
            sink.set_aside(entry.number, "title", line=entry.line)
        elif not entry.opening.name:
            sink.set_aside(entry.number, "system", line=entry.line)
        else:
            _take(sink, entry, entry.opening)


def _take(sink: Sink, entry: Entry[_Line], line: _Line) -> None:
    stamp = _stamp(sink.clock, line)
    if stamp is None:
        problem = say("“{text}” is not a time.", text=sink.shown(line.elapsed or line.wall))
        sink.unreadable(entry.number, line=entry.line, column="", problem=problem, did=NOT_COUNTED)
        return
    money = parse_money(line.money) if line.money else None
    badges = [word.lower() for word in _BADGE.findall(line.badges)]
    chat = ChatRow(
        author=sink.person(line.name) or None,
        role=role_of(badges, line.name),
        member=_MEMBER.search(line.badges) is not None,
        kind="message" if money is None else "paid",
        text=sink.words(entry.text(line.text)),
        money_minor=None if money is None else money.minor,
        currency=None if money is None else money.currency,
    )
    sink.keep("chat", chat, stamp, entry.number)


def _stamp(clock: SourceClock, line: _Line) -> Stamp | None:
    if line.wall:
        wall = parse_wall(line.wall, "ymd")
        return None if wall is None else at_wall(clock, wall, line.wall)
    elapsed = parse_offset_ms(line.elapsed)
    return None if elapsed is None else clock.at_offset(elapsed, line.elapsed)


def _rows(head: Head) -> Iterator[RawRow]:
    return raw_entries(head, _opens, goes_on=True)


IMPORTER = Importer(
    id="chat_downloader_text",
    title="chat-downloader, saved as text",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="chat_downloader ADDRESS --output chat.txt",
    source="chat-downloader, custom_formats.json and format.py",
    rows=_rows,
)

"""Twitch chat as loggers keep it: raw IRC with or without a stamp, justlog (text and JSON), Chatterino.

Twitch's own instant (the tag `tmi-sent-ts`) is preferred to the stamp of the logger. A message of IRC without either
came together with the one above it, and has its time. Lines that are no message are set aside as `system` where they
are notices, and as `other` where they are neither IRC nor of the log; none of these logs has messages of several lines.
Who is banned or timed out has their earlier messages marked as deleted, as viewers saw them go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.chat_lines import DayClock, Entry, at_wall, entries_of, first_entries, moment_of, raw_entries
from rex.importers.json_pieces import numbered, opening_of, raw_pieces, unreadable_piece
from rex.importers.justlog_json import ARRAY, is_message, said_in
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.twitch_log_lines import Line, log_line
from rex.importers.twitch_people import notice_kind, people_of
from rex.importers.youtube_items import whole
from rex.importers.zone_names import zone_named
from rex.model.message import say
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from rex.importers.base import RawRow
    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.irc_message import Said
    from rex.importers.sink import Sink

_CLEARED = ("CLEAR", " has been ")
_TWITCH = frozenset({"tmi-sent-ts", "room-id", "user-id", "display-name"})


class _Deleted(NamedTuple):
    """What was taken down: messages by id, and people's messages up to an entry's number."""

    ids: set[str]
    people: dict[str, int]


def _recognise(head: Head) -> Recognition | None:
    if head.kind in {"json", "jsonl"}:
        return _recognise_json(head)
    met = first_entries(head, log_line, goes_on=False)
    lines = [entry.opening for entry in met if entry.opening is not None]
    spoken = [line for line in lines if line.said is not None and line.said.command in {"PRIVMSG", "USERNOTICE"}]
    if not spoken or len(lines) * 2 < len(met):
        return None
    if any(line.dialect == "irc" for line in spoken) and any(map(_is_twitch, met)):
        return Recognition(95, "PRIVMSG lines of tmi.twitch.tv: chat of Twitch as IRC sends it.")
    if sum(line.dialect == "justlog" for line in lines) * 2 > len(met):
        return Recognition(90, "Lines of [date time] #channel name: text: chat of Twitch logged by justlog.")
    return _recognise_chatterino(met, lines)


def _recognise_chatterino(met: list[Entry[Line]], lines: list[Line]) -> Recognition | None:
    if any(line.logging for line in lines):
        return Recognition(95, "“# Start logging at” and clocks in brackets: chat of Twitch logged by Chatterino.")
    if sum(line.wide for line in lines) * 5 > len(met) * 4:
        return Recognition(85, "Lines of [time], two spaces, name: text: chat of Twitch logged by Chatterino.")
    return None


def _is_twitch(entry: Entry[Line]) -> bool:
    said = None if entry.opening is None else entry.opening.said
    return said is not None and ("tmi.twitch.tv" in entry.lines[0] or not _TWITCH.isdisjoint(said.tags))


def _recognise_json(head: Head) -> Recognition | None:
    opening = opening_of(head, ARRAY)
    if not any(is_message(one) for one in (opening.elements if opening else ())):
        return None
    return Recognition(95, "messages with text, username, channel, timestamp and tags: chat of Twitch from justlog.")


def _read(_: ExportFile, sink: Sink) -> None:
    if sink.head.kind == "text":
        log = _Log(sink, _deleted_in_lines(sink.head))
        for entry in entries_of(sink.head, log_line, goes_on=False):
            log.take_line(entry)
        return
    log = _Log(sink, _deleted_in_json(sink.head))
    for number, piece in numbered(sink.head, ARRAY):
        if not number:
            continue
        if piece.broken:
            unreadable_piece(sink, piece.line, number)
        elif isinstance(piece.value, dict):
            said = said_in(piece.value)
            log.take(said, log.stamp_of_json(said, piece.value), number, piece.line)
        else:
            sink.set_aside(number, "other", line=piece.line)


def _deleted_in_lines(head: Head) -> _Deleted:
    deleted = _Deleted(set(), {})

    def opens(line: str) -> Line | None:
        return log_line(line) if any(part in line for part in _CLEARED) else None

    for entry in entries_of(head, opens, goes_on=False):
        if entry.opening is not None and entry.opening.said is not None:
            _note_deletion(deleted, entry.opening.said, entry.number)
    return deleted


def _deleted_in_json(head: Head) -> _Deleted:
    deleted = _Deleted(set(), {})
    for number, piece in numbered(head, ARRAY):
        if number and isinstance(piece.value, dict):
            _note_deletion(deleted, said_in(piece.value), number)
    return deleted


def _note_deletion(deleted: _Deleted, said: Said, number: int) -> None:
    if said.command == "CLEARMSG":
        deleted.ids.add(said.tag("target-msg-id"))
    elif said.command == "CLEARCHAT" and said.text:
        deleted.people[said.text.partition(" ")[0].casefold()] = number


class _Log:
    """Hands the messages of a log to the sink, in the order of the file."""

    def __init__(self, sink: Sink, deleted: _Deleted) -> None:
        self._sink, self._deleted = sink, deleted
        self._days = DayClock(sink.clock.starts)
        self._zone: tzinfo | None = None
        self._last: Stamp | None = None
        self._last_wall: datetime | None = None

    def take_line(self, entry: Entry[Line]) -> None:
        """Hand over one line of a log."""
        line = entry.opening
        if line is None:
            self._sink.set_aside(entry.number, "other", line=entry.line)
            return
        if line.logging:
            self._take_heading(line)
        if line.said is None:
            self._sink.set_aside(entry.number, "title" if line.logging else "system", line=entry.line)
            return
        self.take(line.said, self._stamp(line, line.said), entry.number, entry.line)

    def _take_heading(self, line: Line) -> None:
        if line.wall is not None:
            self._days.told(line.wall)
        self._zone = zone_named(line.zone) or self._zone

    def take(self, said: Said, stamp: Stamp | None, row: int, at_line: int) -> None:
        """Hand over one message."""
        sink = self._sink
        kind = notice_kind(said.tag("msg-id")) if said.command == "USERNOTICE" else "message"
        if said.command == "WHISPER":
            sink.set_aside(row, "private", line=at_line)
        elif said.command not in {"PRIVMSG", "USERNOTICE"} or kind is None:
            sink.set_aside(row, "system", line=at_line, detail=said.command)
        elif stamp is None:
            problem = say("The message has no time, and none stands above it.")
            sink.unreadable(row, line=at_line, column="", problem=problem, did=NOT_COUNTED)
        else:
            self._keep(said, kind, stamp, row, at_line)

    def _keep(self, said: Said, kind: str, stamp: Stamp, row: int, at_line: int) -> None:
        sink, msg_id = self._sink, said.tag("id")
        native = f"twitch\x1f{msg_id}" if msg_id else ""
        if native and not sink.first_time(native):
            sink.set_aside(row, "duplicate", line=at_line)
            return
        name = said.nick or said.tag("login", "display-name", "user-id")
        role, member = people_of(said.badges, name)
        if role == "viewer" and name and name.casefold() == said.channel.casefold():
            role = "host"
        bits, answers = said.tag("bits"), said.tag("reply-parent-msg-id")
        chat = ChatRow(
            msg_id=sink.label(msg_id) if msg_id else "",
            author=sink.person(name) or None,
            role="system" if kind == "raid" else role,
            member=member,
            kind="paid" if bits else kind,
            text=sink.words(said.text),
            reply_to=sink.label(answers) if answers else None,
            deleted=msg_id in self._deleted.ids or self._deleted.people.get(name.casefold(), 0) > row,
        )
        if bits:
            chat.extra = extra_of({"bits": sink.label(bits)})
        sink.keep("chat", chat, stamp, row, native)

    def stamp_of_json(self, said: Said, message: dict[str, Any]) -> Stamp | None:
        """Give a message of justlog's JSON its time."""
        written = str(message.get("timestamp") or "")
        return self._placed(said, moment_of(written), written)

    def _stamp(self, line: Line, said: Said) -> Stamp | None:
        wall = line.wall
        if line.clock is not None:
            wall = self._days.at(line.clock)
            if wall is None:
                return self._sink.clock.at_unknown_day(line.raw_time)
            if self._zone is not None and self._sink.clock.setting.timezone is None:
                wall = wall.replace(tzinfo=self._zone)
        return self._placed(said, wall, line.raw_time)

    def _placed(self, said: Said, wall: datetime | None, raw: str) -> Stamp | None:
        """Place a message by Twitch's instant, by the log's clock, or where neither is told with the one above it."""
        clock, sent = self._sink.clock, whole(said.tags.get("tmi-sent-ts"))
        if sent is not None and (wall is None or clock.prefers != "local"):
            self._last, self._last_wall = clock.at_utc(sent), None
        elif wall is not None and wall != self._last_wall:  # once for all that is said in a second
            self._last, self._last_wall = at_wall(clock, wall, raw), wall
        return self._last


def _rows(head: Head) -> Iterator[RawRow]:
    return raw_entries(head, log_line, goes_on=False) if head.kind == "text" else raw_pieces(head, ARRAY)


IMPORTER = Importer(
    id="twitch_irc_log",
    title="Twitch chat logs (IRC, justlog, Chatterino)",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="The folder in which the logger keeps its files; of justlog the day's page, as text or with ?json",
    source="a real log of a logger of its own; the code of justlog and Chatterino; Twitch's tags of IRC",
    rows=_rows,
)

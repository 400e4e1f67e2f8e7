"""A chat saved from Zoom: by a client, or with a recording. No line of it has a date.

Lines that begin `time From name` come from a client and tell its computer's clock. Lines `time name:` count from the
start of a recording where a tab follows the time, and tell a clock where a space does; if that cannot be for a show of
this hour and length and the other can, it is the other. `clocks:` in session.yaml decides over both.

Direct messages stay out, and so does what is not written to everyone, such as to hosts and panelists alone.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.chat_people import role_of
from rex.importers.elapsed import TimeColumn, Told
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.times import parse_offset_ms
from rex.importers.zoom_chat_lines import Opening, Saved, messages, parse
from rex.importers.zoom_chat_threads import Quotable, reaction_of, reply_of
from rex.model.message import say
from rex.model.tables import ChatRow, ReactionRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_LOOKED_AT = 50
_MOST_TITLES = 5
"""A chat has no more lines than these above its first message."""
_DAY_S = 24 * 3600
_MARGIN_S = 3600
"""People write in the hour before and after a show, and a recording begins early and ends late."""


def _recognise(head: Head) -> Recognition | None:
    if head.kind != "text":
        return None
    found = [saved.opening for saved in islice(parse(head.text.split("\n")), _LOOKED_AT)]
    opened = [opening for opening in found if opening is not None]
    if not any(found[:_MOST_TITLES]):
        return None
    if any(opening.dialect == "client" for opening in opened):
        return Recognition(95, "Lines of a time, “From”, a name: a chat saved by a Zoom client.")
    return Recognition(92, "Lines of a time, a name and a colon before a tab: a chat saved from Zoom.")


def _read(_: ExportFile, sink: Sink) -> None:
    reading = _Reading(sink)
    for saved in messages(sink.head):
        reading.take(saved)


class _Reading:
    """Hands the messages of a file to the sink, in order."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._times = _times(sink.head, sink.clock)
        self._quotable = Quotable()
        self._begun = False

    def take(self, saved: Saved) -> None:
        """Hand over one message, or a line that belongs to none."""
        opening, texts = saved.opening, saved.texts
        if opening is None:
            self._sink.set_aside(saved.number, "other" if self._begun else "title", line=saved.line)
            return
        self._begun = True
        stamp = self._times.stamp(opening.time)
        if opening.private:
            self._sink.set_aside(saved.number, "private", line=saved.line)
        elif not texts:
            self._sink.set_aside(saved.number, "blank", line=saved.line)
        elif stamp is None:
            problem = say("“{text}” is not a time.", text=self._sink.shown(opening.time))
            self._sink.unreadable(saved.number, line=saved.line, column="", problem=problem, did=NOT_COUNTED)
        else:
            self._keep(saved, opening, stamp, texts)

    def _keep(self, saved: Saved, opening: Opening, stamp: Stamp, texts: list[str]) -> None:
        author = self._sink.person(opening.name) or None
        reaction = reaction_of(" ".join(texts))
        if reaction is not None:
            row = ReactionRow(kind=reaction.kind, count=reaction.change, person=author)
            row.extra = extra_of({"emoji": self._sink.words(reaction.emoji)})
            self._sink.keep("reactions", row, stamp, saved.number)
            return
        msg_id, reply = f"{self._sink.export.name}#{saved.number}", reply_of(texts)
        quoted, own = reply or ("", texts)
        text = "\n".join(own)
        chat = ChatRow(
            msg_id=msg_id,
            author=author,
            role=role_of((), opening.name),
            text=self._sink.words(text),
            reply_to=self._quotable.find(quoted) if reply else None,
        )
        self._quotable.remember(text, msg_id)
        self._sink.keep("chat", chat, stamp, saved.number)


def _times(head: Head, clock: SourceClock) -> TimeColumn:
    """Look at all times of the file and decide what they mean."""
    first: Opening | None = None
    latest, last, falls = 0, 0, False
    for saved in messages(head):
        if saved.opening is not None:
            first = first or saved.opening
            seconds = _seconds(saved.opening.time)
            falls = falls or last - seconds > _DAY_S / 2
            latest, last = max(latest, seconds), seconds
    counts = first is not None and _counts(clock, first, latest, falls=falls)
    zone = UTC if clock.prefers == "utc" else None
    return TimeColumn(clock, ["00:00:00"], told=Told("offset" if counts else "local", zone))


def _counts(clock: SourceClock, first: Opening, latest: int, *, falls: bool) -> bool:
    """Tell whether the times count from the start of a recording."""
    if clock.prefers is not None:
        return clock.prefers == "offset"
    if first.dialect == "client" or falls:
        return False
    if latest >= _DAY_S:
        return True
    usual = first.dialect == "recording"
    starts, lasts = clock.starts, clock.lasts_s
    if starts is None or not lasts:
        return usual
    since_midnight = (starts - datetime.combine(starts.date(), time())).total_seconds()
    after_start = (_seconds(first.time) - since_midnight + _MARGIN_S) % _DAY_S
    as_clock = after_start <= lasts + 2 * _MARGIN_S
    as_count = latest <= lasts + _MARGIN_S
    return as_count if as_clock != as_count else usual


def _seconds(text: str) -> int:
    return (parse_offset_ms(text) or 0) // 1000


def _rows(head: Head) -> Iterator[RawRow]:
    for saved in messages(head):
        yield RawRow(saved.number, saved.line, "\n".join(saved.lines))


IMPORTER = Importer(
    id="zoom_chat",
    title="Zoom chat (saved by a client or with a recording)",
    tables=("chat", "reactions"),
    recognise=_recognise,
    read=_read,
    where="Zoom, Chat, “...”, Save Chat; or the chat file beside a cloud recording",
    source="real files of three dialects, and code that reads the others",
    rows=_rows,
)

"""The audience of a Twitch stream asked for once a minute: a stamp, and the API's answer as Python writes it.

    2019-05-31T09:57:18.126024{'id': '...', 'viewer_count': 786, 'started_at': datetime.datetime(2019, 5, 31, 7, 5, 48)}

The stamp before the answer is the clock of the computer that asked. `started_at` is in another zone without saying so
and is no clock of this file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.chat_lines import at_wall, entries_of, first_entries, raw_entries
from rex.importers.python_values import simple_fields
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.times import parse_wall
from rex.importers.youtube_items import whole
from rex.model.message import say
from rex.model.tables import ViewersRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.base import RawRow
    from rex.importers.chat_lines import Entry
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_LINE = re.compile(
    r"\ufeff?(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)\s?[:,-]?\s?(.*)$"
)
_COUNT = "viewer_count"
_KEPT = ("title", "game_id", "game_name", "type", "language")
_MOST_VIEWERS = 10**9


class _Answer(NamedTuple):
    """One answer: when it came, and its fields."""

    time: str
    fields: dict[str, str]

    @property
    def channel(self) -> str:
        return self.fields.get("user_id") or self.fields.get("user_name", "")


def _opens(line: str) -> _Answer | None:
    match = _LINE.match(line)
    return None if match is None else _Answer(match[1], simple_fields(match[2]))


def _recognise(head: Head) -> Recognition | None:
    met = [entry.opening for entry in first_entries(head, _opens, goes_on=False)]
    polls = [answer for answer in met if answer is not None and _COUNT in answer.fields]
    if not polls or len(polls) * 2 < len(met) or not any(answer.channel for answer in polls):
        return None
    return Recognition(96, "Lines of a time and {'viewer_count': ...}: the audience of a Twitch stream, asked for.")


def _read(_: ExportFile, sink: Sink) -> None:
    channel = ""
    for entry in entries_of(sink.head, _opens, goes_on=False):
        answer = entry.opening
        if answer is None:
            sink.set_aside(entry.number, "other", line=entry.line)
            continue
        channel = channel or answer.channel
        if answer.channel not in {"", channel}:
            _set_other_channel_aside(sink, entry)
        else:
            _take(sink, entry, answer)


def _set_other_channel_aside(sink: Sink, entry: Entry[_Answer]) -> None:
    sink.set_aside(entry.number, "other", line=entry.line, detail="channel")
    sink.note(
        line=entry.line,
        column="user_id",
        problem=say("This line is about another channel than the first one of the file."),
        did=say("It is in no count. Keep one file a channel."),
    )


def _take(sink: Sink, entry: Entry[_Answer], answer: _Answer) -> None:
    if _COUNT not in answer.fields:
        sink.set_aside(entry.number, "other", line=entry.line, detail="not live")
        return
    wall, viewers = parse_wall(answer.time, "ymd"), whole(answer.fields[_COUNT])
    if wall is None or viewers is None or not 0 <= viewers < _MOST_VIEWERS:
        column, wrong = ("", answer.time) if wall is None else (_COUNT, answer.fields[_COUNT])
        problem = say("“{text}” is neither a time nor a number of viewers.", text=sink.shown(wrong))
        sink.unreadable(entry.number, line=entry.line, column=column, problem=problem, did=NOT_COUNTED)
        return
    row = ViewersRow(value=viewers)
    row.extra = extra_of({name: sink.label(answer.fields[name]) for name in _KEPT if name in answer.fields})
    sink.keep("viewers", row, at_wall(sink.clock, wall, answer.time), entry.number)


def _rows(head: Head) -> Iterator[RawRow]:
    return raw_entries(head, _opens, goes_on=False)


IMPORTER = Importer(
    id="twitch_viewer_poll",
    title="Twitch viewers, asked for once a minute",
    tables=("viewers",),
    recognise=_recognise,
    read=_read,
    where="A program that asks Twitch's API (streams) once a minute while the show is on and writes each answer down",
    source="a real log of 65 answers",
    rows=_rows,
)

"""Chapters as they stand under a video: lines such as `0:00 Intro`, of which the first is at 0:00.

Other lines of the description are no chapters and are set aside. The times rise and lie some seconds apart: lines of a
chat begin with a time too, but many of them fall into one second.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.chat_lines import entries_of, first_entries, raw_entries
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.sheet import NOT_COUNTED
from rex.importers.times import parse_offset_ms
from rex.model.message import say
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.base import RawRow
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_TIME = r"\d{1,3}:\d{2}(?::\d{2})?"
_LINE = re.compile(
    rf"[\ufeff\s>*•·▶►–—-]{{0,8}}(?:\d{{1,3}}[.)]\s{{1,4}})?[(\[]?({_TIME})(?:\s{{0,2}}[-–—]\s{{0,2}}({_TIME}))?[)\]]?"
    r"(?:\s{0,4}[-–—|:=→]\s{0,4}|\s{1,8})(.*)$"
)
_LEAST_GAP_MS = 5_000
_FEWEST = 3
_MOST = 400
_LONGEST_TITLE = 200
_SPOKEN = re.compile(r"[^\s:]{1,40}(?: [^\s:]{1,40}){0,3}: \S")


class _Chapter(NamedTuple):
    """A chapter's start, its end where the line gives one, and its title."""

    start: str
    end: str
    title: str

    @property
    def ms(self) -> int:
        """Give the start in milliseconds."""
        return parse_offset_ms(self.start) or 0


def _opens(line: str) -> _Chapter | None:
    match = _LINE.match(line)
    if match is None or not any(map(str.isalpha, match[3])):
        return None
    return _Chapter(match[1], match[2] or "", match[3].strip())


def _recognise(head: Head) -> Recognition | None:
    met = first_entries(head, _opens, goes_on=False)
    chapters = [entry.opening for entry in met if entry.opening is not None]
    if not _FEWEST <= len(chapters) <= _MOST or chapters[0].ms != 0:
        return None
    if any(second.ms - first.ms < _LEAST_GAP_MS for first, second in pairwise(chapters)):
        return None
    if any(len(chapter.title) > _LONGEST_TITLE for chapter in chapters):
        return None
    if sum(_SPOKEN.match(chapter.title) is not None for chapter in chapters) * 2 > len(chapters):
        return None  # `0:00 name: text` throughout is somebody's chat
    return Recognition(70, "Lines of a time and a title that begin at 0:00 and rise: chapters of a video.")


def _read(_: ExportFile, sink: Sink) -> None:
    last: int | None = None
    for entry in entries_of(sink.head, _opens, goes_on=False):
        chapter = entry.opening
        if chapter is None:
            sink.set_aside(entry.number, "title", line=entry.line)
        elif last is not None and chapter.ms <= last:
            problem = say("The chapter begins before the one above it.")
            sink.unreadable(entry.number, line=entry.line, column="", problem=problem, did=NOT_COUNTED)
        else:
            last = chapter.ms
            _keep(sink, chapter, entry.number)


def _keep(sink: Sink, chapter: _Chapter, number: int) -> None:
    title = sink.label(chapter.title)
    stamp = sink.clock.at_offset(chapter.ms, chapter.start)
    ends = parse_offset_ms(chapter.end) if chapter.end else None
    row = CueRow(cue_id=f"chapter_{number}", kind=kind_of("", title), title=title, planned=False)
    if ends is not None and ends > chapter.ms and stamp.offset_ms is not None:
        row.until_ms = stamp.offset_ms + ends - chapter.ms
    sink.keep("cues", row, stamp, number)


def _rows(head: Head) -> Iterator[RawRow]:
    yield from raw_entries(head, _opens, goes_on=False)


IMPORTER = Importer(
    id="chapters_text",
    title="Chapters of a video (lines of text)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="The chapters in a video's description, copied into a text file: 0:00 Intro, 4:30 Serum, ...",
    source="the platform's rules for chapters in a description: the first at 0:00, at least three, in order",
    rows=_rows,
)

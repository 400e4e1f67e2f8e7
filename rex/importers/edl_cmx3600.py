"""An edit list (CMX 3600 EDL): cuts with their timecodes, or the markers that an editor set.

Markers stand as `* LOC:` lines (Avid and others) or as `|C: |M: |D:` lines under an event (Resolve). Where a list has
markers they are the parts of the show and its cuts are set aside; a list of cuts alone gives its cuts by their clips'
names. Record times count from 01:00:00:00 where the list begins in hour 1, as they stand where it begins in hour 0, and
else from its first one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.chat_lines import entries_of, first_entries, raw_entries
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.timecodes import TIMECODE, Placing, Rate, Timecode, parse_timecode, rate_of
from rex.model.message import say
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.base import RawRow
    from rex.importers.chat_lines import Entry
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_EVENT = re.compile(
    r"\s{0,8}(\d{1,9})\s{1,8}(\S{1,200})\s{1,40}(\S{1,12})\s{1,40}([A-Z][A-Z0-9]{0,7})(?:\s{1,8}(\d{1,4}))?"
    rf"\s{{1,20}}({TIMECODE})\s{{1,8}}({TIMECODE})\s{{1,8}}({TIMECODE})\s{{1,8}}({TIMECODE})\s*$"
)
_LOCATOR = re.compile(rf"\s{{0,8}}\*\s{{0,4}}LOC\s{{0,4}}:\s{{0,4}}({TIMECODE})\s{{1,8}}(\S{{1,40}})(?:\s(.*))?$")
_RESOLVE = re.compile(r"([^|]*)\|\s?C:\s?(?:ResolveColor)?([A-Za-z]*)\s*\|\s?M:([^|]*)(?:\|\s?D:\s?(\d{1,9}))?")
_FRAMES = re.compile(r"\s{0,8}FCM\s{0,4}:\s{0,4}(NON)?.{0,4}DROP", re.IGNORECASE)
_CLIP = re.compile(r"\s{0,8}\*\s{0,4}(FROM|TO) CLIP NAME\s{0,4}:\s{0,8}(.*)$", re.IGNORECASE)
_DEFAULT_NAME = re.compile(r"(?:\w+ )?Marker(?: \d{1,6})?")
_SOUND = re.compile(r"(?:A\d{0,3}|AA|NONE)(?:/.*)?")


class _Line(NamedTuple):
    """An event of the list, or a marker in a comment, which has no end, track or transition.

    `name` is the event's reel or the marker's colour, `text` what the marker says.
    """

    at: str
    name: str
    until: str = ""
    track: str = ""
    transition: str = ""
    text: str = ""

    @property
    def is_event(self) -> bool:
        """Tell an event from a marker in a comment."""
        return bool(self.track)


class _Marker(NamedTuple):
    """What Resolve writes under an event: the marker's note, colour, name and length in frames."""

    note: str
    colour: str
    name: str
    frames: int


def _opens(line: str) -> _Line | None:
    event = _EVENT.match(line)
    if event is not None:
        return _Line(event[8], event[2], event[9], event[3], event[4])
    locator = _LOCATOR.match(line) if "LOC" in line else None
    return None if locator is None else _Line(locator[1], locator[2], text=(locator[3] or "").strip())


def _recognise(head: Head) -> Recognition | None:
    met = first_entries(head, _opens, goes_on=True)
    if not any(entry.opening is not None and entry.opening.is_event for entry in met):
        return None
    titled = any(entry.lines[0].lstrip("\ufeff ").startswith("TITLE:") for entry in met[:5])
    return Recognition(97 if titled else 93, "Numbered events with four timecodes each: an edit list (CMX 3600).")


class _List(NamedTuple):
    """What a first look through the list tells: its rate and earliest timecode, whether it has markers or pictures."""

    rate: Rate
    first: Timecode
    first_line: int
    marked: bool
    pictures: bool


def _look(head: Head) -> _List | None:
    """Look through the whole list; None where no timecode of it can be read."""
    first, first_line, marked, pictures = None, 0, False, False
    drops: bool | None = None
    met: dict[tuple[int, bool], Timecode] = {}
    for entry in entries_of(head, _opens, goes_on=True):
        drops = _told_drops(entry.lines) if drops is None else drops
        opening = entry.opening
        code = None if opening is None else parse_timecode(opening.at)
        if opening is None or code is None:
            continue
        marked = marked or not opening.is_event or _marker(entry) is not None
        pictures = pictures or (opening.is_event and not _SOUND.fullmatch(opening.track))
        met.setdefault((code.frames, code.drops), code)
        if first is None or code < first:
            first, first_line = code, entry.line
    return None if first is None else _List(rate_of(met.values(), drops=drops), first, first_line, marked, pictures)


def _told_drops(lines: list[str]) -> bool | None:
    """Read the line that says whether frames are dropped."""
    found = next((match for line in lines if "FCM" in line and (match := _FRAMES.match(line))), None)
    return None if found is None else found[1] is None


def _marker(entry: Entry[_Line]) -> _Marker | None:
    """Find the marker that Resolve writes under an event."""
    for place, line in enumerate(entry.lines[1:], start=1):
        match = _RESOLVE.match(line) if "|" in line else None
        if match is not None:
            above = [part.strip() for part in entry.lines[1:place] if not part.lstrip().startswith("*")]
            note = " ".join([*above, match[1].strip()]).strip()
            return _Marker(note, match[2], match[3].strip(), int(match[4] or 1))
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    told = _look(sink.head)
    placing = None if told is None else Placing(sink.clock, told.rate, told.first)
    if told is not None and placing is not None:
        placing.say_assumed(sink, told.first_line)
    for entry in entries_of(sink.head, _opens, goes_on=True):
        reason = _reason(entry, told)
        code = None if entry.opening is None else parse_timecode(entry.opening.at)
        if entry.opening is None:
            sink.set_aside(entry.number, "title", line=entry.line)
        elif reason:
            sink.set_aside(entry.number, "other", line=entry.line, detail=reason)
        elif code is None or placing is None:
            problem = say("“{text}” is not a time.", text=sink.shown(entry.opening.at))
            sink.unreadable(entry.number, line=entry.line, column="", problem=problem, did=NOT_COUNTED)
        else:
            _keep(sink, placing, entry, entry.opening, code)


def _reason(entry: Entry[_Line], told: _List | None) -> str:
    """Say why an event is no part of the show; empty where it is one."""
    cut = entry.opening
    if cut is None or not cut.is_event or _marker(entry) is not None:
        return ""
    if told is not None and told.marked:
        return "cut"
    if cut.at == cut.until:
        return "transition"
    if told is not None and told.pictures and _SOUND.fullmatch(cut.track):
        return "sound"
    return "black" if cut.name == "BL" else ""


def _keep(sink: Sink, placing: Placing, entry: Entry[_Line], opening: _Line, code: Timecode) -> None:
    marker = _marker(entry)
    lasts: int | None = None
    if not opening.is_event:
        title, extra = opening.text or opening.name, {"colour": opening.name}
    elif marker is not None:
        named = marker.name and not _DEFAULT_NAME.fullmatch(marker.name)
        title = (marker.name if named else marker.note) or marker.name
        extra = {"colour": marker.colour, "marker": marker.name, "note": marker.note}
        lasts = placing.rate.ms_of_frames(marker.frames) if marker.frames > 1 else None
    else:
        title, extra = _clip(entry, opening), {"reel": opening.name, "track": opening.track}
        ends = parse_timecode(opening.until)
        lasts = None if ends is None else placing.rate.ms(ends) - placing.rate.ms(code)
    title = sink.label(title)
    if not sink.first_time(f"edl\x1f{opening.at}\x1f{lasts}\x1f{title}"):
        sink.set_aside(entry.number, "duplicate", line=entry.line)
        return
    row = CueRow(cue_id=f"edl_{entry.number}", kind=kind_of("", title), title=title, planned=False)
    row.extra = extra_of({key: sink.words(text) for key, text in extra.items()})
    placing.keep(sink, row, code, opening.at, lasts, entry.number)


def _clip(entry: Entry[_Line], cut: _Line) -> str:
    """Name what a cut shows: the clip that it goes to, else the one it is from, else its reel."""
    names = {match[1].upper(): match[2].strip() for line in entry.lines[1:] if (match := _CLIP.match(line))}
    return (names.get("TO") if cut.transition != "C" else "") or names.get("FROM") or cut.name


def _rows(head: Head) -> Iterator[RawRow]:
    yield from raw_entries(head, _opens, goes_on=True)


IMPORTER = Importer(
    id="edl_cmx3600",
    title="Edit list with markers (CMX 3600 EDL)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="Resolve: Timelines, Export, Timeline Markers to EDL; Avid, Premiere: export the sequence as EDL",
    source="a real list of cuts; public code that reads and writes both kinds of markers",
    rows=_rows,
)

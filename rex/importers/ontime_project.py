"""An Ontime project as it is saved or downloaded: JSON with one or more rundowns of events.

Times are milliseconds since midnight. The first rundown that has an event is read; the entries of the others are set
aside, since stage and backstage run at the same time. Groups, milestones and delays are headings, skipped events do not
take place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.cue_chain import LONGEST_MS, later
from rex.importers.documents import documents, unreadable_document
from rex.importers.elapsed import TimeColumn
from rex.importers.run_of_show import products_in
from rex.importers.run_of_show_columns import names_products
from rex.importers.run_of_show_kinds import kind_of
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.youtube_items import whole
from rex.model.message import say, say_n
from rex.model.tables import CueRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_SIGNATURE = ('"timeStart"', '"timeEnd"', '"timerType"', '"endAction"')
_HEADINGS = frozenset({"group", "block", "milestone", "delay"})
_DAY_MS = 24 * 3600 * 1000
_MOST_DAYS = 30
_KEPT = ("cue", "note", "colour", "timerType")


class _Entry(NamedTuple):
    """An entry of a rundown: its number over the whole file, the entry, whether its rundown is read, its group."""

    number: int
    value: Any
    chosen: bool
    group: str = ""


class _Rundown(NamedTuple):
    """A rundown's title and its entries in the order of the show; those that its order does not name come last."""

    title: str
    entries: list[Any]
    ordered: int


def _recognise(head: Head) -> Recognition | None:
    if head.kind not in {"json", "jsonl"} or not all(mark in head.text for mark in _SIGNATURE):
        return None
    told = [value for value in head.documents if isinstance(value, dict)]
    if told and not any(_rundowns(value) for value in told):
        return None
    if not told and '"rundowns"' not in head.text and '"rundown"' not in head.text and '"entries"' not in head.text:
        return None
    return Recognition(96, "A rundown with timeStart, timeEnd, timerType and endAction: an Ontime project.")


def _rundowns(project: Any) -> list[_Rundown]:
    """Find the rundowns of a project of any version, or a rundown saved alone."""
    if not isinstance(project, dict):
        return []
    several, one = project.get("rundowns"), project.get("rundown")
    if isinstance(several, dict):
        return [_in_order(value) for value in several.values() if isinstance(value, dict)]
    if isinstance(one, list):
        return [_Rundown("", one, len(one))]
    return [_in_order(project)] if isinstance(project.get("entries"), dict) else []


def _in_order(rundown: dict[str, Any]) -> _Rundown:
    held = rundown.get("entries")
    entries = held if isinstance(held, dict) else {}
    names: dict[str, None] = {}
    for name in _strings(rundown.get("flatOrder")) or _strings(rundown.get("order")):
        names[name] = None
        group = entries.get(name)
        if isinstance(group, dict):
            names.update(dict.fromkeys(_strings(group.get("entries"))))
    known = [name for name in names if name in entries]
    rest = [name for name in entries if name not in names]
    title = rundown.get("title")
    return _Rundown(title if isinstance(title, str) else "", [entries[name] for name in (*known, *rest)], len(known))


def _strings(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _is_event(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("type") == "event" and entry.get("skip") is not True


def _entries(rundowns: list[_Rundown], number: int) -> Iterator[_Entry]:
    chosen = next((r for r in rundowns if any(map(_is_event, r.entries[: r.ordered]))), None)
    for rundown in rundowns:
        titles = {
            one["id"]: str(one.get("title") or "")
            for one in rundown.entries
            if isinstance(one, dict) and isinstance(one.get("id"), str)
        }
        for place, value in enumerate(rundown.entries):
            number += 1
            parent = value.get("parent") if isinstance(value, dict) else None
            group = titles.get(parent, "") if isinstance(parent, str) else ""
            yield _Entry(number, value, rundown is chosen and place < rundown.ordered, group)


def _read(_: ExportFile, sink: Sink) -> None:
    number = 0
    for document in documents(sink.head):
        if document.broken:
            number += 1
            unreadable_document(sink, document, number)
            continue
        rundowns = _rundowns(document.value)
        entries = list(_entries(rundowns, number))
        number += len(entries)
        _take(sink, entries, document.line)
        left = sum(_is_event(entry.value) and not entry.chosen for entry in entries)
        if left:
            _say_unread(sink, left)


def _take(sink: Sink, entries: list[_Entry], line: int) -> None:
    """Read the entries of one project: the first event finds its day, the others count from it."""
    first_ms: int | None = None
    first: Stamp | None = None
    for entry in entries:
        event = entry.value
        if not _is_event(event) or not entry.chosen:
            kind = event.get("type") if isinstance(event, dict) else None
            heading = entry.chosen and isinstance(kind, str) and kind in _HEADINGS
            sink.set_aside(entry.number, "title" if heading else "other", line=line)
            continue
        start_ms = _start_ms(event)
        if start_ms is None:
            problem = say("The event has no start.")
            sink.unreadable(entry.number, line=line, column="timeStart", problem=problem, did=NOT_COUNTED)
            continue
        if first is None or first_ms is None:
            clock = f"{start_ms // 3_600_000 % 24:02}:{start_ms // 60_000 % 60:02}:{start_ms // 1000 % 60:02}"
            first_ms, first = start_ms, TimeColumn(sink.clock, [clock]).stamp(clock)
        if first is not None:
            _keep(sink, entry, event, later(first, start_ms - first_ms) or first)


def _keep(sink: Sink, entry: _Entry, event: dict[str, Any], start: Stamp) -> None:
    title = sink.label(_text(event.get("title"))) or sink.label(_text(event.get("cue")))
    until = later(start, _length_ms(event))
    fields = _fields(event.get("custom"))
    products = next((products_in(text, sink) for name, text in fields.items() if names_products(name)), [])
    extra = {key: sink.words(_text(event.get(key))) for key in _KEPT}
    extra |= {name: sink.words(text) for name, text in fields.items() if not names_products(name)}
    extra["group"] = sink.words(entry.group)
    row = CueRow(
        cue_id=f"cue_{entry.number}",
        kind=kind_of("", title),
        title=title,
        until_ms=None if until is None else until.offset_ms,
        products=msgspec.json.encode(products).decode(),
        extra=extra_of(extra),
    )
    raw = str(event.get("timeStart"))
    sink.keep("cues", row, start._replace(raw=raw), entry.number)


def _fields(custom: Any) -> dict[str, str]:
    """Give an event's own fields of the project, such as `SKU` or `Video_Notes`."""
    return {name: _text(value) for name, value in custom.items()} if isinstance(custom, dict) else {}


def _start_ms(event: dict[str, Any]) -> int | None:
    start, day = whole(event.get("timeStart")), whole(event.get("dayOffset")) or 0
    if start is None or not 0 <= start <= LONGEST_MS or not 0 <= day <= _MOST_DAYS:
        return None
    return start + day * _DAY_MS


def _length_ms(event: dict[str, Any]) -> int | None:
    lasts = whole(event.get("duration"))
    start, end = whole(event.get("timeStart")), whole(event.get("timeEnd"))
    if lasts is None and start is not None and end is not None:
        lasts = (end - start) % _DAY_MS
    return lasts if lasts is not None and 0 < lasts <= LONGEST_MS else None


def _text(value: Any) -> str:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _say_unread(sink: Sink, n: int) -> None:
    sink.note(
        line=0,
        column="",
        problem=say_n(
            "{n} event stands in another rundown of this project or in no order; the first rundown is read.",
            "{n} events stand in other rundowns of this project or in no order; the first rundown is read.",
            n,
        ),
        did=say("They are in no count. If you need them, save that rundown as a project of its own."),
    )


def _rows(head: Head) -> Iterator[RawRow]:
    number = 0
    for document in documents(head):
        rundowns = [] if document.broken else _rundowns(document.value)
        if document.broken:
            number += 1
            yield RawRow(number, document.line, document.value)
            continue
        yield RawRow(0, document.line, _around(document.value))
        for entry in _entries(rundowns, number):
            number = entry.number
            yield RawRow(number, document.line, entry.value)


def _around(project: Any) -> Any:
    """Give a project without its entries; their keys stay."""
    if not isinstance(project, dict):
        return project
    bare = dict(project)
    if isinstance(bare.get("rundowns"), dict):
        bare["rundowns"] = {
            name: _around(one) if isinstance(one, dict) else one for name, one in bare["rundowns"].items()
        }
    elif isinstance(bare.get("rundown"), list):
        bare["rundown"] = None
    elif isinstance(bare.get("entries"), dict):
        bare["entries"] = dict.fromkeys(bare["entries"])
    return bare


IMPORTER = Importer(
    id="ontime_project",
    title="Ontime project (JSON)",
    tables=("cues",),
    recognise=_recognise,
    read=_read,
    where="Ontime, Settings, Project, Download project (a JSON file)",
    source="Ontime's own demo project and the types of its rundown, versions 3 and 4",
    rows=_rows,
)

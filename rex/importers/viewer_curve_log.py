"""A viewer curve as JSON: one object a sample, a line or an element of an array, with a time and a number of viewers.

An object may be the whole answer of YouTube's Data API; its fields count wherever they stand in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rex.importers.base import Recognition
from rex.importers.columns import Samples
from rex.importers.documents import documents, unreadable_document
from rex.importers.elapsed import tidy
from rex.importers.sheet import NOT_COUNTED, plain
from rex.importers.viewer_curve_times import NO_UNIT, TimeName, date_among, time_among, times_of, width_of
from rex.importers.viewer_curve_words import METRICS, count_of
from rex.model.message import say
from rex.model.tables import ViewersRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.documents import Document
    from rex.importers.elapsed import TimeColumn
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.model.tables import Row

_DEEP: Final = 5
_MOST_FIELDS: Final = 400
_NO_LOG: Final = frozenset({"message", "text", "comment", "body", "msg", "orderid", "order_id", "columnheaders"})
"""Objects with any of these are messages, orders or reports that happen to hold a number of viewers."""
_HIDDEN: Final = "no number of viewers in this answer"


class _Shape(NamedTuple):
    """Which fields of the objects are the time, the date and the metrics, by folded name."""

    time: TimeName
    date: str | None
    metrics: tuple[tuple[str, str], ...]


def log_recognised(head: Head) -> Recognition | None:
    """Say whether a JSON file is a log of viewers, by its first objects."""
    shape = _shape(head)
    if shape is None:
        return None
    names = ", ".join((shape.time.name, *(name for _, name in shape.metrics)))
    youtube = any(name == "concurrentviewers" for _, name in shape.metrics)
    what = "a log of YouTube's concurrentViewers" if youtube else "a log of viewers"
    return Recognition(85 if youtube else 75, f"Objects with {names[:100]}: {what}, a viewer curve.")


def read_log(sink: Sink) -> None:
    """Read a log into samples; an object without a number of viewers is set aside as blank."""
    shape = _shape(sink.head)
    if shape is None:
        return
    cells, dates = Samples(), Samples()
    for document in documents(sink.head):
        fields = fields_of(document.value)
        cells.add(tidy(fields.get(shape.time.name, "")))
        if shape.date is not None:
            dates.add(fields.get(shape.date, ""))
    times = times_of(sink, shape.time, cells, dates)
    for document in documents(sink.head):
        if document.broken or not isinstance(document.value, dict):
            unreadable_document(sink, document, document.number)
        elif times is None:
            sink.set_aside(document.number, "other", line=document.line, detail=NO_UNIT)
        else:
            _take(sink, shape, times, document)


def _shape(head: Head) -> _Shape | None:
    """Find the fields in the head's first objects; a log may begin before the show does, without a number."""
    values = [one for value in head.documents for one in (value if isinstance(value, list) else [value])]
    samples = [fields for value in values[:50] if isinstance(value, dict) and (fields := fields_of(value))]
    if not samples or any(not _NO_LOG.isdisjoint(fields) for fields in samples):
        return None
    names = {name for fields in samples for name in fields}
    time = time_among(names)
    named = ((metric, next((name for name in wanted if name in names), "")) for metric, wanted in METRICS)
    metrics = tuple((metric, name) for metric, name in named if name)
    if time is None or not any(metric != "unique_viewers" for metric, _ in metrics):
        return None
    return _Shape(time, date_among(names), metrics)


def fields_of(value: Any) -> dict[str, str]:
    """Give the plain fields of an object and of what lies in it by folded name, as text; the outermost wins."""
    found: dict[str, str] = {}
    layer = [value]
    for _ in range(_DEEP):
        inner: list[Any] = []
        for item in layer:
            for name, field in _named(item):
                if isinstance(field, (dict, list)):
                    inner.append(field)
                elif name and isinstance(field, (str, int, float)) and not isinstance(field, bool):
                    found.setdefault(plain(name), str(field).strip())
            if len(found) > _MOST_FIELDS or len(inner) > _MOST_FIELDS:
                return found
        layer = inner
    return found


def _named(item: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(item, dict):
        yield from ((str(name), field) for name, field in item.items())
    elif isinstance(item, list):
        yield from (("", field) for field in item)


def _take(sink: Sink, shape: _Shape, times: TimeColumn, document: Document) -> None:
    fields = fields_of(document.value)
    told = [(metric, name, fields[name]) for metric, name in shape.metrics if fields.get(name)]
    if not told:
        sink.set_aside(document.number, "blank", line=document.line, detail=_HIDDEN)
        return
    cell = fields.get(shape.time.name, "")
    stamp = times.stamp(cell, fields.get(shape.date, "") if shape.date else "") if cell else None
    if stamp is None:
        problem = say("“{text}” is not a time.", text=sink.shown(cell))
        sink.unreadable(document.number, line=document.line, column=shape.time.name, problem=problem, did=NOT_COUNTED)
        return
    rows: list[tuple[str, Row, Any]] = []
    for metric, name, text in told:
        count = count_of(text)
        if count is None:
            problem = say("“{text}” is not a number of people.", text=sink.shown(text))
            sink.unreadable(document.number, line=document.line, column=name, problem=problem, did=NOT_COUNTED)
            return
        rows.append(("viewers", ViewersRow(metric=metric, value=count, interval_ms=width_of(shape.time, times)), stamp))
    sink.keep_all(rows, document.number)

"""JSON as a table: an array or lines of objects, or an object around one such array; a dot joins nested names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from rex.importers.base import RawRow
from rex.importers.documents import documents
from rex.importers.sheet import Sheet, plain
from rex.importers.tables import Record
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.head import Head
    from rex.model.message import Message

_DEEPEST = 4
"""Objects deeper than this are written as JSON into one cell."""
_MOST_COLUMNS = 500
_GLANCE = 50


@dataclass(frozen=True, slots=True)
class JsonTable(Sheet):
    """A sheet whose rows are objects and whose columns are their keys; it has no header row."""

    def all_records(self) -> Iterator[Record]:
        """Read every object as a record, its values as text; what is no object is a broken record."""
        places = {name: at for at, name in enumerate(self.names)}
        for row in json_rows(self.head):
            if row.number == 0:
                continue  # what stands around the rows
            if not isinstance(row.cells, dict):
                yield Record(row.number, row.line, [], broken=True)
                continue
            cells = [""] * len(places)
            for name, text in flat(row.cells):
                if name in places:
                    cells[places[name]] = text
            yield Record(row.number, row.line, cells)

    @property
    def broken_says(self) -> Message:
        """Say what is wrong with a row that is no object."""
        return say("This is not whole JSON, or it is no object with names and values.")


def json_table(head: Head, *, whole: bool = False) -> JsonTable | None:
    """Take a JSON file for a table; None where it holds no objects. `whole` looks for names in all rows, not a few."""
    if head.kind not in {"json", "jsonl"}:
        return None
    objects = (row.cells for row in json_rows(head) if row.number) if whole else iter(_glanced(head))
    names: dict[str, None] = {}
    for value in objects:
        if isinstance(value, dict) and len(names) < _MOST_COLUMNS:
            names.update(dict.fromkeys(name for name, _ in flat(value)))
    if not names:
        return None
    return JsonTable(head, -1, tuple(names), tuple(plain(name) for name in names))


def usual_names(head: Head) -> list[str]:
    """Name the keys that nearly every one of the first objects has."""
    rows = [value for value in _glanced(head) if isinstance(value, dict)]
    met: dict[str, int] = {}
    for row in rows:
        for name, _ in flat(row):
            met[name] = met.get(name, 0) + 1
    return [name for name, n in met.items() if n >= len(rows) * 0.9]


def json_rows(head: Head) -> Iterator[RawRow]:
    """Give the rows of a JSON file: array elements or lines; what stands around an inner array has the number 0."""
    wrapped = head.kind == "json" and head.text.lstrip("\ufeff \t\r\n").startswith("{")
    for document in documents(head):
        inner = _inner(document.value) if wrapped and not document.broken else None
        if inner is None:
            yield RawRow(document.number, document.line, document.value)
            continue
        around, rows = inner
        yield RawRow(0, 0, around)
        for number, row in enumerate(rows, start=1):
            yield RawRow(number, 0, row)


def _glanced(head: Head) -> list[Any]:
    """Give the first objects that stand in the head."""
    found = head.documents
    if head.kind == "json" and len(found) == 1:
        inner = _inner(found[0])
        found = found[0] if isinstance(found[0], list) else (found if inner is None else inner[1])
    return list(found[:_GLANCE])


def _inner(value: Any) -> tuple[Any, list[Any]] | None:
    """Find the longest array of objects in an object, at most two names deep; gives what stands around it too."""
    if not isinstance(value, dict):
        return None
    ways: list[tuple[str, ...]] = [(name,) for name in value]
    ways += [(name, below) for name, part in value.items() if isinstance(part, dict) for below in part]
    arrays = [(way, part) for way in ways if _is_rows(part := _at(value, way))]
    if not arrays:
        return None
    way, rows = max(arrays, key=lambda found: len(found[1]))
    return _without(value, way), rows


def _is_rows(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(item, dict) for item in part[:_GLANCE])


def _at(value: Any, way: tuple[str, ...]) -> Any:
    for name in way:
        value = value[name]
    return value


def _without(value: dict[str, Any], way: tuple[str, ...]) -> Any:
    """Copy an object without the array at the end of the way; the array's place says how it is called."""
    name, *below = way
    return {**value, name: _without(value[name], tuple(below)) if below else []}


def flat(value: dict[str, Any], above: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """Give an object's values by name as text: a nested one's names are joined by a dot, null is empty."""
    for key, part in value.items():
        name = f"{above}{key}"
        if isinstance(part, dict) and part and depth < _DEEPEST:
            yield from flat(part, f"{name}.", depth + 1)
        else:
            yield name, _text(part)


def _text(part: Any) -> str:
    if part is None:
        return ""
    if isinstance(part, bool):
        return "true" if part else "false"
    if isinstance(part, list) and all(isinstance(item, (str, int, float)) for item in part):
        return ", ".join(map(_text, part))
    if isinstance(part, (dict, list)):
        return msgspec.json.encode(part).decode() if part else ""
    return str(part)

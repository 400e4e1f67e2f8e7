"""Take one person out of JSON: her elements go whole, her name goes from the texts of others, all else keeps its bytes.

A text may hold one document, several (pages one after the other), or one a line.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from rex.importers.erase_labels import is_code, is_order, part_of_name, says_who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.importers.erase_person import Person

_SPACE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile("[ \\t\\r\\n,\ufeff]*")
_DECODER = json.JSONDecoder(strict=False)
_IN_ROWS = frozenset({"actions"})
"""Lists whose single element is what the row around it says."""


def is_hers(value: Any, person: Person, above: tuple[str, ...] = ("",)) -> bool:
    """Tell whether an object is a person's: one of its own keys, no list's inside it, says so."""
    if not isinstance(value, dict):
        return False
    names: dict[str, str] = {}
    for key, item in value.items():
        if isinstance(item, dict):
            found = is_hers(item, person, (*above, key))
        elif isinstance(item, list):
            found = key in _IN_ROWS and len(item) == 1 and is_hers(item[0], person)
        else:
            found = isinstance(item, (str, int)) and _says_her(above, key, str(item), person)
            names[part_of_name(key)] = str(item)
        if found:
            return True
    whole = f"{names.get('first', '')} {names.get('last', '')}"
    return bool(names.get("first") and names.get("last")) and person.is_named_by(whole)


def _says_her(above: tuple[str, ...], key: str, cell: str, person: Person) -> bool:
    return (is_order(key) and person.is_order_in(cell)) or (says_who(above, key) and person.is_named_by(cell))


def mentions(value: Any, person: Person, label: str = "") -> bool:
    """Tell whether any text or key inside a value names a person; a code that is written like her does not."""
    if isinstance(value, str):
        return person.is_mentioned_in(value) and not (is_code(label) and person.is_all_of(value))
    if isinstance(value, dict):
        return any(
            mentions(item, person, key) or (person.is_mentioned_in(key) and not person.is_all_of(key))
            for key, item in value.items()
        )
    return isinstance(value, list) and any(mentions(item, person, label) for item in value)


class JsonEraser:
    """Takes a person out of JSON texts; `rows` are the values of rows known to be hers, wherever they stand."""

    def __init__(self, person: Person, rows: Sequence[Any] = (), *, by_keys: bool = True) -> None:
        """With `by_keys` an element of a list goes too where its own keys say that it is hers."""
        self._person, self._by_keys = person, by_keys
        self._rows = {_written(value) for row in rows for value in _ways(row)}
        self._keys = {frozenset(value) for row in rows for value in _ways(row)}
        self._parents = {str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row}
        self._text = ""
        self.damaged = False
        """Whether a part that is no JSON names her: it cannot be told what there is hers."""

    def lines(self, text: str) -> str:
        """Erase her from a text of one document a line: a document that is hers goes with its line."""
        kept: list[str] = []
        for line in text.split("\n"):
            value = _value_of(line)
            if not self._goes(value, ""):
                kept.append(self.documents(line) if line.strip() else line)
        return "\n".join(kept)

    def documents(self, text: str) -> str:
        """Erase her from a text of one or more documents."""
        self._text = text
        made: list[str] = []
        at = 0
        while True:
            space = _BETWEEN.match(text, at)
            end = at if space is None else space.end()
            made.append(text[at:end])
            if end >= len(text):
                return "".join(made)
            try:
                value, at = _DECODER.raw_decode(text, end)
            except (ValueError, RecursionError):
                made.append(self._cut(end))
                return "".join(made)
            made.append("{}" if self._is_row(value) else self._changed(value, end, at, ""))

    def _cut(self, at: int) -> str:
        """Do what can be done with a document that is cut off: its whole elements, where it is an array."""
        text, made = self._text, [self._text[at : at + 1]]
        if text[at] != "[":
            self.damaged = self.damaged or self._person.is_held_in(text[at:])
            return text[at:]
        at += 1
        first = True
        while True:
            space = _BETWEEN.match(text, at)
            start = at if space is None else space.end()
            try:
                value, end = _DECODER.raw_decode(text, start)
            except (ValueError, RecursionError):
                self.damaged = self.damaged or self._person.is_held_in(text[at:])
                return "".join([*made, text[at:]])
            if not self._goes(value, ""):
                before = text[at:start]
                made.append((before.replace(",", "") if first else before) + self._changed(value, start, end, ""))
                first = False
            at = end

    def _is_row(self, value: Any) -> bool:
        return isinstance(value, dict) and frozenset(value) in self._keys and _written(value) in self._rows

    def _goes(self, value: Any, label: str) -> bool:
        if not isinstance(value, dict):
            return False
        if self._is_row(value) or (self._by_keys and is_hers(value, self._person, (label,))):
            return True
        return bool(self._parents) and str(value.get("__parentId", "")) in self._parents

    def _touches(self, value: Any, label: str) -> bool:
        """Tell whether anything inside a value changes."""
        if isinstance(value, dict):
            return any(self._is_row(item) or self._touches(item, key) for key, item in value.items())
        if isinstance(value, list):
            return any(self._goes(item, label) or self._touches(item, label) for item in value)
        return mentions(value, self._person, label)

    def _changed(self, value: Any, at: int, end: int, label: str) -> str:
        """Give what stands from `at` to `end`, which is `value`, without her."""
        if not self._touches(value, label):
            return self._text[at:end]
        if isinstance(value, str):
            return json.dumps(self._person.erased_from(value), ensure_ascii=self._text[at:end].isascii())
        return self._list(at + 1, label) if isinstance(value, list) else self._members(at + 1)

    def _list(self, at: int, label: str) -> str:
        text, kept = self._text, []
        while True:
            start = self._after_space(at)
            value, end = _DECODER.raw_decode(text, start)
            after = self._after_space(end)
            last = text[after] == "]"
            if not self._goes(value, label):
                tail = "" if last else text[end:after]
                kept.append(text[at:start] + self._changed(value, start, end, label) + tail)
            if last:
                if not kept:
                    return "[]"
                return f"[{','.join(kept)}{text[end:after]}]"
            at = after + 1

    def _members(self, at: int) -> str:
        text, made = self._text, ["{"]
        while True:
            start = self._after_space(at)
            key, end = _DECODER.raw_decode(text, start)
            start = self._after_space(self._after_space(end) + 1)
            value, end = _DECODER.raw_decode(text, start)
            after = self._after_space(end)
            changed = "{}" if self._is_row(value) else self._changed(value, start, end, key)
            made += [text[at:start], changed, text[end : after + 1]]
            if text[after] == "}":
                return "".join(made)
            at = after + 1

    def _after_space(self, at: int) -> int:
        space = _SPACE.match(self._text, at)
        return at if space is None else space.end()


def _ways(row: Any) -> Iterator[dict[str, Any]]:
    """Give a row's value as it may stand in the file: whole, or as the one action of the lines around it."""
    if not isinstance(row, dict):
        return
    yield row
    for key, value in row.items():
        if key in _IN_ROWS and isinstance(value, list) and len(value) == 1:
            yield from _ways(value[0])
        elif isinstance(value, dict):
            yield from (way for way in _ways(value) if way is not value)


def _value_of(line: str) -> Any:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)

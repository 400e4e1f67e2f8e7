"""Take one person out of an export: her rows go, what others wrote about her keeps its place without her name.

Only rows and words change; every other byte of a text file stays. A workbook or a packed file is not rewritten: which
of its cells belong together only its own program knows, so a person does that by hand.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rex.importers.raw import raw_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rex.importers.identify import Known

ERASED = "[erased]"


class Person:
    """Somebody as the user names her: a mail, a handle, a name or an order's number."""

    def __init__(self, name: str) -> None:
        self.name = name.strip().lstrip("@").casefold()
        self._word = re.compile(rf"(?<![\w.@-])@?{re.escape(self.name)}(?![\w@-])(?!\.\w)", re.IGNORECASE)

    def is_named_by(self, cell: str) -> bool:
        """Tell whether a cell holds her and nothing else."""
        return cell.strip().lstrip("@").casefold() == self.name

    def is_mentioned_in(self, text: str) -> bool:
        """Tell whether a text names her as a word of its own."""
        return self._word.search(text) is not None

    def erased_from(self, text: str) -> str:
        """Take her out of a text."""
        return self._word.sub(ERASED, text)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a file holds a person: the numbers of her own rows, and how many rows of others name her."""

    own: frozenset[int]
    mentions: int
    rewritable: bool


def find(known: Known, person: Person) -> Found:
    """Look through every cell of a file."""
    own: set[int] = set()
    mentions = 0
    for row in raw_rows(known):
        leaves = list(_leaves(row.cells))
        if any(person.is_named_by(leaf) for leaf in leaves):
            own.add(row.number)
        elif any(person.is_mentioned_in(leaf) for leaf in leaves):
            mentions += 1
    return Found(frozenset(own), mentions, _is_plain_text(known))


def without(known: Known, person: Person, rows: frozenset[int]) -> str:
    """Give a text file's content without these rows and without her name; read and written in the file's encoding."""
    with known.export.path.open(encoding=known.head.encoding, errors="surrogateescape", newline="") as file:
        text = file.read()
    if known.head.kind == "json":
        return _without_elements(text, known, person, rows)
    lines = text.splitlines(keepends=True)
    starts = sorted((row.line, row.number) for row in raw_rows(known) if row.number)
    gone: set[int] = set()
    for (line, number), (after, _) in zip(starts, [*starts[1:], (len(lines) + 1, 0)], strict=True):
        if number in rows:
            gone.update(range(line, after))
    return "".join(person.erased_from(line) for at, line in enumerate(lines, start=1) if at not in gone)


def _is_plain_text(known: Known) -> bool:
    packed = known.export.member is not None or known.export.path.read_bytes()[:2] == b"\x1f\x8b"
    return known.head.kind != "workbook" and not packed


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
    elif value is not None:
        yield str(value)


def _without_elements(text: str, known: Known, person: Person, rows: frozenset[int]) -> str:
    """Leave out the elements of every list that hold her; an array's own numbers also name elements by their rows."""
    value = json.loads(text)
    if isinstance(value, list) and known.importer.rows is None:
        value = [element for number, element in enumerate(value, start=1) if number not in rows]
    return json.dumps(_kept(value, person), ensure_ascii=False, indent=1) + "\n"


def _kept(value: Any, person: Person) -> Any:
    holds: Callable[[Any], bool] = lambda item: any(person.is_named_by(leaf) for leaf in _leaves(item))  # noqa: E731
    if isinstance(value, list):
        return [_kept(item, person) for item in _without_hers(value, holds)]
    if isinstance(value, dict):
        return {key: _kept(item, person) for key, item in value.items()}
    return person.erased_from(value) if isinstance(value, str) else value


def _without_hers(items: Iterable[Any], holds: Callable[[Any], bool]) -> Iterator[Any]:
    for item in items:
        if not holds(item):
            yield item

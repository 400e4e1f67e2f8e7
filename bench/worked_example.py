"""A worked example, what REX got beside what it expects, and the shapes that examples come in."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Check(NamedTuple):
    """One expected value (number, list, flag, name) beside what REX computed; tolerance absolute, or relative."""

    name: str
    expected: Any
    got: Any
    tolerance: float = 0.0
    relative: bool = False

    @property
    def within(self) -> bool:
        """Whether all numbers lie within the tolerance and everything else is equal."""
        return self._close(self.expected, self.got)

    def _close(self, expected: Any, got: Any) -> bool:
        if isinstance(expected, list) and isinstance(got, list | tuple):
            return len(expected) == len(got) and all(map(self._close, expected, got))
        if isinstance(expected, bool) or not isinstance(expected, int | float) or not isinstance(got, int | float):
            return bool(expected == got)
        slack = self.tolerance * abs(expected) if self.relative else self.tolerance
        # Room for the last bits: 0.3 - 0.2 is not 0.1 to a computer. Not a number is never close.
        return abs(expected - got) <= slack + 1e-12 * max(1.0, abs(expected))


class Example:
    """A worked example, the folder and the whole file it stands in; remembers which entries were looked at."""

    def __init__(self, entries: dict[str, Any], document: dict[str, Any], folder: Path, prefix: str = "") -> None:
        self.entries, self.document, self.folder, self.prefix = entries, document, folder, prefix
        self.seen: set[str] = set()
        self.parts: list[Example] = []
        self.tables_read: list[str] = []

    def __getitem__(self, key: str) -> Any:
        self.seen.add(key)
        return self.entries[key]

    def get(self, key: str, otherwise: Any) -> Any:
        """Return an entry, or the other value where it is missing."""
        return self[key] if key in self.entries else otherwise

    def within(self, name: str) -> Example:
        """Return a part of the example as an example of its own."""
        part = next((part for part in self.parts if part.prefix == f"{name}: "), None)
        if part is None:
            part = Example(self[name], self.document, self.folder, f"{name}: ")
            part.tables_read = self.tables_read
            self.parts.append(part)
        return part

    def compare(self, got: dict[str, Any], tolerance: float | None = None, *, relative: bool = False) -> list[Check]:
        """Set what REX got beside the entries of the same names, those that the example has."""
        room = self.get("tolerance", 0.0) if tolerance is None else tolerance
        return [
            Check(self.prefix + name, self[name], value, room, relative)
            for name, value in got.items()
            if name in self.entries
        ]

    def unread(self) -> list[str]:
        """Names of entries that nothing looked at; sentences are for people, and unused tolerances harm nobody."""
        names = [
            self.prefix + key
            for key, value in self.entries.items()
            if key not in self.seen
            and not isinstance(value, str)
            and not key.startswith(("tolerance", "relative_tolerance"))
        ]
        return names + [name for part in self.parts for name in part.unread()]

    def table(self, *columns: str) -> list[dict[str, str]]:
        """Rows of the first CSV file beside the example that has these columns; FileNotFoundError when none has."""
        for path in sorted(self.folder.glob("*.csv")):
            with path.open(newline="", encoding="utf-8") as stream:
                reader = csv.DictReader(stream)
                if set(columns) <= set(reader.fieldnames or ()):
                    rows = list(reader)
                    self.tables_read.append(f"{path.name}: {len(rows)} rows")
                    return rows
        raise FileNotFoundError(f"no CSV file with the columns {', '.join(columns)}")


@dataclass(frozen=True)
class Shape:
    """A kind of worked example: what it is called, the keys it is known by, and how REX computes it."""

    name: str
    keys: frozenset[str]
    run: Callable[[Example], list[Check]] = field(repr=False)


SHAPES: list[Shape] = []


def shape(name: str, keys: str) -> Callable[[Callable[[Example], list[Check]]], Callable[[Example], list[Check]]]:
    """Enter a function for the examples that have all of these keys."""

    def enter(run: Callable[[Example], list[Check]]) -> Callable[[Example], list[Check]]:
        SHAPES.append(Shape(name, frozenset(keys.split()), run))
        return run

    return enter

"""Rows of one table on their way to the engine: gathered in columns, since columns are what it takes quickly.

The engine reads a list of Python strings twenty times as quickly as it reads the same strings from JSON lines. A column
that is the same in every row is not handed over at all: its value stands in the statement.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from rex.model.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    Value = int | str | bool | None
    Column = Sequence[int | None] | Sequence[str | None] | Sequence[bool] | npt.NDArray[np.int64] | Value

ROWS_TOGETHER = 2_000
"""Rows that are turned into columns together: few enough that the collector of garbage does not meet them often."""
NATIVE = "native"
"""The column of the rows' own ids, from which the engine makes `row_id`."""
_DTYPES = {"BIGINT": "int64", "VARCHAR": "object", "BOOLEAN": "bool"}
_EMPTY: dict[str, Any] = {"BIGINT": 0, "VARCHAR": None, "BOOLEAN": False}


@dataclass(slots=True)
class Chunk:
    """Some rows as columns; a column that is not a sequence has this value in every row."""

    count: int
    columns: dict[str, Any]


@dataclass(slots=True)
class Part:
    """Rows ready for the engine: arrays by column, and the values of the columns that are the same in every row."""

    arrays: dict[str, Any] = field(default_factory=dict)
    same: dict[str, Any] = field(default_factory=dict)

    def expression(self, name: str, kind: str) -> str:
        """Write a column as SQL: its name, or its value."""
        return name if name in self.arrays else literal(self.same[name], kind)

    def whole_letters(self) -> dict[str, Any]:
        """Give the arrays with a question mark for every half of a surrogate pair."""
        return {name: _mended(array) if array.dtype == object else array for name, array in self.arrays.items()}


def _mended(array: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    mended = array.copy()
    for place, text in enumerate(array):
        if isinstance(text, str):
            mended[place] = text.encode("utf-8", "replace").decode()
    return mended


def literal(value: Value, kind: str) -> str:
    """Write a value as SQL. Text is a list of one word to the engine, which it packs quickest."""
    if kind != "VARCHAR":
        return f"CAST({'NULL' if value is None else int(value)} AS {kind})"
    quoted = "'" + str(value or "").replace("'", "''") + "'"
    return f"CAST({'NULL' if value is None else quoted} AS ENUM ({quoted}))"


def defaults(table: str) -> dict[str, Value]:
    """Give the value that each column of a table has where a row does not say."""
    fields = msgspec.structs.fields(TABLES[table])
    return {one.name: None if one.default is msgspec.NODEFAULT else one.default for one in fields}


class Waiting:
    """The rows of one table that wait for the engine, in the order in which they came."""

    def __init__(self, table: str, shape: Mapping[str, str]) -> None:
        """Wait for rows of `table`; `shape` gives each column's SQL type."""
        self.table, self.shape, self.count = table, shape, 0
        self._names = (*TABLES[table].__struct_fields__, NATIVE)
        self._defaults = defaults(table)
        self._rows: list[msgspec.Struct] = []
        self._chunks: list[Chunk] = []

    def add(self, row: msgspec.Struct) -> None:
        """Take one row."""
        self._rows.append(row)
        self.count += 1
        if len(self._rows) >= ROWS_TOGETHER:
            self._gather()

    def add_many(self, count: int, columns: Mapping[str, Column], natives: Sequence[str] | None) -> None:
        """Take rows as columns; those that are not given have their defaults.

        `row_id` is made from `natives`, or from the rows' numbers.
        """
        self._gather()
        self._chunks.append(Chunk(count, {**self._defaults, **columns, "row_id": None, NATIVE: natives}))
        self.count += count

    def _gather(self) -> None:
        if not self._rows:
            return
        count = len(self._rows)
        values = zip(*map(msgspec.structs.astuple, self._rows), strict=True)
        same = [column[0] if column.count(column[0]) == count else column for column in values]
        self._chunks.append(Chunk(count, dict(zip(self._names, (*same, None), strict=True))))
        self._rows.clear()

    def take(self) -> Part:
        """Give what waits, and wait for more."""
        self._gather()
        part = Part()
        for name, kind in (*self.shape.items(), (NATIVE, "VARCHAR")):
            values = {chunk.columns[name] for chunk in self._chunks if not _is_many(chunk.columns[name])}
            mixed = len(values) > 1 or any(_is_many(chunk.columns[name]) for chunk in self._chunks)
            if part.arrays and not mixed and not any(map(_is_odd, values)):  # one array tells the part's length
                part.same[name] = values.pop()
            else:
                part.arrays[name] = self._array(name, kind)
        self._chunks.clear()
        self.count = 0
        return part

    def _array(self, name: str, kind: str) -> Any:
        """Join one column of all chunks; whole numbers and flags that are not known are masked."""
        import numpy as np

        joined = np.empty(self.count, dtype=_DTYPES[kind])
        unknown = None
        at = 0
        for chunk in self._chunks:
            values, end = chunk.columns[name], at + chunk.count
            if kind != "VARCHAR" and _holds_none(values):
                unknown = np.zeros(self.count, dtype=bool) if unknown is None else unknown
                some = values if _is_many(values) else [values] * chunk.count
                unknown[at:end] = [value is None for value in some]
                values = [_EMPTY[kind] if value is None else value for value in some]
            joined[at:end] = values
            at = end
        return joined if unknown is None else np.ma.masked_array(joined, mask=unknown)


def _is_many(values: Any) -> bool:
    return not isinstance(values, (str, int, type(None)))


def _is_odd(value: Value) -> bool:
    """Tell a text that cannot stand in a statement: with a zero byte or half a letter."""
    return isinstance(value, str) and not value.isprintable()


def _holds_none(values: Any) -> bool:
    return values is None or (isinstance(values, (list, tuple)) and None in values)

"""The facts of one session on disk: written once from the exports, read by every later step.

Rows travel in columns, a hundred thousand at a time, to the engine, which writes them as Parquet beside the reading:
memory does not grow with the rows, and no data frame stands between an export and its facts.
"""

from __future__ import annotations

import shutil
import typing
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Self

from rex.engine.packing import Packer
from rex.engine.parts import Waiting
from rex.model.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import msgspec

    from rex.engine.parts import Column

FACTS_VERSION = 4
"""Raise it when the tables change shape; older caches are then made again."""

_SQL_TYPES = {int: "BIGINT", str: "VARCHAR", bool: "BOOLEAN"}
_TOGETHER = 100_000
"""Rows of a table that go to the engine together: about 60 MB of them wait in memory."""


def columns(table: str) -> dict[str, str]:
    """Give the table's columns and their SQL types, in order, from the shape of its rows."""
    shape: dict[str, str] = {}
    for name, hint in typing.get_type_hints(TABLES[table]).items():
        shape[name] = _SQL_TYPES[_plain(hint)]
    return shape


def _plain(hint: object) -> type:
    """Reduce `int | None` to int and a Literal of strings to str."""
    if isinstance(hint, UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is typing.Literal:
        return str
    return typing.cast("type", hint)


class FactsWriter:
    """Collects canonical rows and turns them into one Parquet file a table, or into a folder of them.

    Use it as a context manager: leaving it without an error puts the new folder in the place of the
    old one in a single rename; leaving it with one leaves nothing behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._work = folder.with_name(folder.name + ".part")
        self._waiting: dict[str, Waiting] = {}
        self._packer: Packer | None = None

    def __enter__(self) -> Self:
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir(parents=True)
        return self

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Take one row of a canonical table."""
        waiting = self._waiting.get(table) or self._begin(table)
        waiting.add(row)
        if waiting.count >= _TOGETHER:
            self._pack(waiting)

    def write_many(self, table: str, count: int, columns: Mapping[str, Column], natives: Sequence[str] | None) -> None:
        """Take rows as columns: `count` values each, or one value that all rows share; the others have their defaults.

        The rows' ids are made from their `source` and from `natives`, or from their numbers.
        """
        waiting = self._waiting.get(table) or self._begin(table)
        waiting.add_many(count, columns, natives)
        if waiting.count >= _TOGETHER:
            self._pack(waiting)

    def _begin(self, table: str) -> Waiting:
        waiting = self._waiting[table] = Waiting(table, columns(table))
        return waiting

    def _pack(self, waiting: Waiting) -> None:
        if self._packer is None:
            self._packer = Packer(self._work)
        self._packer.pack(waiting.table, waiting.shape, waiting.take())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._to_parquet()
                self._let_go()
                shutil.rmtree(self._folder, ignore_errors=True)
                self._work.rename(self._folder)
        finally:
            self._let_go()
            shutil.rmtree(self._work, ignore_errors=True)

    def _let_go(self) -> None:
        if self._packer is not None:
            self._packer.close()
            self._packer = None

    def _to_parquet(self) -> None:
        for waiting in self._waiting.values():
            if waiting.count:
                self._pack(waiting)
        if self._packer is not None:
            self._packer.finish()


def present(folder: Path) -> tuple[str, ...]:
    """Name the tables that have rows."""
    return tuple(sorted(file.stem for file in Path(folder).glob("*.parquet")))

"""The facts of one session on disk: written once from the exports, read by every later step.

Rows travel as JSON lines into the engine's own reader, which writes Parquet: memory does not grow
with the rows, and no data frame stands between an export and its facts.
"""

from __future__ import annotations

import shutil
import typing
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Self

import msgspec

from rex.model.tables import TABLES

if TYPE_CHECKING:
    from io import BufferedWriter

FACTS_VERSION = 1
"""Raise it when the tables change shape; older caches are then made again."""

_SQL_TYPES = {int: "BIGINT", str: "VARCHAR", bool: "BOOLEAN"}
_BATCH = 2_000


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
    """Collects canonical rows and turns them into one Parquet file a table.

    Use it as a context manager: leaving it without an error puts the new folder in the place of the
    old one in a single rename; leaving it with one leaves nothing behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._work = folder.with_name(folder.name + ".part")
        self._files: dict[str, BufferedWriter] = {}
        self._waiting: dict[str, list[msgspec.Struct]] = {}
        self._encoder = msgspec.json.Encoder()

    def __enter__(self) -> Self:
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir(parents=True)
        return self

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Take one row of a canonical table."""
        waiting = self._waiting.setdefault(table, [])
        waiting.append(row)
        if len(waiting) >= _BATCH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        file = self._files.get(table)
        if file is None:
            file = self._files[table] = (self._work / f"{table}.jsonl").open("wb")
        file.write(self._encoder.encode_lines(self._waiting[table]))
        self._waiting[table].clear()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                for table in list(self._waiting):
                    self._flush(table)
        finally:
            for file in self._files.values():
                file.close()
        try:
            if kind is None:
                self._to_parquet()
                shutil.rmtree(self._folder, ignore_errors=True)
                self._work.rename(self._folder)
        finally:
            shutil.rmtree(self._work, ignore_errors=True)

    def _to_parquet(self) -> None:
        from rex.engine.connection import connect

        with connect(self._work / "spill") as engine:
            for table in self._files:
                source = self._work / f"{table}.jsonl"
                shape = ", ".join(f"{name}: '{kind}'" for name, kind in columns(table).items())
                engine.execute(
                    f"COPY (SELECT * FROM read_json('{_quoted(source)}', format='newline_delimited', "
                    f"columns={{{shape}}}, maximum_object_size=33554432)) "
                    f"TO '{_quoted(self._work / table)}.parquet' (FORMAT parquet, COMPRESSION zstd)"
                )
                source.unlink()


def _quoted(path: Path) -> str:
    """Write a path inside an SQL string."""
    return str(path).replace("'", "''")


def present(folder: Path) -> tuple[str, ...]:
    """Name the tables that have rows."""
    return tuple(sorted(file.stem for file in Path(folder).glob("*.parquet")))

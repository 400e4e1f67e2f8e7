"""Packs the rows of a session into Parquet while the reading goes on: on the other core, a part at a time."""

from __future__ import annotations

import re
import shutil
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from rex.engine.connection import connect
from rex.engine.parts import NATIVE
from rex.engine.row_ids import row_id_sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from rex.engine.parts import Part

_GLOBBING = re.compile(r"[*?\[]")
_AT_ONCE = 2
PACKED = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"


class Packer:
    """Writes parts of tables into a folder, one after the other; a table of several parts is a folder of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine = connect(folder / "spill")
        self._files: dict[str, list[Path]] = {}
        self._threads = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="facts")
        self._under_way: deque[Future[None]] = deque()

    def pack(self, table: str, shape: Mapping[str, str], part: Part) -> None:
        """Write a part; returns while that goes on. What went wrong with a part before it is raised here."""
        self._wait(_AT_ONCE - 1)
        folder = self._folder / f"{table}.parquet"
        folder.mkdir(exist_ok=True)
        files = self._files.setdefault(table, [])
        files.append(folder / f"{len(files):06}.parquet")
        self._under_way.append(self._threads.submit(self._write, files[-1], selected(table, shape, part), part))

    def _write(self, file: Path, select: str, part: Part) -> None:
        import duckdb

        copy = f"COPY ({select}) TO '{quoted(file)}' {PACKED}"
        with self._engine.cursor() as engine:
            engine.register("part", part.arrays)
            try:
                engine.execute(copy)
            except duckdb.InvalidInputException:  # half a letter, such as JSON can spell, is no text to the engine
                engine.register("part", part.whole_letters())
                engine.execute(copy)
            engine.unregister("part")

    def _wait(self, most: int = 0) -> None:
        """Wait until at most so many parts are under way."""
        while len(self._under_way) > most:
            self._under_way.popleft().result()

    def finish(self) -> None:
        """Wait for the last part; a table of one part becomes one file."""
        self._wait()
        for files in self._files.values():
            folder = files[0].parent
            whole = folder.with_suffix(".whole")
            if len(files) == 1:
                files[0].rename(whole)
            elif is_pattern(folder):
                self._join(files, whole)
            else:
                continue
            shutil.rmtree(folder)
            whole.rename(folder)

    def _join(self, files: Sequence[Path], whole: Path) -> None:
        """Make one file of a table's parts, since the engine would take the folder's name for a pattern."""
        listed = ", ".join(f"'{quoted(file)}'" for file in files)
        self._engine.execute(
            f"COPY (SELECT * FROM read_parquet([{listed}], hive_partitioning = false)) TO '{quoted(whole)}' {PACKED}"
        )

    def close(self) -> None:
        """Let go of the engine; what is being written is waited for and forgotten."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._engine.close()


def selected(table: str, shape: Mapping[str, str], part: Part) -> str:
    """Write the query that gives a part's rows in the table's shape."""
    columns = {name: part.expression(name, kind) for name, kind in shape.items()}
    if "row_id" in columns:  # rows that came as columns have none yet
        native = (
            f"coalesce({NATIVE}, CAST(src_row AS VARCHAR))" if NATIVE in part.arrays else "CAST(src_row AS VARCHAR)"
        )
        made = row_id_sql(columns["source"], native.replace("src_row", columns["src_row"]), table)
        columns["row_id"] = f"coalesce(CAST({columns['row_id']} AS VARCHAR), {made})"
    return f"SELECT {', '.join(f'{what} AS {name}' for name, what in columns.items())} FROM part"


def is_pattern(path: Path) -> bool:
    """Tell whether the engine would take a path for a pattern, and read other files than this one."""
    return _GLOBBING.search(str(path)) is not None


def quoted(path: Path) -> str:
    """Write a path inside an SQL string."""
    return str(path).replace("'", "''")

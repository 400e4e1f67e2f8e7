"""Give a session's facts, or its files' own rows, to whoever wants to go on with them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.engine.facts import columns
from rex.engine.sql import Facts
from rex.importers.identify import Known, identify
from rex.importers.raw import raw_rows
from rex.workflow.imports import exports_of, facts_folder, import_exports, importers_of
from rex.workflow.measuring import window_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime

_ORDER = "ORDER BY t_ms NULLS LAST, offset_ms NULLS LAST, source, src_row, row_id"
_CHUNK = 10_000


@dataclass(frozen=True)
class Table:
    """One canonical table of a session: its columns in order, and its rows in the order of the show."""

    facts: Path
    folder: Folder
    name: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns; the same in every session, whatever files it has."""
        return tuple(columns(self.name))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Read the rows a few thousand at a time."""
        with self._open() as facts:
            yield from facts.chunks(self._query, _CHUNK)

    def write_parquet(self, path: Path) -> None:
        """Let the engine write the table as Parquet."""
        with self._open() as facts:
            facts.write_parquet(self._query, path)

    @property
    def _query(self) -> str:
        return f"SELECT {', '.join(self.columns)} FROM {self.name} {_ORDER}"

    def _open(self) -> Facts:
        return Facts(self.facts, window_of(self.folder.session()))


def table_of(folder: Folder, name: str, runtime: Runtime) -> Table:
    """Import a session's exports where that is still to be done, and give one canonical table."""
    imported = import_exports(folder, folder.session(), runtime)
    return Table(facts_folder(folder, imported), folder, name)


class SourceRow(NamedTuple):
    """A row of a file as it stands there, and what became of it: `kept`, `header`, or the reason it was set aside."""

    file: str
    row: int
    line: int
    became: str
    cells: Any


def source_rows(folder: Folder, runtime: Runtime) -> Iterator[SourceRow]:
    """Give every row of every export that REX reads. They hold the file's own words, personal data too."""
    imported = import_exports(folder, folder.session(), runtime)
    importers, _ = importers_of(folder)
    chosen = {source.file: source.importer for source in imported.sources}
    with Facts(facts_folder(folder, imported), window_of(folder.session())) as facts:
        for export in exports_of(folder):
            if export.name not in chosen:
                continue
            known = identify(export, [one for one in importers if one.id == chosen[export.name]])
            if isinstance(known, Known):
                yield from _rows_of(known, _reasons(facts, export.name))


def _rows_of(known: Known, reasons: dict[int, str]) -> Iterator[SourceRow]:
    for number, line, cells in raw_rows(known):
        became = reasons.get(number, "kept") if number else "header"
        yield SourceRow(known.export.name, number, line, became, cells)


def _reasons(facts: Facts, file: str) -> dict[int, str]:
    rows = facts.rows("SELECT src_row, reason FROM set_aside WHERE source = ?", file)
    return {int(number or 0): str(reason) for number, reason in rows}

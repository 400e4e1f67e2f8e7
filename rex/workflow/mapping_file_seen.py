"""A file that is to be mapped: where it belongs, which table stands in it, and who reads it today."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rex.errors import FileError, Place, UsageError
from rex.importers.export import ExportFile
from rex.importers.head import Head, head_of, looks
from rex.importers.identify import Known, identify
from rex.importers.sheet import Sheet, sheet_at
from rex.importers.table import MappedImporter, guess, table_of
from rex.importers.table_columns import ColumnSeen, columns_seen
from rex.store.workspace import KEY, Folder, sessions_of, workspace_of
from rex.text.pseudonym import Pseudonymiser
from rex.text.similar import nearest
from rex.workflow.imports import importers_of

if TYPE_CHECKING:
    from pathlib import Path

    from rex.importers.mapping import Mapping
    from rex.importers.workbook import BookSheet
    from rex.model.session import Session
    from rex.workflow.runtime import Runtime

_SURE = 60
"""From here on an importer knows the file; below, it only reads the names of its columns."""


@dataclass(frozen=True)
class FileSeen:
    """A file with a table, and the workspace or folder whose mappings count for it."""

    export: ExportFile
    head: Head
    sheet: Sheet
    home: Folder
    known: Known | None

    @cached_property
    def session(self) -> Session:
        """Give what is known of the session that the file belongs to; of none but the workspace's settings."""
        return self.home.session()

    @cached_property
    def columns(self) -> list[ColumnSeen]:
        """Give what the columns look like."""
        return columns_seen(self.sheet)

    @property
    def root(self) -> Path:
        """Give the folder that holds `mappings/`."""
        return self.home.workspace or self.home.path

    @property
    def own(self) -> str | None:
        """Name the workspace's own mapping that reads the file; None where none does."""
        if self.known is None or not isinstance(self.known.importer, MappedImporter):
            return None
        name = self.known.importer.id
        return name if (self.root / "mappings" / f"{name}.yaml").is_file() else None

    @property
    def own_mapping(self) -> Mapping | None:
        """Give the workspace's own mapping that reads the file."""
        importer = None if self.known is None else self.known.importer
        return importer.mapping if self.own is not None and isinstance(importer, MappedImporter) else None

    @property
    def is_known(self) -> bool:
        """Tell whether the file is read already by more than its columns' names."""
        return self.known is not None and (self.own is not None or self.known.recognition.certainty >= _SURE)

    def people(self, runtime: Runtime) -> Pseudonymiser:
        """Make pseudonyms with the workspace's key where it has one; a look alone makes no key."""
        file, given = self.home.private / KEY, os.environ.get("REX_KEY")
        key = given.encode() if given else (file.read_bytes().strip() if file.is_file() else b"")
        return Pseudonymiser(key or runtime.random_bytes(32))


def see(path: Path, here: Path, *, sheet: str = "", header_line: int | None = None) -> FileSeen:
    """Look at a file; UsageError where there is none, FileError where it holds no table."""
    if not path.is_file():
        raise UsageError(f'There is no file "{path}".', todo="Name a CSV, XLSX or JSON file.", kept="")
    home = home_of(path, here)
    export = ExportFile(path, _name(path, home))
    head = _chosen(looks(head_of(export)), sheet)
    table = _at_line(head, header_line) if header_line else table_of(head, whole=True)
    known = identify(export, importers_of(home)[0])
    if table is None and isinstance(known, Known) and known.recognition.certainty >= _SURE:
        table = Sheet(head, -1, (), ())  # a log or a chat: there is nothing to map, and who reads it can be said
    if table is None:
        raise FileError(
            f"{path.name} holds no table.",
            place=Place(path.name),
            todo="A mapping needs a row of column names, or JSON objects with names. Packed files: unpack them first.",
        )
    return FileSeen(export, head, table, home, known if isinstance(known, Known) else None)


def home_of(path: Path, here: Path) -> Folder:
    """Find the folder that a file belongs to: its session, else the workspace, else the plain folder it lies in."""
    file = path.resolve()
    workspace = workspace_of(file.parent)
    for folder in [] if workspace is None else sessions_of(workspace):
        if file.is_relative_to(folder.path.resolve()):
            return folder
    plain = file.parent.parent if file.parent.name == "exports" else file.parent
    if (plain / "session.yaml").is_file():
        return Folder(plain, None)
    workspace = workspace or workspace_of(here)
    return Folder(plain, None) if workspace is None else Folder(workspace, workspace)


def _name(path: Path, home: Folder) -> str:
    """Name a file as the session does, so that its clock in `session.yaml` counts."""
    file = path.resolve()
    return file.relative_to(home.exports).as_posix() if file.is_relative_to(home.exports) else file.name


def _chosen(found: list[Head], sheet: str) -> Head:
    """Choose the sheet of a workbook: the one that is named, else the one whose columns are known best."""
    if not sheet:
        tables = [(head, table_of(head)) for head in found]
        known = [(len(best.places), head) for head, table in tables if table is not None and (best := guess(table))]
        return max(known, key=lambda pair: pair[0])[1] if known else found[0]
    names = [str(head.sheet) for head in found] if len(found) > 1 else [part.name for part in _sheets(found[0])]
    if sheet in names:
        return found[0].on(sheet)
    close = nearest(sheet, names, 1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    raise UsageError(f'There is no sheet "{sheet}" with a table.{hint}', todo=f"Sheets: {', '.join(names)}.", kept="")


def _sheets(head: Head) -> list[BookSheet]:
    return head.sheets if head.kind == "workbook" else []


def _at_line(head: Head, line: int) -> Sheet | None:
    if head.kind in {"json", "jsonl"}:
        raise UsageError("JSON has no line of column names.", todo="Leave header_line out.", kept="")
    if not 0 < line <= len(head.rows) or not any(cell.strip() for cell in head.rows[line - 1]):
        raise UsageError(f"Line {line} holds no names.", todo="Name the line that the column names stand on.", kept="")
    return sheet_at(head, line - 1)

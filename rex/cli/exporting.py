"""Writes tables for other programs: CSV, JSON Lines or Parquet, to stdout or whole into a file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rex.errors import UsageError
from rex.model.tables import TABLES
from rex.store.atomic import new_file
from rex.text.similar import nearest
from rex.workflow.exporting import SourceRow, source_rows, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rex.cli.console import Console
    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime

FORMATS = ("csv", "jsonl", "parquet")
_TOGETHER = 2_000
"""Rows written in one piece."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write and where; `table` None: the source cells."""

    table: str | None
    format: str
    out: Path | None


def wanted(table: str | None, format_: str, out: str, *, raw: bool) -> Wanted:
    """Read the options; raises UsageError where they do not fit together."""
    names = [name for name in TABLES if name != "set_aside"]
    if format_ not in FORMATS:
        raise UsageError(f'--format "{format_}" is not written here.', todo=f"Formats: {', '.join(FORMATS)}.", kept="")
    if raw == (table is not None):
        what = "--raw writes whole files: name no table." if raw else "Which table?"
        raise UsageError(what, todo=f"rex export SESSION --table {'|'.join(names)}, or --raw", kept="")
    if table is not None and table not in names:
        near = nearest(table, names, 1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        raise UsageError(f'There is no table "{table}".{hint}', todo=f"Tables: {', '.join(names)}.", kept="")
    if format_ == "parquet" and (raw or out == "-"):
        what = "Source cells are no Parquet." if raw else "Parquet needs a file."
        raise UsageError(what, todo="--format jsonl" if raw else f"--out {table}.parquet", kept="")
    return Wanted(table, format_, None if out == "-" else Path(out))


def write(wanted: Wanted, folder: Folder, runtime: Runtime, shown: Console) -> None:
    """Write what is wanted. A file gets its name when it is whole, so that nobody reads half a table."""
    if wanted.table is None:
        _write_lines(wanted, _source_lines(source_rows(folder, runtime), wanted.format), shown)
        return
    table = table_of(folder, wanted.table, runtime)
    if wanted.format == "parquet" and wanted.out is not None:
        with new_file(wanted.out) as path:
            table.write_parquet(path)
        return
    rows = table.rows()
    lines = _csv(table.columns, rows) if wanted.format == "csv" else _json_lines(table.columns, rows)
    _write_lines(wanted, lines, shown)


def _write_lines(wanted: Wanted, lines: Iterable[str], shown: Console) -> None:
    if wanted.out is None:
        for piece in lines:
            shown.text(piece)
        return
    with new_file(wanted.out) as path, path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def _csv(columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> Iterator[str]:
    yield _csv_lines([columns])
    while batch := [row for _, row in zip(range(_TOGETHER), rows, strict=False)]:
        yield _csv_lines(batch)


def _csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """Write truth as JSON does; a cell that a spreadsheet would run as a formula is made text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t"} and not _is_number(value):
        return "'" + value
    return value


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdigit()


def _json_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n"


_RAW = SourceRow._fields


def _source_lines(rows: Iterator[SourceRow], format_: str) -> Iterator[str]:
    """Write source rows: in CSV a row's cells follow each other, and a value that is no cell stands as JSON."""
    if format_ == "jsonl":
        yield from _json_lines(_RAW, rows)
        return
    yield from _raw_csv([*_RAW[:-1], "cells …"])
    for row in rows:
        cells = row.cells if isinstance(row.cells, list) and all(isinstance(c, str) for c in row.cells) else None
        told = cells if cells is not None else [_as_text(row.cells)]
        yield from _raw_csv([*row[:-1], *told])


def _raw_csv(cells: Sequence[Any]) -> Iterator[str]:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    yield text.getvalue()


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

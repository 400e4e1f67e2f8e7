"""Workbooks: the first sheet that holds a table, every cell as text a person would type."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from rex.errors import FileError, Place
from rex.importers.tables import Record, find_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.export import ExportFile

_HEAD_ROWS = 60
_MOST_BYTES = 200 * 1024**2
_MOST_UNPACKED = 1024**3


def workbook_records(rows: list[list[str]], header_at: int) -> Iterator[Record]:
    """Give all records but the header; wholly empty rows are no records. Line numbers are the sheet's rows."""
    number = 0
    for index, cells in enumerate(rows):
        if index == header_at or not any(cells):
            continue
        number += 1
        yield Record(number, index + 1, cells, above=index < header_at)


def sheet_rows(export: ExportFile) -> list[list[str]]:
    """Read the first sheet that holds a table, else the first one; FileError where the file is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    with export.open() as file:
        content = io.BytesIO(file.read(_MOST_BYTES + 1))
    try:
        if content.getbuffer().nbytes > _MOST_BYTES or _unpacked(content) > _MOST_UNPACKED:
            raise ValueError
        content.seek(0)
        book = CalamineWorkbook.from_filelike(content)
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        what = f"{export.name} cannot be opened as a workbook."
        raise FileError(
            what, place=Place(export.name), todo="Open it in your spreadsheet program and save it again as XLSX or CSV."
        ) from error
    tables = [[[as_text(cell) for cell in row] for row in sheet] for sheet in sheets]
    return next((rows for rows in tables if find_header(rows[:_HEAD_ROWS]) is not None), tables[0] if tables else [])


def _unpacked(content: io.BytesIO) -> int:
    """Add up what the workbook's parts say they unpack to."""
    with zipfile.ZipFile(content) as archive:
        return sum(info.file_size for info in archive.infolist())


def as_text(cell: Any) -> str:  # noqa: PLR0911 - one line a kind of cell
    """Write a cell as text: whole numbers without a fraction, dates and times in ISO form."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(cell)

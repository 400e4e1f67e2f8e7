"""Workbooks: their sheets with content, every cell as text a person would type. One sheet of a workbook is read.

Which one: the one that an importer recognises best. The rows of the others are set aside as `other` with the sheet's
name, so that they are in the numbers of `rex inspect` and in no measure: sheets of one workbook are often copies,
sums or older states of each other, and reading them all would count the same orders twice.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from rex.errors import FileError, Place
from rex.importers.tables import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.importers.export import ExportFile

_MOST_BYTES = 200 * 1024**2
_MOST_UNPACKED = 1024**3


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet that holds something: its name and its rows, the empty ones too."""

    name: str
    rows: list[list[str]]


def workbook_records(rows: list[list[str]], header_at: int, others: Sequence[BookSheet] = ()) -> Iterator[Record]:
    """Give all records but the header, then the rows of the other sheets; wholly empty rows are no records.

    Line numbers are the sheet's rows.
    """
    number = 0
    for index, cells in enumerate(rows):
        if index == header_at or not any(cells):
            continue
        number += 1
        yield Record(number, index + 1, cells, above=index < header_at)
    for sheet in others:
        for index, cells in enumerate(sheet.rows):
            if any(cells):
                number += 1
                yield Record(number, index + 1, cells, elsewhere=sheet.name)


def book_sheets(export: ExportFile) -> list[BookSheet]:
    """Read all sheets that hold something, in the workbook's order; FileError where the file is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    with export.open() as file:
        content = io.BytesIO(file.read(_MOST_BYTES + 1))
    try:
        if content.getbuffer().nbytes > _MOST_BYTES or _unpacked(content) > _MOST_UNPACKED:
            raise ValueError
        content.seek(0)
        book = CalamineWorkbook.from_filelike(content)
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        what = f"{export.name} cannot be opened as a workbook."
        raise FileError(
            what, place=Place(export.name), todo="Open it in your spreadsheet program and save it again as XLSX or CSV."
        ) from error
    made = [BookSheet(name, [[as_text(cell) for cell in row] for row in rows]) for name, rows in sheets]
    return [sheet for sheet in made if any(any(row) for row in sheet.rows)]


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

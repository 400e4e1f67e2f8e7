"""Workbooks written whole: plain cells of text, which no program takes for formulas."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rex.store.atomic import write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]], made: datetime) -> None:
    """Write a workbook of these sheets; `made` is the time it names, so that the same sheets give the same bytes."""
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": made.replace(tzinfo=None), "author": "REX"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, at, cell)
    write_bytes(path, content.getvalue())

"""An export's rows as they stand in the file, numbered as its importer numbers them: nothing cleaned, nothing left out.

This is how anyone can check that REX lost nothing. It holds whatever the file holds, personal data too, and is
therefore read from the untouched file when asked for and never stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.importers.base import RawRow
from rex.importers.documents import documents
from rex.importers.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.head import Head
    from rex.importers.identify import Known


def raw_rows(known: Known) -> Iterator[RawRow]:
    """Give every row of a file whose importer is known; the row of column names has the number 0."""
    if known.importer.rows is not None:
        return known.importer.rows(known.head)
    return _of_kind(known.head)


def _of_kind(head: Head) -> Iterator[RawRow]:
    if head.kind in {"json", "jsonl"}:
        for document in documents(head):
            yield RawRow(document.number, document.line, document.value)
        return
    sheet = sheet_of(head)
    if sheet is None:
        return
    yield RawRow(0, 0, list(sheet.names))
    for record in sheet.all_records():
        yield RawRow(record.number, record.line, record.cells)

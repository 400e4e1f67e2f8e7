"""Which importer reads a file: the most certain one, by content alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.importers.head import MOST_COLUMNS, Head, head_of, looks
from rex.model.message import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.importers.base import Importer, Recognition
    from rex.importers.export import ExportFile


_NAME = re.compile(r"(?!.*\d:\d)[^@\[\]<>{}]{0,60}")
"""What a column may be called. A first row that holds anything else may be somebody's words and is not shown."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file and the importer that reads it."""

    export: ExportFile
    head: Head
    importer: Importer
    recognition: Recognition


@dataclass(frozen=True, slots=True)
class Unknown:
    """A file that no importer reads, and why not."""

    export: ExportFile
    why: Message


def identify(export: ExportFile, importers: Iterable[Importer]) -> Known | Unknown:
    """Find the importer that is most certain of a file; the id decides between equals, so the order never matters."""
    head = head_of(export)
    if head.kind == "empty":
        return Unknown(export, say("The file is empty. Download it again, or remove it."))
    if head.kind == "binary":
        return Unknown(export, say("This is neither text nor a workbook, whatever its name says. REX leaves it alone."))
    every = list(importers)
    found: list[tuple[int, str, Known]] = []
    for look in looks(head):
        for importer in every:
            recognition = importer.recognise(look)
            if recognition is not None:
                found.append((-recognition.certainty, importer.id, Known(export, look, importer, recognition)))
    if not found:
        return Unknown(export, _too_wide() if head.too_wide else _why_unknown(head))
    return min(found, key=lambda entry: entry[:2])[2]


def _too_wide() -> Message:
    return say(
        "A table of more than {most} columns: its line ends are lost, or it is no export. Download it again.",
        most=MOST_COLUMNS,
    )


def _why_unknown(head: Head) -> Message:
    if head.header and all(_NAME.fullmatch(cell.strip()) for cell in head.header):
        columns = ", ".join(cell.strip() for cell in head.header[:6] if cell.strip())
        return say(
            "A table that no importer knows; its columns are {columns}. Say once what they are: rex map FILE",
            columns=columns[:120],
        )
    if head.header:
        return say("A table that no importer knows. Say once what its columns are: rex map FILE")
    if head.rows and any(len(row) > 1 for row in head.rows):
        return say("A table without a row of column names. Add one, or remove the file.")
    if head.kind == "json" and not head.documents:
        return say("JSON that is cut off or damaged. Download it again.")
    if head.kind in {"json", "jsonl"}:
        return say("JSON, but of no platform that REX knows.")
    return say("Text, but no chat or table that REX knows.")

"""Tables of no known platform: by a mapping that a person wrote, or by column names that leave no doubt."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from rex.importers.base import Importer, Recognition
from rex.importers.mapping import Mapping, read_mapping
from rex.importers.sheet import Sheet, sheet_of
from rex.importers.table_fields import NAMES, NEEDED
from rex.importers.table_rows import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_BY_NAMES = 50
_SHIPPED = 80
_OWN = 99
"""A person's own mapping is surer than any importer's guess."""


def mapped_importers(folder: Path, *, own: bool = True) -> list[Importer]:
    """Make an importer of every mapping in a folder, in the order of their names; none where there is no folder.

    A workspace's own mappings win over every other importer, shipped ones (`own=False`) only over guesses.
    FileError where a mapping is not right.
    """
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return [_mapped(read_mapping(file), zlib.crc32(file.read_bytes()), _OWN if own else _SHIPPED) for file in files]


def _mapped(mapping: Mapping, version: int, certainty: int) -> Importer:
    """Make a mapping's importer; its version is the file's checksum: a changed mapping makes the facts again."""

    def recognise(head: Head) -> Recognition | None:
        sheet = sheet_of(head)
        if sheet is None or not mapping.header <= set(sheet.folded):
            return None
        return Recognition(certainty, f"Its columns fit the mapping “{mapping.title}”.")

    def read(_: ExportFile, sink: Sink) -> None:
        sheet = sheet_of(sink.head)
        if sheet is not None:
            places = {field: at for at, name in enumerate(sheet.folded) if (field := mapping.columns.get(name))}
            read_table(sheet, sink, mapping, places)

    return Importer(
        id=mapping.id,
        title=mapping.title,
        tables=(mapping.table,),
        recognise=recognise,
        read=read,
        where=mapping.where,
        version=version,
    )


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    found = None if sheet is None else _by_names(sheet)
    if sheet is None or found is None:
        return None
    table, places = found
    told = ", ".join(f"{sheet.names[at].strip()} = {field}" for field, at in places.items())
    return Recognition(_BY_NAMES, f"A table whose columns read as {table} by their names ({told[:140]}).")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    found = None if sheet is None else _by_names(sheet)
    if sheet is None or found is None:
        return
    table, places = found
    guess = Mapping(id="table_mapped", title="", table=table, columns={}, header=frozenset())
    read_table(sheet, sink, guess, places)


def _by_names(sheet: Sheet) -> tuple[str, dict[str, int]] | None:
    """Find what a table holds by its column names alone: a chat, or sales with an order or product in every row."""
    for table in ("sales", "chat"):
        places: dict[str, int] = {}
        for field, names in NAMES[table].items():
            at = sheet.at(*names)
            if at is not None and at not in places.values():
                places[field] = at
        if "time" not in places and "date" in places:
            places["time"] = places.pop("date")
        whole = all(set(group) & set(places) for group in NEEDED[table])
        if whole and (table == "chat" or {"order_id", "product"} & set(places)):
            return table, places
    return None


IMPORTER = Importer(
    id="table_mapped",
    title="Any table with plain column names",
    tables=("chat", "sales"),
    recognise=_recognise,
    read=_read,
    where="A CSV or XLSX with a time, and text (a chat) or order and total (sales); for others write a mapping",
)

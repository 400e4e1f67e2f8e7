"""Tables of no known platform: by a mapping that a person wrote, or by column names that leave no doubt.

A table is a text table, a sheet of a workbook, or JSON that is an array or lines of objects.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.mapping import Mapping, read_mapping
from rex.importers.sheet import Sheet, plain, sheet_at, sheet_of
from rex.importers.table_doubt import is_of_others
from rex.importers.table_fields import NEEDED
from rex.importers.table_json import json_rows, json_table
from rex.importers.table_names import places_by_name
from rex.importers.table_rows import read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_BY_NAMES = 50
_SHIPPED = 80
OWN = 99
"""A person's own mapping is surer than any importer's guess."""
_HEADER_ROWS = 60


def table_of(head: Head, wanted: Collection[str] = (), *, whole: bool = False) -> Sheet | None:
    """Take a file for a table; None where it is none.

    `wanted` are folded column names: where the row that looks like a header lacks them, the first row that has them
    all is the header. `whole` looks through all of a JSON file for its names.
    """
    if head.kind in {"json", "jsonl"}:
        return json_table(head, whole=whole)
    sheet = sheet_of(head)
    if not wanted or (sheet is not None and holds(sheet, wanted)):
        return sheet
    for row, cells in enumerate(head.rows[:_HEADER_ROWS]):
        if len(cells) >= len(wanted) and holds(found := sheet_at(head, row), wanted):
            return found
    return sheet


def holds(sheet: Sheet, wanted: Collection[str]) -> bool:
    """Tell whether a table has all of these columns (folded)."""
    return set(wanted) <= {*sheet.folded, *map(plain, sheet.labels)}


def places_of(mapping: Mapping, sheet: Sheet) -> dict[str, int]:
    """Give the column of each field that a mapping fills."""
    names = {plain(label): at for at, label in enumerate(sheet.labels)}
    return {field: names[name] for name, field in mapping.columns.items() if name in names}


@dataclass(frozen=True, slots=True)
class MappedImporter(Importer):
    """The importer that a mapping makes; who shows how a row is read asks it for its fields."""

    mapping: Mapping | None = None


def fields_of(importer: Importer, sheet: Sheet) -> dict[str, int]:
    """Give the column of each field that an importer of mapped or guessed tables fills; none for any other one."""
    if isinstance(importer, MappedImporter) and importer.mapping is not None:
        return places_of(importer.mapping, sheet)
    found = guess(sheet) if importer.id == IMPORTER.id else None
    return {} if found is None else found.places


def mapping_behind(importer: Importer, sheet: Sheet) -> Mapping:
    """Give the mapping that an importer reads by; that of a guess has nothing but its table."""
    if isinstance(importer, MappedImporter) and importer.mapping is not None:
        return importer.mapping
    found = guess(sheet)
    return _guessed("" if found is None else found.table)


def _guessed(table: str) -> Mapping:
    return Mapping(id=IMPORTER.id, title="", table=table, columns={}, header=frozenset())


def wanted_by(importer: Importer) -> frozenset[str]:
    """Give the folded columns by which an importer finds a table's header; none where it goes by its shape."""
    return importer.mapping.header if isinstance(importer, MappedImporter) and importer.mapping else frozenset()


def mapped_importers(folder: Path, *, own: bool = True) -> list[Importer]:
    """Make an importer of every mapping in a folder, in the order of their names; none where there is no folder.

    A workspace's own mappings win over every other importer, shipped ones (`own=False`) only over guesses.
    FileError where a mapping is not right.
    """
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return [
        mapped_importer(read_mapping(file), zlib.crc32(file.read_bytes()), OWN if own else _SHIPPED) for file in files
    ]


def mapped_importer(mapping: Mapping, version: int = 1, certainty: int = OWN) -> Importer:
    """Make a mapping's importer; its version is the file's checksum: a changed mapping makes the facts again."""

    def recognise(head: Head) -> Recognition | None:
        sheet = table_of(head, mapping.header)
        if sheet is None or not holds(sheet, mapping.header):
            return None
        return Recognition(certainty, f"Its columns fit the mapping “{mapping.title}”.")

    def read(_: ExportFile, sink: Sink) -> None:
        sheet = table_of(sink.head, mapping.header, whole=True)
        if sheet is not None:
            read_table(sheet, sink, mapping, places_of(mapping, sheet))

    return MappedImporter(
        id=mapping.id,
        title=mapping.title,
        tables=(mapping.table,),
        recognise=recognise,
        read=read,
        where=mapping.where,
        version=version,
        source=f"the mapping {mapping.id}.yaml",
        status=mapping.status,
        rows=lambda head: raw_rows_of(head, mapping.header),
        mapping=mapping,
    )


def raw_rows_of(head: Head, wanted: Collection[str] = ()) -> Iterator[RawRow]:
    """Give a table's rows as they stand, numbered as they are read; the row of column names has the number 0."""
    if head.kind in {"json", "jsonl"}:
        yield from json_rows(head)
        return
    sheet = table_of(head, wanted)
    if sheet is None:
        return
    yield RawRow(0, 0, list(sheet.names))
    for record in sheet.all_records():
        yield RawRow(record.number, record.line, record.cells)


class Guess(NamedTuple):
    """What a table seems to hold by its column names alone, and each field's column."""

    table: str
    places: dict[str, int]


def guess(sheet: Sheet) -> Guess | None:
    """Find what a table holds where its column names leave no doubt; None where they do."""
    for table in ("sales", "chat", "viewers", "reactions", "products"):
        places = guessed_places(table, sheet)
        if is_whole(table, places) and leaves_no_doubt(table, places):
            return None if table == "chat" and is_of_others(sheet, places) else Guess(table, places)
    return None


def guessed_places(table: str, sheet: Sheet) -> dict[str, int]:
    """Find the columns of a table's fields by their names; a date without a time beside it is the time."""
    places = places_by_name(table, sheet.labels)
    if "time" not in places and "date" in places:
        places["time"] = places.pop("date")
    return places


def is_whole(table: str, places: Collection[str]) -> bool:
    """Tell whether a table's rows say something with these fields."""
    return all(set(group) & set(places) for group in NEEDED[table])


def leaves_no_doubt(table: str, places: Collection[str]) -> bool:
    """Tell whether these fields together are found in no other table."""
    if table == "sales":
        return bool({"order_id", "product"} & set(places))
    if table == "reactions":
        return bool({"likes", "shares", "product_clicks", "add_to_cart"} & set(places)) or {"kind", "count"} <= set(
            places
        )
    if table == "products":
        return "time" not in places and bool({"price", "stock_before", "stock_after"} & set(places))
    return True


def _recognise(head: Head) -> Recognition | None:
    sheet = table_of(head)
    found = None if sheet is None else guess(sheet)
    if sheet is None or found is None:
        return None
    told = ", ".join(f"{sheet.labels[at]} = {field}" for field, at in found.places.items())
    return Recognition(_BY_NAMES, f"A table whose columns read as {found.table} by their names ({told[:140]}).")


def _read(_: ExportFile, sink: Sink) -> None:
    glanced, sheet = table_of(sink.head), table_of(sink.head, whole=True)
    found = None if glanced is None else guess(glanced)
    if sheet is None or found is None:
        return
    read_table(sheet, sink, _guessed(found.table), guessed_places(found.table, sheet))


IMPORTER = Importer(
    id="table_mapped",
    title="Any table with plain column names",
    tables=("chat", "sales", "viewers", "reactions", "products"),
    recognise=_recognise,
    read=_read,
    where="A CSV, XLSX or JSON with a time, and text (a chat) or order and total (sales); for others: rex map FILE",
    source="column names in English, Spanish, French and Portuguese; no platform's own shape",
    rows=raw_rows_of,
    version=4,
)

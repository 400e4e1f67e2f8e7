"""Read every file of a folder as `rex inspect` would, write its rows out again, and compare cell by cell.

    python bench/exports.py FOLDER

Each file is read twice: by REX, which numbers every row and says what became of it, and by a plain reader that knows
nothing of REX (the csv and json libraries, a workbook's XML, or the file's lines). No cell of the second may be missing
from the first; where a row is cut or its quotes are open, no word of the cell. Exit 1 where one is, where rows do not
add up, or where an importer breaks; a file that is no session export is named with the reason.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).parents[1]))

from rex.errors import RexError
from rex.importers.base import Importer, RawRow
from rex.importers.export import ExportFile, exports_in
from rex.importers.identify import Known, identify
from rex.importers.raw import raw_rows
from rex.importers.read import read
from rex.importers.table import mapped_importers
from rex.model.session import Session
from rex.plugins.find import find
from rex.resources import templates
from rex.text.pseudonym import Pseudonymiser
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import msgspec

    from rex.model.source import Source

NOT_EXPORTS = {"README.md"}
_KEY = b"bench " * 6
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass
class Result:
    """What became of one file."""

    source: Source | None = None
    why: str = ""
    cells: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    wrong: str = ""


class Addresses:
    """A writer that remembers no row, only which numbers were kept and which were set aside."""

    def __init__(self) -> None:
        self.kept: set[int] = set()
        self.aside: Counter[int] = Counter()

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Take one row's address."""
        number = row.src_row  # type: ignore[attr-defined]  # every table's rows have it
        if table == "set_aside":
            self.aside[number] += 1
        else:
            self.kept.add(number)


def main(folder: Path) -> int:
    """Compare every file below the folder; the result is the exit code."""
    room = find("rex.importers", Importer)
    importers = [*room.plugins.values(), *mapped_importers(templates() / "mappings", own=False)]
    speaker = Speaker("en", "UTC")
    faults = files = cells = 0
    print(f"{'file':<58} {'importer':<26} {'read':>7} {'kept':>7} {'aside':>7} {'cells':>8}  reasons")
    for export in exports_in(folder):
        if Path(export.name).name in NOT_EXPORTS:
            continue
        files += 1
        result = compared(export, importers, speaker)
        cells += result.cells
        print(told(export, result))
        faults += bool(result.lost or result.wrong)
    for broken in room.broken:
        print(f"! importer {broken.name} cannot be loaded: {broken.why}")
    print(f"\n{files} files, {cells} cells compared, {faults} files with a fault")
    return 1 if faults or room.broken else 0


def compared(export: ExportFile, importers: list[Importer], speaker: Speaker) -> Result:
    """Read one file both ways."""
    try:
        known = identify(export, importers)
    except RexError as error:
        return Result(why=error.what)
    if not isinstance(known, Known):
        return Result(why=speaker.say(known.why))
    addresses = Addresses()
    try:
        source, _, _ = read(known, Session(id="bench", title="bench"), Pseudonymiser(_KEY), addresses)
        rows = list(raw_rows(known))
    except RexError as error:
        return Result(why=error.what)
    except Exception as error:  # noqa: BLE001 - a broken importer is what this looks for
        return Result(wrong=f"{known.importer.id} broke: {type(error).__name__}: {error}")
    here = pieces(rows)
    there = plain(known, here, is_table=all(isinstance(row.cells, list) for row in rows))
    lost = words(there - here) - words(here - there)
    return Result(source, cells=sum(there.values()), lost=lost, wrong=unfit(source, addresses, rows))


def unfit(source: Source, addresses: Addresses, rows: Iterable[RawRow]) -> str:
    """Say what does not add up in a file's rows; empty when all does."""
    numbers = {row.number for row in rows if row.number}
    met = addresses.kept | set(addresses.aside)
    forgotten = numbers - met
    faults = (
        ("rows read is not kept + set aside", source.rows_read != source.rows_kept + source.rows_set_aside),
        ("the reasons do not sum to the rows set aside", sum(source.reasons.values()) != source.rows_set_aside),
        ("a row is kept and set aside", addresses.kept & set(addresses.aside)),
        ("a row is set aside twice", any(times > 1 for times in addresses.aside.values())),
        ("a row has a number that the file does not have", met - numbers),
        ("rows were never handed over", len(forgotten) > source.rows_read - len(met)),  # a kept row may fill no table
    )
    return "; ".join(says for says, holds in faults if holds)


def pieces(rows: Iterable[RawRow]) -> Counter[str]:
    """Count the pieces of the rows that REX writes out: cells, leaves of JSON, words of text."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update(_pieces(row.cells))
    return found


def _pieces(value: Any) -> Iterator[str]:
    """Take a value apart into its cells: a table's cells, the keys and leaves of JSON, a text."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _pieces(str(key))
            yield from _pieces(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _pieces(item)
    elif isinstance(value, float):
        yield f"{value:.12g}"
    elif isinstance(value, str):
        if text := value.replace("\x00", "").strip("\ufeff \t\r\n"):
            yield text
    elif value is not None:
        yield str(value)


def words(found: Counter[str]) -> Counter[str]:
    """Take cells apart into words."""
    return Counter(word for cell in found.elements() for word in cell.split())


def plain(known: Known, here: Counter[str], *, is_table: bool) -> Counter[str]:
    """Read a file without REX, into the same pieces."""
    head, raw = known.head, _bytes(known.export)
    if head.kind == "workbook":
        return _workbook(raw, here)
    text = raw.decode(head.encoding or "utf-8", "replace").lstrip("\ufeff").replace("\x00", "")
    if head.kind in {"json", "jsonl"}:
        return Counter(_json(text))
    if not is_table:
        return Counter(line.strip() for line in text.splitlines() if line.strip())
    # A file of several tables has several widths, and no one delimiter is its own: the one that fits best is taken.
    readings = [Counter(_csv(text, delimiter)) for delimiter in (head.dialect.delimiter, ",", ";", "\t")]
    return min(readings, key=lambda reading: sum((reading - here).values()) / max(1, sum(reading.values())))


def _bytes(export: ExportFile) -> bytes:
    if export.member is not None:
        with export.open() as file:
            return file.read()
    data = export.path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def _workbook(raw: bytes, here: Counter[str]) -> Counter[str]:
    """Read a workbook's XML: texts as words; a number as whichever of its writings REX gave (it may be a day)."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        shared = _shared(archive.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        for name in sorted(n for n in names if n.startswith("xl/worksheets/") and n.endswith(".xml")):
            for cell in ET.fromstring(archive.read(name)).iter(_NS + "c"):
                kind, value = cell.get("t"), cell.find(_NS + "v")
                if kind == "inlineStr":
                    found.update(_pieces("".join(t.text or "" for t in cell.iter(_NS + "t"))))
                elif value is None or not value.text:
                    continue
                elif kind == "s":
                    found.update(_pieces(shared[int(value.text)]))
                elif kind == "b":
                    found["true" if value.text == "1" else "false"] += 1
                elif kind in {"str", "e"}:
                    found.update(_pieces(value.text))
                else:
                    writings = list(_writings(float(value.text)))
                    found[next((w for w in writings if here[w] > found[w]), writings[0])] += 1
    return found


def _shared(data: bytes) -> list[str]:
    items = ET.fromstring(data).iter(_NS + "si")
    return ["".join(t.text or "" for run in item.iter() if run.tag == _NS + "t" for t in [run]) for item in items]


def _writings(number: float) -> Iterator[str]:
    """Give the ways to write a workbook's number: as it is, or as the instant, day, time or length it may stand for."""
    yield str(int(number)) if number.is_integer() else str(number)
    yield f"{number:.12g}"
    seconds = round(number * 86400)
    yield f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if 0 <= number < 1:
        yield f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if 0 <= number < 2_958_466:
        instant = datetime(1899, 12, 30) + timedelta(seconds=seconds)  # noqa: DTZ001 - a workbook's clock has no zone
        yield from (instant.isoformat(sep=" "), instant.date().isoformat(), instant.time().isoformat())


def _json(text: str) -> Iterator[str]:
    try:
        whole = json.loads(text)
    except ValueError:
        for line in text.splitlines():
            try:
                yield from _pieces(json.loads(line))
            except ValueError:
                yield line.strip()
        return
    yield from _pieces(whole)


def _csv(text: str, delimiter: str) -> Iterator[str]:
    csv.field_size_limit(2**31 - 1)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield from _pieces(row)


def told(export: ExportFile, result: Result) -> str:
    """Write one file's line."""
    name = export.name if len(export.name) <= 58 else "…" + export.name[-57:]
    if result.source is None:
        return f"{name:<58} {'not read' if not result.wrong else '! broke':<26} {result.why or result.wrong}"
    source = result.source
    reasons = ", ".join(f"{n} {reason}" for reason, n in source.reasons.items())
    line = (
        f"{name:<58} {source.importer:<26} {source.rows_read:>7} {source.rows_kept:>7} {source.rows_set_aside:>7} "
        f"{result.cells:>8}  {reasons}"
    )
    if result.lost:
        shown = ", ".join(repr(piece) for piece in list(result.lost)[:5])
        line += f"\n  ! {sum(result.lost.values())} pieces lost, such as {shown}"
    return line + (f"\n  ! {result.wrong}" if result.wrong else "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    sys.exit(main(parser.parse_args().folder))

"""Files as they lie in `exports/`: packed, damaged, as workbooks, in odd encodings."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.importers.export import ExportFile, exports_in
from rex.importers.head import head_of
from rex.importers.identify import Known, Unknown, identify

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer

CURVE = b"minute,viewers\n0,120\n1,130\n"
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
)


def workbook(path: Path, *rows: list[str | float]) -> Path:
    """Write the smallest workbook that spreadsheet programs open: inline texts, plain numbers, one sheet."""
    main = "http://schemas.openxmlformats.org"
    cells = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{cell}</t></is></c>' if isinstance(cell, str) else f"<c><v>{cell}</v></c>"
            for cell in row
        )
        + "</row>"
        for row in rows
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{main}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{main}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}/spreadsheetml/2006/main"'
        f' xmlns:r="{main}/officeDocument/2006/relationships"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{main}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": _SHEET.format(rows=cells),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def test_a_workbook_reads_like_a_text_table(reads: Reads, tmp_path: Path) -> None:
    book = workbook(
        tmp_path / "b.xlsx", ["Report", "", ""], ["minute", "viewers", "note"], [0, 120, "a"], [1, 130.0, "b"]
    )
    outcome = reads(book.read_bytes(), "curve.xlsx")
    assert [(row.offset_ms, row.value) for row in outcome.the("viewers")] == [(0, 120), (60_000, 130)]
    assert outcome.source.reasons == {"title": 1}


def test_a_damaged_workbook_is_not_recognised(tmp_path: Path, importers: list[Importer]) -> None:
    path = workbook(tmp_path / "b.xlsx", ["minute", "viewers"], [0, 120])
    path.write_bytes(path.read_bytes()[:400])
    assert isinstance(identify(ExportFile(path, "b.xlsx"), importers), Unknown)


def test_members_of_an_archive_are_files_of_their_own_and_a_workbook_is_none(tmp_path: Path) -> None:
    workbook(tmp_path / "b.xlsx", ["a", "b"], [1, 2])
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
        for name in ("in/curve.csv", "../out.csv", "/abs.csv", ".hidden", "__MACOSX/._x", "in/"):
            archive.writestr(name, CURVE)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    found = [(export.name, bool(export.refused)) for export in exports_in(tmp_path)]
    assert found == [
        ("b.xlsx", False),
        ("takeout.zip/out.csv", True),  # it would lie outside of the archive
        ("takeout.zip/abs.csv", True),
        ("takeout.zip/in/curve.csv", False),
    ]


def test_a_member_reads_and_hashes_as_unpacked(tmp_path: Path, importers: list[Importer]) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("curve.csv", CURVE)
    (tmp_path / "u.csv").write_bytes(CURVE)
    packed, plain = exports_in(tmp_path)
    assert packed.sha256() == plain.sha256()
    assert isinstance(identify(packed, importers), Known)


def test_a_damaged_archive_is_one_file_that_nobody_knows(tmp_path: Path, importers: list[Importer]) -> None:
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("curve.csv", CURVE)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at : at + 4] = b"XXXX"  # the list of members
    path.write_bytes(bytes(content))
    (export,) = exports_in(tmp_path)
    assert isinstance(identify(export, importers), Unknown)
    assert export.sha256()


@pytest.mark.parametrize("spoil", [lambda packed: packed[:40], lambda packed: packed[:30] + b"\xff" * 30 + packed[60:]])
def test_a_damaged_packing_ends_in_a_sentence(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "c.csv.gz"
    path.write_bytes(spoil(gzip.compress(CURVE * 50)))  # type: ignore[operator]  # one of the two above
    with pytest.raises(FileError, match="damaged"):
        head_of(ExportFile(path, "c.csv.gz"))


def test_an_archive_that_swells_beyond_any_export_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rex.importers.export.MOST_BYTES", 1000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"0" * 100_000))
    with pytest.raises(FileError, match="far more"):
        ExportFile(path, "bomb.gz").open().read()


@pytest.mark.parametrize(
    ("content", "kind", "encoding"),
    [
        (b"\xef\xbb\xbfa,b\n", "text", "utf-8-sig"),
        ("año,b\n".encode("cp1252"), "text", "cp1252"),
        ("año,ß\n".encode() * 50 + b"\xff\n", "text", "utf-8"),  # one stray byte in a hundred letters
        ("a,añ".encode()[:-1], "text", "utf-8"),  # cut inside the last letter
        ("a,b\n".encode("utf-16"), "text", "utf-16"),
        ("a,b\n1,2\n".encode("utf-16-le"), "text", "utf-16-le"),
        (b'{"a": 1}\n{"a": 2}\n', "jsonl", "utf-8"),
        (b'[{"a": 1}]', "json", "utf-8"),
        (b"(00:00:01) ana: hola\n", "text", "utf-8"),
    ],
)
def test_what_a_file_is_shows_in_its_content(tmp_path: Path, content: bytes, kind: str, encoding: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    head = head_of(ExportFile(path, "x"))
    assert (head.kind, head.encoding) == (kind, encoding)


def test_a_line_of_json_with_a_stray_byte_or_half_a_letter_is_still_read(reads: Reads) -> None:
    line = b'{"author": {"id": "a", "name": "a"}, "message": "h%sy", "timestamp": 1795197601000001, "time_text": "1"}\n'
    outcome = reads(line % b"o" + line.replace(b"01,", b"02,") % b"\xff" + line.replace(b"01,", b"03,") % b"\\ud83d")
    assert outcome.source.rows_kept == 3


def test_a_first_row_that_may_be_somebodys_words_is_not_shown(tmp_path: Path, importers: list[Importer]) -> None:
    path = tmp_path / "log.txt"
    path.write_text("(00:00:01) ana: hola, que tal\n(00:00:02) bo: hi, all\n")
    found = identify(ExportFile(path, "log.txt"), importers)
    assert isinstance(found, Unknown)
    assert found.why.values == {}
    path.write_text("Pays,Ventes\nFR,12\n")
    found = identify(ExportFile(path, "log.txt"), importers)
    assert isinstance(found, Unknown)
    assert found.why.values == {"columns": "Pays, Ventes"}

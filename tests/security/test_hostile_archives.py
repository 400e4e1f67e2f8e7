"""Archives and workbooks made to do harm end in a sentence: quickly, in little memory, and with nothing written."""

from __future__ import annotations

import gzip
import io
import random
import resource
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.importers import archive, bounds, export, workbook_bounds
from rex.importers.export import ExportFile, exports_in
from rex.importers.head import head_of
from tests.fixtures.exports import workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

CURVE = b"minute,viewers\n0,120\n1,130\n"
MB = 1024**2
MAIN = "http://schemas.openxmlformats.org"


@pytest.fixture(autouse=True)
def little() -> Iterator[None]:
    """Watch the whole process: no test here may take 200 MB or three seconds."""
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024  # in kilobytes
    assert process_time() - begun < 3


def refused(found: ExportFile) -> str:
    """Try to open a file, and give the sentence that it ends in."""
    with pytest.raises(FileError) as stop:
        head_of(found)
    assert found.sha256()
    return stop.value.what


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return path


def by_name(folder: Path) -> dict[str, ExportFile]:
    return {found.name: found for found in exports_in(folder)}


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ("../../etc/cron.csv", "etc/cron.csv"),
        ("/abs.csv", "abs.csv"),
        ("..\\up.csv", "up.csv"),
        ("C:\\Users\\x.csv", "Users/x.csv"),
        ("in/../../x.csv", "in/x.csv"),
    ],
)
def test_a_member_outside_of_its_archive_is_named_and_not_read(tmp_path: Path, member: str, shown: str) -> None:
    zipped(tmp_path / "t.zip", (member, CURVE), ("good.csv", CURVE))
    found = by_name(tmp_path)
    assert set(found) == {f"t.zip/{shown}", "t.zip/good.csv"}
    assert refused(found[f"t.zip/{shown}"]) == f"t.zip/{shown} would lie outside of its archive; it is not read."
    assert head_of(found["t.zip/good.csv"]).kind == "text"


def test_a_link_inside_an_archive_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("chat.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipped(tmp_path / "t.zip", (link, b"/etc/passwd"))
    assert "a link or a device" in refused(by_name(tmp_path)["t.zip/chat.csv"])


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", ("chat.csv", CURVE))
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag in front of the file, and the one in the list
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert "encrypted" in refused(by_name(tmp_path)["t.zip/chat.csv"])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_files(tmp_path: Path) -> None:
    zipped(tmp_path / "t.zip", ("a.csv", CURVE), ("a.csv", CURVE + b"2,9\n"))
    found = by_name(tmp_path)
    assert set(found) == {"t.zip/a.csv", "t.zip/a.csv (2)"}
    assert "twice" in refused(found["t.zip/a.csv"])
    with found["t.zip/a.csv (2)"].open() as file:
        assert file.read().endswith(b"2,9\n")


def test_names_that_a_terminal_would_obey_are_shown_without(tmp_path: Path) -> None:
    zipped(tmp_path / "t.zip", ("a\x1b[2J\nb\u202e.csv", CURVE), ("x" * 5_000, CURVE))
    names = sorted(by_name(tmp_path), key=len)
    assert names[0] == "t.zip/a\ufffd[2J\ufffdb\ufffd.csv"
    assert len(names[1]) < 250


@pytest.mark.parametrize("inner", ["zip", "gz", "7z"])
def test_an_archive_in_an_archive_is_named_and_not_opened(tmp_path: Path, inner: str) -> None:
    packed = {
        "zip": zipped(tmp_path / "inner", ("a.csv", CURVE)).read_bytes(),
        "gz": gzip.compress(CURVE),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(40),
    }[inner]
    (tmp_path / "inner").unlink(missing_ok=True)
    zipped(tmp_path / "t.zip", (f"in.{inner}", packed))
    assert "archive inside another" in refused(by_name(tmp_path)[f"t.zip/in.{inner}"])
    (tmp_path / "twice.gz").write_bytes(gzip.compress(packed))
    assert "archive inside another" in refused(by_name(tmp_path)["twice.gz"])


@pytest.mark.parametrize(
    ("start", "kind"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07\x00", "RAR"), (b"BZh9", "BZIP2")]
)
def test_other_archives_are_named(tmp_path: Path, start: bytes, kind: str) -> None:
    (tmp_path / "x").write_bytes(start + bytes(600))
    assert (
        refused(by_name(tmp_path)["x"]) == f"x is a {kind} archive. Unpack it, and put the exports in it into exports/."
    )


def test_a_workbook_inside_an_archive_is_read(tmp_path: Path) -> None:
    zipped(tmp_path / "t.zip", ("b.xlsx", workbook(["minute", "viewers"], [0, 120])))
    head = head_of(by_name(tmp_path)["t.zip/b.xlsx"])
    assert (head.kind, head.rows) == ("workbook", [["minute", "viewers"], ["0", "120"]])


def test_a_member_or_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "LEAST_BYTES", MB)
    noise = random.Random(1).randbytes(10_000)  # noqa: S311 - so that the archive as a whole does not swell
    zipped(tmp_path / "one.zip", ("a.csv", bytes(2 * MB)), ("good.csv", CURVE), ("noise", noise))
    found = by_name(tmp_path)
    assert "far more than it should" in refused(found["one.zip/a.csv"])
    assert head_of(found["one.zip/good.csv"]).kind == "text"
    zipped(tmp_path / "one.zip", *((f"{n}.csv", bytes(MB - 1)) for n in range(3)))  # each small, together too much
    assert list(by_name(tmp_path)) == ["one.zip"]
    assert "far more than it should" in refused(by_name(tmp_path)["one.zip"])


def test_a_size_that_lies_lets_no_more_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "LEAST_BYTES", MB)
    path = zipped(tmp_path / "t.zip", ("a.csv", bytes(8 * MB)))
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<L", 100)  # says that it unpacks to a hundred bytes
    path.write_bytes(bytes(content))
    with pytest.raises(FileError), by_name(tmp_path)["t.zip/a.csv"].open() as file:
        file.read()


def test_a_gzip_bomb_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "LEAST_BYTES", MB)
    (tmp_path / "x.gz").write_bytes(gzip.compress(b"0,1\n" * (2 * MB)))
    with ExportFile(tmp_path / "x.gz", "x.gz").open() as file, pytest.raises(FileError, match="far more"):
        sum(1 for _ in file)


def test_an_archive_of_too_many_files_is_refused_before_its_list_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    zipped(tmp_path / "t.zip", *((f"{n}.csv", CURVE) for n in range(4)))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert "more than 3 files" in refused(by_name(tmp_path)["t.zip"])


@pytest.mark.parametrize("suffix", ["csv", "gz"])
@pytest.mark.parametrize("end", [b"", b"\n1,2\n"])
def test_a_line_that_does_not_end_stops_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, end: bytes
) -> None:
    for module in (bounds, export):
        monkeypatch.setattr(module, "LONGEST_LINE", MB)
    content = CURVE + b"2," + b"9" * (3 * MB) + end
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(gzip.compress(content) if suffix == "gz" else content)
    with pytest.raises(FileError, match=r"line of more than"), ExportFile(path, "x").open() as file:
        file.read()


def test_json_may_stand_on_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bounds, export):
        monkeypatch.setattr(module, "LONGEST_LINE", MB)
    path = tmp_path / "x.json"
    for start in (b'[{"a": "', b'\xef\xbb\xbf\n{"a": "', '{"a": "'.encode("utf-16")):
        path.write_bytes(start + b"9" * (3 * MB) + b'"}')
        with ExportFile(path, "x").open() as file:
            assert len(file.read()) == path.stat().st_size
    path.write_bytes(b"[00:00:01] ana: " + b"9" * (3 * MB))
    with pytest.raises(FileError, match="line"), ExportFile(path, "x").open() as file:
        file.read()


def sheet(cells: str) -> bytes:
    return workbook(
        parts={
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}/spreadsheetml/2006/main">'
            f"<sheetData>{cells}</sheetData></worksheet>"
        }
    )


def shared(cells: str, texts: str) -> bytes:
    links = f"{MAIN}/officeDocument/2006/relationships"
    return workbook(
        parts={
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{MAIN}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/sharedStrings.xml": texts,
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}/spreadsheetml/2006/main">'
            f"<sheetData>{cells}</sheetData></worksheet>",
        }
    )


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{}</row>'
WIDE = "<row>" + "<c><v>1</v></c>" * 2_000 + "</row>" + "<row><c><v>1</v></c></row>" * 20_000
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f']><sst xmlns="{MAIN}/spreadsheetml/2006/main"><si><t>&j;</t></si></sst>'
)
LONG = f'<sst xmlns="{MAIN}/spreadsheetml/2006/main"><si><t>{"A" * MB}</t></si></sst>'


@pytest.mark.parametrize(
    "content",
    [
        sheet(FAR.format('<c r="XFD1048576"><v>1</v></c>')),
        sheet(FAR.format("<c r='XFD1048576'><v>1</v></c>")),
        sheet(FAR.format('<c\tr = "xfd1048576" s="/"><v>1</v></c>')),
        sheet(FAR.format("<c><v>1</v></c>" * 30)),
        sheet(WIDE),
        shared("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3_000)), LONG),
        shared("".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c></row>" for n in range(1, 3_000)), LONG),
    ],
    ids=["corner", "quotes", "spaces", "row", "wide", "text", "text in quotes"],
)
def test_a_small_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path, content: bytes) -> None:
    assert len(content) < 40_000
    (tmp_path / "b.xlsx").write_bytes(content)
    assert "too large to open" in refused(by_name(tmp_path)["b.xlsx"])
    zipped(tmp_path / "t.zip", ("b.xlsx", content))
    assert "too large to open" in refused(by_name(tmp_path)["t.zip/b.xlsx"])


def test_entities_within_entities_come_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(shared('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', LAUGHS))
    assert len(str(head_of(by_name(tmp_path)["b.xlsx"]).rows)) < 1_000


def test_a_part_that_unpacks_to_more_than_it_says_is_counted_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_bounds, "MOST_UNPACKED", MB)
    content = bytearray(sheet('<row r="1"><c r="A1"><v>' + "1" * (4 * MB) + "</v></c></row>"))
    at = content.rindex(b"PK\x01\x02") + 16
    beginning = b'<worksheet xmlns="http'
    content[at : at + 12] = struct.pack(
        "<3L", zlib.crc32(beginning), *struct.unpack("<L", content[at + 4 : at + 8]), 22
    )
    (tmp_path / "b.xlsx").write_bytes(bytes(content))
    assert "too large to open" in refused(by_name(tmp_path)["b.xlsx"])


def test_many_names_for_one_sheet_are_refused(tmp_path: Path) -> None:
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 500))
    book = (
        f'<workbook xmlns="{MAIN}/spreadsheetml/2006/main" xmlns:r="{MAIN}/officeDocument/2006/relationships">'
        f"<sheets>{names}</sheets></workbook>"
    )
    (tmp_path / "b.xlsx").write_bytes(workbook(["a"], parts={"xl/workbook.xml": book}))
    assert "damaged" in refused(by_name(tmp_path)["b.xlsx"])


@pytest.mark.parametrize("part", ["mimetype", "xl/workbook.bin"])
def test_workbooks_of_other_kinds_are_named(tmp_path: Path, part: str) -> None:
    (tmp_path / "b.xlsx").write_bytes(workbook(["a"], parts={part: "x"}))
    assert "Save it as XLSX or CSV" in refused(by_name(tmp_path)["b.xlsx"])


def test_a_usual_workbook_with_styled_empty_cells_far_down_is_read(tmp_path: Path) -> None:
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    content = sheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>' + styled)
    (tmp_path / "b.xlsx").write_bytes(content)
    assert workbook_bounds.trouble_of_workbook(io.BytesIO(content)) == ""


def test_a_file_that_may_not_be_read_ends_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_bytes(CURVE)
    (found,) = exports_in(tmp_path)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    for use in (found.open, found.sha256):
        with pytest.raises(FileError, match=r"x\.csv cannot be read \(Permission denied\)"):
            use()

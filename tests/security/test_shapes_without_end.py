from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.importers.base import Importer
from rex.importers.export import ExportFile
from rex.importers.identify import Unknown, identify
from rex.importers.sheet import labelled
from rex.plugins.find import find
from tests.fixtures.exports import made
from tests.fixtures.trial import Trial

if TYPE_CHECKING:
    from pathlib import Path

ROOM = find("rex.importers", Importer).plugins
MB = 1024**2
CURVE = b"minute,viewers\n0,10\n1,12\n"


@pytest.mark.parametrize("opened", [b"[", b'{"a":', b'[{"a":', b'{"messages": [['])
@pytest.mark.parametrize("closed", [b"", b"1"])
def test_json_of_a_hundred_thousand_levels_is_told_in_a_sentence(opened: bytes, closed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(opened * 100_000 + closed)
    found = identify(ExportFile(path, "x"), ROOM.values())
    assert isinstance(found, Unknown)
    assert found.why.text


def test_levels_without_end_inside_a_chat_cost_what_stands_there_alone(tmp_path: Path) -> None:
    content = made()["chat_downloader"].replace(b'"m1"', b"[" * 100_000 + b"]" * 100_000, 1)
    trial = Trial(tmp_path / "x", hangs_s=5)
    trial(ROOM["chat_downloader"], content)  # AssertionError or another exception where it does not end well


def test_a_line_of_two_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.write(CURVE + b"2,14\n" * 100_000)
        file.truncate(200 * MB)  # a hole: it takes no room on the disk
    with pytest.raises(FileError, match="line of more than"):
        identify(ExportFile(path, "x.csv"), ROOM.values())


def test_zero_bytes_between_the_letters_change_no_row(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "x")
    assert trial(ROOM["viewer_curve"], CURVE.replace(b"12", b"1\x002"))


@pytest.mark.parametrize("name", ["Price", "", "é"])
def test_many_columns_of_one_name_are_named_in_no_time(name: str, tmp_path: Path) -> None:
    trial = Trial(tmp_path / "x", hangs_s=2)
    for importer in (ROOM["table_mapped"], ROOM["viewer_curve"], ROOM["cue_pins"]):
        trial(importer, f"minute,viewers{f',{name}' * 4_000}\n1,2{',3' * 4_000}\n".encode())
    assert trial.slowest_s < 1
    begun = process_time()
    assert len(set(labelled([name] * 8_000))) == 8_000
    assert (
        process_time() - begun < 2
    )  # of the processor's time: a tenth of a second here, minutes where it is quadratic


@pytest.mark.parametrize("piece", [b"a,", b",", b"0:01 ", b'"', b"x;", b"a: b "])
def test_one_line_of_160_kilobytes_takes_no_time(piece: bytes, tmp_path: Path) -> None:
    trial = Trial(tmp_path / "x", hangs_s=3)
    for importer in ROOM.values():
        trial(importer, piece * (160_000 // len(piece)))


def test_a_table_of_more_columns_than_any_export_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"column," * 20_000 + b"\n1,2\n")
    found = identify(ExportFile(path, "x"), ROOM.values())
    assert isinstance(found, Unknown)
    assert "more than" in found.why.text

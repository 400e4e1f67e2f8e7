"""The session with broken files is broken in the ways its truth names, and in no other."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Folder

BROKEN = "2026-11-06-cold-hands"


def test_every_damage_is_in_a_file_that_is_there(truths: dict[str, Any], folders: dict[str, Folder]) -> None:
    truth = next(item for item in truths["sessions"] if item["session"] == BROKEN)
    there = {path.name for path in (folders[BROKEN].path / "exports").iterdir()}
    assert len(truth["damage"]) == 5
    assert {damage["file"] for damage in truth["damage"]} <= there


def test_one_curve_is_empty_and_one_table_is_no_text(folders: dict[str, Folder]) -> None:
    folder = folders[BROKEN]
    assert folder.export("espectadores_directo").read_bytes() == b""
    assert b"\0" in folder.export("carritos").read_bytes()


def test_only_the_last_chat_line_is_cut(folders: dict[str, Folder]) -> None:
    lines = gzip.decompress(folders[BROKEN].export("live_chat").read_bytes()).decode("utf-8").splitlines()
    for line in lines[:-1]:
        json.loads(line)
    with pytest.raises(json.JSONDecodeError):
        json.loads(lines[-1])


def test_the_survey_is_cp1252_and_no_utf_8(folders: dict[str, Folder]) -> None:
    data = folders[BROKEN].export("encuesta").read_bytes()
    assert "¿" in data.decode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_three_order_rows_are_bad(folders: dict[str, Folder]) -> None:
    text = folders[BROKEN].export("orders").read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert sum(len(row) != 79 for row in rows) == 1
    assert sum("99:99:99" in cell for row in rows for cell in row) == 1
    assert sum(cell == "doce euros" for row in rows for cell in row) == 1

"""`rex export`: canonical tables in three formats, and every source cell with what became of its row."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.e2e.driving import rex, workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Give a workspace's one session."""
    (made,) = workspace(tmp_path, 1)
    return made


@pytest.mark.usefixtures("session")
def test_the_three_formats_hold_the_same_rows_in_the_order_of_the_show(tmp_path: Path) -> None:
    text = rex("export", "last", "--table", "chat", cwd=tmp_path).ended(0).out
    lines = rex("export", "last", "--table", "chat", "--format", "jsonl", cwd=tmp_path).ended(0).out
    rex("export", "last", "--table", "chat", "--format", "parquet", "--out", "chat.parquet", cwd=tmp_path).ended(0)
    from_csv = list(csv.DictReader(io.StringIO(text)))
    from_json = [json.loads(line) for line in lines.splitlines()]
    from_parquet = duckdb.sql(f"SELECT row_id, offset_ms FROM '{tmp_path}/chat.parquet'").fetchall()
    assert [row["row_id"] for row in from_csv] == [row["row_id"] for row in from_json]
    assert [(row["row_id"], row["offset_ms"]) for row in from_json] == from_parquet
    offsets = [row["offset_ms"] for row in from_json]
    assert offsets == sorted(offsets)
    assert len(offsets) > 10
    seen = json.loads(rex("inspect", "last", "--json", cwd=tmp_path).out)
    assert len(offsets) == sum(source["tables"].get("chat", 0) for source in seen["sources"])


def test_the_source_cells_come_out_as_they_stand_in_the_files(session: Path, tmp_path: Path) -> None:
    lines = rex("export", "last", "--raw", "--format", "jsonl", cwd=tmp_path).ended(0).out
    rows = [json.loads(line) for line in lines.splitlines()]
    tables = [path for path in (session / "exports").iterdir() if path.suffix == ".csv"]
    assert tables
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            expected = [row for row in csv.reader(file) if row]
        found = [row["cells"] for row in rows if row["file"] == path.name]
        assert found == expected
    seen = json.loads(rex("inspect", "last", "--json", cwd=tmp_path).out)
    for source in seen["sources"]:
        mine = [row["became"] for row in rows if row["file"] == source["file"] and row["became"] != "header"]
        assert len(mine) == source["rows_read"]
        assert mine.count("kept") == source["rows_kept"]


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--table", "chats"), 'Did you mean "chat"?'),
        ((), "Which table?"),
        (("--raw", "--table", "chat"), "name no table"),
        (("--table", "chat", "--format", "xml"), "csv, jsonl, parquet"),
        (("--table", "chat", "--format", "parquet"), "--out chat.parquet"),
    ],
)
def test_what_does_not_fit_together_is_said(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    assert says in " ".join(rex("export", "last", *arguments, cwd=tmp_path).ended(2).err.split())


def test_a_cell_that_a_spreadsheet_would_run_comes_out_as_text(tmp_path: Path) -> None:
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "chat.csv").write_text(
        "offset,author,message\n0:01,Ana,=HYPERLINK(1)\n0:02,Leo,-5\n0:03,Eva,hola\n", encoding="utf-8"
    )
    text = rex("export", "show", "--table", "chat", cwd=tmp_path).ended(0).out
    assert [row["text"] for row in csv.DictReader(io.StringIO(text))] == ["'=HYPERLINK(1)", "-5", "hola"]
    lines = rex("export", "show", "--table", "chat", "--format", "jsonl", cwd=tmp_path).out
    assert json.loads(lines.splitlines()[0])["text"] == "=HYPERLINK(1)"

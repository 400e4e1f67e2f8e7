from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest

from rex.engine import facts as room
from rex.engine.connection import connect
from rex.engine.facts import FactsWriter, present
from rex.engine.packing import Packer
from rex.engine.row_ids import row_id, row_id_sql
from rex.engine.sql import Facts
from rex.model.tables import TABLES, ChatRow
from tests.builders import window

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_and_columns_come_back_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    with FactsWriter(tmp_path / "facts") as writer:
        writer.write("chat", ChatRow(src_row=1, text="one", t_ms=10, author="a"))
        writer.write_many("chat", 2, {"src_row": [2, 3], "text": ["two", "three"], "author": [None, "b"]}, ["x", "y"])
        writer.write("chat", ChatRow(src_row=4, text="four", role="host", deleted=True))
        writer.write_many(
            "chat",
            2,
            {"src_row": range(5, 7), "text": ("five", "six"), "t_ms": np.array([1, 2]), "role": "bot"},
            ["z", "w"],
        )
    with Facts(tmp_path / "facts", window()) as facts:
        found = facts.rows("SELECT src_row, text, t_ms, author, role, deleted, extra, kind FROM chat")
    assert found == [
        (1, "one", 10, "a", "viewer", False, "{}", "message"),
        (2, "two", None, None, "viewer", False, "{}", "message"),
        (3, "three", None, "b", "viewer", False, "{}", "message"),
        (4, "four", None, None, "host", True, "{}", "message"),
        (5, "five", 1, None, "bot", False, "{}", "message"),
        (6, "six", 2, None, "bot", False, "{}", "message"),
    ]


def test_a_row_has_the_same_id_whichever_way_it_came(tmp_path: Path) -> None:
    natives = ["UgkMade1", "", "é'\"\\"]
    with FactsWriter(tmp_path / "facts") as writer:
        writer.write_many("chat", 3, {"source": "a 'file'.csv", "text": ["a", "b", "c"]}, natives)
        writer.write("chat", ChatRow(row_id=row_id("a 'file'.csv", "alone", "chat")))
    with Facts(tmp_path / "facts", window()) as facts:
        found = [row[0] for row in facts.rows("SELECT row_id FROM chat")]
    assert found == [row_id("a 'file'.csv", native, "chat") for native in (*natives, "alone")]


def test_a_row_s_id_is_the_first_half_of_an_md5(tmp_path: Path) -> None:
    # printf 'f\037n\037chat\0370' | md5sum
    made = row_id_sql("'f'", "'n'", "chat")
    with connect(tmp_path) as engine:
        (found,) = engine.execute(f"SELECT {made}").fetchall()[0]
    assert found == row_id("f", "n", "chat") == "e5a5759b8ee3513a"
    assert row_id("f", "n", "chat", 1) != found


@pytest.mark.parametrize("name", ["facts", "[live] it's 100 %*?"])
def test_many_parts_are_read_as_one_table_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(room, "_TOGETHER", 1_000)
    folder = tmp_path / name / "facts"
    with FactsWriter(folder) as writer:
        for n in range(25_001):
            writer.write("chat", ChatRow(src_row=n, text=f"message {n}", author=None if n % 3 else "a"))
    assert present(folder) == ("chat",)
    with Facts(folder, window()) as facts:
        assert facts.rows("SELECT src_row FROM chat") == [(n,) for n in range(25_001)]
        assert facts.rows("SELECT count(*), count(author), count(DISTINCT text) FROM chat") == [(25_001, 8_334, 25_001)]


def test_every_table_s_columns_keep_their_types_when_nothing_is_told(tmp_path: Path) -> None:
    with FactsWriter(tmp_path / "facts") as writer:
        for table, shape in TABLES.items():
            if table != "set_aside":
                writer.write(table, shape())
                writer.write(table, shape())
    with Facts(tmp_path / "facts", window()) as facts:
        for table in set(TABLES) - {"set_aside"}:
            kinds = {str(row[1]) for row in facts.rows(f"SELECT column_name, column_type FROM (DESCRIBE {table})")}
            assert kinds <= {"BIGINT", "VARCHAR", "BOOLEAN"}, table


def test_text_that_is_no_text_does_not_stop_the_rest(tmp_path: Path) -> None:
    """JSON can spell half of a surrogate pair; a zero byte is a letter like others."""
    with FactsWriter(tmp_path / "facts") as writer:
        writer.write("chat", ChatRow(src_row=1, text="a\ud800b", msg_id="\udfff"))
        writer.write("chat", ChatRow(src_row=2, text="x\0y", msg_id="\udfff"))
    with Facts(tmp_path / "facts", window()) as facts:
        assert facts.rows("SELECT text, msg_id FROM chat") == [("a?b", "?"), ("x\0y", "?")]


def test_what_goes_wrong_beside_the_reading_is_raised_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, "_TOGETHER", 10)
    monkeypatch.setattr(Packer, "_write", full)
    with pytest.raises(OSError, match="No space"), FactsWriter(tmp_path / "facts") as writer:
        writer.write_many("sales", 10, {}, [""] * 10)
    assert list(tmp_path.iterdir()) == []


def test_an_engine_without_a_place_to_spill_keeps_its_rows_in_memory(tmp_path: Path) -> None:
    with connect(None) as engine:
        engine.execute("SET memory_limit = '40MB'")
        with pytest.raises(duckdb.OutOfMemoryException):
            engine.execute("CREATE TABLE t AS SELECT md5(CAST(i AS VARCHAR)) AS s FROM range(3000000) AS r(i)")
    assert list(tmp_path.iterdir()) == []

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from rex.engine.facts import FactsWriter, columns, present
from rex.engine.sql import Facts
from rex.model.tables import TABLES, ChatRow, SalesRow, SetAsideRow
from tests.builders import facts_on_disk, message, order, window

if TYPE_CHECKING:
    from pathlib import Path


def test_every_table_has_a_sql_type_for_every_column() -> None:
    for table in TABLES:
        assert set(columns(table).values()) <= {"BIGINT", "VARCHAR", "BOOLEAN"}, table
    assert columns("sales")["order_total_minor"] == "BIGINT"
    assert columns("chat")["role"] == "VARCHAR"
    assert columns("chat")["deleted"] == "BOOLEAN"


def test_rows_come_back_as_they_were_written_in_their_order(tmp_path: Path) -> None:
    words = ["\N{FACE WITH TEARS OF JOY}", "", 'a "quoted" \\ text', "two\nlines", "it's", "1e5", "null", "true", " x "]
    with facts_on_disk(
        tmp_path, [ChatRow(text=text, src_row=n, extra='{"a": 1}') for n, text in enumerate(words)]
    ) as f:
        found = f.rows("SELECT text, src_row, author, extra, deleted FROM chat")
    assert found == [(text, n, None, '{"a": 1}', False) for n, text in enumerate(words)]


def test_more_rows_than_a_batch_are_all_kept(tmp_path: Path) -> None:
    with facts_on_disk(tmp_path, [ChatRow(src_row=n) for n in range(4_101)]) as facts:
        assert facts.rows("SELECT count(*), sum(src_row) FROM chat") == [(4_101, 4_101 * 4_100 // 2)]


def test_large_whole_numbers_stay_exact(tmp_path: Path) -> None:
    with facts_on_disk(tmp_path, [SalesRow(order_total_minor=2**62 + 1)]) as facts:
        assert facts.rows("SELECT order_total_minor FROM sales") == [(2**62 + 1,)]


def test_a_path_with_quotes_and_brackets_is_a_path(tmp_path: Path) -> None:
    folder = tmp_path / "[live] it's 100 %*?" / "facts"
    with FactsWriter(folder) as writer:
        writer.write("chat", ChatRow(text="hello"))
    with Facts(folder, window()) as facts:
        assert facts.rows("SELECT text FROM chat") == [("hello",)]


def test_only_tables_with_rows_are_present(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    with FactsWriter(folder) as writer:
        writer.write("set_aside", SetAsideRow(source="a.csv", src_row=1, line=2, reason="total"))
        writer.write("chat", ChatRow())
    assert present(folder) == ("chat", "set_aside")
    assert {path.name for path in tmp_path.iterdir()} == {"facts"}
    assert {path.suffix for path in folder.iterdir()} == {".parquet"}


def test_new_facts_replace_the_old_ones_whole(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    for table, row in (("chat", ChatRow()), ("sales", SalesRow())):
        with FactsWriter(folder) as writer:
            writer.write(table, row)
    assert present(folder) == ("sales",)


def test_an_error_on_the_way_leaves_the_old_facts_and_nothing_beside_them(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    with FactsWriter(folder) as writer:
        writer.write("chat", ChatRow())
    with suppress(ZeroDivisionError), FactsWriter(folder) as writer:
        writer.write("sales", SalesRow())
        raise ZeroDivisionError
    assert present(folder) == ("chat",)
    assert {path.name for path in tmp_path.iterdir()} == {"facts"}


def test_a_failure_while_packing_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: FactsWriter) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FactsWriter, "_to_parquet", full)
    with pytest.raises(OSError, match="No space"), FactsWriter(tmp_path / "facts") as writer:
        writer.write("chat", ChatRow())
    assert list(tmp_path.iterdir()) == []


def test_a_leftover_of_a_killed_run_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "facts.part").mkdir()
    (tmp_path / "facts.part" / "sales.jsonl").write_text("{half a li")
    with FactsWriter(tmp_path / "facts") as writer:
        writer.write("chat", ChatRow())
    assert present(tmp_path / "facts") == ("chat",)


def test_the_engine_writes_nothing_where_the_person_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    with facts_on_disk(tmp_path, [message(1), *order("1", 100)]) as facts:
        (spill, zone) = facts.rows("SELECT current_setting('temp_directory'), current_setting('TimeZone')")[0]
    assert list(here.iterdir()) == []
    assert str(spill).startswith(str(tmp_path / "facts"))
    assert zone == "UTC"

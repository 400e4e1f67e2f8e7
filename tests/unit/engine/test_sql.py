from __future__ import annotations

from pathlib import Path

from rex.engine.sql import Facts, Window
from rex.model.tables import TABLES
from tests.builders import START_MS, FactsInMemory, flat, message, order, unique, watching, window


def test_every_table_can_be_asked_though_no_export_filled_it() -> None:
    with Facts(Path("nowhere"), window()) as facts:
        assert {table for table in TABLES if facts.has_rows(table)} == set()
        assert facts.rows("SELECT * FROM counted_sales") == []


def test_the_session_is_a_row_of_its_own() -> None:
    with FactsInMemory([], window(minutes=2, after_hours=1)) as facts:
        end = START_MS + 120_000
        assert facts.rows("SELECT * FROM session") == [(START_MS, end, 120_000, end + 3_600_000, "window", None, 0)]


def test_values_are_bound_and_never_part_of_the_query() -> None:
    with FactsInMemory([message(1, "'; DROP TABLE chat; --")], window()) as facts:
        assert facts.rows("SELECT count(*) FROM chat WHERE author = ?", "'; DROP TABLE chat; --") == [(1,)]


def test_aggregates_of_a_table_take_one_pass() -> None:
    with FactsInMemory([message(1), message(2)], window()) as facts:
        found = facts.aggregate("chat", {"n": "count(*)", "last": "max(offset_ms)", "none": "max(money_minor)"})
        assert found == {"n": 2, "last": 2_000, "none": None}
        assert facts.passes == 1


def test_without_an_anchor_no_order_is_inside() -> None:
    with FactsInMemory(order("1", 100), Window(None, None, 0, None)) as facts:
        assert facts.rows("SELECT inside, valid FROM attributed_sales") == [(0, 1)]
        assert not facts.has_rows("counted_sales")


def test_the_curve_is_steps_from_the_start_to_the_end() -> None:
    rows = flat(watching(-90, 1), watching(-30, 2), watching(60, 3), watching(60, 5), watching(90, 4), unique(99, 10))
    with FactsInMemory(rows, window(minutes=2)) as facts:
        found = facts.rows("SELECT from_ms, lasts_ms, value FROM audience ORDER BY from_ms")
    assert found == [(0, 60_000, 2), (60_000, 30_000, 5), (90_000, 30_000, 4)]


def test_what_a_customer_spent_is_one_row_a_currency() -> None:
    rows = flat(
        order("1", 100, customer="ana"),
        order("2", 250, customer="ana", lines=2),
        order("3", 70, customer="ana", currency="USD"),
        order("4", 5, customer=None),
    )
    with FactsInMemory(rows, window()) as facts:
        found = facts.rows("SELECT * FROM customer_spend ORDER BY person, currency")
    assert found == [("4", "EUR", 5), ("ana", "EUR", 350), ("ana", "USD", 70)]


def test_messages_fall_into_blocks_of_five_minutes() -> None:
    with FactsInMemory([message(s) for s in (0, 299.999, 300, 900)], window()) as facts:
        assert facts.rows("SELECT * FROM chat_blocks ORDER BY from_ms") == [(0, 2), (300_000, 1), (900_000, 1)]

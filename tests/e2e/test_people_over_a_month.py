"""Different people over a month, from records alone: as many as counting over all exports gives, and no name kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rex.engine.sql import Facts, Window
from tests.e2e.driving import record, rex, workspace

if TYPE_CHECKING:
    from pathlib import Path


def people(session: Path, column: str, table: str) -> set[str]:
    """Ask a session's facts for the pseudonyms in a column."""
    home = max(session.parents[1].glob(f".rex/{session.name}*/facts-*"), key=lambda place: place.stat().st_mtime_ns)
    with Facts(home, Window(None, None, 0, None)) as facts:
        return {str(row[0]) for row in facts.rows(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")}


def test_a_month_counts_each_person_once_without_opening_an_export(tmp_path: Path) -> None:
    sessions = workspace(tmp_path / "w", 3)
    for session in sessions:
        rex("review", session, "--no-input", cwd=tmp_path).ended(0)
    month = rex("report", "--month", "2026-11", "--json", "w", cwd=tmp_path).ended(0).json
    found = {one["came"]: one for one in month["people"]}
    assert len(month["sessions"]) == 3
    for came, column, table in (("chatters", "author", "chat"), ("buyers", "customer", "sales")):
        nights = [people(session, column, table) for session in sessions]
        assert found[came]["summed"] == sum(map(len, nights))
        assert (found[came]["low"], found[came]["high"]) == (len(set().union(*nights)),) * 2
        for night, session in zip(nights, sessions, strict=True):
            text = json.dumps(record(session))
            assert not [name for name in night if name in text]
    assert found["viewers"]["unknown"] == "nameless"


def test_the_records_are_the_same_when_the_cache_is_gone_and_under_another_key(tmp_path: Path) -> None:
    last = workspace(tmp_path / "w", 3)[-1]
    rex("review", last, "--no-input", cwd=tmp_path).ended(0)
    crowds = record(last)["crowds"]
    assert len(crowds["sessions"]) == 2
    rex("review", last, "--no-input", cwd=tmp_path, env={"REX_KEY": "b" * 64}).ended(0)
    assert record(last)["crowds"] == crowds


def test_an_earlier_show_that_ended_sooner_is_looked_at_anew(tmp_path: Path) -> None:
    # Half of the first show's chat lies after its new end: who wrote there alone is no longer one of its people.
    first, last = workspace(tmp_path / "w", 2)
    rex("review", last, "--no-input", cwd=tmp_path).ended(0)
    before = next(one for one in record(last)["crowds"]["kinds"] if one["came"] == "chatters")["last_seen"]
    settings = first / "session.yaml"
    text = settings.read_text(encoding="utf-8")
    end = next(line for line in text.splitlines() if line.startswith("end:"))
    start = next(line for line in text.splitlines() if line.startswith("start:"))
    settings.write_text(
        text.replace(end, start.replace("start:", "end:").replace(":00:00", ":05:00", 1)), encoding="utf-8"
    )
    rex("review", last, "--no-input", cwd=tmp_path).ended(0)
    after = next(one for one in record(last)["crowds"]["kinds"] if one["came"] == "chatters")["last_seen"]
    assert 0 < after[first.name] < before[first.name]


def test_an_earlier_show_whose_rule_counts_no_order_has_no_buyers_to_come_back(tmp_path: Path) -> None:
    first, last = workspace(tmp_path / "w", 2)
    rex("review", last, "--no-input", cwd=tmp_path).ended(0)
    (before,) = (one for one in record(last)["crowds"]["kinds"] if one["came"] == "buyers")
    assert before["last_seen"][first.name] > 0
    with (first / "session.yaml").open("a", encoding="utf-8") as settings:
        settings.write("attribution: {rule: tag, match: [no-order-has-it]}\n")
    rex("review", last, "--no-input", cwd=tmp_path).ended(0)
    (after,) = (one for one in record(last)["crowds"]["kinds"] if one["came"] == "buyers")
    assert after["last_seen"] == {}
    assert after["people"] == before["people"]

"""A range that rex.yaml starts anew judges the review, the record's being current, and the trend alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rex.cli.writing import write_review
from rex.store.workspace import find_session
from rex.workflow.analysis import analyse
from rex.workflow.current import is_current
from rex.workflow.desk import lay_out
from rex.workflow.review import conclude
from rex.workflow.runtime import Runtime, silent
from rex.workflow.trending import trend_of, trended_workspace
from tests.fixtures.workspace import REX_YAML, make

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.measure import Measure

RUNTIME = Runtime(datetime(2026, 11, 23, 8, tzinfo=UTC), bytes)
ANEW = "limits:\n  orders: {from: 2026-10-10, reason: new studio}\n"


def reviewed(root: Path, back: int) -> Measure:
    """Review one session and give its orders."""
    folder = find_session(f"last-{back}", root)
    desk = lay_out(folder)
    record = conclude(desk, analyse(folder, desk.session, RUNTIME), RUNTIME)
    write_review(record, folder.path, ["json"], "en", "team", silent)
    found = record.measure("orders")
    assert found is not None
    return found


def test_a_range_started_anew_rests_on_the_sessions_since_that_day_alone(tmp_path: Path) -> None:
    make(tmp_path, 8)  # a show a week, the last on 20 November, the first on 2 October
    before = [reviewed(tmp_path, back) for back in range(7, -1, -1)]
    assert before[-1].usual is not None
    assert before[-1].usual.sessions == 7
    assert is_current(find_session("last", tmp_path))
    (tmp_path / "rex.yaml").write_text(REX_YAML + ANEW, encoding="utf-8")
    assert not is_current(find_session("last", tmp_path))
    after = [reviewed(tmp_path, back) for back in range(7, -1, -1)]
    assert after[-1].usual is not None
    assert after[-1].usual.names == (
        "2026-10-16-small-show", "2026-10-23-small-show", "2026-10-30-small-show", "2026-11-06-small-show",
        "2026-11-13-small-show",
    )  # fmt: skip
    assert [one.verdict for one in after[2:7]] == ["too_little_history"] * 5
    (line,) = trend_of(*trended_workspace(tmp_path), only=("orders",)).kpis
    assert [point.verdict for point in line.points] == [one.verdict for one in after]

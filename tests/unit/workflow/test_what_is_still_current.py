from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rex.cli.writing import write_review
from rex.store.workspace import find_session
from rex.workflow.analysis import analyse
from rex.workflow.bets import Wanted, add, workspace_here
from rex.workflow.current import is_current
from rex.workflow.desk import lay_out
from rex.workflow.imports import facts_folder, import_exports
from rex.workflow.review import conclude
from rex.workflow.runtime import Runtime, silent
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path

    from rex.store.workspace import Folder

RUNTIME = Runtime(datetime(2026, 11, 23, 8, tzinfo=UTC), bytes)


def reviewed(root: Path) -> Folder:
    make(root, 1)
    folder = find_session("last", root)
    desk = lay_out(folder)
    record = conclude(desk, analyse(folder, desk.session, RUNTIME), RUNTIME)
    write_review(record, folder.path, ["json"], "en", "team", silent)
    return folder


def test_a_record_is_current_until_the_session_s_settings_change(tmp_path: Path) -> None:
    folder = reviewed(tmp_path)
    assert is_current(folder)
    settings = folder.path / "session.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nattribution: {after_hours: 5}\n", encoding="utf-8")
    assert not is_current(folder)


def test_a_cached_import_that_cannot_be_read_is_made_again(tmp_path: Path) -> None:
    folder = reviewed(tmp_path)
    first = import_exports(folder, folder.session(), RUNTIME)
    (facts_folder(folder, first) / "imported.json").write_text('{"half', encoding="utf-8")
    assert import_exports(folder, folder.session(), RUNTIME) == first


OWN = '''
from rex.metrics.base import Sum, counted, metric


@metric(id="own_lines", title="Lines", group="sales", unit="count", better="higher", needs=("sales",), definition=1,
        source="ours")
class OwnLines:
    """Lines."""

    sums = {"lines": Sum("counted_sales", "count(*)")}

    def estimate(self, s, _):
        return counted(s.lines)
'''


def test_a_bet_may_be_made_on_the_client_s_own_kpi(tmp_path: Path) -> None:
    make(tmp_path, 1)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own_lines.py").write_text(OWN, encoding="utf-8")
    settings = tmp_path / "rex.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nplugins: [own]\n", encoding="utf-8")
    wanted = Wanted("Try it", "Maria", "2026-12-01", "own_lines", "up", 0.0, "last")
    made = add(workspace_here(tmp_path), wanted, RUNTIME.now.date(), tmp_path)
    assert made.kpi == "own_lines"

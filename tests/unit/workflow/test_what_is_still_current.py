from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rex.cli.writing import write_review
from rex.importers.export import ExportFile
from rex.store.workspace import find_session
from rex.workflow.analysis import analyse
from rex.workflow.bets import Wanted, add, workspace_here
from rex.workflow.current import is_current
from rex.workflow.desk import lay_out
from rex.workflow.grounding import values_digest
from rex.workflow.imports import facts_folder, import_exports
from rex.workflow.review import conclude
from rex.workflow.runtime import Runtime, silent
from tests.builders import measure
from tests.builders import record as record_of
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


def later(root: Path) -> Folder:
    """Review the second of two sessions."""
    make(root, 2)
    folder = find_session("last", root)
    desk = lay_out(folder)
    record = conclude(desk, analyse(folder, desk.session, RUNTIME), RUNTIME)
    write_review(record, folder.path, ["json"], "en", "team", silent)
    return folder


def test_a_record_is_old_when_an_earlier_session_s_exports_change_but_not_when_they_are_deleted(tmp_path: Path) -> None:
    folder = later(tmp_path)
    assert is_current(folder)
    orders = next(find_session("last-1", tmp_path).exports.glob("*order*"))
    whole = orders.read_bytes()
    orders.write_bytes(b"\n".join(whole.splitlines()[:-1]) + b"\n")
    assert not is_current(folder)
    orders.write_bytes(whole)
    assert is_current(folder)
    shutil.rmtree(orders.parent)
    assert is_current(folder)


def test_a_record_is_old_when_a_session_before_it_is_added(tmp_path: Path) -> None:
    folder = later(tmp_path)
    first = find_session("last-1", tmp_path).path
    shutil.copytree(first, first.with_name("2026-11-01-older"))
    settings = first.with_name("2026-11-01-older") / "session.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2026-11-13", "2026-11-01"), encoding="utf-8")
    assert not is_current(folder)


def test_a_record_is_old_when_the_values_of_one_before_it_change_and_not_when_its_words_do(tmp_path: Path) -> None:
    make(tmp_path, 2)
    first, folder = find_session("last-1", tmp_path), find_session("last", tmp_path)
    for one in (first, folder):
        desk = lay_out(one)
        record = conclude(desk, analyse(one, desk.session, RUNTIME), RUNTIME)
        write_review(record, one.path, ["json"], "en", "team", silent)
    assert is_current(folder)
    text = first.record.read_text(encoding="utf-8")
    values = json.loads(text)["values"]
    first.record.write_text(text.replace(values, "0" * 12), encoding="utf-8")  # other values: it was restated
    assert not is_current(folder)
    first.record.write_text(text + "\n", encoding="utf-8")
    assert is_current(folder)
    first.record.write_text("{", encoding="utf-8")  # damaged: named elsewhere, and no reason to judge anew
    assert is_current(folder)
    first.record.unlink()
    assert is_current(folder)


def test_what_was_judged_alone_on_purpose_rests_on_no_earlier_record(tmp_path: Path) -> None:
    make(tmp_path, 2)
    folder = find_session("last", tmp_path)
    desk = lay_out(folder)
    record = conclude(desk, analyse(folder, desk.session, RUNTIME, alone=True), RUNTIME)
    write_review(record, folder.path, ["json"], "en", "team", silent)
    reviewed_first = find_session("last-1", tmp_path)
    desk = lay_out(reviewed_first)
    record = conclude(desk, analyse(reviewed_first, desk.session, RUNTIME), RUNTIME)
    write_review(record, reviewed_first.path, ["json"], "en", "team", silent)
    assert is_current(folder)


def test_the_digest_of_values_moves_with_each_thing_that_later_sessions_read() -> None:
    one = record_of(measure("orders", 10), measure("aov", 2500))
    assert values_digest(one) == values_digest(one.model_copy(update={"written": RUNTIME.now}))
    others = (
        record_of(measure("orders", 11), measure("aov", 2500)),
        record_of(measure("orders", 10, definition="orders@2"), measure("aov", 2500)),
        record_of(measure("orders", 10), measure("aov", 2500), session={"tags": ("sale",)}),
        record_of(measure("orders", 10)),
    )
    assert len({values_digest(one), *(values_digest(other) for other in others)}) == 5


def test_a_record_is_old_when_the_benchmarks_or_somebody_s_answers_change(tmp_path: Path) -> None:
    folder = reviewed(tmp_path)
    benchmarks = tmp_path / "benchmarks.yaml"
    benchmarks.write_text("- id: revenue\n", encoding="utf-8")
    assert not is_current(folder)
    benchmarks.unlink()
    assert is_current(folder)
    folder.answers.mkdir(exist_ok=True)
    (folder.answers / "kim.yaml").write_text("answers: {}\n", encoding="utf-8")
    assert not is_current(folder)


def test_an_export_is_hashed_once_a_run_and_again_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    export = ExportFile(file, "a.csv")
    first = export.sha256()
    assert first == hashlib.sha256(b"one").hexdigest()
    file.write_text("two!", encoding="utf-8")
    assert export.sha256() == hashlib.sha256(b"two!").hexdigest()


def test_facts_that_a_later_session_may_be_reading_are_kept_once_more(tmp_path: Path) -> None:
    folder = reviewed(tmp_path)
    made = [facts_folder(folder, import_exports(folder, folder.session(), RUNTIME))]
    for extra in (b"\n", b"\n\n"):
        export = next(folder.exports.glob("*.csv"))
        export.write_bytes(export.read_bytes() + extra)
        made.append(facts_folder(folder, import_exports(folder, folder.session(), RUNTIME)))
    assert [facts.exists() for facts in made] == [False, True, True]


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

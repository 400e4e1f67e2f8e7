"""A download that was saved again as "(1)" changes no number and is told."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rex.store.workspace import find_session
from rex.workflow.analysis import analyse
from rex.workflow.imports import import_exports
from rex.workflow.runtime import Runtime
from tests.builders import said
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.measure import Measure
    from rex.store.workspace import Folder

RUNTIME = Runtime(datetime(2026, 11, 23, 8, tzinfo=UTC), bytes)


def numbers(folder: Folder) -> list[Measure]:
    return list(analyse(folder, folder.session(), RUNTIME).computed.measures)


def test_every_export_copied_changes_no_number(tmp_path: Path) -> None:
    make(tmp_path, 1)
    folder = find_session("last", tmp_path)
    once = numbers(folder)
    files = sorted(folder.exports.iterdir())
    for file in files:
        shutil.copy(file, file.with_name(f"{file.stem} (1){file.suffix}"))
    assert numbers(folder) == once
    imported = import_exports(folder, folder.session(), RUNTIME)
    copies = [source for source in imported.sources if source.reasons == {"duplicate": source.rows_read}]
    assert len(copies) == len(files)
    told = {issue.file: said(issue.problem) for issue in imported.issues if "byte for byte" in said(issue.problem)}
    assert set(told) == {source.file for source in copies}
    assert all(source.rows_kept == 0 and source.rows_set_aside == source.rows_read > 0 for source in copies)


def test_a_file_that_differs_by_one_byte_is_no_copy(tmp_path: Path) -> None:
    make(tmp_path, 1)
    folder = find_session("last", tmp_path)
    viewers = next(folder.exports.glob("*view*"))
    more = viewers.with_name("another.csv")
    more.write_bytes(viewers.read_bytes() + b"\n")
    imported = import_exports(folder, folder.session(), RUNTIME)
    assert all(source.rows_kept for source in imported.sources)


def test_a_newer_export_beside_the_older_one_covers_no_order_twice_and_is_told(tmp_path: Path) -> None:
    make(tmp_path, 1)
    folder = find_session("last", tmp_path)
    once = analyse(folder, folder.session(), RUNTIME).computed
    (orders,) = folder.exports.glob("*order*")
    lines = orders.read_text(encoding="utf-8").splitlines(keepends=True)
    orders.with_name("orders-later.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    both = analyse(folder, folder.session(), RUNTIME).computed
    assert both.coverage == once.coverage
    assert both.twice == {"sales": len(lines) - 2}

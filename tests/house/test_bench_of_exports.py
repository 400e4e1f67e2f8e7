"""The bench that looks for lost cells finds one, and finds none in the sample sessions."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.base import RawRow
    from rex.importers.identify import Known

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench() -> Any:
    """Load bench/exports.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("bench_exports", ROOT / "bench/exports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_exports"] = module
    spec.loader.exec_module(module)
    return module


def test_a_sample_session_with_a_damaged_line_loses_no_cell(bench: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(ROOT / "sample_sessions/maison-verbena/sessions/2026-11-06-cold-hands/exports") == 0
    out = capsys.readouterr().out
    assert "1 unreadable" in out
    assert "0 files with a fault" in out.splitlines()[-1]


@pytest.mark.parametrize("loses", ["a row", "a cell"])
def test_a_lost_row_and_a_lost_cell_are_found(
    bench: Any, loses: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "chat.csv").write_text("timestamp,author,message,note\n2026-11-20T19:05:00Z,Ana,hola,x1\n", "utf-8")
    assert bench.main(tmp_path) == 0
    whole = bench.raw_rows

    def broken(known: Known) -> Iterator[RawRow]:
        for row in whole(known):
            if row.number and loses == "a row":
                continue
            yield row._replace(cells=row.cells[:-1]) if row.number else row

    monkeypatch.setattr(bench, "raw_rows", broken)
    assert bench.main(tmp_path) == 1
    assert "'x1'" in capsys.readouterr().out

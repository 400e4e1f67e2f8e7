"""The worked examples of this folder, and what the bench says when a folder is not as it should be."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent
BENCH = FOLDER.parent.parent / "bench" / "reference.py"


class Said(NamedTuple):
    """What the bench printed, and how it ended."""

    returncode: int
    stdout: str


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Said]:
    monkeypatch.syspath_prepend(str(BENCH.parent))
    main = importlib.import_module("reference").main

    def run(folder: Path) -> Said:
        return Said(main([str(folder)]), capsys.readouterr().out)

    return run


def write(folder: Path, name: str, document: Any) -> Path:
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
    return folder


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_every_published_value_is_met_and_every_file_named(bench: Callable[[Path], Said]) -> None:
    found = bench(FOLDER)
    assert found.returncode == 0, found.stdout
    assert "15 files read, 192 values: 192 within tolerance, 0 off." in found.stdout
    for path in [*FOLDER.glob("*.json"), *FOLDER.glob("*.csv")]:
        assert path.name in found.stdout


@pytest.mark.parametrize(
    ("name", "path", "wrong"),
    [
        ("wilson_interval.json", ("cases", 0, "lower"), 0.2554),
        ("proportion_difference.json", ("cases", 1, "upper"), 0.8064),
        ("poisson_interval.json", ("cases", 3, "rate_lower"), 0.02098),
        ("nps.json", ("cases", 2, "adjusted_wald_lower"), 47.51),
        ("nps.json", ("differences", 1, "adjusted_upper"), 100.0),
        ("benjamini_hochberg.json", ("cases", 0, "adjusted", 4), 0.0613),
        ("benjamini_hochberg.json", ("cases", 0, "rejected"), 5),
        ("control_charts.json", ("xmr", 1, "lower_exact_d2"), 7.61),
        ("control_charts.json", ("xmr", 0, "out_of_limits"), [3]),
        ("control_charts.json", ("ewma", 0, "ewma", 19), 51.9),
        ("control_charts.json", ("laney_p", 0, "upper"), 0.1544),
        ("bootstrap.json", ("cases", 0, "bca", 1), 84.21),
        ("rank_comparison.json", ("cases", 0, "p_exact_two_sided"), 0.11),
        ("gamma_gamma_cdnow.json", ("expected", "p"), 6.3),
        ("bgnbd_cdnow.json", ("expected", "b"), 2.43),
        ("bgnbd_cdnow.json", ("log_to_summary", "holdout_transactions"), 1881),
        ("simpson.json", ("rates_percent", "large", 1), 70),
        ("simpson.json", ("expected_flag",), False),
        ("survival_curve.json", ("cases", 0, "survival", "13"), 0.6903),
        ("servqual.json", ("cases", 0, "gap", "empathy"), 0.2),
        ("concurrency.json", ("cases", 1, "first_time_of_peak_s"), 50),
        ("concurrency.json", ("sampling_trap", "step_hold_mean"), 56.0),
        ("sample_size.json", ("cases", 1, "n_per_group_pooled_variance"), 2400),
    ],
)
def test_a_wrong_expectation_is_seen(
    bench: Callable[[Path], Said], tmp_path: Path, name: str, path: tuple[str | int, ...], wrong: Any
) -> None:
    document = read(name)
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = wrong
    for table in FOLDER.glob("*.csv") if "cdnow" in name else ():
        shutil.copy(table, tmp_path)
    found = bench(write(tmp_path, "renamed.json", document))
    assert found.returncode == 1
    assert " OFF " in found.stdout
    assert "1 off" in found.stdout


def test_other_numbers_of_the_same_shape_are_computed(bench: Callable[[Path], Said], tmp_path: Path) -> None:
    # 1 of 4 at 90 %: z^2 = 2.70554; (1 + 1.35277 -+ 1.64485 sqrt(.75 + .676386)) / 6.70554 = .05793 and .64384
    case = {"successes": 1, "n": 4, "confidence": 0.9, "lower": 0.05791, "upper": 0.64384, "tolerance": 1e-4}
    found = bench(write(tmp_path, "any_name.json", {"cases": [case]}))
    assert found.returncode == 0, found.stdout
    assert "any_name.json" in found.stdout


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"what": "a chart nobody knows", "cases": [{"gizmo": 1}]}, "unknown shape: cases 1 with the keys gizmo"),
        ([1, 2, 3], "unknown shape: not an object"),
        ({"what": "nothing"}, "holds no worked example"),
        ({"cases": [{"successes": 1, "n": 4, "tolerance": 0.1}]}, "expects nothing"),
        ({"cases": [{"successes": 1, "n": 4, "lower": 0.05, "tolerance": 0.1, "middle": 0.3}]}, "looked at: middle"),
        ({"cases": [{"successes": 5, "n": 4, "lower": 0.05, "tolerance": 0.1}]}, "5 of 4 is not a share"),
    ],
)
def test_what_cannot_be_checked_is_said(
    bench: Callable[[Path], Said], tmp_path: Path, document: Any, reason: str
) -> None:
    found = bench(write(tmp_path, "odd.json", document))
    assert found.returncode == 1
    assert "odd.json" in found.stdout
    assert reason in found.stdout


def test_a_broken_file_and_a_missing_table_do_not_stop_the_others(
    bench: Callable[[Path], Said], tmp_path: Path
) -> None:
    (tmp_path / "a_broken.json").write_text("{", encoding="utf-8")
    write(tmp_path, "b_no_table.json", read("gamma_gamma_cdnow.json"))
    found = bench(write(tmp_path, "c_fine.json", read("wilson_interval.json")))
    assert found.returncode == 1
    assert "a_broken.json: cannot be read" in found.stdout
    assert "no CSV file with the columns" in found.stdout
    assert "3 files read, 10 values: 10 within tolerance, 0 off." in found.stdout


def test_an_empty_folder_proves_nothing(bench: Callable[[Path], Said], tmp_path: Path) -> None:
    assert bench(tmp_path).returncode == 1
    assert bench(tmp_path / "not_there").returncode == 2


def test_the_bench_runs_as_a_command_from_anywhere(tmp_path: Path) -> None:
    write(tmp_path, "fine.json", read("simpson.json"))
    found = subprocess.run(
        [sys.executable, str(BENCH), str(tmp_path)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert found.returncode == 0, found.stderr
    assert "fine.json" in found.stdout


def test_the_readme_names_every_file() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in [*FOLDER.glob("*.json"), *FOLDER.glob("*.csv")]:
        assert path.name in text

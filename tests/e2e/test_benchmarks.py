"""The client's benchmarks in a report: beside the number, with whose they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.e2e.driving import rex
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path

GIVEN = """\
- id: conversion_rate
  value: 0.03
  definition: buyers over visitors of a shop's site
  source: a trade paper
  year: 2024
  kind: vendor
"""


def test_a_benchmark_stands_beside_the_number_with_its_definition_and_origin(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "benchmarks.yaml").write_text(GIVEN)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    [folder] = (tmp_path / "sessions").iterdir()
    record = json.loads((folder / "retrospective.json").read_text(encoding="utf-8"))
    [gap] = record["benchmarks"]
    # 36 buyers of 612 viewers are 5.9 %: 2.9 points above, and its interval (4.3 to 8.0 %) holds no 3 %.
    assert (gap["kpi"], gap["kind"], round(gap["gap"], 4)) == ("conversion_rate", "vendor", round(36 / 612 - 0.03, 4))
    page = (folder / "retrospective.html").read_text(encoding="utf-8")
    assert "buyers over visitors of a shop" in page
    assert "which is marketing" in page


def test_a_benchmark_of_no_kpi_is_told_with_its_line(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "benchmarks.yaml").write_text(GIVEN.replace("conversion_rate", "conversoin_rate"))
    told = rex("review", "last", "--no-input", cwd=tmp_path).ended(3)
    assert "benchmarks.yaml, line 1" in told.err
    assert 'Did you mean "conversion_rate"?' in told.err
    assert not list(tmp_path.glob("sessions/*/answers/*")), "it is told before anything is written"
    (tmp_path / "benchmarks.yaml").write_text(GIVEN.replace("0.03", "3"))
    told = rex("review", "last", "--no-input", cwd=tmp_path).ended(3)
    assert "benchmarks.yaml, line 2" in told.err
    assert "Write 0.03 for 3 %" in told.err
    (tmp_path / "benchmarks.yaml").write_text(GIVEN.replace("0.03", "true"))
    rex("review", "last", "--no-input", cwd=tmp_path).ended(3)

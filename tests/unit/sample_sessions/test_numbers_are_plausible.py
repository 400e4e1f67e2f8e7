"""Audience, orders and answers in the ranges of a small brand's Friday show."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Folder


def _live(folder: Folder) -> list[dict[str, str]]:
    rows = [row for second, row in folder.timed_orders if 0 <= second <= folder.length]
    return [row for row in rows if row["Total"] and not row["Cancelled at"]]


def _conversion(folder: Folder) -> float:
    return len({row["Email"] for row in _live(folder)}) / folder.curve[-1][1]


def test_viewers_are_1200_to_2000_with_a_peak_of_400_to_700(folder: Folder) -> None:
    assert 1_200 <= folder.curve[-1][1] <= 2_000
    assert 400 <= max(viewers for viewers, _ in folder.curve) <= 700


def test_unique_viewers_never_fall(folder: Folder) -> None:
    uniques = [unique for _, unique in folder.curve]
    assert uniques == sorted(uniques)


def test_between_two_and_a_half_and_six_in_a_hundred_buy(folder: Folder) -> None:
    assert 0.025 <= _conversion(folder) <= 0.065


def test_a_show_sells_for_2500_to_9000_euros(folder: Folder) -> None:
    assert 2_500 <= sum(float(row["Total"]) for row in _live(folder)) <= 9_000


def test_sessions_differ_by_about_a_fifth_in_log_odds(folders: dict[str, Folder]) -> None:
    odds = [math.log(share / (1 - share)) for share in map(_conversion, folders.values())]
    assert 0.12 <= statistics.stdev(odds) <= 0.30


def test_surveys_have_20_to_70_answers_on_their_scales_and_some_sessions_have_none(folders: dict[str, Folder]) -> None:
    sizes = []
    for folder in folders.values():
        files = [path for path in (folder.path / "exports").iterdir() if path.name.startswith(("encuesta", "question"))]
        for path in files:
            lines = path.read_text("cp1252" if "cp1252" in path.name else "utf-8").splitlines()
            sizes.append(len(lines) - 1)
            assert lines[0].startswith("Timestamp,")
    assert len(sizes) == 6
    assert all(20 <= size <= 70 for size in sizes)

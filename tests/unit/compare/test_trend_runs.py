from __future__ import annotations

from random import Random

import pytest

from rex.compare.trend_runs import runs_of, steady
from rex.model.trend import TrendPoint
from tests.builders import said


def points(values: list[float | None]) -> list[TrendPoint]:
    return [TrendPoint(session=f"s{n}", value=v, unit="count", verdict="usual", why=None) for n, v in enumerate(values)]


DAYS = {f"s{n}": f"day {n}" for n in range(40)}


def test_six_rising_are_a_row_and_five_are_none() -> None:
    assert [(row.start, row.stop, row.way) for row in steady([3, 1, 2, 3, 4, 5, 6, 2])] == [(1, 7, "rising")]
    assert steady([1, 2, 3, 4, 5, 1]) == []


def test_six_falling_to_the_end_are_a_row() -> None:
    assert [(row.start, row.stop, row.way) for row in steady([9, 8, 7, 6, 5, 4])] == [(0, 6, "falling")]


def test_an_equal_neighbour_ends_a_row() -> None:
    assert steady([1, 2, 3, 3, 4, 5, 6]) == []


def test_a_turn_begins_the_next_row_at_its_top() -> None:
    found = steady([1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1])
    assert [(row.start, row.stop, row.way) for row in found] == [(0, 6, "rising"), (5, 11, "falling")]


@pytest.mark.parametrize("values", [[], [1], [1, 1], [1, 2]])
def test_short_histories_have_no_row(values: list[float]) -> None:
    assert steady(values) == []


def test_eight_on_one_side_of_the_middle_are_told_with_their_days() -> None:
    [run] = runs_of(points([5, 11, 12, 11, 12, 11, 12, 11, 12, 5]), 10, DAYS)
    assert (run.kind, run.first, run.last, run.sessions) == ("above", "s1", "s8", 8)
    assert said(run.says) == "8 sessions in a row above the middle of its usual range, day 1 to day 8."


def test_seven_on_one_side_are_told_by_nobody() -> None:
    assert runs_of(points([5, 11, 12, 11, 12, 11, 12, 11, 5]), 10, DAYS) == ()


def test_a_session_without_a_value_neither_ends_nor_lengthens_a_row() -> None:
    [run] = runs_of(points([1, 2, None, 3, 4, None, 5, 6]), None, DAYS)
    assert (run.kind, run.first, run.last, run.sessions) == ("rising", "s0", "s7", 6)


def test_without_a_range_no_side_is_told() -> None:
    assert runs_of(points([11, 12] * 6), None, DAYS) == ()


def test_rows_stand_in_the_order_in_which_they_end() -> None:
    found = runs_of(points([9, 8, 7, 6, 5, 4, 20, 21, 20, 21, 20, 21, 20, 21]), 10, DAYS)
    assert [(run.kind, run.last) for run in found] == [("falling", "s5"), ("above", "s13")]


def test_six_rising_or_falling_are_rare_by_luck() -> None:
    """A window of six is in order in 2 of 6! = 720 ways; twenty sessions have fifteen windows, which overlap."""
    dice = Random(20261123)  # noqa: S311 - a seeded history
    hit = sum(bool(steady([dice.random() for _ in range(20)])) for _ in range(4000))
    assert hit / 4000 == pytest.approx(0.035, abs=0.012)

"""Scores of forecasts against sums done by hand."""

from __future__ import annotations

import math

import pytest

from rex.stats.calibration import (
    brier_scores,
    chance_given,
    interval_score,
    mean_score,
    murphy,
    range_chance,
)

TOLD = [(0.9, True), (0.9, True), (0.9, False), (0.3, False), (0.3, True), (0.1, False)]


def test_a_brier_score_is_the_squared_distance_from_what_happened() -> None:
    # (1 - .9)^2 = .01, twice; .9^2 = .81; .3^2 = .09; (1 - .3)^2 = .49; .1^2 = .01
    assert brier_scores(TOLD) == pytest.approx([0.01, 0.01, 0.81, 0.09, 0.49, 0.01])
    # A coin's worth of words gets .25 whatever happens.
    assert brier_scores([(0.5, True), (0.5, False)]) == [0.25, 0.25]


def test_a_number_that_is_no_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="70 is not a chance"):
        brier_scores([(70, True)])


def test_murphys_parts_by_hand() -> None:
    parts = murphy(TOLD)
    assert parts is not None
    # Base 3/6. Classes: .9 three times (2/3 happened), .3 twice (1/2), .1 once (0).
    # Reliability: (3 (.9 - 2/3)^2 + 2 (.3 - .5)^2 + 1 (.1 - 0)^2) / 6 = (.163333 + .08 + .01) / 6 = .0422222
    assert parts.reliability == pytest.approx(0.0422222, abs=1e-7)
    # Resolution: (3 (2/3 - .5)^2 + 2 (.5 - .5)^2 + 1 (0 - .5)^2) / 6 = (.083333 + 0 + .25) / 6 = .0555556
    assert parts.resolution == pytest.approx(0.0555556, abs=1e-7)
    assert parts.uncertainty == 0.25
    # The mean of the scores above: 1.42 / 6 = .2366667 = .0422222 - .0555556 + .25
    assert parts.score == pytest.approx(1.42 / 6)


def test_the_parts_always_add_up_to_the_mean_score() -> None:
    told = [(step / 10, (step * 7 + n) % 3 == 0) for step in range(11) for n in range(4)]
    parts = murphy(told)
    assert parts is not None
    assert parts.score == pytest.approx(math.fsum(brier_scores(told)) / len(told))


def test_nothing_told_has_no_parts() -> None:
    assert murphy([]) is None


@pytest.mark.parametrize(
    ("actual", "score"),
    [
        (100, 40),  # inside: the width alone
        (80, 40),  # on the edge is inside
        (75, 90),  # 5 below: 40 + 2/.2 * 5
        (126, 100),  # 6 above: 40 + 10 * 6
    ],
)
def test_an_interval_score_is_width_plus_ten_times_what_lies_outside(actual: float, score: float) -> None:
    assert interval_score(80, 120, actual) == pytest.approx(score)


def test_another_confidence_has_another_price() -> None:
    # At 95 % a unit outside costs 2/.05 = 40.
    assert interval_score(0, 10, 11, confidence=0.95) == pytest.approx(50)


@pytest.mark.parametrize("wrong", [(2, 1, 0.8), (1, 2, 1.0), (1, 2, 0)])
def test_what_is_no_range_is_refused(wrong: tuple[float, float, float]) -> None:
    low, high, confidence = wrong
    with pytest.raises(ValueError, match="is not a"):
        interval_score(low, high, 1, confidence)


def test_a_mean_score_has_students_interval_cut_at_zero() -> None:
    found = mean_score([0.01, 0.01, 0.81, 0.09])
    assert found is not None
    # Mean .23, variance (2 * .22^2 + .58^2 + .14^2) / 3 = .4528 / 3 = .1509333; t(3, .975) = 3.182446
    # half = 3.182446 * sqrt(.1509333 / 4) = .618186: -.39 is cut at 0
    assert found.low == 0
    assert found.high == pytest.approx(0.23 + 0.618186, abs=1e-5)


def test_equal_scores_are_doubted_all_the_same() -> None:
    found = mean_score([0.01] * 10)
    assert found is not None
    # sqrt(ln(40) / 20) = sqrt(3.688879 / 20) = .429470
    assert (found.low, found.method) == (0, "hoeffding")
    assert found.high == pytest.approx(0.43947, abs=1e-5)
    assert mean_score([]) is None


def test_the_room_that_words_left() -> None:
    assert chance_given(0.9, happened=False) == pytest.approx(0.1)
    assert chance_given(0.9, happened=True) == 0.9
    assert range_chance(80, 120, 100) == 0.8
    assert range_chance(80, 120, 121) == pytest.approx(0.2)

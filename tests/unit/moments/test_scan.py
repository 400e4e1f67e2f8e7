from __future__ import annotations

import numpy as np
import pytest

from rex.moments.scan import Window, apart, false_shares, kept_by_luck, looks, upper_tail, windows


def tail(n: float, mean: float, dispersion: float) -> float:
    return float(upper_tail(np.array([n]), np.array([mean]), dispersion)[0])


def test_with_dispersion_one_the_tail_is_that_of_a_poisson() -> None:
    # 1 - e^-2 * (1 + 2 + 2 + 4/3) = 1 - 0.857123 = 0.142877
    assert tail(4, 2, 1) == pytest.approx(0.142877, abs=1e-5)


def test_with_mean_one_and_dispersion_two_it_is_that_of_coin_throws() -> None:
    assert tail(3, 1, 2) == pytest.approx(0.125)  # three heads in a row: 1/2^3


def test_none_or_more_is_certain() -> None:
    assert tail(0, 5, 1.5) == 1.0


def test_windows_in_a_silence_are_not_looked_at() -> None:
    counts = np.full(12, 50.0)
    alive = np.ones(12, dtype=np.bool_)
    alive[6] = False
    seen, looked = windows(counts, np.full(12, 5.0), alive, lambda _: 1.0, (3,), 60)
    # starts 0-3 and 7-9 have no dead bin
    assert looked == 7
    assert sorted(w.first for w in seen) == [0, 1, 2, 3, 7, 8, 9]


def test_windows_closer_than_half_a_minute_are_one_moment() -> None:
    near = [Window(1e-9, 100, 6), Window(1e-6, 111, 6), Window(1e-5, 112, 6)]
    assert apart(near, 720) == [near[0], near[2]]  # 106 + 6 = 112 is free again


def test_an_hour_holds_six_looks_a_minute() -> None:
    assert looks(720) == 360


def test_a_show_whose_best_is_no_rarer_than_luck_has_none() -> None:
    assert kept_by_luck([Window(0.06 / 360, 0, 3)], 720) == 0
    assert kept_by_luck([Window(0.04 / 360, 0, 3)], 720) == 1


def test_at_most_eight_in_a_hundred_of_the_kept_are_luck() -> None:
    expected = [0.001, 0.01, 0.23, 0.33]  # moments as surprising in a quiet show; 0.08, 0.16, 0.24, 0.32 allowed
    assert kept_by_luck([Window(e / 360, i, 3) for i, e in enumerate(expected)], 720) == 3


def test_the_false_share_of_a_moment_is_the_best_of_those_below_it() -> None:
    # e/rank: 0.04, 0.03 (0.06/2), 0.1 (0.3/3); the first may use the second's
    found = [Window(e / 360, i, 3) for i, e in enumerate([0.04, 0.06, 0.3])]
    assert false_shares(found, 720) == pytest.approx([0.03, 0.03, 0.1])


def test_nothing_found_has_no_shares() -> None:
    assert false_shares([], 720) == []
    assert kept_by_luck([], 720) == 0

from __future__ import annotations

import numpy as np

from rex.moments.scan import Window
from rex.moments.steps import stand_above_both_sides

WINDOW = Window(1e-9, 360, 12)


def kept(counts: np.ndarray) -> bool:
    return stand_above_both_sides([WINDOW], counts, np.full(len(counts), 5.0), lambda _: 1.5) == [WINDOW]


def test_a_burst_stands_above_both_sides() -> None:
    counts = np.full(720, 5.0)
    counts[360:372] = 15.0
    assert kept(counts)


def test_a_level_that_stays_is_no_moment() -> None:
    assert not kept(np.repeat([5.0, 15.0], 360))


def test_the_last_minute_of_a_high_level_is_no_moment() -> None:
    counts = np.full(720, 5.0)
    counts[300:372] = 15.0
    assert not kept(counts)


def test_where_the_show_ends_there_is_no_side_to_stand_above() -> None:
    counts = np.full(372, 5.0)
    counts[360:] = 15.0
    assert kept(counts)

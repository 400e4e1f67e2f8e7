from __future__ import annotations

import numpy as np
import pytest

from rex.moments.onset import stretch
from rex.moments.scan import Window


def fitted(seed: int, width_s: float, size: int = 150) -> tuple[float, float, float]:
    rng = np.random.default_rng(seed)
    t_s = np.sort(np.concatenate([rng.uniform(0, 1200, 600), 600 + rng.gamma(2, width_s, size)]))
    found = stretch(t_s, Window(1e-9, 121, 12), np.full(240, 2.5), 1200.0)
    return found.start_s, found.end_s, found.peak_s


@pytest.mark.parametrize("width_s", [8.0, 15.0, 30.0])
def test_the_start_is_found_within_two_seconds_in_the_median(width_s: float) -> None:
    misses = [fitted(seed, width_s)[0] - 600 for seed in range(15)]
    assert abs(float(np.median(misses))) <= 2


def test_the_peak_lies_where_most_people_write() -> None:
    peaks = [fitted(seed, 15.0)[2] for seed in range(15)]
    assert 605 <= float(np.median(peaks)) <= 630


def test_the_end_is_where_the_burst_is_spent() -> None:
    ends = [fitted(seed, 15.0)[1] for seed in range(15)]
    assert 640 <= float(np.median(ends)) <= 700  # nine tenths of it are over after 3.9 * 15 s = 58 s


def test_a_burst_at_the_very_start_and_end_of_a_show_stays_inside_it() -> None:
    t_s = np.sort(np.random.default_rng(1).uniform(0, 30, 60))
    first = stretch(t_s, Window(1e-9, 0, 3), np.full(6, 1.0), 30.0)
    last = stretch(t_s, Window(1e-9, 3, 3), np.full(6, 1.0), 30.0)
    assert 0 <= first.start_s <= first.peak_s <= first.end_s <= 30
    assert 0 <= last.start_s <= last.peak_s <= last.end_s <= 30

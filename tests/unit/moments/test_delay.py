from __future__ import annotations

import numpy as np
import pytest

from rex.moments.delay import USUAL_S, delay
from rex.moments.series import Delay


def test_without_cues_the_usual_eight_seconds_stand() -> None:
    assert delay([100.0, 200.0], [], 3600.0) == Delay(USUAL_S)


def test_the_delay_is_the_median_from_cue_to_reaction() -> None:
    cues = [300.0 * n for n in range(1, 10)]
    lags = [10, 11, 12, 13, 14, 15, 16, 17, 18]
    found = delay([c + lag for c, lag in zip(cues, lags, strict=True)], cues, 3600.0)
    assert found.value_s == 14
    assert found.pairs == 9
    # ranks 9/2 -+ 1.96 * 3/2 = 1.56 and 7.44: the 2nd and the 8th
    assert (found.low_s, found.high_s) == (11, 17)


def test_five_pairs_are_too_few() -> None:
    cues = [300.0 * n for n in range(1, 6)]
    assert delay([c + 12 for c in cues], cues, 3600.0) == Delay(USUAL_S)


@pytest.mark.parametrize("seed", range(10))
def test_cues_that_have_nothing_to_do_with_the_chat_measure_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert delay(rng.uniform(0, 7200, 15).tolist(), rng.uniform(0, 7200, 15).tolist(), 7200.0) == Delay(USUAL_S)


def test_a_plan_that_was_not_kept_to_the_minute_measures_nothing() -> None:
    cues = [200.0 * n for n in range(1, 11)]
    lags = [1, 44, 2, 43, 3, 42, 4, 41, 5, 40]
    assert delay([c + lag for c, lag in zip(cues, lags, strict=True)], cues, 3600.0) == Delay(USUAL_S)


def test_a_reaction_belongs_to_the_last_cue_before_it() -> None:
    cues = [c for n in range(1, 9) for c in (300.0 * n, 300.0 * n + 10)]
    starts = [300.0 * n + 18 for n in range(1, 9)]
    assert delay(starts, cues, 3600.0).value_s == 8

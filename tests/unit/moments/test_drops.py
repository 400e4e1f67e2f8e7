from __future__ import annotations

import numpy as np
import pytest

from rex.moments.audience import Curve, curve, exposure, rises
from rex.moments.drops import Fall, falls
from rex.moments.series import Audience


def audience(viewers: np.ndarray, step_s: float = 15.0) -> Curve | None:
    return curve(
        Audience(step_s * np.arange(len(viewers), dtype=np.float64), viewers.astype(np.float64)), step_s * len(viewers)
    )


def noisy(seed: int, level: np.ndarray) -> np.ndarray:
    return np.random.default_rng(seed).poisson(level).astype(np.float64)


def found(viewers: np.ndarray, step_s: float = 15.0) -> list[Fall]:
    return falls(audience(viewers, step_s))[0]


@pytest.mark.parametrize("step_s", [15.0, 60.0])
def test_a_quarter_that_leaves_at_once_is_found_where_it_left(step_s: float) -> None:
    n = int(3600 / step_s)
    drops = found(noisy(1, np.where(np.arange(n) < n // 2, 800, 600)), step_s)
    assert len(drops) == 1
    assert drops[0].start_s == pytest.approx(1800, abs=2 * step_s + 15)
    assert drops[0].left.low < 3 / 4 < drops[0].left.high


@pytest.mark.parametrize("seed", range(8))
def test_a_steady_audience_has_no_drop(seed: int) -> None:
    assert found(noisy(seed, np.full(240, 500))) == []


@pytest.mark.parametrize("seed", range(5))
def test_people_who_come_and_go_on_their_own_are_no_drop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    viewers, here = [], 400
    for _ in range(240):  # people stay ten minutes in the mean
        here = int(rng.binomial(here, np.exp(-15 / 600)) + rng.poisson(10))
        viewers.append(here)
    assert found(np.array(viewers)) == []


def test_a_show_that_winds_down_slowly_has_no_drop() -> None:
    assert found(noisy(3, np.linspace(800, 300, 240))) == []


def test_one_misread_sample_is_no_drop() -> None:
    viewers = np.full(240, 500.0)
    viewers[120] = 0.0
    assert found(viewers) == []


def test_a_few_people_are_not_worth_a_replay_however_sure() -> None:
    viewers = np.full(240, 500.0)
    viewers[120:] = 490.0
    assert found(viewers) == []


def test_two_places_are_surest_first() -> None:
    level = np.full(240, 900.0)
    level[80:] = 750.0
    level[160:] = 500.0
    drops = found(noisy(5, level))
    assert [d.start_s for d in drops] == [pytest.approx(2400, abs=90), pytest.approx(1200, abs=90)]
    assert drops[0].q <= drops[1].q


def test_without_a_curve_nothing_was_looked_at() -> None:
    assert falls(None) == ([], 0)
    assert audience(np.full(5, 100.0)) is None
    assert audience(np.full(240, 2.0)) is None


def test_a_raid_is_a_rise_and_no_drop() -> None:
    samples = audience(noisy(6, np.where(np.arange(240) < 120, 400, 600)))
    assert falls(samples)[0] == []
    assert rises(samples) == [pytest.approx(1800, abs=30)]


def test_samples_need_not_be_even() -> None:
    times = np.array([0, 10, 10, 25, 40, 61, 75, 90, 104, 120, 135, 150, 166, 180.0])
    samples = curve(Audience(times, np.full(14, 50.0)), 200.0)
    assert samples is not None
    assert samples.viewers.tolist() == [50.0] * len(samples.viewers)


def test_orders_grow_with_the_audience_and_messages_with_its_root() -> None:
    samples = audience(np.repeat([100.0, 400.0], 120))
    buying, writing = exposure(samples, 720, 1.0), exposure(samples, 720, 0.5)
    assert buying[600] / buying[100] == pytest.approx(4)
    assert writing[600] / writing[100] == pytest.approx(2)
    assert exposure(None, 3, 1.0).tolist() == [1.0, 1.0, 1.0]

"""How much later one stream runs: found where it is known, refused where nothing follows."""

from __future__ import annotations

import numpy as np
import pytest

from rex.stats.lag import lag

BINS = 600


def stream(seed: int = 3) -> np.ndarray:
    """Make a chat of an hour in the middle of ten: lively and uneven."""
    random = np.random.default_rng(seed)
    chat = np.zeros(BINS)
    chat[270:330] = random.poisson(4 + 8 * random.random(60))
    return chat


@pytest.mark.parametrize("true", [-60, -3, 0, 2, 60, 90])
def test_a_known_lag_lies_in_the_interval(true: int) -> None:
    random = np.random.default_rng(7)
    chat = stream()
    orders = random.poisson(0.02 + 0.25 * np.roll(chat, true))
    found = lag(chat, orders, range(-120, 121))
    assert found is not None
    assert found.low <= true <= found.high
    assert abs(found.best - true) <= 3
    assert found.high - found.low < 30


def test_orders_that_do_not_follow_say_nothing() -> None:
    for seed in range(20):
        orders = np.random.default_rng(seed).poisson(0.1, BINS)
        assert lag(stream(), orders, range(-120, 121)) is None


def test_few_events_say_nothing() -> None:
    chat, orders = stream(), np.zeros(BINS)
    orders[280:299] = 1
    assert lag(chat, orders, range(-10, 11)) is None  # 19 orders


def test_the_fit_at_one_lag_is_the_hand_computed_one() -> None:
    # Ten bins, x = 1 in the first five; y = 8 in each of those, 2 elsewhere: a = 2, b = 6, and any other lag is worse.
    x = [1.0] * 5 + [0.0] * 5
    y = [8.0] * 5 + [2.0] * 5
    found = lag([20 * v for v in x], [10 * v for v in y], range(-2, 3))
    assert found is not None
    assert (found.best, found.low, found.high) == (0, 0, 0)

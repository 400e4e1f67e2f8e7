from __future__ import annotations

import pytest

from rex.stats.ewma import ewma
from rex.stats.laney import laney_limits, sizes_vary_widely


def test_laney_limits_follow_the_hand_derivation() -> None:
    # 12 of 250 = .048; binomial error sqrt(.048 * .952 / 50) = .030231; z: -.2646 .3969 -.9262 1.0585 -.2646;
    # mean step 5.2923 / 4 = 1.32308; / 1.12838 = 1.17254 (exact fractions give 1.1726026)
    limits = laney_limits([2, 3, 1, 4, 2], [50] * 5)
    assert limits is not None
    assert limits.centre == pytest.approx(0.048)
    assert limits.sigma_z == pytest.approx(1.1726025689292168)
    assert limits.upper(50) == pytest.approx(0.15434723105433096)
    assert limits.lower(50) == 0.0
    assert limits.kind == "trial"


def test_a_small_session_has_wider_limits() -> None:
    limits = laney_limits([20, 30, 10, 40, 20], [500] * 5)
    assert limits is not None
    assert limits.upper(50) > limits.upper(500) > limits.upper(5000)
    assert limits.place(6, 50) == "inside"
    assert limits.place(600, 5000) == "above"
    assert limits.place(0, 5000) == "below"


def test_too_few_sessions_or_no_spread_give_no_limits() -> None:
    assert laney_limits([2, 3, 1, 4], [50] * 4) is None
    assert laney_limits([0] * 6, [50] * 6) is None
    assert laney_limits([50] * 6, [50] * 6) is None
    assert laney_limits([5] * 6, [50] * 6) is None
    with pytest.raises(ValueError, match="without people"):
        laney_limits([0] * 6, [50, 50, 0, 50, 50, 50])


def test_sizes_differ_widely_from_fourfold_on() -> None:
    assert not sizes_vary_widely([100, 400])
    assert sizes_vary_widely([100, 401])
    assert sizes_vary_widely([0, 1])


def test_smoothing_starts_at_the_target() -> None:
    # .3 * 52 + .7 * 50 = 50.6; .3 * 47 + .7 * 50.6 = 49.52 (NIST/SEMATECH 6.3.2.4)
    found = ewma([52.0, 47.0], target=50, sigma=2.0539, weight=0.3)
    assert found.values == pytest.approx((50.6, 49.52))
    assert (found.lower, found.upper) == pytest.approx((47.4115, 52.5884), abs=1e-3)
    assert found.outside == ()


def test_a_slow_drift_leaves_the_smoothed_limits() -> None:
    assert ewma([51.5] * 20, target=50, sigma=1, weight=0.2).outside[0] == 4  # 1.5 * (1 - .8^5) = 1.008 > 1
    with pytest.raises(ValueError, match="weight"):
        ewma([1.0], 0, 1, weight=0)

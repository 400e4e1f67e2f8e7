from __future__ import annotations

import pytest

from rex.stats.control import xmr_limits
from rex.stats.luck import false_alarm_rate, outside_by_luck


@pytest.mark.parametrize("sessions", [5, 8, 12])
def test_the_table_is_what_a_simulation_with_our_own_limits_gives(sessions: int) -> None:
    import numpy as np

    rows = np.random.default_rng(sessions).standard_normal((6000, sessions + 1)).tolist()
    outside = 0
    for *earlier, new in rows:
        limits = xmr_limits(earlier)
        assert limits is not None
        outside += limits.place(new) != "inside"
    assert outside / 6000 == pytest.approx(false_alarm_rate(sessions), abs=0.009)  # three standard errors at 5 sessions


def test_longer_histories_alarm_less() -> None:
    rates = [false_alarm_rate(sessions) for sessions in range(5, 80)]
    assert all(rate is not None for rate in rates)
    assert rates == sorted(rates, key=lambda rate: -(rate or 0))


def test_between_measured_lengths_the_shorter_one_counts() -> None:
    assert false_alarm_rate(23) == false_alarm_rate(20)
    assert false_alarm_rate(500) == false_alarm_rate(60)
    assert false_alarm_rate(4) is None


def test_one_of_31_is_expected_outside_with_eight_sessions() -> None:
    # 31 * .0310 = .961; histories under five are not judged and add nothing
    assert outside_by_luck([8] * 31 + [3] * 5) == pytest.approx(0.961)
    assert outside_by_luck([]) == 0

from __future__ import annotations

import math
import random

import pytest

from rex.stats.comparison import newcombe
from rex.stats.control import Run, continued_share, individuals, runs, xmr_limits

NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_limits_are_those_of_the_nist_handbook() -> None:
    # NIST/SEMATECH 6.3.2.2: centre 50.81, mean range 1.8778, d2 1.128: 45.8159 to 55.8041
    chart = individuals(NIST, d2=1.128)
    assert chart.mean_range == pytest.approx(1.8778, abs=1e-4)
    assert (chart.lower, chart.upper) == pytest.approx((45.8159, 55.8041), abs=1e-4)
    limits = xmr_limits(NIST)
    assert limits is not None
    assert (limits.centre, limits.lower, limits.upper) == pytest.approx((50.81, 45.8159, 55.8041), abs=0.002)


def test_under_five_sessions_there_is_no_usual_range() -> None:
    assert xmr_limits([1, 2, 3, 4]) is None
    assert xmr_limits([]) is None


@pytest.mark.parametrize(("sessions", "kind"), [(5, "trial"), (11, "trial"), (12, "locked"), (30, "locked")])
def test_limits_are_trial_until_twelve_sessions(sessions: int, kind: str) -> None:
    limits = xmr_limits([float(i % 3) for i in range(sessions)])
    assert limits is not None
    assert (limits.kind, limits.sessions) == (kind, sessions)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_shares_of_nothing_or_all_show_no_spread_however_many_people_they_rest_on(share: float) -> None:
    people = [410, 380, 455, 390, 1200, 402]
    assert xmr_limits([share] * 6, "logit", people) is None
    assert xmr_limits([share] * 5 + [0.02], "logit", people) is not None


def test_equal_sessions_show_no_spread_to_judge_by() -> None:
    assert xmr_limits([4.0] * 8) is None
    assert xmr_limits([0.1] * 8, "log") is None


def test_a_single_value_has_no_step() -> None:
    with pytest.raises(ValueError, match="two values"):
        individuals([3.0])


def test_money_is_judged_by_ratio() -> None:
    # 100 and 200 in turn: on the log scale centre sqrt(100 * 200) = 141.42, every step ln 2, limits x and / 2^2.65868
    limits = xmr_limits([100, 200] * 3, "log")
    assert limits is not None
    factor = 2 ** (3 * math.sqrt(math.pi) / 2)
    assert limits.centre == pytest.approx(math.sqrt(100 * 200))
    assert limits.upper == pytest.approx(math.sqrt(100 * 200) * factor)
    assert limits.lower == pytest.approx(math.sqrt(100 * 200) / factor)
    assert [limits.place(value) for value in (0, 20, 140, 1000)] == ["below", "below", "inside", "above"]


def test_a_session_without_sales_falls_back_to_the_plain_scale() -> None:
    limits = xmr_limits([0, 5, 3, 4, 6], "log", floor=0)
    assert limits is not None
    assert (limits.scale, limits.lower) == ("plain", 0)


def test_shares_keep_between_nothing_and_everybody() -> None:
    limits = xmr_limits([0.01, 0.2, 0.02, 0.15, 0.01], "logit")
    assert limits is not None
    assert 0 < limits.lower < limits.centre < limits.upper < 1
    assert limits.scale == "logit"


def test_a_share_of_nobody_is_half_a_person() -> None:
    # 0 of 20 -> .5 / 21; 20 of 20 -> 20.5 / 21; 3 of 20 stays
    assert continued_share(0.0, 20) == pytest.approx(0.5 / 21)
    assert continued_share(1.0, 20) == pytest.approx(20.5 / 21)
    assert continued_share(0.15, 20) == 0.15
    with_people = xmr_limits([0.0, 0.05, 0.1, 0.05, 0.1], "logit", n=[20] * 5)
    without = xmr_limits([0.0, 0.05, 0.1, 0.05, 0.1], "logit")
    assert with_people is not None
    assert with_people.scale == "logit"
    assert without is not None
    assert (without.scale, without.lower) == ("plain", 0.0)


def test_nobody_of_few_is_not_judged_like_nobody_of_many() -> None:
    limits = xmr_limits([0.04, 0.06, 0.05, 0.07, 0.04], "logit", n=[50] * 5)
    assert limits is not None
    assert limits.place(0.0, n=20) == "inside"  # .5 / 21 = 2.4 %
    assert limits.place(0.0, n=20_000) == "below"


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="share"):
        xmr_limits([3.0, 4.0, 3.0, 4.0, 3.0], "logit")


def test_an_extreme_session_is_expected_to_come_back_by_itself() -> None:
    limits = xmr_limits([10, 12, 11, 13, 12])
    assert limits is not None
    assert limits.rebound(8.0) == pytest.approx(3.6)  # centre 11.6


def test_eight_in_a_row_are_a_run_and_seven_are_not() -> None:
    assert runs([1] * 7, 0.5) == []
    assert runs([0, *[1] * 8, 0], 0.5) == [Run(1, 9, "above")]
    assert runs([0.2] * 9, 0.5) == [Run(0, 9, "below")]
    assert runs([], 0.5) == []


def test_a_value_on_the_centre_ends_a_run() -> None:
    assert runs([1] * 4 + [0.5] + [1] * 4, 0.5) == []
    assert runs([0.5] * 20, 0.5) == []


def test_without_a_change_the_usual_range_alarms_seldom_and_two_sessions_alone_often() -> None:
    import numpy as np

    # 1,000 viewers, 3 % conversion wandering with sd .3 in log-odds, eight earlier sessions and a new one, 1,500 times.
    generator = np.random.default_rng(4)
    odds = np.exp(np.log(0.03 / 0.97) + generator.normal(0, 0.3, size=(1500, 9)))
    buyers = generator.binomial(1000, odds / (1 + odds))
    outside = apart = 0
    for row in buyers.tolist():
        *earlier, new = row
        limits = xmr_limits([k / 1000 for k in earlier], "logit", n=[1000] * 8)
        assert limits is not None
        outside += limits.place(new / 1000, 1000) != "inside"
        difference = newcombe(new, 1000, earlier[-1], 1000)
        assert difference is not None
        apart += not difference.interval.low <= 0 <= difference.interval.high
    assert outside / 1500 == pytest.approx(0.031, abs=0.015)
    assert apart / 1500 == pytest.approx(0.30, abs=0.05)


def test_skewed_money_alarms_less_on_the_log_scale() -> None:
    draw = random.Random(5)  # noqa: S311  numbers for a test, no secret
    plain = log = 0
    for _ in range(2000):
        *earlier, new = (math.exp(draw.gauss(8, 0.5)) for _ in range(9))
        on_plain, on_log = xmr_limits(earlier), xmr_limits(earlier, "log")
        assert on_plain is not None
        assert on_log is not None
        plain += on_plain.place(new) != "inside"
        log += on_log.place(new) != "inside"
    assert log / 2000 == pytest.approx(0.031, abs=0.012)
    assert plain > 1.4 * log

from __future__ import annotations

import math

import numpy as np
import pytest

from rex.moments.baseline import FAST
from rex.moments.dispersion import PURE_CHANCE
from rex.moments.rituals import ritual
from rex.moments.search import Yardstick
from rex.moments.selling import around, selling
from rex.moments.series import Span
from rex.moments.strength import extra, height, lift, score, shrunk

USUAL = Yardstick(np.full(720, 5.0), PURE_CHANCE, PURE_CHANCE, 1.0, FAST, (3,))


def test_an_exact_ratio_is_not_drawn_towards_one() -> None:
    assert shrunk(math.log(3), 0.0) == pytest.approx((3, 3, 3))


def test_a_ratio_as_unsure_as_moments_differ_goes_half_way() -> None:
    # trust 0.49 / (0.49 + 0.49) = 1/2; log 4 / 2 = log 2; spread 1.96 * sqrt(1/2) * 0.7 = 0.970150
    found = shrunk(math.log(4), 0.7)
    assert found.value == pytest.approx(2)
    assert found.high == pytest.approx(2 * math.exp(0.970150), rel=1e-5)


def test_the_lift_has_the_error_of_the_window_and_of_its_ground() -> None:
    # 120 people in 12 bins where 60 are due: variance 1/120 + 1/300 (60 bins of 5) = 0.011667
    trust = 0.49 / (0.49 + 1 / 120 + 1 / 300)
    assert lift(120, USUAL, 100, 112).value == pytest.approx(math.exp(trust * math.log(2)))


def test_extra_messages_are_what_the_lift_adds_to_those_due() -> None:
    assert extra(Span(2.0, 1.5, 3.0), 40) == (40, 20, 80)


def test_the_height_is_the_busiest_ten_seconds_in_standard_units() -> None:
    counts = np.full(720, 5.0)
    counts[101:103] = 20.0
    assert height(counts, USUAL, 98, 106) == pytest.approx((40 - 10) / math.sqrt(10))


def test_the_score_is_logarithmic_and_never_below_zero() -> None:
    assert score(math.e - 1) == pytest.approx(1)
    assert score(-3) == 0


def test_what_starts_in_the_first_two_minutes_is_the_greeting() -> None:
    assert ritual(100, 130, 3600) == ("start",)
    assert ritual(121, 130, 3600) == ()
    assert ritual(3400, 3490, 3600) == ("end",)
    assert ritual(40, 45, 300) == ()  # a tenth of five minutes is half a minute


def test_orders_are_compared_with_those_due_to_the_viewers_present() -> None:
    counts = np.zeros(720)
    counts[::12] = 1.0  # one a minute
    counts[360:372] += 2.0
    share = np.ones(720)
    aside = np.zeros(720, dtype=np.bool_)
    aside[360:384] = True
    sold = selling(counts, share, aside)
    assert sold is not None
    found, units = around(sold, 1800.0, 1860.0)
    # 24 + 2 in two minutes, 58 / 696 * 24 = 2 due
    assert found.value == pytest.approx(24)
    # Garwood for 26: 16.984 to 38.096
    assert found.low == pytest.approx(16.984 - 2, abs=0.01)
    assert found.high == pytest.approx(38.096 - 2, abs=0.01)
    assert units == pytest.approx(24 / math.sqrt(2))


def test_under_five_orders_there_is_no_usual() -> None:
    counts = np.zeros(720)
    counts[:4] = 1.0
    assert selling(counts, np.ones(720), np.zeros(720, dtype=np.bool_)) is None

from __future__ import annotations

import numpy as np
import pytest

from rex.stats.shift import Exposure, following

FLAT = Exposure([], 1000)


def test_the_expected_number_by_hand() -> None:
    # One moment at 200, window 100: a tenth of the time. 3 events inside, 9 outside: expected 9 x 100 / 900 = 1.
    events = [200, 250, 299, *range(300, 1000, 80)]
    found = following([200], events, FLAT, 1000, 100, np.random.default_rng(1))
    assert found is not None
    assert (found.inside, found.expected, found.share) == (3, pytest.approx(1), pytest.approx(0.1))


def test_windows_that_overlap_count_an_event_and_a_minute_once() -> None:
    # 200 to 300 and 250 to 350 are 150 together.
    found = following([200, 250], [260, 700], FLAT, 1000, 100, np.random.default_rng(1))
    assert found is not None
    assert (found.inside, found.share) == (1, pytest.approx(0.15))


def test_a_larger_audience_lets_expect_more() -> None:
    # 100 people until 500, 300 from then on: 40 of 200 thousand people-times in 500 to 633.3 are a fifth.
    crowd = Exposure([(0, 100), (500, 300)], 1000)
    assert crowd.whole == pytest.approx(200_000)
    found = following([500], [510, 100, 200, 900, 950], crowd, 1000, 400 / 3, np.random.default_rng(1))
    assert found is not None
    assert found.share == pytest.approx(0.2)
    assert found.expected == pytest.approx(4 * 0.2 / 0.8)


def test_the_audience_before_the_first_sample_is_unknown_and_counts_for_nothing() -> None:
    assert Exposure([(250, 4)], 1000).whole == pytest.approx(3000)


@pytest.mark.parametrize(("moments", "events"), [([100], [110, 120]), ([100], []), ([0, 250, 500, 750], [600, 700])])
def test_without_anything_to_compare_there_is_no_result(moments: list[float], events: list[float]) -> None:
    window = 250 if len(moments) == 4 else 100
    assert following(moments, events, FLAT, 1000, window, np.random.default_rng(1)) is None


def test_events_tied_to_the_moments_stand_out_and_shifted_ones_do_not() -> None:
    draw = np.random.default_rng(7)
    moments = draw.uniform(0, 3600, 12)
    tied = [*(m + draw.uniform(0, 60) for m in moments), *draw.uniform(0, 3600, 20)]
    free = draw.uniform(0, 3600, 32)
    flat = Exposure([], 3600)
    with_them = following(moments.tolist(), tied, flat, 3600, 60, np.random.default_rng(1))
    without = following(moments.tolist(), free.tolist(), flat, 3600, 60, np.random.default_rng(1))
    assert with_them is not None
    assert without is not None
    assert with_them.p == pytest.approx(0.001)
    assert without.p > 0.1


def test_luck_is_called_something_as_often_as_it_is_promised() -> None:
    # 400 shows with bursts of moments and none tied to an order: p <= .1 in about 40, at most 3 standard errors more.
    draw, called, shows = np.random.default_rng(3), 0, 0
    for _ in range(400):
        moments = np.concatenate([draw.normal(at, 40, 6) for at in draw.uniform(200, 3400, 4)]) % 3600
        found = following(
            moments.tolist(), draw.uniform(0, 3600, 25).tolist(), Exposure([], 3600), 3600, 180, draw, shifts=199
        )
        if found is not None:
            shows += 1
            called += found.p <= 0.1
    assert shows > 380
    assert called / shows <= 0.1 + 3 * (0.09 / shows) ** 0.5


def test_the_same_seed_gives_the_same_chance() -> None:
    one, two = (
        following([100, 400], [120, 430, 800, 900], FLAT, 1000, 100, np.random.default_rng(9)) for _ in range(2)
    )
    assert one is not None
    assert two is not None
    assert one.p == two.p
    assert (one.by_luck == two.by_luck).all()


def test_a_show_too_short_to_turn_in_has_no_result() -> None:
    assert following([100], [110, 400], FLAT, 1000, 201, np.random.default_rng(1)) is None
    assert following([100], [110, 400], FLAT, 1000, 200, np.random.default_rng(1)) is not None


def test_bursts_that_nothing_ties_are_called_something_no_more_often_than_promised() -> None:
    # 600 shows of 30 minutes, a burst of orders and one of mentions: p <= .05 in about 30, 3 standard errors more.
    draw, called = np.random.default_rng(5), 0
    for _ in range(600):
        mentions = (draw.uniform(0, 1800) + draw.uniform(0, 60, 6)) % 1800
        orders = np.concatenate([(draw.uniform(0, 1800) + draw.uniform(0, 120, 12)) % 1800, draw.uniform(0, 1800, 12)])
        found = following(mentions.tolist(), orders.tolist(), Exposure([], 1800), 1800, 180, draw, shifts=199)
        called += found is not None and found.p <= 0.05
    assert called <= 30 + 3 * (600 * 0.05 * 0.95) ** 0.5


def test_of_the_people_before_the_start_the_last_count_holds_and_no_crowd_of_the_warm_up() -> None:
    # 900 waited ten minutes before, 300 were left a minute before, 100 from the second minute on.
    steps = [(-600_000.0, 900.0), (-60_000.0, 300.0), (60_000.0, 100.0)]
    audience = Exposure(steps, 180_000.0)
    assert audience.whole == 300 * 60_000 + 100 * 120_000
    assert Exposure([(-600_000.0, 900.0)], 60_000.0).whole == 900 * 60_000

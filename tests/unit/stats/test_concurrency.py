from __future__ import annotations

import pytest

from rex.stats.concurrency import IDENTITY_TOLERANCE, Visit, identity_gap, presence, step_average


def test_two_devices_of_one_viewer_count_once() -> None:
    found = presence([Visit("a", 0, 100), Visit("a", 50, 150), Visit("b", 100, 200)], 0, 300)
    # a 150 + b 100 = 250 viewer-seconds of 300; a and b together from 100
    assert (found.unique_viewers, found.watch_time, found.peak_concurrent, found.first_time_of_peak) == (2, 250, 2, 100)
    assert found.average_concurrent == pytest.approx(250 / 300)
    assert found.average_view_duration == 125


def test_a_seat_handed_over_is_one_viewer_at_a_time() -> None:
    assert presence([Visit("a", 0, 60), Visit("b", 60, 120)], 0, 120).peak_concurrent == 1


def test_splitting_a_visit_changes_nothing() -> None:
    whole = presence([Visit("a", 0, 100), Visit("b", 30, 80)], 0, 120)
    split = presence([Visit("b", 55, 80), Visit("a", 40, 100), Visit("a", 0, 40), Visit("b", 30, 55)], 0, 120)
    assert whole == split


def test_visits_are_cut_to_the_session() -> None:
    found = presence([Visit("a", -50, 50), Visit("b", 80, 500), Visit("c", 300, 400)], 0, 100)
    assert (found.unique_viewers, found.watch_time) == (2, 70)


def test_nobody_there_has_no_view_duration() -> None:
    found = presence([], 0, 100)
    assert found == (0, 0, 0, 0, None, None)


def test_a_viewer_gone_at_once_is_a_viewer_without_time() -> None:
    found = presence([Visit("a", 10, 10)], 0, 100)
    assert (found.unique_viewers, found.watch_time, found.peak_concurrent) == (1, 0, 0)


def test_impossible_times_are_refused() -> None:
    with pytest.raises(ValueError, match="no length"):
        presence([], 5, 5)
    with pytest.raises(ValueError, match="before it begins"):
        presence([Visit("a", 10, 5)], 0, 100)
    with pytest.raises(ValueError, match="rise"):
        step_average([0, 20, 10], [1, 2, 3], 30)


def test_irregular_samples_are_weighed_by_time() -> None:
    # (0 * 10 + 50 * 10 + 90 * 10 + 100 * 570 + 40 * 600) / 1200 = 82400 / 1200; the plain mean says 56
    assert step_average([0, 10, 20, 30, 600], [0, 50, 90, 100, 40], 1200) == pytest.approx(82400 / 1200)
    assert step_average([], [], 10) is None
    assert step_average([10], [5], 10) is None


def test_the_identity_holds_for_visits_and_not_for_a_wrong_table() -> None:
    found = presence([Visit("a", 0, 60), Visit("b", 30, 100)], 0, 120)
    assert found.average_view_duration is not None
    parts = (found.average_concurrent, 120, found.watch_time)
    assert identity_gap(*parts, found.average_view_duration, found.unique_viewers) < IDENTITY_TOLERANCE
    assert identity_gap(*parts, found.average_view_duration, 3) == pytest.approx(1 / 3)  # 65 * 3 = 195 against 130
    assert identity_gap(0, 120, 0, 0, 0) == 0


def test_a_short_stay_inside_a_long_one_does_not_end_it() -> None:
    assert presence([Visit("a", 0, 100), Visit("a", 20, 30)], 0, 120).watch_time == 100

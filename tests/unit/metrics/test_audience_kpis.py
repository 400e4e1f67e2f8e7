from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import measured, said, unique, watching, window

PUBLISHED = Path(__file__).parents[2] / "published" / "concurrency.json"


def test_samples_far_apart_weigh_more_than_samples_close_together() -> None:
    # The plain mean of 0, 50, 90, 100, 40 is 56. Held until the next one: 0 x 10 + 50 x 10 + 90 x 10 + 100 x 570
    # + 40 x 600 = 82,400 viewer seconds; over 1,200 s that is 68.667.
    case = json.loads(PUBLISHED.read_text())["sampling_trap"]
    rows = [watching(at, people) for at, people in zip(case["times_s"], case["viewers"], strict=True)]
    found = measured(rows, frame=window(minutes=case["end_s"] / 60))
    assert found["average_concurrent"].value == pytest.approx(case["step_hold_mean"], rel=1e-9)
    assert found["watch_time"].value == pytest.approx(82_400 / 3_600, rel=1e-9)
    assert found["peak_concurrent"].value == 100


def test_the_last_sample_before_the_start_holds_from_the_start() -> None:
    # 500 an age before, 20 ten minutes before, 40 from the half hour on: (20 + 40) / 2
    found = measured(watching(-3_600, 500), watching(-600, 20), watching(1_800, 40))
    assert found["average_concurrent"].value == 30
    assert found["peak_concurrent"].value == 40
    assert found["average_concurrent"].warnings == ()


def test_a_sample_at_the_start_replaces_the_one_before_it() -> None:
    assert measured(watching(-5, 900), watching(0, 10))["peak_concurrent"].value == 10


def test_samples_after_the_end_count_nowhere() -> None:
    found = measured(watching(0, 10), watching(3_600, 900), watching(4_000, 999))
    assert (found["peak_concurrent"].value, found["average_concurrent"].value) == (10, 10)


def test_a_curve_that_starts_late_says_how_much_it_covers() -> None:
    found = measured(watching(1_800, 10))["average_concurrent"]
    assert found.value == 10
    assert said(found.warnings[0]) == "The curve covers 0.5 of the show."


def test_a_curve_that_breaks_off_speaks_of_its_own_stretch_alone() -> None:
    # 100 people, a sample each minute from 0 to 17 min: the last one holds for three, so 20 of 60 minutes are known
    found = measured(*[watching(60 * minute, 100) for minute in range(18)])
    assert found["average_concurrent"].value == 100
    assert found["watch_time"].value == pytest.approx(100 * 20 / 60, rel=1e-9)
    for kpi in ("average_concurrent", "watch_time"):
        assert [said(warning) for warning in found[kpi].warnings] == ["The curve covers 0.333333 of the show."]


def test_a_sparse_curve_holds_for_twice_its_longest_step() -> None:
    # samples at 0, 10 and 20 min: the last one holds until 40 min
    found = measured(watching(0, 30), watching(600, 30), watching(1_200, 30))
    assert found["watch_time"].value == pytest.approx(30 * 40 / 60, rel=1e-9)


def test_an_average_and_a_peak_of_each_minute_are_two_numbers() -> None:
    rows = [
        watching(at, people, metric)
        for at in (0, 60)
        for metric, people in (("concurrent_avg", 50), ("concurrent_peak", 80))
    ]
    found = measured(rows, frame=window(minutes=2))
    assert (found["average_concurrent"].value, found["peak_concurrent"].value) == (50, 80)


def test_two_samples_of_one_instant_count_as_the_higher_one() -> None:
    assert measured(watching(0, 10), watching(0, 30))["average_concurrent"].value == 30


def test_average_times_length_is_the_time_watched() -> None:
    found = measured(*[watching(at, 7 * at % 101) for at in range(0, 3_600, 97)])
    average, hours = found["average_concurrent"].value, found["watch_time"].value
    assert average is not None
    assert hours == pytest.approx(average * 1.0, rel=1e-9)  # a show of one hour


def test_unique_viewers_are_the_last_cumulative_count() -> None:
    found = measured(unique(10, 60), unique(90, 3_599), unique(70, 1_800))["unique_viewers"]
    assert (found.value, found.method) == (90, "census")


def test_people_at_once_are_not_unique_viewers() -> None:
    found = measured(watching(0, 50))["unique_viewers"]
    assert (found.status, found.value) == ("not_applicable", None)
    assert "curve" in said(found.why)


@pytest.mark.parametrize("kpi", ["peak_concurrent", "average_concurrent", "watch_time"])
def test_unique_viewers_alone_are_no_curve(kpi: str) -> None:
    found = measured(unique(500))[kpi]
    assert (found.status, found.value) == ("not_applicable", None)
    assert found.why is not None


@pytest.mark.parametrize("kpi", ["peak_concurrent", "average_concurrent", "watch_time", "chat_rate", "messages"])
def test_a_show_without_length_divides_by_nothing(kpi: str) -> None:
    from tests.builders import message

    found = measured(watching(0, 50), [message(n) for n in range(20)], frame=window(minutes=0))[kpi]
    assert found.value in (None, 0)

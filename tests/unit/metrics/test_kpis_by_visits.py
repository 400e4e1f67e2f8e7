"""The audience from a list of who came and left, where nobody polled how many were watching."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from rex.metrics.compute import met_by
from rex.model.tables import PresenceRow
from rex.stats.concurrency import Visit, presence
from tests.builders import START_MS, FactsInMemory, measured, message, metrics, order, said, unique, watching, window

PUBLISHED = Path(__file__).parents[2] / "published" / "concurrency.json"
CURVE = ("peak_concurrent", "average_concurrent", "watch_time")
WARNING = "Taken from the list of who came and left: these files hold no viewer curve or count."


def stay(person: str | None, came_s: float, left_s: float | None, **more: object) -> PresenceRow:
    """Make a stay, in seconds from the start; one without an end has an unknown end."""
    came = round(came_s * 1000)
    left = None if left_s is None else START_MS + round(left_s * 1000)
    row = PresenceRow(person=person, t_ms=START_MS + came, offset_ms=came, leave_ms=left)
    for name, value in more.items():
        setattr(row, name, value)
    return row


def there(person: str) -> PresenceRow:
    """Make somebody who was there at an unknown time."""
    return PresenceRow(person=person)


def minutes(person: str, came: float, left: float) -> PresenceRow:
    return stay(person, 60 * came, 60 * left)


# Ana comes twice and overlaps herself: 0 to 30 and 20 to 50, 50 minutes together (not 60). Bo: 10 to 60. Cy: 40 to 70,
# of which 20 are in the show. Steps: 1 until 10, 2 until 40, 3 until 50, 2 until 60.
THREE = [minutes("ana", 0, 30), minutes("ana", 20, 50), minutes("bo", 10, 60), minutes("cy", 40, 70)]


def test_three_people_give_the_curve_that_one_draws_by_hand() -> None:
    # 10 x 1 + 30 x 2 + 10 x 3 + 10 x 2 = 120 minutes = 50 + 50 + 20; over 60 minutes 2 people on average
    found = measured(THREE)
    assert found["unique_viewers"].value == 3
    assert found["peak_concurrent"].value == 3
    assert found["average_concurrent"].value == 2
    assert found["watch_time"].value == 2


def test_the_curve_is_looked_at_once_a_minute() -> None:
    with FactsInMemory(THREE, window()) as facts:
        rows = facts.rows("SELECT offset_ms, value FROM audience_samples ORDER BY offset_ms")
        (covered,) = facts.rows("SELECT sum(lasts_ms) FROM audience")
    assert [at for at, _ in rows] == [60_000 * n for n in range(60)]
    assert [value for _, value in rows] == [1] * 10 + [2] * 30 + [3] * 10 + [2] * 10
    assert covered == (3_600_000,)


def test_every_number_says_that_a_list_told_it() -> None:
    found = measured(THREE)
    for kpi in ("unique_viewers", *CURVE):
        assert [said(warning) for warning in found[kpi].warnings] == [WARNING]
        assert found[kpi].sums["by_visits"] == 1


def test_a_person_on_two_devices_is_one_viewer() -> None:
    found = measured(minutes("ana", 0, 30), minutes("ana", 0, 60), minutes("ana", 5, 10))
    assert (found["unique_viewers"].value, found["peak_concurrent"].value) == (1, 1)
    assert found["watch_time"].value == 1


def test_a_seat_handed_over_is_one_viewer() -> None:
    found = measured(minutes("ana", 0, 30), minutes("bo", 30, 60))
    assert (found["peak_concurrent"].value, found["average_concurrent"].value) == (1, 1)


def test_who_came_before_the_start_counts_from_the_start() -> None:
    found = measured(minutes("ana", -30, 30))
    assert (found["watch_time"].value, found["average_concurrent"].value) == (0.5, 0.5)


def test_before_the_first_came_nobody_was_there() -> None:
    # 10 people from 30 to 60: an average of 5 over the hour, not of 10 over half of it; the list is complete
    found = measured([minutes(f"p{n}", 30, 60) for n in range(10)])
    assert found["average_concurrent"].value == 5
    assert [said(warning) for warning in found["average_concurrent"].warnings] == [WARNING]


def test_a_polled_curve_wins_and_nothing_is_mixed() -> None:
    found = measured(THREE, watching(0, 500))
    assert (found["peak_concurrent"].value, found["average_concurrent"].value) == (500, 500)
    assert found["unique_viewers"].status == "not_applicable"
    for kpi in CURVE:
        assert found[kpi].warnings == ()
        assert "by_visits" not in found[kpi].sums


def test_the_platform_s_own_count_of_people_wins() -> None:
    found = measured(THREE, unique(900))
    assert (found["unique_viewers"].value, found["unique_viewers"].warnings) == (900, ())
    assert "by_visits" not in found["unique_viewers"].sums
    assert found["peak_concurrent"].value == 3


def test_people_whose_times_are_unknown_are_people_and_no_curve() -> None:
    found = measured(there("ana"), there("bo"), there("ana"))
    assert found["unique_viewers"].value == 2
    for kpi in CURVE:
        assert (found[kpi].status, found[kpi].value) == ("not_applicable", None)


def test_whose_end_is_unknown_was_there_and_watched_for_no_known_time() -> None:
    found = measured(stay("ana", 60, None), stay("bo", 0, 3600))
    assert (found["unique_viewers"].value, found["peak_concurrent"].value) == (2, 1)


def test_who_came_only_to_the_rehearsal_or_after_the_end_was_not_there() -> None:
    found = measured(minutes("ana", -90, -10), minutes("bo", 61, 90), minutes("cy", 0, 60))
    assert (found["unique_viewers"].value, found["watch_time"].value) == (1, 1)


def test_a_list_of_another_day_says_nothing_of_this_show() -> None:
    found = measured(minutes("ana", -1440, -1400))
    for kpi in ("unique_viewers", *CURVE):
        assert (found[kpi].status, found[kpi].value) == ("not_applicable", None)
        assert found[kpi].why is not None


def test_stays_without_a_person_are_a_person_each_and_repeats_count_nowhere() -> None:
    found = measured(
        stay(None, 0, 3600, row_id="a"), stay(None, 0, 3600, row_id="b"), stay("cy", 0, 3600, dup_of="other")
    )
    assert (found["unique_viewers"].value, found["peak_concurrent"].value) == (2, 2)


def test_shares_and_money_of_viewers_work_from_visits_alone() -> None:
    # 40 people; 10 of them write: 10 / 40. 30 orders of 10.00 of 30 customers: 30 / 40 and 300.00 / 40 = 7.50 each
    rows = [minutes(f"p{n}", 0, 60) for n in range(40)]
    chat = [message(n, f"w{n % 10}") for n in range(20)]
    orders = [row for n in range(30) for row in order(str(n), 1_000)]
    found = measured(rows, chat, orders)
    assert found["participation"].value == 0.25
    assert found["conversion_rate"].value == 0.75
    assert found["revenue_per_viewer"].value == 750
    for kpi in ("participation", "conversion_rate", "revenue_per_viewer"):
        assert WARNING in [said(warning) for warning in found[kpi].warnings]


@pytest.mark.parametrize("number", [0, 1])
def test_published_cases_of_concurrent_viewers(number: int) -> None:
    case = json.loads(PUBLISHED.read_text())["cases"][number]
    rows = [stay(who, came, left) for came, left, who in case["intervals_join_leave_viewer"]]
    found = measured(rows, frame=window(minutes=case["session"][1] / 60))
    assert found["unique_viewers"].value == case["unique_viewers"]
    assert found["peak_concurrent"].value == case["peak_concurrent"]
    assert found["average_concurrent"].value == pytest.approx(case["average_concurrent"], rel=1e-9)
    assert found["watch_time"].value == pytest.approx(case["watch_time_s"] / 3600, rel=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_the_engine_and_the_arithmetic_room_add_up_the_same_visits(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seeded test
    visits = []
    for _ in range(chance.randint(1, 60)):
        came = chance.randint(-1200, 4500)
        visits.append(Visit(f"p{chance.randint(1, 12)}", came, came + chance.randint(0, 2400)))
    expected = presence(visits, 0, 3600)
    found = measured([stay(*visit) for visit in visits])
    assert found["unique_viewers"].value == (expected.unique_viewers or None)
    if expected.watch_time:
        assert found["peak_concurrent"].value == expected.peak_concurrent
        assert found["average_concurrent"].value == pytest.approx(expected.average_concurrent, rel=1e-9)
        assert found["watch_time"].value == pytest.approx(expected.watch_time / 3600, rel=1e-9)


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert measured(THREE[::-1]) == measured(THREE)


@pytest.mark.parametrize("kpi", ["unique_viewers", *CURVE])
def test_a_show_without_length_divides_by_nothing(kpi: str) -> None:
    assert measured(THREE, frame=window(minutes=0))[kpi].value in (None, 0, 1)


@pytest.mark.parametrize(
    ("there", "tables"),
    [
        ({"sales", "viewers", "presence"}, ("sales", "viewers")),
        ({"sales", "presence"}, ("sales", "presence")),
        ({"presence"}, ("sales", "presence")),
        (set(), ("sales", "viewers")),
    ],
)
def test_the_tables_behind_a_kpi_are_those_that_are_there(there: set[str], tables: tuple[str, ...]) -> None:
    assert met_by(metrics()["conversion_rate"].needs, there) == tables

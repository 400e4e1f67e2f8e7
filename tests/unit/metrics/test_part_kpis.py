from __future__ import annotations

import pytest

from tests.builders import measured, message, said, unique, watching, window


@pytest.mark.parametrize(
    "mark",
    [
        {"role": "host"},
        {"role": "moderator"},
        {"role": "bot"},
        {"role": "system"},
        {"deleted": True},
        {"spam": True},
        {"dup_of": "x"},
    ],
)
def test_only_viewers_own_words_count(mark: dict[str, str | bool]) -> None:
    found = measured(message(5, "ana"), message(6, "leo", **mark))
    assert (found["messages"].value, found["unique_chatters"].value) == (1, 1)


def test_messages_of_members_and_giveaways_count() -> None:
    found = measured(message(5, member=True), message(6, giveaway=True))
    assert found["messages"].value == 2


def test_only_the_show_counts() -> None:
    lost = message(9)
    lost.offset_ms = None
    found = measured(message(-1), message(0), message(3_599.999), message(3_600), lost)
    assert found["messages"].value == 2


def test_who_writes_twice_is_one_person() -> None:
    assert measured(message(1, "ana"), message(2, "ana"), message(3, "leo"))["unique_chatters"].value == 2


def test_a_chat_without_names_cannot_count_people() -> None:
    found = measured(message(1, None), unique(100))
    assert found["messages"].value == 1
    assert {found[kpi].status for kpi in ("unique_chatters", "participation")} == {"not_applicable"}


def test_a_silent_chat_is_nobody_of_everybody() -> None:
    found = measured(message(1, "host", role="host"), unique(100))
    assert (found["messages"].value, found["unique_chatters"].value, found["participation"].value) == (0, 0, 0)


def test_participation_is_people_of_people() -> None:
    rows = [message(n, f"p{n % 20}") for n in range(60)]
    found = measured(rows, unique(200))["participation"]
    # 20 of 200; Wilson: (20 + 1.9207) / 203.8415 -+ 1.959964 sqrt(20 x 180 / 200 + 0.960365) / 203.8415
    assert (found.value, found.k, found.n) == (0.1, 20, 200)
    assert (found.low, found.high) == pytest.approx((0.06566, 0.14942), abs=1e-4)


def test_more_people_who_wrote_than_watched_is_a_mistake_in_the_files() -> None:
    found = measured([message(n, f"p{n}") for n in range(41)], unique(40))["participation"]
    assert (found.status, found.value) == ("not_applicable", None)


def test_participation_of_nobody_and_of_an_unknown_number_are_told_apart() -> None:
    nobody, unknown = (measured(message(1), v)["participation"] for v in (unique(0), watching(0, 9)))
    assert said(nobody.why) != said(unknown.why)


def test_chat_rate_is_messages_by_minute_with_the_spread_of_its_blocks() -> None:
    # Four blocks of five minutes with 10, 20, 30, 40 messages: 100 in 20 minutes is 5 a minute. Mean of a block 25,
    # variance (3,000 - 4 x 625) / 3 = 166.67, error 6.455, t(3) = 3.182446: 25 -+ 20.5427, a fifth of it a minute.
    rows = [message(300 * block + n, f"p{n}") for block, count in enumerate((10, 20, 30, 40)) for n in range(count)]
    found = measured(rows, frame=window(minutes=20))["chat_rate"]
    assert (found.value, found.n) == (5, 100)
    assert (found.low, found.high) == pytest.approx((0.89146, 9.10854), abs=1e-4)


def test_quiet_blocks_widen_the_interval() -> None:
    rows = [message(n) for n in range(30)]
    short, long = (measured(rows, frame=window(minutes=m))["chat_rate"] for m in (5, 30))
    assert (short.value, short.low) == (6, None)  # one block: no spread was seen
    assert (long.value, long.low) == (1, 0)
    assert long.high is not None
    assert long.high > 2


@pytest.mark.parametrize(("count", "status"), [(9, "insufficient"), (10, "measured")])
def test_a_rate_needs_ten_messages(count: int, status: str) -> None:
    found = measured([message(n) for n in range(count)])["chat_rate"]
    assert found.status == status


def test_a_block_cut_short_by_the_end_leaves_the_rate_in_the_middle() -> None:
    rows = [message(60 * n + 30) for n in range(12)]
    found = measured(rows, frame=window(minutes=12))["chat_rate"]
    assert found.value == 1
    assert found.low is not None
    assert found.high is not None
    assert found.low < 1 < found.high

from __future__ import annotations

import pytest

from rex.questionnaire.showtime import clock, seconds, told_at

HOUR = 62 * 60.0


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("00:20", 1200),  # hours and minutes, as on every axis
        ("00:45:50", 2750),  # 45 * 60 + 50
        ("45:50", 2750),  # 45 hours are not in this show: minutes and seconds
        ("01:02", 3720),
        ("1:10", 4200),  # ran over the plan by eight minutes
        ("minute 20", 1200),
        ("min. 20", 1200),
        ("20", 1200),
        ("20 min", 1200),
        ("19 minutos", 1140),
        ("300", None),  # behind the end of the show
        ("1.5 min", None),
        ("00:75", None),
        ("99:59", None),
        ("1:2:3:4", None),
    ],
)
def test_a_time_is_read_as_it_stands_on_the_axis(text: str, at: int | None) -> None:
    assert seconds(text, HOUR) == at


@pytest.mark.parametrize(
    ("text", "at", "rest"),
    [
        ("00:20 half-face test", 1200, "half-face test"),
        ("00:20: half-face test", 1200, "half-face test"),
        ("half-face test at 00:20", 1200, "half-face test at 00:20"),
        ("about minute 20, the test", 1200, "about minute 20, the test"),
        ("sold 10:1 better", None, "sold 10:1 better"),
        ("a los 19 minutos se cortó", 1140, "se cortó"),
        ("20 people left", None, "20 people left"),
        ("in 300 minutes", None, "in 300 minutes"),
        ("20 min: the test", 1200, "the test"),
        ("we started 15 min late", None, "we started 15 min late"),
        ("the last 5 minutes were weak", None, "the last 5 minutes were weak"),
        ("no time", None, "no time"),
    ],
)
def test_a_time_in_words_is_found_and_its_words_are_kept(text: str, at: int | None, rest: str) -> None:
    assert told_at(text, HOUR) == (at, rest)


def test_a_time_is_written_with_hours() -> None:
    assert clock(2750) == "00:45:50"
    assert clock(3 * 3600 + 61.4) == "03:01:01"

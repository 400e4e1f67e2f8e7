from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import pytest

from rex.importers.chat_lines import MOST_LINES, DayClock, clock_of, entries
from rex.importers.zone_names import zone_named


def opens(line: str) -> str | None:
    return line[2:] if line.startswith("> ") else None


def test_lines_make_up_entries() -> None:
    lines = ["title\r\n", "\n", "> a\r\r\n", " \t\n", "more\n", "> b\x00\n"]
    found = list(entries(lines, opens, goes_on=True))
    assert [(one.number, one.line, one.opening, one.lines) for one in found] == [
        (1, 1, None, ["title"]), (2, 3, "a", ["> a", "more"]), (3, 6, "b", ["> b"]),
    ]  # fmt: skip
    assert found[1].text("a") == "a\nmore"


def test_where_messages_have_one_line_every_line_is_an_entry() -> None:
    found = list(entries(["> a\n", "more\n"], opens, goes_on=False))
    assert [(one.number, one.opening) for one in found] == [(1, "a"), (2, None)]


def test_an_entry_does_not_grow_without_end() -> None:
    found = list(entries(["> a\n", *["x\n"] * (MOST_LINES + 5)], opens, goes_on=True))
    assert [len(one.lines) for one in found] == [MOST_LINES, 6]
    assert found[1].opening is None


def walls(clock: DayClock, *times: str) -> list[str]:
    found = []
    for text in times:
        moment = clock_of(text)
        assert moment is not None
        wall = clock.at(moment)
        found.append("" if wall is None else wall.isoformat(" "))
    return found


def test_clocks_of_the_day_pass_midnight_and_follow_what_is_told() -> None:
    clock = DayClock(datetime(2026, 11, 20, 19))  # noqa: DTZ001 - a wall clock
    assert walls(clock, "18:50:00", "23:59:59", "00:00:01", "00:00:00") == [
        "2026-11-20 18:50:00", "2026-11-20 23:59:59", "2026-11-21 00:00:01", "2026-11-21 00:00:00",
    ]  # fmt: skip
    clock.told(datetime(2026, 12, 1, 0, 0, 5))  # noqa: DTZ001 - a wall clock
    assert walls(clock, "18:00:00") == ["2026-12-01 18:00:00"]  # silent until the evening


def test_the_first_clock_may_lie_on_the_day_before_or_after_the_start() -> None:
    late = DayClock(datetime(2026, 11, 20, 0, 10))  # noqa: DTZ001 - a wall clock
    assert walls(late, "23:55:00") == ["2026-11-19 23:55:00"]
    early = DayClock(datetime(2026, 11, 20, 23, 50))  # noqa: DTZ001 - a wall clock
    assert walls(early, "00:05:00") == ["2026-11-21 00:05:00"]
    assert walls(DayClock(None), "00:05:00") == [""]


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("UTC", 0), ("CEST", 2), ("cet", 2), ("Romance Daylight Time", 2), ("Eastern Daylight Time", -4),
        ("Tokyo Standard Time", 9), ("CST", None), ("", None), ("hora de verano romance", None),
    ],
)  # fmt: skip
def test_zones_by_the_names_that_programs_write(name: str, hours: int | None) -> None:
    zone: tzinfo | None = zone_named(name)
    july = datetime(2026, 7, 1, 12, tzinfo=zone)
    found = None if zone is None else july.utcoffset()
    assert found == (None if hours is None else timedelta(hours=hours))

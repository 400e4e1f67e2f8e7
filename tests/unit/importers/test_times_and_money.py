from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rex.importers.clock import SourceClock
from rex.importers.columns import Samples, quality_of
from rex.importers.money import Money, decimal_sign, parse_money
from rex.importers.times import date_order, parse_offset_ms, parse_wall
from rex.model.session import ClockSetting, Session


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1:02:03", 3_723_000),
        ("-0:05", -5_000),
        ("00:18:10.250", 1_090_250),
        ("12,5", 12_500),
        ("75", 75_000),
        ("1e400", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_counts_from_the_start(text: str, ms: int | None) -> None:
    assert parse_offset_ms(text) == ms


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-05-31 23:06:05 -0700", "2023-05-31T23:06:05-07:00"),
        ("31/12/2023 22:36", "2023-12-31T22:36:00"),
        ("12/31/2021 12:48:07", "2021-12-31T12:48:07"),
        ("2024/05/01 6:03:11 p. m. GMT+2", "2024-05-01T18:03:11+02:00"),
        ("2024-05-01T18:03:11.250Z", "2024-05-01T18:03:11.250000+00:00"),
        ("05/12/2026 12:05 AM", "2026-12-05T00:05:00"),
        ("31/02/2026 10:00", None),
        ("9999-12-31 10:00", None),
        ("1899-12-30 19:00:00", None),  # a spreadsheet's hour without a day
    ],
)
def test_dates_with_times(text: str, iso: str | None) -> None:
    order = date_order([text])
    found = parse_wall(text, order)
    assert (None if found is None else found.isoformat()) == iso


def test_the_order_of_ambiguous_dates_is_that_which_lies_near_the_show() -> None:
    dates = Samples()
    for cell in ("03/11/2026 10:00", "04/11/2026 11:00"):
        dates.add(cell)
    assert dates.order(datetime(2026, 11, 3)) == "dmy"  # noqa: DTZ001 - a wall clock
    assert dates.order(datetime(2026, 3, 11)) == "mdy"  # noqa: DTZ001 - a wall clock
    assert dates.order(None) == "dmy"


@pytest.mark.parametrize(
    ("text", "quality"),
    [
        ("2026-11-20 19:00", "minute"),
        ("2026-11-20T19:00:00+01:00", "exact"),
        ("2026-11-20T19:00+01:00", "minute"),
        ("20/11/2026", "day"),
    ],
)
def test_how_fine_a_time_is_written(text: str, quality: str) -> None:
    assert quality_of(text) == quality


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("1.234,50 €", Money(123_450, "EUR")),
        ("US$5.00", Money(500, "USD")),
        ("¥1,500", Money(1500, "JPY")),
        ("€2,00", Money(200, "EUR")),
        ("-12.50 USD", Money(-1250, "USD")),
        ("n/a", None),
        ("", None),
    ],
)
def test_amounts_as_platforms_write_them(text: str, money: Money | None) -> None:
    assert parse_money(text) == money


def test_a_whole_column_tells_its_decimal_sign() -> None:
    assert decimal_sign(["1.049,80", "5,5"]) == ","
    assert decimal_sign(["1,049.80", "5.5"]) == "."
    assert parse_money("1,500", decimal=",") == Money(150, None)


def session(**more: object) -> Session:
    start = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    return Session.model_validate({"id": "s", "title": "s", "start": start, "timezone": "Europe/Madrid", **more})


def test_the_hour_that_the_clock_shows_twice_follows_the_order_of_the_file() -> None:
    clock = SourceClock(session())
    # 25 October 2026, Madrid: 03:00 becomes 02:00. 02:50 is 00:50 UTC; the 02:10 after it is 01:10 UTC.
    walls = [datetime(2026, 10, 25, 2, minute) for minute in (10, 50, 10, 50)]  # noqa: DTZ001 - wall clocks
    assert [clock.at_wall(wall).offset_ms for wall in walls] == [m * 60_000 for m in (10, 50, 70, 110)]


def test_the_hour_shown_twice_in_a_file_with_the_newest_row_first() -> None:
    clock = SourceClock(session())
    walls = [datetime(2026, 10, 25, h, m) for h, m in ((3, 20), (3, 5), (2, 50), (2, 10), (2, 50), (2, 10), (1, 30))]  # noqa: DTZ001 - wall clocks
    assert [clock.at_wall(wall).offset_ms for wall in walls] == [m * 60_000 for m in (140, 125, 110, 70, 50, 10, -30)]


def test_origin_and_skew_move_a_clock_and_the_span_follows() -> None:
    clock = SourceClock(session(), ClockSetting(origin_s=60, skew_s=2))
    assert clock.at_offset(0).offset_ms == 58_000
    assert clock.span() == ("2026-10-25T00:00:58Z", "2026-10-25T00:00:58Z")


def test_a_time_that_no_show_could_have_is_unknown_and_not_in_the_span() -> None:
    clock = SourceClock(session())
    assert clock.at_offset(10**15).t_ms is None
    assert clock.at_utc(10**17).t_ms is None
    assert clock.span() == (None, None)


def test_without_a_start_an_offset_stays_an_offset() -> None:
    clock = SourceClock(Session(id="s", title="s"))
    clock.at_offset(1500)
    clock.at_offset(500)
    assert clock.span() == ("0.5", "1.5")


@pytest.mark.parametrize(
    "text",
    [
        "(10.00)",
        "10.00-",
        "-10.00",
        "(€10,00)",
        "( 10.00 € )",
        "10,00 €-",
        "\u221210.00",
        "-€10.00",
        "10.00 -",
        "-10.00-",
    ],
)
def test_amounts_that_are_taken_off_in_any_way_of_bookkeeping_are_negative(text: str) -> None:
    found = parse_money(text, "EUR")
    assert found is not None
    assert found.minor == -1000


@pytest.mark.parametrize("text", ["10.00", "10.-", "10,-", "10.00 (net)", "+10.00"])
def test_a_dash_or_a_bracket_that_means_another_thing_takes_nothing_off(text: str) -> None:
    found = parse_money(text, "EUR")
    assert found is not None
    assert found.minor == 1000


@pytest.mark.parametrize("digits", [20, 40, 61, 5_000])
def test_an_amount_that_no_fact_can_hold_is_none(digits: int) -> None:
    assert parse_money("9" * digits, "EUR") is None


def test_the_largest_amount_that_can_be_held_is_read() -> None:
    assert parse_money("92233720368547758.07", "EUR") == Money(2**63 - 1, "EUR")
    assert parse_money("92233720368547758.08", "EUR") is None


def test_spaces_or_digits_without_end_are_no_time() -> None:
    assert parse_wall("2026-11-20T18:00" + " " * 50_000 + ":05") is None
    assert parse_wall("2026-11-20" + " " * 50_000 + "\n") is None
    assert parse_offset_ms("2" + "9" * 5_000) is None

"""What only a whole column tells, and how it is said: decimals, the order of day and month, what numbers count."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from rex.importers.clock import SourceClock
from rex.importers.columns import Dates, Samples
from rex.importers.elapsed import TimeColumn, tidy
from rex.importers.money import Money, Sign, SignVotes, decimal_sign, parse_money
from rex.importers.table_shape import Shape
from rex.model.session import Session
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.message import Message

SHOW = datetime(2026, 11, 5, 19, 0)  # noqa: DTZ001 - a wall clock


def heard(*cells: str) -> Samples:
    samples = Samples()
    for cell in cells:
        samples.add(cell)
    return samples


def said(message: Message) -> str:
    return Speaker("en").say(message)


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.234,50", "12"], Sign(",", 1, 1)),
        (["12,5", "3,75", "1.234"], Sign(",", 2, 3)),
        (["1.234", "89.900"], Sign(",", 0, 2)),  # money seldom has three decimals: points group thousands
        (["1,234", "2,500"], Sign(".", 0, 2)),
        (["0.353", "12"], Sign(".", 1, 1)),  # nothing groups a zero
        (["9.467.316"], Sign(",", 1, 1)),
        (["12,50", "89,90", "12.5"], Sign(",", 2, 3, 1)),
        (["12", "13"], Sign(".")),
    ],
)
def test_the_decimal_sign_and_how_many_amounts_tell(cells: list[str], sign: Sign) -> None:
    assert heard(*cells).sign() == sign
    assert decimal_sign(cells) == sign.sign


def test_typed_numbers_group_nothing() -> None:
    votes = SignVotes()
    votes.hear("12.345")
    assert (votes.decided(typed=True).sign, votes.decided().sign) == (".", ",")


@pytest.mark.parametrize(
    ("text", "decimal", "minor"),
    [
        ("12.50", ",", 1_250),  # no thousands: the cell is written the other way
        ("12.5", ",", 1_250),
        ("1.250", ",", 125_000),
        ("1,5", ".", 150),
        ("1'234.50", ".", 123_450),
        ("1 234,50 €", ",", 123_450),
        ("1.234", None, 123_400),
        ("-1.234,5", ",", -123_450),
    ],
)
def test_an_amount_that_its_column_s_sign_cannot_read_is_read_as_it_stands(
    text: str, decimal: str | None, minor: int
) -> None:
    found = parse_money(text, decimal=decimal)
    assert found is not None
    assert found.minor == minor


def test_money_of_three_decimals_is_not_grouped() -> None:
    assert parse_money("KWD 1.234") == Money(1_234, "KWD")


def test_one_date_far_down_decides_for_all() -> None:
    samples = heard(*["05/11/2026 19:05"] * 25_000, "25/11/2026 19:05")
    assert samples.dates(None) == Dates("dmy", 1, 25_001, 0, "column")
    assert len(samples.cells) == 20_000


def test_dates_that_fit_both_orders_lie_nearest_to_the_session() -> None:
    both = heard("05/11/2026 19:05", "06/11/2026 19:05")
    assert both.dates(SHOW) == Dates("dmy", 0, 2, 0, "session")
    assert both.dates(datetime(2026, 5, 11)).order == "mdy"  # noqa: DTZ001 - a wall clock
    assert both.dates(None) == Dates("dmy", 0, 2, 0, "nothing")
    assert both.dates(None).doubtful


def test_the_most_dates_decide_and_the_others_are_counted() -> None:
    assert heard("25/11/2026", "26/11/2026", "11/30/2026").dates(None) == Dates("dmy", 2, 3, 1, "column")
    # ISO dates read in every order, so the local ones beside them decide.
    assert heard("2026-11-25", "2026-11-26", "11/30/2026").dates(None).order == "mdy"
    assert heard("2026-11-25", "2026-11-26").dates(SHOW) == Dates("ymd", 2, 2, 0, "column")


def test_the_shape_is_said_in_sentences() -> None:
    shape = Shape("Windows-1252", ";", "", 3, Sign(",", 12, 12), Dates("dmy", 12, 340, 0, "column"))
    assert [said(sentence) for sentence in shape.says()] == [
        "The text is written in Windows-1252.",
        "Cells are separated by semicolons.",
        "The names of the columns stand on line 3.",
        "Decimals stand behind a comma (12 of 12 amounts decide).",
        "Dates are day/month/year (12 of 340 decide).",
    ]


def clock(timezone: str | None = "Europe/Madrid") -> SourceClock:
    start = datetime.fromisoformat("2026-11-20T19:00:00+01:00")
    return SourceClock(Session(id="s", title="s", start=start, timezone=timezone))


def offsets(cells: list[str], **more: object) -> list[int | None]:
    column = TimeColumn(clock(), cells, **more)  # type: ignore[arg-type]  # the tests name them
    stamps = [column.stamp(cell) for cell in cells]
    return [None if stamp is None or stamp.offset_ms is None else stamp.offset_ms // 1000 for stamp in stamps]


@pytest.mark.parametrize(
    ("cells", "seconds"),
    [
        # 20 November 2026 is day 46346 of a spreadsheet; 0.795139 of it is 19:05:00, 0.795833 is 19:06:00.
        (["46346,795139", "46346,795833"], [300, 360]),
        (["46346.7951388889"], [300]),
        (["11/20/2026 7:05 PM", "11/20/2026 7:06:30 p. m."], [300, 390]),
        (["20 novembre 2026 à 19h05", "20 de noviembre de 2026, 19:06"], [300, 360]),
        (["19h05", "19h06"], [300, 360]),
        (["1795197900000", "1795197960000"], [300, 360]),  # ms: 2026-11-20T18:05:00Z
        (["0:05", "0:59", "1:40"], [5, 59, 100]),
    ],
)
def test_times_as_people_and_programs_write_them(cells: list[str], seconds: list[int]) -> None:
    assert offsets(cells) == seconds


def test_a_date_column_tells_its_own_order() -> None:
    column = TimeColumn(clock(), ["19:05", "19:06"], dates=["11/20/2026", "11/20/2026"])
    stamps = [column.stamp(cell, "11/20/2026") for cell in ("19:05", "19:06")]
    assert [stamp.offset_ms for stamp in stamps if stamp is not None] == [300_000, 360_000]
    assert column.dates.by == "column"


def test_a_spreadsheet_s_day_and_its_fraction_stand_side_by_side() -> None:
    column = TimeColumn(clock(), ["0.795138889"], dates=["46346"])
    stamp = column.stamp("0.795138889", "46346")
    assert stamp is not None
    assert stamp.offset_ms == 300_000


def test_what_plain_numbers_count_may_be_open() -> None:
    assert TimeColumn(clock(), ["0", "1", "2"]).unsure_of_unit
    assert not TimeColumn(clock(), ["0", "1", "2"], "minutes").unsure_of_unit
    assert offsets(["0", "1500"], unit="milliseconds") == [0, 1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1h 13m 5s", "1:13:05"),
        ("90 min 30 s", "1:30:30"),
        ("19h30", "19:30"),
        ("12 min", "12"),
        ("5 m. 3 s", "5 m. 3 s"),
    ],
)
def test_spelled_out_times_become_clocks(cell: str, text: str) -> None:
    assert tidy(cell) == text

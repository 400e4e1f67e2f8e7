"""Numbers, money, times and ranges as three languages write them; `_` stands for the no-break space."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rex.text.catalogue import Catalogue
from rex.text.format import Formatter

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # 19:00 in Madrid
FRENCH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "{low} to {high}"
msgstr "{low} à {high}"

msgid "{value} pt"
msgid_plural "{value} pts"
msgstr[0] "{value} pt"
msgstr[1] "{value} pts"
"""
EN, ES = Formatter("en", "Europe/Madrid"), Formatter("es", "Europe/Madrid")


@pytest.fixture
def fr(tmp_path: Path) -> Formatter:
    (tmp_path / "fr.po").write_text(FRENCH, encoding="utf-8")
    return Formatter("fr", "Europe/Madrid", Catalogue("fr", tmp_path))


def _(text: str) -> str:
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("value", "unit", "en", "es", "french"),
    [
        (0.062, "share", "6.2%", "6,2_%", "6,2_%"),
        (0.547, "share", "54.7%", "54,7_%", "54,7_%"),
        (0.0, "share", "0.0%", "0,0_%", "0,0_%"),
        (1.0, "share", "100%", "100_%", "100_%"),
        (0.0062, "share", "0.62%", "0,62_%", "0,62_%"),
        (1842, "count", "1,842", "1.842", "1_842"),
        (440.8, "count", "441", "441", "441"),
        (907800, "EUR", "€9,078", "9.078_€", "9_078_€"),
        (7502, "EUR", "€75.02", "75,02_€", "75,02_€"),
        (99950, "EUR", "€1,000", "1.000_€", "1_000_€"),  # 999.50 rounds to the first amount without cents
        (99949, "EUR", "€999.49", "999,49_€", "999,49_€"),
        (-1500, "EUR", "-€15.00", "-15,00_€", "-15,00_€"),
        (500, "JPY", "¥500", "500_JPY", "500_JPY"),
        (12345, "KWD", "KWD_12.345", "12,345_KWD", "12,345_KWD"),
        (0.017, "points", "+1.7_pts", "+1,7_pts", "+1,7_pt"),
        (-0.135, "points", "-13.5_pts", "-13,5_pts", "-13,5_pts"),
        (41.2, "nps", "+41", "+41", "+41"),
        (-0.4, "nps", "0", "0", "0"),
        (14.8, "minutes", "14.8_min", "14,8_min", "14,8_min"),
        (62, "minutes", "62_min", "62_min", "62_min"),
        (290, "seconds", "4:50", "4:50", "4:50"),
        (1090, "offset", "00:18:10", "00:18:10", "00:18:10"),
        (24.3, "per_minute", "24.3/min", "24,3/min", "24,3/min"),
        (0.84, "percent_change", "+84%", "+84_%", "+84_%"),
        (-0.084, "percent_change", "-8.4%", "-8,4_%", "-8,4_%"),
        (4.213, "score", "4.21", "4,21", "4,21"),
        (4.2, "kg", "4.20_kg", "4,20_kg", "4,20_kg"),
    ],
)
def test_each_unit_is_written_as_the_language_does(
    fr: Formatter, value: float, unit: str, en: str, es: str, french: str
) -> None:
    assert _(EN.quantity(value, unit)) == en
    assert _(ES.quantity(value, unit)) == es
    assert _(fr.quantity(value, unit)) == french


@pytest.mark.parametrize(
    ("low", "high", "unit", "en", "french"),
    [
        (0.052, 0.074, "share", "5.2 to 7.4%", "5,2 à 7,4_%"),
        (0.0, 0.086, "share", "0.0 to 8.6%", "0,0 à 8,6_%"),
        (0.9, 1.0, "share", "90.0 to 100%", "90,0 à 100_%"),
        (1273, 1900, "count", "1,273 to 1,900", "1_273 à 1_900"),
        (236800, 797500, "EUR", "€2,368 to €7,975", "2_368 à 7_975_€"),
        (6940, 8060, "EUR", "€69.4 to €80.6", "69,4 à 80,6_€"),
        (14.2, 15.5, "minutes", "14.2 to 15.5_min", "14,2 à 15,5_min"),
        (21, 57, "nps", "+21 to +57", "+21 à +57"),
        (-5, 12, "nps", "-5 to +12", "-5 à +12"),
        (220, 430, "seconds", "3:40 to 7:10", "3:40 à 7:10"),
        (1.62, 1.92, "score", "1.62 to 1.92", "1,62 à 1,92"),
    ],
)
def test_a_range_names_its_unit_once_where_the_language_writes_it_behind(
    fr: Formatter, low: float, high: float, unit: str, en: str, french: str
) -> None:
    assert _(EN.interval(low, high, unit)) == en
    assert _(fr.interval(low, high, unit)) == french


def test_the_range_of_a_difference_has_signs_and_shares_become_points(fr: Formatter) -> None:
    assert _(EN.interval(0.002, 0.032, "share", signed=True)) == "+0.2 to +3.2_pts"
    assert _(fr.interval(-0.226, -0.04, "share", signed=True)) == "-22,6 à -4,0_pts"
    assert _(EN.interval(580, 2080, "EUR", signed=True)) == "+€5.8 to +€20.8"
    assert _(EN.interval(-0.2, 1.6, "minutes", signed=True)) == "-0.2 to +1.6_min"
    assert _(EN.interval(85, 305, "seconds", signed=True)) == "+1:25 to +5:05"


def test_a_bare_range_leaves_the_unit_to_its_column() -> None:
    assert EN.interval(14.2, 15.5, "minutes", bare=True) == "14.2 to 15.5"
    assert EN.interval(0.002, 0.032, "share", signed=True, bare=True) == "+0.2 to +3.2"
    assert EN.interval(236800, 797500, "EUR", bare=True) == "2,368 to 7,975"


@pytest.mark.parametrize(
    ("delta", "unit", "written"),
    [
        (0.017, "share", "+1.7_pts"),
        (414200, "EUR", "+€4,142"),
        (-1332, "EUR", "-€13.32"),
        (-162, "seconds", "-2:42"),
        (4.4, "nps", "+4.4"),
        (-22.3, "nps", "-22"),
        (12, "count", "+12"),
        (0, "count", "0"),
        (0.7, "minutes", "+0.7_min"),
        (-0.3, "seconds", "0:00"),
    ],
)
def test_a_change_carries_its_sign(delta: float, unit: str, written: str) -> None:
    assert _(EN.change(delta, unit)) == written


def test_halves_are_rounded_away_from_zero() -> None:
    # 6.25% is 6.3 for a person, 6.2 for a banker's rounding
    assert EN.share(0.0625) == "6.3%"
    assert EN.money(12345.5, "EUR") == "€123.46"


def test_decimals_can_be_asked_for() -> None:
    assert EN.share(0.6, decimals=0) == "60%"
    assert EN.number(2.5, decimals=0) == "3"
    assert EN.money(6900, "EUR", whole=True) == "€69"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.77, "1.77"), (15.44, "15.4"), (441.3, "441"), (0.042, "0.042"), (9.999, "10.0"), (1842.6, "1,843"), (3, "3")],
)
def test_a_rate_has_three_significant_digits_at_most(value: float, written: str) -> None:
    assert EN.number(value) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "0:00"), (59.6, "1:00"), (290, "4:50"), (3600, "1:00:00"), (3720, "1:02:00"), (-162, "-2:42")],
)
def test_a_duration_is_minutes_and_seconds_then_hours(seconds: float, written: str) -> None:
    assert EN.duration(seconds) == written


def test_an_offset_never_runs_ahead_of_the_player() -> None:
    assert EN.offset(1090.9) == "00:18:10"
    assert EN.offset(1139, short=True) == "00:18"
    assert EN.offset(-130) == "-00:02:10"
    assert EN.offset(-0.4) == "00:00:00"


def test_dates_and_clocks_are_those_of_the_session(fr: Formatter) -> None:
    assert EN.date(START) == "Fri 20 Nov 2026"
    assert ES.date(START) == "vie 20 nov 2026"
    assert fr.date(START) == "ven. 20 nov. 2026"
    assert EN.date(START, weekday=False, year=False) == "20 Nov"
    assert fr.month(START) == "novembre 2026"
    assert EN.clock(START) == "19:00"
    assert Formatter("en", "Asia/Tokyo").date(START) == "Sat 21 Nov 2026"  # 03:00 there


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        EN.clock(START.replace(tzinfo=None))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_never_written(value: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        EN.quantity(value, "share")


def test_lists_end_as_sentences_do(fr: Formatter) -> None:
    assert EN.listing(["a", "b"]) == "a and b"
    assert ES.listing(["a", "b", "c"]) == "a, b y c"
    assert fr.listing(["a", "b"], or_=True) == "a ou b"


def test_a_region_brings_its_own_signs_and_its_language_its_words() -> None:
    assert Formatter("es-MX").count(1842) == "1,842"
    assert Formatter("es-MX").words.lang == "es"

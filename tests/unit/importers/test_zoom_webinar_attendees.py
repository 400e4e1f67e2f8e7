from __future__ import annotations

import csv
import io
import json
import random
from typing import TYPE_CHECKING

import pytest

from rex.errors import RexError
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere
from rex.importers.zoom_webinar_attendees import IMPORTER
from rex.model.session import Session
from tests.fixtures.books import book

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer
    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000  # 2026-11-20, 19:00 in Madrid
NAMES = (
    "Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users,"
    "Max Concurrent Views"
)
SUMMARY = f"""Attendee Report
Report generated time,11/21/2026 10:00:00 AM
{NAMES}
Autumn Glow,123 456 7890,11/20/2026 06:45:00 PM,115,"1,204",3,4,6,3
"""
TEAM = """Host Details
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Lola,lola@example.com,11/20/2026 06:45:00 PM,11/20/2026 08:40:00 PM,115,No,Spain,
Panelist Details
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Max,max@example.com,11/20/2026 06:50:00 PM,11/20/2026 08:40:00 PM,110,No,Spain,
"""
HEADER = (
    "Attended,User Name (Original Name),First Name,Last Name,Email,What is your skin type?,Registration Time,"
    "Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,Source Name\n"
)
REGISTERED = "11/13/2026 09:12:44 AM,approved"
HALF = "11/20/2026 07:00:00 PM,11/20/2026 07:30:00 PM,30,Yes,Spain"
ATTENDEES = f"""Attendee Details
{HEADER}Yes,Ana,Ana,Uno,ana@example.com,"dry, tired",{REGISTERED},{HALF},mail
Yes,Ana U.,Ana,Uno,ana@example.com,,,,11/20/2026 07:20:00 PM,11/20/2026 07:50:00 PM,30,Yes,Spain,
No,Bo,Bo,Dos,bo@example.com,oily,{REGISTERED},--,--,--,--,--,
Yes,Cy,Cy,Tres,cy@example.com,,{REGISTERED},11/20/2026 08:30:00 PM,11/20/2026 05:32:00 PM,-178,Yes,Mexico,
Yes,Di,Di,Cuatro,di@example.com,,{REGISTERED},--,--,--,--,--,
"""
OTHER = """Other Attended
User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
34600******,11/20/2026 07:10:00 PM,11/20/2026 08:10:00 PM,60,Spain
"""
REPORT = SUMMARY + TEAM + ATTENDEES + OTHER


def stays(outcome_rows: list[object]) -> list[tuple[float | None, float | None]]:
    """Give coming and leaving in minutes from the start."""
    found = []
    for row in outcome_rows:
        came, left = getattr(row, "offset_ms", None), getattr(row, "leave_ms", None)
        found.append((None if came is None else came / 60_000, None if left is None else (left - START) / 60_000))
    return found


def test_every_section_is_read_by_its_own_columns(reads: Reads) -> None:
    outcome = reads(REPORT)
    # 4 lines above, 2 sections of the team with 3 each, 2 + 5 of attendees, 2 + 1 of others: 20 rows.
    # Kept: the totals, Ana twice, Cy, Di and the caller. Aside: Bo, the host, the panelist, and 11 titles.
    assert outcome.source.importer == "zoom_webinar_attendees"
    assert outcome.counts == (20, 6, 14)
    assert outcome.source.reasons == {"title": 11, "other": 3}
    assert outcome.source.tables == {"presence": 5, "totals": 6}
    assert sorted(row.detail for row in outcome.the("set_aside") if row.detail) == ["host", "not attended", "panelist"]


def test_stays_are_as_they_were_and_overlaps_stay_overlaps(reads: Reads) -> None:
    found = stays(reads(REPORT).the("presence"))
    assert found == [(0, 30), (20, 50), (None, None), (None, None), (10, 70)]


def test_a_person_is_the_mail_address_whatever_the_name(reads: Reads) -> None:
    people = [row.person for row in reads(REPORT).the("presence")]
    assert people[0] == people[1]
    assert len(set(people)) == 4


def test_who_leaves_before_coming_is_kept_without_times_and_named(reads: Reads) -> None:
    outcome = reads(REPORT)
    (issue,) = outcome.issues
    assert (issue.line, issue.problem.text) == (16, "The person leaves before coming.")
    row = outcome.the("presence")[2]
    assert (row.t_ms, row.leave_ms, row.time_raw, row.time_quality) == (None, None, "11/20/2026 08:30:00 PM", "missing")


@pytest.mark.parametrize("minutes", ["-178", "178"])
def test_a_length_below_zero_alone_is_enough(reads: Reads, minutes: str) -> None:
    row = f"Yes,Cy,Cy,T,cy@example.com,,,,11/20/2026 07:30:00 PM,11/20/2026 07:40:00 PM,{minutes},Yes,Mexico,\n"
    assert len(reads(ATTENDEES + row).issues) == (2 if minutes == "-178" else 1)


def test_the_platform_s_own_numbers_are_totals(reads: Reads) -> None:
    found = {row.metric: (row.value_milli, row.unit, row.metric_raw) for row in reads(REPORT).the("totals")}
    assert found == {
        "duration": (115_000, "minutes", "Actual Duration (minutes)"),
        "registered": (1_204_000, "count", "# Registered"),
        "cancelled": (3_000, "count", "# Cancelled"),
        "viewers": (4_000, "count", "Unique Viewers"),
        "total_users": (6_000, "count", "Total Users"),
        "peak_viewers": (3_000, "count", "Max Concurrent Views"),
    }


def test_nothing_personal_goes_into_extra(reads: Reads) -> None:
    first = json.loads(reads(REPORT).the("presence")[0].extra)
    assert first == {
        "Leave Time": "11/20/2026 07:30:00 PM",
        "Time in Session (minutes)": "30",
        "Is Guest": "Yes",
        "Approval Status": "approved",
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_read_the_same(reads: Reads, encoding: str) -> None:
    assert reads(REPORT.encode(encoding)).tables == reads(REPORT).tables


def test_zero_bytes_in_the_middle_cost_nothing(reads: Reads) -> None:
    for place in ("Attended,User Name (Original Name),First", "ana@example.com", "11/20/2026 07:10:00 PM"):
        damaged = REPORT.replace(place, place[:5] + "\x00" + place[5:])
        assert reads(damaged.encode()).tables == reads(REPORT).tables


@pytest.mark.parametrize(
    ("came", "left"),
    [
        ("11/20/2026 07:00:00 PM", "11/20/2026 07:30:00 PM"),
        ("2026-11-20 19:00:00", "2026-11-20 19:30:00"),
        ('"Nov 20, 2026 07:00 PM"', '"Nov 20, 2026 07:30 PM"'),
        ('"Nov 20, 2026 19:00:00"', '"Nov 20, 2026 19:30:00"'),
        ("20/11/2026 19:00:00", "20/11/2026 19:30:00"),
    ],
)
def test_dates_of_many_accounts(reads: Reads, came: str, left: str) -> None:
    row = f"Yes,Ana,Ana,U,ana@example.com,,,,{came},{left},30,Yes,Spain,\n"
    outcome = reads("Attendee Details\n" + HEADER + row)
    assert stays(outcome.the("presence")) == [(0, 30)]
    assert outcome.the("presence")[0].time_quality == ("minute" if "07:00 PM" in came else "exact")


def test_one_date_decides_for_the_whole_file_whether_the_day_comes_first(reads: Reads, show: Session) -> None:
    # 02/03 alone may be both; who registered on 13/02 can only mean the day first, in a row that did not attend
    start = show.start.replace(month=3, day=2) if show.start else None
    march = show.model_copy(update={"start": start, "end": start})
    row = "Yes,Ana,A,U,ana@example.com,,,,02/03/2026 19:00:00,02/03/2026 19:30:00,30,Yes,Spain,\n"
    absent = "No,Bo,B,D,bo@example.com,,13/02/2026 10:00:00,approved,--,--,--,--,--,\n"
    outcome = reads("Attendee Details\n" + HEADER + row + absent, session=march)
    assert outcome.source.first == "2026-03-02T18:00:00Z"
    other = absent.replace("13/02/2026", "02/13/2026")
    assert reads("Attendee Details\n" + HEADER + row + other, session=march).source.first == "2026-02-03T18:00:00Z"


def test_the_report_of_2020_has_no_original_names(reads: Reads) -> None:
    content = (
        "Attendee Report,\nHost Details,\n"
        "Attended,User Name,Email,Join Time,Leave Time,Time in Session (minutes),Country/Region Name\n"
        'Yes,Lola,lola@example.com,"Nov 20, 2026 18:50:00","Nov 20, 2026 20:30:00",100,Spain\n'
        "Attendee Details,\n"
        '"Attended","First Name","Last Name","Email","Join Time","Leave Time","Time in Session (minutes)"\n'
        '"Yes","Ana","Uno","","Nov 20, 2026 19:00:00","Nov 20, 2026 19:30:00","30"\n'
    )
    outcome = reads(content)
    assert outcome.source.tables == {"presence": 1}
    assert stays(outcome.the("presence")) == [(0, 30)]


def test_semicolons_of_a_spreadsheet_are_read(reads: Reads) -> None:
    plain = SUMMARY.replace('"1,204"', "1204") + ATTENDEES.replace('"dry, tired"', "dry")
    assert reads(plain.replace(",", ";")).tables["presence"] == reads(plain).tables["presence"]


def test_a_workbook_reads_as_the_text_does(reads: Reads) -> None:
    rows = list(csv.reader(io.StringIO(REPORT)))
    outcome = reads(book(*rows), "report.xlsx")
    assert outcome.source.importer == "zoom_webinar_attendees"
    assert stays(outcome.the("presence")) == stays(reads(REPORT).the("presence"))
    assert outcome.source.reasons == {"title": 11, "other": 3}


def test_a_time_that_is_none_and_a_row_too_wide_are_named(reads: Reads) -> None:
    row = "Yes,Ana,Ana,U,ana@example.com,,,,soon,11/20/2026 07:30:00 PM,30,Yes,Spain,\n"
    wide = (
        "Yes,Ana,Ana,U,ana@example.com,dry,and,tired,,,11/20/2026 07:00:00 PM,11/20/2026 07:30:00 PM,30,Yes,Spain,x\n"
    )
    outcome = reads("Attendee Details\n" + HEADER + row + wide)
    assert [issue.line for issue in outcome.issues] == [3, 4]
    assert outcome.source.reasons == {"title": 2, "unreadable": 1}
    assert stays(outcome.the("presence")) == [(None, None)]


def test_a_wall_clock_without_any_zone_stays_unresolved(reads: Reads) -> None:
    outcome = reads(REPORT, session=Session(id="s", title="s"))
    assert outcome.the("presence")[0].t_ms is None
    assert outcome.clock.missing_zone_raw == "11/20/2026 07:00:00 PM"


def test_the_raw_rows_hold_every_cell(reads: Reads, tmp_path: Path) -> None:
    outcome = reads(REPORT, "report.csv")
    raw = list(IMPORTER.rows(head_of(ExportFile(tmp_path / "report.csv", "report.csv")))) if IMPORTER.rows else []
    assert [row.number for row in raw] == list(range(1, outcome.source.rows_read + 1))
    assert [row.cells for row in raw] == [cells for cells in csv.reader(io.StringIO(REPORT)) if cells]


def test_damage_is_never_an_exception(
    tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser
) -> None:
    chance = random.Random("webinar")  # noqa: S311 - a seeded test
    content = REPORT.encode()
    pieces = [content[:end] for end in range(0, len(content), 31)]
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(6):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n\r\t,;[]0-\x80')
        pieces.append(bytes(damaged))
    path = tmp_path / "x"
    for piece in pieces:
        path.write_bytes(piece)
        try:
            known = identify(ExportFile(path, "x"), importers)
            if isinstance(known, Known):
                source, _, _ = read(known, show, people, Nowhere())
                assert source.rows_read == source.rows_kept + source.rows_set_aside
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.zoom_participants import IMPORTER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

START = 1_795_197_600_000  # 2026-11-20, 19:00 in Madrid
MEETING = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,\r\n"
    "81234567890,Autumn Glow,11/20/2026 06:50:10 PM,11/20/2026 08:35:00 PM,lola@example.com,105,4,\r\n\r\n"
)
UNIQUE = (
    "\ufeff" + MEETING + "Name (Original Name),User Email,Total Duration (Minutes),Guest\r\n"
    "Lola,lola@example.com,105,\r\nAna,ana@example.com,72,\r\nBo (the real one),,70,Yes\r\nCy's iPad,,57,\r\n"
)
STAYS = (
    "Topic,ID,Host name,Host email,Duration (minutes),Start time,End time,Participants\n"
    "Autumn Glow,812 3456 7890,Lola,lola@example.com,105,2026-11-20 18:50:10,2026-11-20 20:35:00,3\n\n"
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,"
    "Recording disclaimer response,In waiting room\n"
    "Lola,lola@example.com,2026-11-20 18:50:10,2026-11-20 20:35:00,105,No,,No\n"
    "Ana,ana@example.com,2026-11-20 18:55:00,2026-11-20 19:00:00,5,Yes,,Yes\n"
    "Ana,ana@example.com,2026-11-20 19:00:00,2026-11-20 19:30:00,30,Yes,OK,No\n"
    "Ana,ana@example.com,2026-11-20 19:20:00,2026-11-20 19:50:00,30,Yes,OK,No\n"
    "Bo,,2026-11-20 20:00:00,2026-11-20 19:00:00,-60,Yes,OK,No\n"
)


def test_a_list_of_unique_users_is_people_without_times(reads: Reads) -> None:
    outcome = reads(UNIQUE)
    # the meeting's names, the meeting, the people's names, and four people of whom one held the meeting
    assert outcome.source.importer == "zoom_participants"
    assert outcome.counts == (7, 4, 3)
    assert outcome.source.reasons == {"other": 1, "title": 2}
    found = outcome.the("presence")
    assert [(row.t_ms, row.leave_ms) for row in found] == [(None, None)] * 3
    assert len({row.person for row in found}) == 3
    assert json.loads(found[1].extra) == {"Total Duration (Minutes)": "70", "Guest": "Yes"}
    assert outcome.issues == []
    assert outcome.clock.kind is None


@pytest.mark.parametrize(("content", "came"), [(UNIQUE, 4_000), (STAYS, 3_000)])
def test_the_meeting_s_own_numbers_are_totals(reads: Reads, content: str, came: int) -> None:
    found = {row.metric: (row.value_milli, row.unit) for row in reads(content).the("totals")}
    assert found == {"participants": (came, "count"), "duration": (105_000, "minutes")}


def test_a_list_of_stays_has_times_and_whoever_waited_was_not_there(reads: Reads) -> None:
    outcome = reads(STAYS)
    assert outcome.source.reasons == {"other": 2, "title": 2}
    assert sorted(row.detail for row in outcome.the("set_aside") if row.detail) == ["host", "waiting room"]
    found = [(row.offset_ms, row.leave_ms) for row in outcome.the("presence")]
    assert found == [(0, START + 1_800_000), (1_200_000, START + 3_000_000), (None, None)]
    (issue,) = outcome.issues
    assert issue.line == 9


def test_the_participants_alone_are_enough(reads: Reads) -> None:
    outcome = reads(STAYS.split("\n\n")[1])
    assert outcome.source.tables == {"presence": 4}  # without the meeting nobody knows whose it was
    assert outcome.source.reasons == {"other": 1, "title": 1}


def test_a_table_with_the_meeting_in_every_row_is_read_from_the_name_on(reads: Reads) -> None:
    content = (
        "Topic,Host email,Duration (minutes),Name (original name),Email,Join time,Leave time,Duration (minutes),Guest\n"
        "Autumn Glow,lola@example.com,105,Ana,ana@example.com,2026-11-20 19:00:00,2026-11-20 19:30:00,30,Yes\n"
    )
    (row,) = reads(content).the("presence")
    assert (row.offset_ms, json.loads(row.extra)["Duration (minutes)"]) == (0, "30")


def test_the_raw_rows_hold_every_cell(reads: Reads, tmp_path: Path) -> None:
    outcome = reads(UNIQUE, "list.csv")
    raw = list(IMPORTER.rows(head_of(ExportFile(tmp_path / "list.csv", "list.csv")))) if IMPORTER.rows else []
    assert [row.number for row in raw] == list(range(1, outcome.source.rows_read + 1))
    written = UNIQUE.replace("\ufeff", "").replace("\r\n", ",").split(",")
    assert [cell for row in raw for cell in row.cells if cell] == [cell for cell in written if cell]


@pytest.mark.parametrize("content", [UNIQUE, STAYS])
def test_a_report_cut_off_anywhere_reads_without_a_traceback(reads: Reads, content: str) -> None:
    for end in range(content.index("riginal") + 60, len(content), 37):
        outcome = reads(content[:end])
        assert outcome.source.importer == "zoom_participants"

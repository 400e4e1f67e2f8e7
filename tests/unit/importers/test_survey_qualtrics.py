from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Reads

    from rex.model.session import Session

CODES = [
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "RecordedDate", "ResponseId",
    "RecipientEmail", "LocationLatitude", "UserLanguage", "Q1_NPS_GROUP", "Q1", "Q2", "Q3_1", "Q3_2", "Q3_3",
    "Q3_3_TEXT", "Q4_1", "Q4_2", "Q2 - Topics", "Q3_DO_1",
]  # fmt: skip
TEXTS = [
    "Anfangsdatum", "Enddatum", "Antworttyp", "IP-Adresse", "Aktueller Stand", "Beendet", "Erfassungsdatum",
    "Antwort-ID", "E-Mail des Empfängers", "Breitengrad des Standorts", "Benutzersprache",
    "How likely is it that you would recommend us? - Group", "How likely is it that you would recommend us?",
    "What is the main reason for your score?", "What held you back? - Price", "What held you back? - Sizes",
    "What held you back? - Other", "What held you back? - Other - Text", "Please rate - The host was clear",
    "Please rate - The sound was clear", "Q2 - Topics", "Display order",
]  # fmt: skip
IDS = [
    {"ImportId": "startDate", "timeZone": "America/Denver"}, {"ImportId": "endDate", "timeZone": "America/Denver"},
    {"ImportId": "status"}, {"ImportId": "ipAddress"}, {"ImportId": "progress"}, {"ImportId": "finished"},
    {"ImportId": "recordedDate", "timeZone": "America/Denver"}, {"ImportId": "_recordId"},
    {"ImportId": "recipientEmail"}, {"ImportId": "locationLatitude"}, {"ImportId": "userLanguage"},
    {"ImportId": "QID1_NPS_GROUP"}, {"ImportId": "QID1"}, {"ImportId": "QID2_TEXT"},
    {"ImportId": "QID3", "choiceId": "1"}, {"ImportId": "QID3", "choiceId": "2"}, {"ImportId": "QID3", "choiceId": "3"},
    {"ImportId": "QID3_3_TEXT"}, {"ImportId": "QID4_1"}, {"ImportId": "QID4_2"}, {"ImportId": "QID2_TEXT_ab12Topics"},
    {"ImportId": "QID3_DO"},
]  # fmt: skip


def _answers(number: int, **told: str) -> list[str]:
    usual = {
        "StartDate": "2026-11-21 02:58:00", "EndDate": "2026-11-21 03:00:00", "Status": "0", "IPAddress": "192.0.2.9",
        "Progress": "100", "Finished": "1", "RecordedDate": "2026-11-21 03:00:01", "ResponseId": f"R_{number}",
        "RecipientEmail": "ana@example.com", "LocationLatitude": "46.95", "UserLanguage": "ES", "Q1_NPS_GROUP": "3",
        "Q2 - Topics": "Shipping", "Q3_DO_1": "2",
    }  # fmt: skip
    return [{**usual, **told}.get(code, "") for code in CODES]


def _written(delimiter: str = ",", *, headers: int = 3) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(CODES)
    if headers > 1:
        writer.writerow(TEXTS)
    if headers > 2:
        writer.writerow([json.dumps(cell, separators=(",", ":")) for cell in IDS])
    writer.writerow(
        _answers(
            1,
            Q1="10",
            Q2="Loved it, +34 600 000 003",
            Q3_1="Price",
            Q3_3="Other",
            Q3_3_TEXT="music",
            Q4_1="5",
            Q4_2="1",
        )
    )
    writer.writerow(_answers(2, Q1="6", Q3_2="Sizes", Q4_1="4", Q4_2="2"))
    writer.writerow(_answers(3, Status="1", Q1="0"))
    writer.writerow(_answers(4, Status="Survey Preview", Q1="0"))
    writer.writerow(_answers(5, Progress="40", Finished="0", Q1="9"))
    return out.getvalue()


def test_three_header_rows_and_previews_are_set_aside(reads: Reads) -> None:
    outcome = reads(_written())
    assert outcome.source.importer == "survey_qualtrics"
    # two more header rows, two previews, three answer sheets
    assert outcome.counts == (7, 3, 4)
    assert outcome.source.reasons == {"description": 2, "other": 2}
    assert {aside.detail for aside in outcome.the("set_aside")} == {"", "a preview or a test, no respondent's answer"}


def test_the_group_of_an_nps_and_other_computed_columns_are_no_answers(reads: Reads) -> None:
    rows = reads(_written()).the("survey")
    assert [(row.answer_num, row.scale_min, row.scale_max) for row in rows if row.question_id == "nps"] == [
        (10, 0, 10), (6, 0, 10), (9, 0, 10),
    ]  # fmt: skip
    assert {row.question_id for row in rows} == {
        "nps", "reason", "barriers", "the_host_was_clear", "the_sound_was_clear",
    }  # fmt: skip
    assert "Shipping" not in repr(rows)


def test_choices_of_one_question_are_long_and_its_statements_share_a_scale(reads: Reads) -> None:
    rows = reads(_written()).the("survey")
    barriers = [(row.src_row, row.answer_raw) for row in rows if row.question_id == "barriers"]
    assert barriers == [(3, "Price"), (3, "Other"), (3, "music"), (4, "Sizes")]
    # the statements' numbers together reach 1 and 5
    assert [(row.answer_num, row.scale_max) for row in rows if row.question_id == "the_sound_was_clear"] == [
        (1, 5),
        (2, 5),
    ]


def test_the_zone_in_the_third_header_row_is_the_columns_own(reads: Reads, show: Session) -> None:
    (row, *_) = reads(_written()).the("survey")
    # 03:00:01 in Denver, seven hours behind: 10:00:01 UTC
    assert row.t_ms == 1_795_255_201_000
    unzoned = reads(_written(headers=2), session=show).the("survey")[0]
    assert unzoned.t_ms == 1_795_255_201_000 - 8 * 3_600_000  # Madrid is an hour ahead


def test_a_sheet_left_half_way_is_kept_as_such(reads: Reads) -> None:
    complete = {row.src_row: row.complete for row in reads(_written()).the("survey")}
    assert complete == {3: True, 4: True, 7: False}


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-16", "\t"), ("utf-8-sig", ","), ("utf-8", "\t")])
def test_a_tsv_in_utf_16_reads_the_same(reads: Reads, encoding: str, delimiter: str) -> None:
    outcome = reads(_written(delimiter).encode(encoding))
    assert outcome.counts == (7, 3, 4)
    assert [row.answer_num for row in outcome.the("survey") if row.question_id == "nps"] == [10, 6, 9]


def test_two_header_rows_of_an_older_file(reads: Reads) -> None:
    outcome = reads(_written(headers=2))
    assert outcome.source.importer == "survey_qualtrics"
    assert outcome.counts == (6, 3, 3)
    assert outcome.source.reasons == {"description": 1, "other": 2}
    assert [row.answer_num for row in outcome.the("survey") if row.question_id == "nps"] == [10, 6, 9]


def test_who_answered_is_nowhere(reads: Reads) -> None:
    written = repr(reads(_written()).tables)
    for personal in ("192.0.2.9", "example.com", "46.95", "R_1", "600 000"):
        assert personal not in written
    assert '"userlanguage":"ES"' in written  # tells nothing of the person


def test_a_single_choice_and_the_text_beside_its_other(reads: Reads) -> None:
    content = (
        "StartDate,EndDate,ResponseId,Q5,Q5_4_TEXT\nStart Date,End Date,Response ID,"
        "What held you back? - Selected Choice,What held you back? - Other - Text\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""_recordId""}",'
        '"{""ImportId"":""QID5""}","{""ImportId"":""QID5_4_TEXT""}"\n'
        "2026-11-21 10:00:00,2026-11-21 10:00:00,R_1,Price,\n2026-11-21 10:00:00,2026-11-21 10:00:00,R_2,Other,tea\n"
    )
    found = [(row.question_id, row.question_text, row.answer_raw) for row in reads(content).the("survey")]
    assert found == [
        ("barriers", "What held you back?", "Price"),
        ("barriers", "What held you back?", "Other"),
        ("what_held_you_back", "What held you back? [Other - Text]", "tea"),
    ]

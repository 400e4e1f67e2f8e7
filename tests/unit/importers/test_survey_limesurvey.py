from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Reads

CODES = (
    '"id","submitdate","lastpage","startlanguage","seed","token","startdate","datestamp","ipaddr","refurl","nps",'
    '"G01Q02[SQ001]","G01Q02[SQ002]","G01Q02[other]","G01Q03[SQ001]","G01Q03[SQ002]","G01Q04","interviewtime",'
    '"groupTime12","G01Q04Time"\n'
    '"1","2026-11-21 10:00:00","3","es","99","tok","2026-11-21 09:58:00","2026-11-21 10:00:00","192.0.2.3","",'
    '"9","Y","","","A5","A4","nice, quick","81.2","40","12"\n'
    '"2","2026-11-21 10:02:00","3","es","99","tok2","2026-11-21 09:58:00","2026-11-21 10:02:00","192.0.2.3","",'
    '"3","Y","Y","the music","A1","A2","","81.2","40","12"\n'
    '"3","","1","es","99","tok3","2026-11-21 09:58:00","2026-11-21 10:03:00","192.0.2.3","",'
    '"8","","Y","","","","","20","20",""\n'
)
TEXTS = (
    '"Response ID","Date submitted","Last page","Start language","Seed","Date started","Date last action",'
    '"How likely are you to recommend us?","What held you back? [Price]","What held you back? [Sizes]",'
    '"What held you back? [Other]","Total time","Group time: The show","Question time: NPS"\n'
    '"1","2026-11-21 10:00:00","3","en","9","2026-11-21 09:58:00","2026-11-21 10:00:00",'
    '"9","Yes","No","","80","70","5"\n'
    '"2","2026-11-21 10:00:00","3","en","9","2026-11-21 09:58:00","2026-11-21 10:00:00",'
    '"6","No","Yes","music","80","70","5"\n'
)


def test_codes_name_the_questions_and_their_parts(reads: Reads) -> None:
    outcome = reads(CODES)
    assert outcome.source.importer == "survey_limesurvey"
    assert outcome.counts == (3, 3, 0)
    rows = outcome.the("survey")
    assert [(row.answer_num, row.scale_max) for row in rows if row.question_id == "nps"] == [(9, 10), (3, 10), (8, 10)]
    choices = [(row.src_row, row.answer_raw) for row in rows if row.qtype == "multi"]
    assert choices == [(1, "SQ001"), (2, "SQ001"), (2, "SQ002"), (2, "the music"), (3, "SQ002")]


def test_a_sheet_without_a_submit_date_is_not_complete_and_has_the_time_of_its_last_answer(reads: Reads) -> None:
    rows = [row for row in reads(CODES).the("survey") if row.question_id == "nps"]
    # in Madrid: 10:00 is 09:00 UTC, 1 795 251 600 s
    assert [(row.complete, row.t_ms) for row in rows] == [
        (True, 1_795_251_600_000),
        (True, 1_795_251_720_000),
        (False, 1_795_251_780_000),
    ]


def test_whole_questions_read_the_same_and_timings_are_no_answers(reads: Reads) -> None:
    outcome = reads(TEXTS)
    assert outcome.source.importer == "survey_limesurvey"
    found = [(row.src_row, row.question_id, row.answer_raw) for row in outcome.the("survey")]
    assert found == [
        (1, "nps", "9"), (1, "barriers", "Price"),
        (2, "nps", "6"), (2, "barriers", "Sizes"), (2, "barriers", "music"),
    ]  # fmt: skip


def test_a_survey_that_records_no_times_has_none(reads: Reads) -> None:
    outcome = reads(CODES.replace('"2026-11-21 10:00:00","3"', '"1980-01-01 00:00:00","3"'))
    first = next(row for row in outcome.the("survey") if row.src_row == 1)
    assert (first.t_ms, first.complete) == (None, True)
    assert outcome.issues == []


def test_who_answered_is_nowhere(reads: Reads) -> None:
    written = repr(reads(CODES).tables)
    assert "192.0.2.3" not in written
    assert "tok" not in written


def test_codes_alone_are_said_to_tell_no_question(reads: Reads) -> None:
    assert "Full question text" not in reads(CODES).source.why
    assert "Full question text" in reads(CODES.replace('"nps"', '"G01Q01"')).source.why

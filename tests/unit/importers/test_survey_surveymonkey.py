from __future__ import annotations

from typing import TYPE_CHECKING

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.survey import raw_survey

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

FIXED = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1"
WHO = "11/21/2026 09:50:00 AM,{end},192.0.2.7,ana@example.com,Ana,Ejemplo,crm-7"


def _sheet(number: int, end: str, *answers: str) -> str:
    return ",".join((f"1181{number:08}", "400", WHO.format(end=end), *answers)) + "\n"


TWO_ROWS = (
    "\ufeff" + FIXED + ",Overall how satisfied are you with this live session?,What held you back?,,,"
    "How much do you agree?,,Contact information,,How likely are you to recommend us?\n"
    ",,,,,,,,,Response,Price,Sizes,Other (please specify),The host knew the products,The picture was clear,"
    "Name,Phone Number,Maison\n"
    + _sheet(
        1,
        "11/21/2026 10:00:00 AM",
        "Very satisfied",
        "Price",
        "",
        "the music",
        "Agree",
        "Disagree",
        "Ana",
        "+34 600 000 001",
        "9",
    )
    + _sheet(2, "11/21/2026 10:05:00 AM", "Dissatisfied", "", "Sizes", "", "Strongly agree", "Agree", "", "", "10")
    + _sheet(3, "", "", "Price", "Sizes", "", "", "", "", "", "")
)
CONDENSED = (
    "\ufeff"
    + FIXED
    + ",Overall how satisfied are you?,How likely are you to recommend us?\n"
    + "," * 10
    + "\n"
    + _sheet(1, "11/21/2026 10:00:00 AM", "4", "8")
    + _sheet(2, "11/21/2026 10:05:00 AM", "5", "10")
)


def test_the_second_header_row_is_set_aside_and_its_blanks_continue_the_question(reads: Reads) -> None:
    outcome = reads(TWO_ROWS)
    assert outcome.source.importer == "survey_surveymonkey"
    assert outcome.counts == (4, 3, 1)
    assert outcome.source.reasons == {"description": 1}
    (aside,) = outcome.the("set_aside")
    assert (aside.src_row, aside.line) == (1, 2)


def test_choices_are_long_statements_are_questions_and_other_is_peoples_words(reads: Reads) -> None:
    rows = reads(TWO_ROWS).the("survey")
    barriers = [(row.src_row, row.answer_raw) for row in rows if row.question_id == "barriers"]
    assert barriers == [(2, "Price"), (2, "the music"), (3, "Sizes"), (4, "Price"), (4, "Sizes")]
    stated = [(row.src_row, row.question_text, row.answer_num) for row in rows if row.qtype == "likert"]
    # agree 4, disagree 2, strongly agree 5 of five
    assert stated == [
        (2, "How much do you agree? [The host knew the products]", 4),
        (2, "How much do you agree? [The picture was clear]", 2),
        (3, "How much do you agree? [The host knew the products]", 5),
        (3, "How much do you agree? [The picture was clear]", 4),
    ]
    assert [row.answer_num for row in rows if row.question_id == "csat"] == [5, 2]
    assert [(row.answer_num, row.scale_max) for row in rows if row.question_id == "nps"] == [(9, 10), (10, 10)]


def test_a_sheet_without_an_end_is_not_complete(reads: Reads) -> None:
    assert {row.src_row: row.complete for row in reads(TWO_ROWS).the("survey")} == {2: True, 3: True, 4: False}


def test_who_answered_is_nowhere_also_where_the_survey_asks_for_it(reads: Reads) -> None:
    written = repr(reads(TWO_ROWS).tables)
    for personal in ("Ana", "example.com", "192.0.2.7", "600 000", "crm-7", "118100000001"):
        assert personal not in written


def test_an_empty_second_header_row_is_a_blank_row(reads: Reads) -> None:
    outcome = reads(CONDENSED)
    assert outcome.counts == (3, 2, 1)
    assert outcome.source.reasons == {"blank": 1}
    assert [row.answer_num for row in outcome.the("survey") if row.question_id == "csat"] == [4, 5]


def test_numbers_for_choices_are_ticks(reads: Reads) -> None:
    content = (
        FIXED
        + ",Which did you like?,,\n,,,,,,,,,Balm,Serum,Mask\n"
        + _sheet(1, "11/21/2026 10:00:00 AM", "1", "", "3")
        + _sheet(2, "11/21/2026 10:00:00 AM", "", "2", "")
    )
    found = [(row.src_row, row.answer_raw) for row in reads(content).the("survey")]
    assert found == [(2, "Balm"), (2, "Mask"), (3, "Serum")]


def test_the_raw_rows_hold_both_header_rows_and_are_numbered_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "sm.csv"
    path.write_text(TWO_ROWS, "utf-8")
    rows = list(raw_survey(head_of(ExportFile(path, "sm.csv"))))
    assert [row.number for row in rows] == [0, 1, 2, 3, 4]
    assert rows[0].cells[0] == "Respondent ID"
    assert rows[1].cells[9] == "Response"

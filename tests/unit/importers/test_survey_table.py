from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from conftest import Reads


def _merged() -> bytes:
    """Make a sheet as survey tools in Chinese write it: questions over the choices, a 0 or 1 under each."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range(0, 3, 0, 5, "您喜欢哪种直播间?")
        sheet.merge_range(0, 6, 0, 7, "存在哪些问题?")
        sheet.write_row(1, 0, ["序号", "学历", "我喜欢看直播", "品牌", "明星", "其他", "价格", "其他"])
        sheet.write_row(2, 0, [1, 3, 5, 1, 0, 0, 1, 1])
        sheet.write_row(3, 0, [2, 2, 4, 0, 1, 1, 0, 0])
    return out.getvalue()


def test_merged_cells_over_the_choices_are_a_second_header_row(reads: Reads) -> None:
    outcome = reads(_merged(), "survey.xlsx")
    assert outcome.source.importer == "survey_table"
    # a header row more, two answer sheets
    assert outcome.counts == (3, 2, 1)
    assert outcome.source.reasons == {"description": 1}
    found = [(row.src_row, row.question_text, row.answer_raw) for row in outcome.the("survey") if row.qtype == "multi"]
    assert found == [
        (2, "您喜欢哪种直播间?", "品牌"),
        (2, "存在哪些问题?", "价格"),
        (2, "存在哪些问题?", "其他"),
        (3, "您喜欢哪种直播间?", "明星"),
        (3, "您喜欢哪种直播间?", "其他"),
    ]
    assert [row.answer_num for row in outcome.the("survey") if row.question_text == "学历"] == [3, 2]
    assert "序号" not in repr(outcome.the("survey"))


def test_a_title_over_a_header_is_no_question_over_choices(reads: Reads) -> None:
    content = "Survey of the autumn show,,,\nDate,NPS (0-10),CSAT (1-5),Why?\n2026-11-21 10:00:00,9,5,nice\n"
    outcome = reads(content)
    assert outcome.source.reasons == {"title": 1}
    assert [row.question_id for row in outcome.the("survey")] == ["nps", "csat", "reason"]


def test_usual_questions_make_a_survey_of_any_table(reads: Reads) -> None:
    outcome = reads("no,NPS (0-10),CSAT (1-5),finished\n1,9,5,yes\n2,3,2,no\n")
    assert outcome.source.importer == "survey_table"
    assert [(row.answer_num, row.complete) for row in outcome.the("survey")] == [
        (9, True), (5, True), (3, False), (2, False),
    ]  # fmt: skip


def test_formbricks_questions_have_numbers_and_all_else_is_no_answer(reads: Reads) -> None:
    content = (
        "No.,Response ID,Timestamp,Finished,Survey ID,Formbricks ID (internal),User ID,Tags,userAgent - browser,"
        '"1. How likely are you to recommend us?","1. How likely are you to recommend us? - Option ID",'
        '"2. What is the main reason for your score?",hiddenSource,plan\n'
        "1,r1,2026-11-21 10:00:00,Yes,s,contact-1,user-1,vip,Chrome,9,opt,nice,mail-17,gold\n"
        "2,r2,2026-11-21 10:01:00,No,s,contact-2,user-2,,Chrome,3,opt,,mail-17,gold\n"
    )
    outcome = reads(content)
    assert outcome.source.importer == "survey_formbricks"
    found = [(row.question_id, row.answer_raw, row.complete) for row in outcome.the("survey")]
    assert found == [("nps", "9", True), ("reason", "nice", True), ("nps", "3", False)]


def test_other_tables_are_no_surveys(reads: Reads) -> None:
    outcome = reads("minute,viewers\n0,5\n1,6\n")
    assert outcome.source.importer == "viewer_curve"

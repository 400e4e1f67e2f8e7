from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from xlsxwriter import Workbook

if TYPE_CHECKING:
    from conftest import Reads

ENGLISH = ["ID", "Start time", "Completion time", "Email", "Name", "Language", "Last modified time"]
SPANISH = ["Id", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"]
QUESTIONS = [
    "How likely are you to recommend us to a friend?",
    "What held you back?",
    "The host knew the products",
    "I enjoyed watching this live.",
]


def _book(header: list[str], rows: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "m/d/yy h:mm:ss"}) as book:
        sheet = book.add_worksheet("Form1")
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _rows(*, language: bool) -> list[list[Any]]:
    sent = datetime(2026, 11, 21, 10, 0, 22)  # noqa: DTZ001 - a workbook's clock has no zone
    more = ["English (United States)", ""] if language else []
    return [
        [1, sent, sent, "anonymous", "", *more, 9, "Price;Sizes;", "Agree", "Strongly agree"],
        [2, sent, sent, "ana@example.com", "Ana", *more, 10, "Sizes;", "Disagree", "Neutral"],
        [3, sent, sent, "anonymous", "", *more, 3, "", "Strongly agree", "Agree"],
    ]


@pytest.mark.parametrize(("header", "language"), [(ENGLISH, True), (SPANISH, False)])
def test_a_workbook_of_answers_in_two_languages(reads: Reads, header: list[str], *, language: bool) -> None:
    outcome = reads(_book([*header, *QUESTIONS], _rows(language=language)), "answers.xlsx")
    assert outcome.source.importer == "survey_ms_forms"
    assert outcome.counts == (3, 3, 0)
    rows = outcome.the("survey")
    assert [row.answer_num for row in rows if row.question_id == "nps"] == [9, 10, 3]
    barriers = [(row.src_row, row.answer_raw) for row in rows if row.question_id == "barriers"]
    assert barriers == [(1, "Price"), (1, "Sizes"), (2, "Sizes")]
    # agree 4, disagree 2, strongly agree 5
    assert [row.answer_num for row in rows if row.question_id == "the_host_knew_the_products"] == [4, 2, 5]
    assert [row.answer_num for row in rows if row.question_id == "enjoyed"] == [5, 3, 4]
    assert "Ana" not in repr(outcome.tables)
    assert "example.com" not in repr(outcome.tables)
    assert "anonymous" not in repr(outcome.tables)
    assert rows[0].t_ms == 1_795_251_622_000  # 10:00:22 in Madrid is 09:00:22 UTC


def test_times_without_a_zone_in_a_csv_of_short_years(reads: Reads) -> None:
    content = (
        "ID,Start time,Completion time,Email,Name,NPS (0-10)\n1,11/21/26 09:58:00,11/21/26 10:00:22,anonymous,,9\n"
        "2,11/21/26 09:58:00,,anonymous,,8\n"
    )
    rows = reads(content).the("survey")
    assert [(row.t_ms, row.complete) for row in rows] == [(1_795_251_622_000, True), (1_795_251_480_000, False)]


def test_points_of_a_test_are_no_answers(reads: Reads) -> None:
    header = "ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,Which colour?,Points - Which colour?"
    outcome = reads(f"{header}\n1,11/21/26 09:58:00,11/21/26 10:00:22,anonymous,,4,,green,2\n")
    assert [row.answer_raw for row in outcome.the("survey")] == ["green"]

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.survey_google_forms import IMPORTER
from rex.importers.survey_times import answered_at

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

DAY_AFTER = 1_795_284_191_000
"""2026-11-21 18:03:11 UTC."""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Timestamp", "Overall, how satisfied are you with this live session?"),
        ("Marca temporal", "En general, ¿cuál es su grado de satisfacción con esta sesión en vivo?"),
        ("Horodateur", "Globalement, quel est votre niveau de satisfaction ?"),
        ("Carimbo de data/hora", "No geral, qual é o seu grau de satisfação com esta live?"),
    ],
)
def test_a_form_is_known_by_its_first_column_in_four_languages(reads: Reads, first: str, second: str) -> None:
    outcome = reads(f'"{first}","{second}"\n2026/11/21 10:00:00,5\n2026/11/21 10:01:00,4\n')
    assert outcome.source.importer == "survey_google_forms"
    assert [(row.question_id, row.answer_num) for row in outcome.the("survey")] == [("csat", 5), ("csat", 4)]


@pytest.mark.parametrize(
    "written",
    [
        "2026/11/21 6:03:11 p. m. GMT+0",
        "2026/11/21 8:03:11 p. m. GMT+2",
        "2026/11/21 8:03:11\u202fPM GMT+2",
        "2026/11/21 11:33:11 PM GMT+5:30",  # 23:33:11 less five hours and a half
        "2026/11/21 3:03:11 PM UTC−3",
        "2026/11/21 1:03:11 PM EST",
        "2026/11/21 7:03:11 PM CET",
        "11/21/2026 19:03:11",  # no zone: the session's, an hour ahead of UTC
        "21/11/2026 19:03:11",
        "2026-11-21 19:03:11",
    ],
)
def test_times_of_forms_in_any_language_are_one_instant(reads: Reads, written: str) -> None:
    outcome = reads(f"Timestamp,What is the main reason for your score?\n{written},the host\n")
    assert [row.t_ms for row in outcome.the("survey")] == [DAY_AFTER]
    assert outcome.issues == []


@pytest.mark.parametrize("text", ["", "soon", "2026/11/21 25:00:00", "2026/11/21 6:03 PM GMT+99", "1" * 500])
def test_what_is_no_time_is_none(text: str) -> None:
    assert answered_at(text, "mdy") is None


def test_a_sheet_whose_time_cannot_be_read_is_kept_and_said(reads: Reads) -> None:
    outcome = reads("Timestamp,Reason for your score?\nyesterday at nine,the host\n")
    assert [row.t_ms for row in outcome.the("survey")] == [None]
    assert [(issue.line, issue.column) for issue in outcome.issues] == [(2, "Timestamp")]


def test_checkboxes_are_one_row_a_choice_with_either_sign(reads: Reads) -> None:
    rows = ["Price;Shipping", "Price;Sizes", "Sizes", "Shipping;Sizes;Price", "Price"]
    semicolons = "Timestamp,Which of these matter to you?\n" + "".join(
        f"2026/11/21 10:0{n}:00,{row}\n" for n, row in enumerate(rows)
    )
    commas = "Timestamp,Which of these matter to you?\n" + "".join(
        f'2026/11/21 10:0{n}:00,"{row.replace(";", ", ")}"\n' for n, row in enumerate(rows)
    )
    for content in (semicolons, commas):
        answers = [(row.src_row, row.answer_raw, row.qtype) for row in reads(content).the("survey")]
        # 2 + 2 + 1 + 3 + 1 choices in five sheets
        assert len(answers) == 9
        assert answers[:2] == [(1, "Price", "multi"), (1, "Shipping", "multi")]


@pytest.mark.parametrize(
    "choices",
    [
        ["Yes, during the live", "Yes, later", "No", "Yes, during the live", "No", "Yes, later"],
        ["Yes", "Yes, later", "No", "Yes", "No", "Yes, later"],
        ["Price, size", "Price, size", "Music", "Music", "Tea", "Tea"],
        ["Wax, light", "Wax, light, Tea", "Wax, light, Oil", "Wax, light, Tea, Oil", "Tea, Oil", "Tea", "Oil"],
    ],
)
def test_a_comma_inside_one_choice_does_not_cut_it(reads: Reads, choices: list[str]) -> None:
    content = "Timestamp,Do you own one of these?\n" + "".join(
        f'2026/11/21 10:0{n}:00,"{choice}"\n' for n, choice in enumerate(choices)
    )
    rows = reads(content).the("survey")
    assert [row.answer_raw for row in rows] == choices
    assert "multi" not in {row.qtype for row in rows}


def test_reasons_in_peoples_words_are_never_cut(reads: Reads) -> None:
    reasons = ["nice, quick", "quick, nice", "nice", "quick"]
    content = "Timestamp,What is the main reason for your score?\n" + "".join(
        f'2026/11/21 10:0{n}:00,"{reason}"\n' for n, reason in enumerate(reasons)
    )
    assert [row.answer_raw for row in reads(content).the("survey")] == reasons


def test_a_grid_is_one_question_a_row_of_it(reads: Reads) -> None:
    content = (
        "Timestamp,How satisfied were you? [Picture],How satisfied were you? [Sound],"
        "How satisfied were you? [Overall]\n"
        "2026/11/21 10:00:00,Satisfied,Dissatisfied,Very satisfied\n"
    )
    found = [(row.question_id, row.question_text, row.answer_num) for row in reads(content).the("survey")]
    # the grid asks the same of all; only the statement about the whole is CSAT. Steps 2, -2 and 3 of five.
    assert found == [
        ("picture", "How satisfied were you? [Picture]", 4),
        ("sound", "How satisfied were you? [Sound]", 2),
        ("csat", "How satisfied were you? [Overall]", 5),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Email Address", "Dirección de correo electrónico", "Adresse e-mail", "Your name", "Nombre y apellidos",
        "Votre nom", "Seu nome completo", "City", "Ciudad", "IP Address", "Location", "Teléfono", "Instagram",
        "What is your full name?", "Please leave your e-mail so that we can send you the code", "Fecha de nacimiento",
    ],
)  # fmt: skip
def test_columns_that_say_who_answered_are_nowhere(reads: Reads, header: str) -> None:
    outcome = reads(f'Timestamp,"{header}",NPS (0-10)\n2026/11/21 10:00:00,Secretname,9\n')
    assert [row.question_id for row in outcome.the("survey")] == ["nps"]
    assert "Secretname" not in repr(outcome.tables)


@pytest.mark.parametrize(
    "header", ["Name one thing to keep", "What was the name of the product that you liked most of all?", "Country"]
)
def test_questions_that_only_mention_a_name_are_answers(reads: Reads, header: str) -> None:
    outcome = reads(f'Timestamp,"{header}",NPS (0-10)\n2026/11/21 10:00:00,balm,9\n')
    assert "balm" in [row.answer_raw for row in outcome.the("survey")]


def test_the_same_sheets_in_two_exports_count_once_and_equal_sheets_in_one_count_each(reads: Reads) -> None:
    seen: set[str] = set()
    sheet = "Timestamp,NPS (0-10),Why?\n11/21/2026 10:00:00,9,\n11/21/2026 10:00:00,9,\n11/21/2026 10:05:00,3,late\n"
    again = sheet.replace("11/21/2026", "2026-11-21") + "2026-11-21 10:09:00,7,\n"
    assert reads(sheet, "sheet.csv", seen=seen).counts == (3, 3, 0)
    outcome = reads(again, "form.csv", seen=seen)
    assert outcome.counts == (4, 1, 3)
    assert outcome.source.reasons == {"duplicate": 3}


def test_small_numbers_are_numbers_and_long_ones_stay_words(reads: Reads) -> None:
    content = "Timestamp,How many lives did you see?,Favourite code\n2026/11/21 10:00:00,3,600000001\n"
    found = [(row.qtype, row.answer_num, row.answer_raw) for row in reads(content).the("survey")]
    assert found == [("number", 3, "3"), ("text", None, "[phone]")]


@pytest.mark.parametrize("header", ["timestamp,author,message", "timestamp,level,event", "timestamp,sku,price"])
def test_other_tables_that_begin_with_a_timestamp_are_no_forms(tmp_path: Path, header: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text(f"{header}\n2026-11-21 10:00:00,a,b\n", "utf-8")
    assert IMPORTER.recognise(head_of(ExportFile(path, "log.csv"))) is None

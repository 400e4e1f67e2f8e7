"""How a table is written is found over the whole of it: encoding, delimiter, header, records, names of columns."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.sheet import labelled, sheet_of
from rex.importers.tables import Dialect, find_header, records, sniff_dialect

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

CHAT = "Hora;Usuario;Mensaje\n0:05;Íñigo;mañana será otro día\n0:09;Begoña;¿cuánto cuesta el envío? 5 €, ¿no?\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac_roman", "cp850"]
)
def test_the_same_table_in_every_encoding_of_spreadsheets(reads: Reads, encoding: str) -> None:
    text = CHAT if encoding != "cp850" else CHAT.replace(" €", " euros")  # MS-DOS had no euro
    assert [row.text for row in reads(text.encode(encoding)).the("chat")] == [
        line.split(";")[2] for line in text.splitlines()[1:]
    ]


@pytest.mark.parametrize(
    "text", ["l’été à Besançon – déjà vu – ça coûte 5 €", "«Año nuevo», dijo – ¿y ahora? – AÑO", "São João: não há"]
)
def test_windows_text_is_not_taken_for_an_older_machine_s(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_bytes((text + "\n").encode("cp1252"))
    assert head_of(ExportFile(tmp_path / "x", "x")).encoding == "cp1252"


def test_lines_that_end_as_on_old_machines(reads: Reads) -> None:
    assert len(reads(CHAT.replace("\n", "\r").encode("mac_roman")).the("chat")) == 2


def test_a_first_line_for_excel_settles_the_delimiter(reads: Reads) -> None:
    outcome = reads("sep=;\nHora;Usuario;Mensaje\n0:05;a;uno, dos, tres\n")
    assert [row.text for row in outcome.the("chat")] == ["uno, dos, tres"]
    assert outcome.source.reasons == {"title": 1}


def test_prose_above_the_header_hides_neither_delimiter_nor_header(reads: Reads) -> None:
    prose = "".join(f"Nota {n}{', y otra' * (n % 4)}.\n" for n in range(90))
    rows = "".join(f"0:{n:02};u{n};hola;1,5\n" for n in range(60))
    outcome = reads(prose + "Hora;Usuario;Mensaje;Nivel\n" + rows)
    assert len(outcome.the("chat")) == 60
    assert outcome.source.reasons == {"title": 90}


def test_lines_from_further_down_have_a_say_in_the_delimiter() -> None:
    head = "a, b\nc, d\n"
    assert sniff_dialect(head).delimiter == ","
    assert sniff_dialect(head, ["1;2;3", "4;5;6", "7;8;9"]).delimiter == ";"


def test_a_large_file_is_heard_to_its_end(tmp_path: Path) -> None:
    # 300 KB of prose with a comma in every line; the table is the megabyte behind it.
    prose = "Sales are added up, see the manual of the shop's own dashboard for how this is done.\n" * 3600
    table = "".join(f"{n};{n % 7};hello;{n}\n" for n in range(70_000))
    (tmp_path / "x").write_text(prose + table)
    head = head_of(ExportFile(tmp_path / "x", "x"))
    assert "hello" not in head.text
    assert head.dialect == Dialect(";")


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        # A line of words with empty names gives way to the full one below it.
        (
            [
                ["Brand", "Maison", "Live", "", ""],
                ["Time", "Who", "What", "Order", "Paid"],
                ["0:1", "a", "b", "c", "1"],
            ],
            1,
        ),
        ([["time", "user", "text"], ["2026-11-20T19:05:00Z", "ana", "hi"]], 0),
        ([["Report"], ["2026-11-20", "1", "2"], ["time", "viewers", "likes"], ["0:01", "2", "3"]], 2),
        ([["Price", "Price", "Name"], ["1", "2", "Balm"]], 0),
        ([["Q1", "", "Q2", ""], ["a", "b", "c", "d"]], 1),
        ([["1", "2"], ["3", "4"]], None),
    ],
)
def test_where_the_header_stands(rows: list[list[str]], at: int | None) -> None:
    assert find_header(rows) == at


def test_records_are_those_of_the_csv_library_however_they_lie_in_the_batches(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a seeded test
    pieces = ["hola", "a,b", 'say "hi"', "two\nlines", "", "x\r\ny", "ñ €", "  "]
    rows = [["n", "a", "b"]] + [[str(n), chance.choice(pieces), chance.choice(pieces)] for n in range(5_000)]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (tmp_path / "x").write_text(text.getvalue(), encoding="utf-8", newline="")
    export = ExportFile(tmp_path / "x", "x")
    read = list(records(export, "utf-8", Dialect(","), 0))
    assert [record.cells for record in read] == rows[1:]
    assert [record.number for record in read] == list(range(1, 5_001))
    lines = text.getvalue().splitlines()
    assert all(lines[record.line - 1].startswith(f"{record.cells[0]},") for record in read)


def test_an_open_quotation_mark_costs_its_line_alone_in_the_middle_of_thousands(tmp_path: Path) -> None:
    rows = [f"{n},a,b" for n in range(6_000)]
    rows[1_999] = '1999,"a,b'  # the last line of a batch
    rows[4_100] = '4100,"a,b'
    (tmp_path / "x").write_text("n,a,b\n" + "\n".join(rows) + "\n")
    read = list(records(ExportFile(tmp_path / "x", "x"), "utf-8", Dialect(","), 0))
    assert [record.line for record in read if record.broken] == [2_001, 4_102]
    assert [record.cells[0] for record in read if not record.broken] == [
        str(n) for n in range(6_000) if n not in {1999, 4100}
    ]


def test_no_column_is_lost_that_shares_its_name_or_has_none(reads: Reads) -> None:
    assert labelled(["Precio", "precio", "", "Precio (2)", "€", "Precio"]) == (
        "Precio", "precio (2)", "column 3", "Precio (2) (2)", "column 5", "Precio (3)",
    )  # fmt: skip
    outcome = reads("Fecha,Pedido,Precio,Precio,Total,\n2026-11-20 19:05,A1,10.00,8.00,8.00,7\n")
    (row,) = outcome.the("sales")
    assert (row.unit_price_minor, row.extra) == (1000, '{"Precio (2)":"8.00","column 6":"7"}')


def test_a_header_that_is_met_again_is_known_by_its_own_names(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("Hora;Texto;Texto\n0:01;a;b\nHora;Texto;Texto\n0:02;c;d\n")
    sheet = sheet_of(head_of(ExportFile(tmp_path / "x", "x")))
    assert sheet is not None
    assert [record.cells[0] for record in sheet.data()] == ["0:01", "0:02"]

"""Workbooks of several sheets: one is read, and no row of the others is lost without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.importers.export import ExportFile
from rex.importers.head import head_of, looks
from rex.importers.identify import Known, identify
from rex.importers.raw import raw_rows
from tests.fixtures.workbooks import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer

SHEETS = workbook(
    {
        "Read me": [["Made by the shop"], ["Ask Marta"]],
        "Curve": [["minute", "viewers"], [0, 120], [1, 130.0]],
        "Orders": [["Report", ""], ["order", "total"], ["A1", 12.5], ["", ""], ["A2", 7]],
        "Empty": [],
    }
)


def test_the_rows_of_other_sheets_are_set_aside_and_told(reads: Reads) -> None:
    outcome = reads(SHEETS, "book.xlsx")
    assert [row.value for row in outcome.the("viewers")] == [120, 130]
    assert outcome.counts == (8, 2, 6)  # of the others 2 and 4 rows; an empty one is none
    assert outcome.source.reasons == {"other": 6}
    assert [row.detail for row in outcome.the("set_aside")] == ["Read me"] * 2 + ["Orders"] * 4
    assert [(str(issue.problem.values["sheet"]), issue.problem.n) for issue in outcome.issues] == [
        ("Read me", 2), ("Orders", 4),
    ]  # fmt: skip


def test_raw_rows_hold_every_cell_of_every_sheet(tmp_path: Path, importers: list[Importer]) -> None:
    (tmp_path / "book.xlsx").write_bytes(SHEETS)
    known = identify(ExportFile(tmp_path / "book.xlsx", "book.xlsx"), importers)
    assert isinstance(known, Known)
    cells = [cell for row in raw_rows(known) for cell in row.cells if cell]
    words = "Made by the shop|Ask Marta|minute|viewers|0|120|1|130|Report|order|total|A1|12.5|A2|7"
    assert sorted(cells) == sorted(words.split("|"))


def test_each_sheet_that_may_be_a_table_can_be_looked_at(tmp_path: Path, importers: list[Importer]) -> None:
    (tmp_path / "book.xlsx").write_bytes(SHEETS)
    head = head_of(ExportFile(tmp_path / "book.xlsx", "book.xlsx"))
    found = looks(head)
    assert [look.sheet for look in found] == ["Curve", "Orders"]
    assert [look.header for look in found] == [["minute", "viewers"], ["order", "total"]]
    assert found[1].on("Curve").header == ["minute", "viewers"]
    surest = {
        look.sheet: max((r.certainty for one in importers if (r := one.recognise(look)) is not None), default=0)
        for look in found
    }
    assert surest["Curve"] > surest["Orders"]


def test_a_file_with_one_table_is_looked_at_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "one.xlsx").write_bytes(workbook({"S": [["minute", "viewers"], [0, 1]], "Notes": [["hello"]]}))
    (tmp_path / "x.csv").write_text("minute,viewers\n0,1\n")
    (tmp_path / "bad.xlsx").write_bytes(SHEETS[:300])
    for name in ("one.xlsx", "x.csv", "bad.xlsx"):
        head = head_of(ExportFile(tmp_path / name, name))
        assert looks(head) == [head]

"""The first three rows of a file as REX reads them, for the eyes of the person who knows what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.identify import Known, identify
from rex.importers.preview import ReadRow, shape_as_read, three_rows
from rex.importers.table import mapped_importers
from rex.model.message import Message, quantity
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rex.importers.base import Importer
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

    Look = Callable[..., tuple[Known, list[ReadRow]]]

CHAT = (
    "Report;;\n\nHora;Usuario;Mensaje\n20/11/2026 19:05;ana;hola, mi correo es ana@example.com\nTotal;;\n"
    "20/11/2026 19:06;bo;segundo\nnunca;cy;tercero\n20/11/2026 19:08;di;cuarto\n"
)


@pytest.fixture
def look(tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> Look:
    def go(content: str, *, session: Session | None = None) -> tuple[Known, list[ReadRow]]:
        (tmp_path / "x").write_text(content, encoding="utf-8")
        known = identify(ExportFile(tmp_path / "x", "x"), [*importers, *mapped_importers(tmp_path)])
        assert isinstance(known, Known)
        return known, three_rows(known, session or show, people)

    return go


def told(row: ReadRow) -> dict[str, object]:
    say = Speaker("en").say
    return {cell.field: say(cell.read) if isinstance(cell.read, Message) else cell.read for cell in row.cells}


def test_three_rows_with_column_cell_and_what_is_read(look: Look, people: Pseudonymiser) -> None:
    _, rows = look(CHAT)
    assert [(row.number, row.line, row.reason) for row in rows] == [(2, 4, ""), (4, 6, ""), (5, 7, "unreadable")]
    assert told(rows[0]) == {
        "time": "2026-11-20 19:05:00+01:00, 00:05:00 from the start",
        "author": people.of("ana"),
        "text": "hola, mi correo es [mail]",
    }
    assert {(cell.column, cell.cell) for cell in rows[0].cells} == {
        ("Hora", "20/11/2026 19:05"),
        ("Usuario", "…"),
        ("Mensaje", "hola, mi correo es [mail]"),
    }
    assert set(told(rows[2]).values()) == {""}


def test_without_a_zone_the_wall_shows_how_day_and_month_were_read(look: Look, show: Session) -> None:
    _, rows = look(CHAT, session=show.model_copy(update={"timezone": None}))
    assert told(rows[0])["time"] == "2026-11-20 19:05:00, in no known zone"


def test_money_and_numbers_of_a_mapping(look: Look, tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(
        "table: sales\nstatus: unverified\n"
        "columns: {Bon: order_id, Wann: time, Summe: total, Kunde: customer, Stück: qty}\n",
        encoding="utf-8",
    )
    known, rows = look("Bon;Wann;Summe;Kunde;Stück\nB1;2026-11-20 19:05;1.234,50;Ana Ruiz;2\n")
    assert known.importer.status == "unverified"
    assert told(rows[0])["total"] == quantity(123_450, "EUR")
    assert (told(rows[0])["qty"], told(rows[0])["order_id"]) == (2, "B1")
    assert "Ana" not in str(rows)


def test_a_known_platform_s_file_shows_what_became_of_its_rows(look: Look) -> None:
    _, rows = look("minute,viewers,note\n0,120,a\n1,130,b\n2,140,c\n3,150,d\n")
    assert len(rows) == 3
    assert told(rows[0]) == {
        "viewers.time": "2026-11-20 19:00:00+01:00, 00:00:00 from the start",
        "viewers.value": "120",
        "viewers.interval_ms": "60000",
    }


def test_how_a_table_is_written_as_it_is_read(look: Look, show: Session, people: Pseudonymiser) -> None:
    known, _ = look(CHAT)
    shape = shape_as_read(known, show, people)
    assert shape is not None
    assert (shape.encoding, shape.delimiter, shape.header_line) == ("UTF-8", ";", 3)
    assert shape.dates is not None
    assert (shape.dates.order, shape.dates.telling, shape.dates.of) == ("dmy", 3, 3)
    known, _ = look("minute,viewers\n0,120\n1,130\n")
    assert shape_as_read(known, show, people) is None

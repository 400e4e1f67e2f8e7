from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.importers.mapping import read_mapping
from rex.importers.table import mapped_importers
from rex.resources import templates

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer


def test_a_chat_with_plain_column_names_needs_no_mapping(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "chat_table.csv").read_bytes())
    assert outcome.source.importer == "table_mapped"
    assert outcome.counts == (4, 3, 1)
    assert [(row.offset_ms, row.role, row.text) for row in outcome.the("chat")] == [
        (5000, "viewer", "hola"),
        (7000, "bot", "follow us"),
        (9000, "viewer", "[/b]<script>alert(1)</script>"),
    ]


def test_sales_with_totals_of_lines_add_up_to_their_order(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "sales_table.csv").read_bytes())
    rows = outcome.the("sales")
    # A1: 2 x 10.00 and 1 x 5.50 on two rows whose totals differ, so the column holds the line's: 25.50.
    assert [(row.order_id, row.line_no, row.order_total_minor) for row in rows] == [
        ("A1", 1, 2550), ("A1", 2, None), ("A2", 1, 550),
    ]  # fmt: skip
    assert [row.status for row in rows] == ["paid", "paid", "cancelled"]
    assert outcome.source.reasons == {"total": 1, "unreadable": 2}
    assert [(issue.line, issue.column) for issue in outcome.issues] == [(5, "Cantidad"), (6, "Total")]


def test_sales_whose_order_total_stands_on_every_row_count_it_once(reads: Reads) -> None:
    outcome = reads(
        "order_id,created_at,product,qty,total,currency\n" + 'A1,2026-11-20T18:05:00Z,Balm,1,"12.00",usd\n' * 2
    )
    assert [row.order_total_minor for row in outcome.the("sales")] == [1200, None]
    assert outcome.the("sales")[0].currency == "USD"


def write(folder: Path, text: str, name: str = "prince.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_mapping_reads_a_table_that_nobody_knows(reads: Reads, tmp_path: Path, importers: list[Importer]) -> None:
    folder = tmp_path / "mappings"
    folder.mkdir()
    write(
        folder,
        "title: Prince\ntable: sales\nheader: [Bon, Moment]\n"
        "columns:\n  Bon: order_id\n  Moment: time\n  Somme: total\n  Boutique: channel\n"
        "keep: [Caisse]\ntime: utc\ndecimal: ','\ncurrency: CHF\n",
    )
    content = "Bon;Moment;Somme;Boutique;Caisse;Client\nB1;2026-11-20 18:05;1.049,80;live;3;Ana\n"
    outcome = reads(content, importers=[*importers, *mapped_importers(folder)])
    (row,) = outcome.the("sales")
    assert outcome.source.importer == "prince"
    assert (row.order_total_minor, row.currency, row.offset_ms) == (104_980, "CHF", 5 * 60_000)
    assert row.extra == '{"Caisse":"3"}'  # only what the mapping keeps


@pytest.mark.parametrize(
    ("text", "place", "todo"),
    [
        ("tabel: sales\n", "prince.yaml:1:1", "Did you mean “table”?"),
        ("table: sale\ncolumns: {A: time}\n", "prince.yaml:1:8", "Did you mean “sales”?"),
        ("table: sales\ncolumns:\n  A: tiem\n", "prince.yaml:3:6", "Did you mean “time”?"),
        ("table: chat\ncolumns: {A: time, B: time}\n", "prince.yaml:2:23", ""),
        ("table: chat\ncolumns: {A: time, B: text}\ntimezone: Madrid\n", "prince.yaml:3:11", "Write it as"),
        ("table: chat\ncolumns: [A]\n", "prince.yaml:2:10", ""),
        ("table: chat\ntable: chat\n", "prince.yaml:2:1", ""),
        ("a: [\n", "prince.yaml:2:1", "Compare"),
        ("- a\n", "prince.yaml", "It needs"),
        ("", "prince.yaml", "It needs"),
    ],
)
def test_a_mistake_in_a_mapping_is_named_at_its_place(tmp_path: Path, text: str, place: str, todo: str) -> None:
    with pytest.raises(FileError) as caught:
        read_mapping(write(tmp_path, text))
    assert str(caught.value.place) == place
    assert todo in caught.value.todo


def test_every_mapping_that_ships_is_right() -> None:
    assert len(mapped_importers(templates() / "mappings", own=False)) >= 4


def test_a_shipped_mapping_reads_a_french_style_amount(reads: Reads) -> None:
    outcome = reads(
        '"ID";"Reference";"New client";"Delivery";"Customer";"Total";"Payment";"Status";"Date"\n'
        '1;"ABC";1;"ES";"A. E";"59,80 €";"Card";"Payment accepted";"2026-11-20 19:05:00"\n'
    )
    (row,) = outcome.the("sales")
    assert (outcome.source.importer, row.order_total_minor, row.currency) == ("prestashop_orders", 5980, "EUR")

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.importers.mapping import read_mapping
from rex.importers.table import mapped_importers
from rex.resources import templates

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

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
    assert len(mapped_importers(templates() / "mappings", own=False)) >= 2


def test_a_shipped_mapping_reads_a_french_style_amount(reads: Reads) -> None:
    outcome = reads(
        '"ID";"Reference";"New client";"Delivery";"Customer";"Total";"Payment";"Status";"Date"\n'
        '1;"ABC";1;"ES";"A. E";"59,80 €";"Card";"Payment accepted";"2026-11-20 19:05:00"\n'
    )
    (row,) = outcome.the("sales")
    assert (outcome.source.importer, row.order_total_minor, row.currency) == ("prestashop_orders", 5980, "EUR")


def mapped(reads: Reads, importers: list[Importer], folder: Path, mapping: str, content: str | bytes) -> Outcome:
    """Read a table with a mapping of one's own."""
    write(folder, mapping)
    return reads(content, importers=[*importers, *mapped_importers(folder)])


def test_a_mapping_says_whether_anybody_saw_a_real_file(
    reads: Reads, importers: list[Importer], tmp_path: Path
) -> None:
    text = "table: chat\nstatus: {status}\ncolumns: {{Wann: time, Was: text}}\n"
    for status in ("verified", "unverified"):
        made = mapped(reads, importers, tmp_path, text.format(status=status), "Wann;Was\n0:01;hallo\n")
        assert made.source.status == status
    assert read_mapping(write(tmp_path, "table: chat\ncolumns: {A: time, B: text}\n")).status == "verified"
    shipped = {one.id: one.status for one in mapped_importers(templates() / "mappings", own=False)}
    assert shipped["prestashop_orders"] == "unverified"


def test_whole_numbers_of_money_may_be_cents(reads: Reads, importers: list[Importer], tmp_path: Path) -> None:
    text = "table: sales\namounts: minor\ncolumns: {Bon: order_id, Wann: time, Summe: total}\n"
    outcome = mapped(reads, importers, tmp_path, text, "Bon;Wann;Summe\n1;2026-11-20 19:05;1250\n")
    assert [row.order_total_minor for row in outcome.the("sales")] == [1250]


def test_a_mapping_finds_its_header_below_a_line_that_looks_like_one(
    reads: Reads, importers: list[Importer], tmp_path: Path
) -> None:
    text = "table: chat\nheader: [Wann, Wer, Was]\ncolumns: {Wann: time, Was: text}\n"
    outcome = mapped(reads, importers, tmp_path, text, "Kanal;Marke;Sendung\nWann;Wer;Was\n0:01;ana;hallo\n")
    assert (outcome.source.importer, [row.text for row in outcome.the("chat")]) == ("prince", ["hallo"])
    assert outcome.source.reasons == {"title": 1}


def test_the_second_of_two_columns_with_one_name_can_be_mapped(
    reads: Reads, importers: list[Importer], tmp_path: Path
) -> None:
    text = "table: sales\ncolumns: {Bon: order_id, Wann: time, Preis (2): total}\n"
    outcome = mapped(reads, importers, tmp_path, text, "Bon;Wann;Preis;Preis\n1;2026-11-20 19:05;10,50;8,25\n")
    assert [row.order_total_minor for row in outcome.the("sales")] == [825]


def test_a_run_of_show_by_a_mapping(reads: Reads, importers: list[Importer], tmp_path: Path) -> None:
    text = "table: cues\ncolumns: {Ab: time, Dauer: duration, Was passiert: title, Ware: products}\n"
    content = (
        "Ab;Dauer;Was passiert;Ware\n19:00;5;Welcome;\n;00:10:00;Balm demo;SKU-1, SKU-2\n;;Pause;\n"
        "19:20;2 min 30 s;Q&A;\n"
    )
    outcome = mapped(reads, importers, tmp_path, text, content)
    # 19:00 + 5 min; the demo follows it and ends at 19:15; a part with neither time nor length is a title.
    assert [(row.offset_ms, row.until_ms, row.kind) for row in outcome.the("cues")] == [
        (0, 300_000, "intro"), (300_000, 900_000, "demo"), (1_200_000, 1_350_000, "qna"),
    ]  # fmt: skip
    assert outcome.the("cues")[1].products == '["SKU-1","SKU-2"]'
    assert outcome.source.reasons == {"title": 1}


TOTALS = (
    "table: totals\ncolumns: {Beginn: time, Umsatz: revenue, Bestellungen: orders, Zuschauer: viewers,"
    " Schnitt: average_viewers, Sehzeit: view_duration}\n"
)


def test_a_platform_s_totals_are_those_of_this_session(reads: Reads, importers: list[Importer], tmp_path: Path) -> None:
    content = (
        "Beginn;Umsatz;Bestellungen;Zuschauer;Schnitt;Sehzeit\n"
        "2026-11-13 19:00;900,00;30;1.200;210,5;0:03:20\n"
        "2026-11-20 19:03;1.234,50;41;1.842;344,5;0:04:34\n"
    )
    outcome = mapped(reads, importers, tmp_path, TOTALS, content)
    assert {row.metric: (row.value_milli, row.unit, row.currency) for row in outcome.the("totals")} == {
        "revenue": (1_234_500, "currency", "EUR"),
        "orders": (41_000, "count", None),
        "viewers": (1_842_000, "count", None),
        "average_viewers": (344_500, "count", None),
        "view_duration": (274_000, "seconds", None),  # 4 minutes 34 seconds
    }
    assert outcome.source.reasons == {"other": 1}


def test_totals_of_other_sessions_alone_are_not_this_one_s(
    reads: Reads, importers: list[Importer], tmp_path: Path
) -> None:
    content = "Beginn;Umsatz;Bestellungen;Zuschauer;Schnitt;Sehzeit\n" + "".join(
        f"2026-10-{day} 19:00;900;30;1200;210;0:03:20\n" for day in (11, 18)
    )
    outcome = mapped(reads, importers, tmp_path, TOTALS, content)
    assert outcome.counts == (2, 0, 2)
    assert any("10 minutes" in issue.problem.text for issue in outcome.issues)


def test_totals_of_a_bare_day_are_those_of_the_day_of_the_show(
    reads: Reads, importers: list[Importer], tmp_path: Path
) -> None:
    content = "Beginn;Umsatz;Bestellungen;Zuschauer;Schnitt;Sehzeit\n" + "".join(
        f"2026-11-{day};{day},50;30;1200;210;0:03:20\n" for day in (19, 20, 21)
    )
    outcome = mapped(reads, importers, tmp_path, TOTALS, content)
    assert [row.value_milli for row in outcome.the("totals") if row.metric == "revenue"] == [20_500]


def test_reactions_side_by_side_are_one_row_each(reads: Reads, importers: list[Importer], tmp_path: Path) -> None:
    text = "table: reactions\ntime: minutes\ncolumns: {Minute: time, Herzen: likes, Koerbe: add_to_cart}\n"
    outcome = mapped(reads, importers, tmp_path, text, "Minute;Herzen;Koerbe\n0;12;\n1;1.204;3\n2;;\n")
    assert [(row.offset_ms, row.kind, row.count) for row in outcome.the("reactions")] == [
        (0, "like", 12), (60_000, "like", 1204), (60_000, "add_to_cart", 3),
    ]  # fmt: skip
    assert outcome.source.reasons == {"blank": 1}


def test_json_by_a_mapping(reads: Reads, importers: list[Importer], tmp_path: Path) -> None:
    text = "table: viewers\ncolumns: {at: time, stats.online: viewers}\ntime: utc\n"
    rows = [{"at": "2026-11-20 18:05:00", "stats": {"online": 120}}, {"at": "2026-11-20 18:06:00", "stats": {}}]
    content = json.dumps({"rows": rows})
    outcome = mapped(reads, importers, tmp_path, text, content)
    assert [(row.offset_ms, row.value) for row in outcome.the("viewers")] == [(300_000, 120)]
    assert outcome.source.reasons == {"blank": 1}


KINDS = {
    "chat": ("{a: time, b: text, c: author}", "a,b,c\n0:01,hola,ana\n0:02,que,bo\n"),
    "sales": ("{a: time, b: total, c: order_id}", "a,b,c\n2026-11-20 19:05,12.50,A1\n2026-11-20 19:06,3,A2\n"),
    "viewers": ("{a: time, b: viewers, c: segment}", "a,b,c\n0:01,120,web\n0:02,130,app\n"),
    "reactions": ("{a: time, b: count, c: kind}", "a,b,c\n0:01,12,like\n0:02,3,share\n"),
    "products": ("{a: name, b: price, c: stock_before}", "a,b,c\nBalm,12.50,30\nOil,8,4\n"),
    "cues": ("{a: time, b: duration, c: title}", "a,b,c\n19:00,5,Intro\n19:05,10,Demo\n"),
    "totals": ("{a: time, b: revenue, c: viewers}", "a,b,c\n2026-11-20 19:00,1250.50,1842\n2026-11-13 19:00,1,2\n"),
}


@pytest.mark.parametrize("table", KINDS)
def test_damaged_cells_never_stop_the_reading(
    reads: Reads, importers: list[Importer], tmp_path: Path, table: str
) -> None:
    columns, content = KINDS[table]
    chance = random.Random(table)  # noqa: S311 - a seeded test
    odd = [
        "",
        "-",
        "null",
        "9" * 40,
        "1e999",
        "2026-13-45 99:99",
        '"',
        "\x00",
        "=1+1",
        "[1]",
        "total",
        "\ud7ff",
        "-5",
        "0,0,0",
    ]
    write(tmp_path, f"table: {table}\nheader: [a, b, c]\ncolumns: {columns}\n")
    every = [*importers, *mapped_importers(tmp_path)]
    assert reads(content, importers=every).source.importer == "prince"
    for _ in range(60):
        lines = [line.split(",") for line in content.splitlines()]
        for _ in range(chance.randint(1, 4)):
            line = chance.choice(lines[1:])
            line[chance.randrange(len(line))] = chance.choice(odd)
        reads("\n".join(",".join(line) for line in lines) + "\n", importers=every)  # it checks kept + set aside = read


@pytest.mark.parametrize("value", [None, 7, 1.5, True, [1], {"x": 1}, "", "x" * 5000, 10**30])
@pytest.mark.parametrize("key", ["time", "message", "author", "id", "role"])
def test_json_of_any_type_in_any_field_never_stops_the_reading(reads: Reads, key: str, value: object) -> None:
    row = {"time": 1, "message": "a", "author": "ana", "id": "1", "role": ""}
    outcome = reads(json.dumps([row, {**row, "id": "2", key: value}, {**row, "id": "3"}]), "x.json")
    assert outcome.source.rows_read == 3

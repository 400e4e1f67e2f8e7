"""Tables of no known platform, read by the names of their columns in four languages, and as JSON."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known, Unknown, identify
from rex.importers.raw import raw_rows
from rex.importers.table import guess, table_of
from rex.importers.table_fields import FIELDS, NEEDED
from rex.importers.table_names import NAMES, forms, places_by_name
from rex.model.message import quantity

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer
    from rex.model.session import Session


@pytest.mark.parametrize(
    ("table", "header", "fields"),
    [
        ("chat", "Hora;Usuaria;Mensaje;Insignias;Eliminado", "time author text role deleted"),
        ("chat", "Date et heure;Pseudo;Commentaire;Langue", "time author text lang"),
        ("chat", "Data/Hora;Nome;Mensagem;Privado", "time author text private"),
        ("chat", "createdAt;user.name;message;inReplyTo", "time author text reply_to"),
        ("chat", "Fecha;Hora;Autor;Comentario;Respuesta a", "date time author text reply_to"),
        ("sales", "Nº de pedido;Fecha del pedido;Artículo;Cant.;Importe (€);E-mail",
         "order_id time product qty total customer"),
        ("sales", "N° commande;Date de commande;Produit;Qté;Montant TTC;Frais de port;TVA;Remise",
         "order_id time product qty total shipping tax discount"),
        ("sales", "Pedido;Data do pedido;Produto;Quantidade;Valor total (BRL);Cupom",
         "order_id time product qty total code"),
        ("sales", "Order #;Order Date;Lineitem name;Lineitem price;Total;Sub total;Item discount;Tags",
         "order_id time product price total subtotal line_discount tags"),
        ("viewers", "Minuto;Espectadores simultáneos;Visualizaciones", "time viewers views"),
        ("viewers", "Heure;Spectateurs en direct;Moyenne de spectateurs", "time viewers average"),
        ("viewers", "Tempo;Espectadores ao vivo;País", "time viewers segment"),
        ("reactions", "Minuto;Me gusta;Compartidos;Añadidos al carrito", "time likes shares add_to_cart"),
        ("reactions", "Heure;Mentions J'aime;Partages;Clics produits", "time likes shares product_clicks"),
        ("reactions", "timestamp;reaction;count;user id", "time kind count person"),
        ("products", "Referencia;Nombre del producto;Precio live;Stock inicial;Stock final",
         "sku name price stock_before stock_after"),
        ("products", "Réf.;Désignation;Prix de vente;Stock restant", "sku name price stock_after"),
        ("cues", "Inicio;Bloque;Tipo;Duración;Productos", "time title kind duration products"),
        ("totals", "Début;Chiffre d'affaires;Commandes;Spectateurs uniques;Pic de spectateurs",
         "time revenue orders viewers peak_viewers"),
        ("totals", "Receita;Encomendas;Visualizações;Curtidas", "revenue orders views likes"),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names_in_four_languages(table: str, header: str, fields: str) -> None:
    places = places_by_name(table, header.split(";"))
    assert {name: at for at, name in enumerate(fields.split())} == places


def test_every_field_has_names_and_no_others_have() -> None:
    assert {table: set(fields) for table, fields in NAMES.items()} == {
        table: set(fields) for table, fields in FIELDS.items()
    }
    for table, groups in NEEDED.items():
        assert all(name in FIELDS[table] for group in groups for name in group)


def test_every_known_name_is_written_as_a_column_s_name_is_folded() -> None:
    names = [name for fields in NAMES.values() for found in fields.values() for name in found]
    assert [name for name in names if name not in forms(name)] == []


def test_days_and_months_that_say_nothing_are_told_and_read_as_lies_nearest(reads: Reads, show: Session) -> None:
    start = datetime.fromisoformat("2026-11-05T19:00:00+01:00")
    session = show.model_copy(update={"start": start, "end": start.replace(hour=20)})
    outcome = reads("Pedido;Fecha;Importe\nA1;05/11/2026 19:05;12,00\nA2;06/11/2026 19:05;8,50\n", session=session)
    assert [row.offset_ms for row in outcome.the("sales")] == [300_000, 86_700_000]
    (issue,) = outcome.issues
    assert (issue.column, issue.problem.text.split("; ")[1]) == ("Fecha", "as {order} they lie nearest to the session.")


def test_amounts_of_both_kinds_are_read_as_they_stand_and_told(reads: Reads) -> None:
    outcome = reads(
        "Pedido;Fecha;Importe\nA1;2026-11-20 19:05;12,50\nA2;2026-11-20 19:06;9,95\nA3;2026-11-20 19:07;8.50\n"
    )
    assert [row.order_total_minor for row in outcome.the("sales")] == [1250, 995, 850]
    (issue,) = outcome.issues
    assert (issue.problem.values["against"], issue.problem.values["of"]) == (quantity(1, "count"), quantity(3, "count"))


def test_kinds_and_private_and_deleted_messages_of_a_chat(reads: Reads) -> None:
    outcome = reads(
        "time,user,message,type,private,deleted,badges\n"
        "0:01,ana,hola,message,no,,\n"
        "0:02,bo,joined,join,,,\n"
        "0:03,cy,only for you,message,yes,,\n"
        "0:04,cy,sorry,chat,false,true,\n"
        "0:05,host,hi all,message,,,owner\n"
        "0:06,total,I am called total,message,,,\n"
    )
    assert outcome.source.reasons == {"system": 1, "private": 1}
    assert [(row.kind, row.role, row.deleted) for row in outcome.the("chat")] == [
        ("message", "viewer", False), ("message", "viewer", True),
        ("message", "host", False), ("message", "viewer", False),
    ]  # fmt: skip


def test_unmapped_columns_are_kept_only_where_they_are_plainly_nobody_s(reads: Reads) -> None:
    header = "time,user,message,likes,platform,seen at,city,phone,remark,member since,badge colour"
    tail = "Madrid,600000000,hi ana@example.com,2020-01-01,red"
    rows = [f"0:{n:02},u{n},hello,{n},{('web', 'app')[n % 2]},2026-11-20 19:{n:02},{tail}" for n in range(6)]
    first = reads("\n".join([header, *rows]) + "\n").the("chat")[0]
    assert json.loads(first.extra) == {"likes": "0", "platform": "web", "seen at": "2026-11-20 19:00"}


def test_a_column_that_redaction_would_change_is_left_out_even_under_a_harmless_name(reads: Reads) -> None:
    rows = "".join(f"0:{n:02},hello,{'web' if n else 'ana@example.com'}\n" for n in range(4))
    assert {row.extra for row in reads("time,message,platform\n" + rows).the("chat")} == {"{}"}


MESSAGES = [
    {"id": 7_234_567_890_123_456_789, "createdAt": "2026-11-20T18:05:00Z", "user": {"name": "ana"}, "text": "hola",
     "likes": 3},
    {"id": 2, "createdAt": "2026-11-20T18:06:00Z", "user": {"name": "bo"}, "text": None, "tags": ["a", "b"]},
    {"id": 3, "createdAt": "2026-11-20T18:07:00Z", "user": {"name": "cy"}, "text": "adiós", "gift": {"amount": 5.5}},
]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(MESSAGES),
        "\n".join(json.dumps(one) for one in MESSAGES),
        json.dumps({"ok": True, "data": {"next": None, "comments": MESSAGES}}),
    ],
    ids=["array", "lines", "wrapped"],
)
def test_json_objects_are_the_rows_of_a_table(reads: Reads, content: str) -> None:
    outcome = reads(content, "chat.json")
    assert outcome.source.importer == "table_mapped"
    assert outcome.counts == (3, 2, 1)
    assert [(row.msg_id, row.text, row.offset_ms) for row in outcome.the("chat")] == [
        ("7234567890123456789", "hola", 300_000), ("3", "adiós", 420_000),
    ]  # fmt: skip
    assert json.loads(outcome.the("chat")[0].extra) == {"likes": "3"}
    assert json.loads(outcome.the("chat")[1].extra) == {"gift.amount": "5.5"}


def test_a_name_that_only_a_late_object_has_is_found(reads: Reads) -> None:
    lines = [{"time": n, "message": "hola"} for n in range(300)] + [{"time": 301, "message": "ya", "author": "ana"}]
    outcome = reads("\n".join(json.dumps(line) for line in lines), "chat.jsonl")
    assert [row.author is not None for row in outcome.the("chat")].count(True) == 1


def test_raw_rows_of_wrapped_json_hold_what_stands_around_them(tmp_path: Path, importers: list[Importer]) -> None:
    (tmp_path / "x").write_text(json.dumps({"ok": True, "data": {"comments": MESSAGES}}))
    known = identify(ExportFile(tmp_path / "x", "x"), importers)
    assert isinstance(known, Known)
    rows = list(raw_rows(known))
    assert [(row.number, row.cells) for row in rows][:2] == [
        (0, {"ok": True, "data": {"comments": []}}),
        (1, MESSAGES[0]),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "[1, 2, 3]",
        '{"a": 1}',
        "[]",
        "{}",
        '[{"a": {"b": {"c": {"d": {"e": 1}}}}}]',
        '[[{"time": 1, "text": "x"}]]',
        "[null]",
    ],
)
def test_json_that_is_no_table_we_know_is_left_alone(tmp_path: Path, importers: list[Importer], content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    assert isinstance(identify(ExportFile(tmp_path / "x.json", "x.json"), importers), Unknown)


def test_what_is_no_object_among_objects_is_set_aside(reads: Reads) -> None:
    outcome = reads('{"time": 1, "message": "a"}\n7\nno json\n{"time": 2, "message": "b"}\n', "x.jsonl")
    assert (outcome.counts, outcome.source.reasons) == ((4, 2, 2), {"unreadable": 2})
    assert [issue.line for issue in outcome.issues] == [2, 3]


def test_a_list_of_products_with_dates_is_no_sales(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("title,price,date\nBalm,12.00,2026-11-20\n")
    sheet = table_of(head_of(ExportFile(tmp_path / "x", "x")))
    assert sheet is not None
    found = guess(sheet)
    assert found is not None
    assert found.table == "products"

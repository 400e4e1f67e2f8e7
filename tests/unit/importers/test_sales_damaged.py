"""However a shop's export is damaged, reading it ends in rows, in a reason or in a sentence."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from rex.errors import RexError
from rex.importers.export import ExportFile
from rex.importers.identify import Known, identify
from rex.importers.raw import raw_rows
from rex.importers.read import read
from rex.importers.sink import Nowhere

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.importers.base import Importer
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

SHOPIFY: dict[str, Any] = {
    "id": 1, "name": "#1", "created_at": "2026-11-20T19:05:00+01:00", "currency": "EUR", "total_price": "5.00",
    "financial_status": "paid", "source_name": "web", "landing_site": "/?utm_source=live", "tags": "vip",
    "discount_codes": [{"code": "GLOW"}], "note_attributes": [{"name": "utm_medium", "value": "x"}],
    "line_items": [{"title": "Balm", "quantity": 1, "price": "5.00", "discount_allocations": [{"amount": "1.00"}]}],
    "total_price_set": {"presentment_money": {"amount": "6.00", "currency_code": "USD"}},
    "refunds": [{"transactions": [{"kind": "refund", "status": "success", "amount": "6.00", "currency": "USD"}]}],
    "customer": {"id": 5, "email": "ana@example.com"},
}  # fmt: skip
BULK: list[dict[str, Any]] = [
    {
        "id": "gid://shopify/Order/1", "name": "#1", "createdAt": "2026-11-20T18:05:00Z", "tags": ["vip"],
        "totalPriceSet": {"shopMoney": {"amount": "5.00", "currencyCode": "EUR"}}, "refunds": [],
        "customerJourneySummary": {"lastVisit": {"utmParameters": {"source": "live"}}},
    },
    {
        "id": "gid://shopify/LineItem/2", "__parentId": "gid://shopify/Order/1", "title": "Balm", "quantity": 1,
        "variant": {"sku": "BAL"}, "originalUnitPriceSet": {"shopMoney": {"amount": "5.00"}},
    },
    {"id": "gid://shopify/Refund/3", "__parentId": "gid://shopify/Order/1", "totalRefundedSet": {"shopMoney": {}}},
]  # fmt: skip
WOO: dict[str, Any] = {
    "id": 1, "number": "1", "status": "processing", "currency": "EUR", "date_created": "2026-11-20T19:05:00",
    "date_created_gmt": "2026-11-20T18:05:00", "total": "5.00", "cart_tax": "0.87", "prices_include_tax": True,
    "billing": {"email": "ana@example.com"}, "meta_data": [{"key": "_utm_source", "value": "live"}],
    "line_items": [{"name": "Balm", "quantity": 1, "subtotal": "4.13", "subtotal_tax": "0.87", "meta_data": [{}]}],
    "coupon_lines": [{"code": "glow"}], "fee_lines": [{"total": "1"}], "refunds": [{"total": "-1.00"}],
}  # fmt: skip
TABLES = {
    "shopify": (
        "Name,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Id,"
        "Note Attributes\n"
        '#1,paid,EUR,9.00,2026-11-20 19:05:00 +0100,1,Balm,5.00,900000000001,"utm_source: live\nx: y"\n'
        "#1,,,,2026-11-20 19:05:00 +0100,2,Soap,2.00,,\n"
    ),
    "magento": (
        'ID,"Purchase Date","Grand Total (Base)","Grand Total (Purchased)",Status,"Total Refunded"\n'
        '000000001,"Nov 20, 2026 07:05:00 PM",5.0000,6.0000,Closed,6.0000\n'
    ),
    "stripe": (
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Status,utm_source (metadata)\n"
        "ch_1,2026-11-20 18:05:00,5.00,1.00,eur,true,Paid,live\n"
    ),
    "whatnot show": (
        "order_id,buyer,product_name,product_quantity,placed_at,sold_price,cancelled_or_failed,shipment_id\n"
        "1,ana,Balm,1,2026-11-20T18:05:00Z,$5.00,,387\n"
    ),
    "whatnot week": (
        "TRANSACTION_TYPE,ORDER_PLACED_AT_UTC,ORDER_ID,LISTING_TITLE,QUANTITY_SOLD,ORIGINAL_ITEM_PRICE,BUY_FORMAT\n"
        "ORDER_EARNINGS,2026-11-20 18:05:00,1,Balm,1,5.00,AUCTION\n"
    ),
}
FILES = {
    "shopify page": json.dumps({"orders": [SHOPIFY, {**SHOPIFY, "id": 2}]}, indent=1),
    "shopify bulk": "".join(json.dumps(line) + "\n" for line in BULK),
    "woocommerce": json.dumps([WOO, {**WOO, "id": 2}]),
    **TABLES,
}
ODD: tuple[Any, ...] = (None, 0, -1, 1.5, 1e300, True, "", "x", "\u0000", "9" * 400, [], [None], {}, {"a": []})


class Damage:
    """Reads any bytes as a session's export, and checks what must hold of every file."""

    def __init__(self, path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> None:
        self._path, self._importers, self._show, self._people = path, importers, show, people

    def rows_read(self, content: str | bytes) -> int:
        self._path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
        try:
            known = identify(ExportFile(self._path, "x"), self._importers)
            if not isinstance(known, Known):
                return 0
            source, _, _ = read(known, self._show, self._people, Nowhere())
            assert source.rows_read == source.rows_kept + source.rows_set_aside
            assert sum(1 for row in raw_rows(known) if row.number) == source.rows_read
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence
            return 0
        return source.rows_read


@pytest.fixture
def damage(tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> Damage:
    ours = ("shopify_", "woocommerce_", "magento_", "stripe_", "whatnot_")
    return Damage(tmp_path / "x", [one for one in importers if one.id.startswith(ours)], show, people)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_off_anywhere_reads_without_a_traceback(name: str, damage: Damage) -> None:
    content = FILES[name].encode()
    for end in range(0, len(content), max(1, len(content) // 80)):
        damage.rows_read(content[:end])


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_damaged_bytes_reads_without_a_traceback(name: str, damage: Damage) -> None:
    chance = random.Random(name)  # noqa: S311 - a seeded test
    content = FILES[name].encode()
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n,;{}[]0\x80')
        damage.rows_read(bytes(damaged))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Name every place inside an object."""
    if isinstance(value, (dict, list)):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield (*path, key)
            yield from places(value[key], (*path, key))


def with_odd_values(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the object once for each of its fields and each odd value in it."""
    for path in places(value):
        for odd in ODD:
            damaged = copy.deepcopy(value)
            inside: Any = damaged
            for key in path[:-1]:
                inside = inside[key]
            inside[path[-1]] = odd
            yield damaged


@pytest.mark.parametrize("whole", [SHOPIFY, WOO], ids=["shopify", "woocommerce"])
def test_any_value_in_any_field_is_a_row_kept_or_set_aside(whole: dict[str, Any], damage: Damage) -> None:
    orders = [whole, *with_odd_values(whole), *ODD]
    assert damage.rows_read(json.dumps(orders)) == len(orders)


def test_any_value_in_any_field_of_a_bulk_export_is_a_row_kept_or_set_aside(damage: Damage) -> None:
    lines = [*BULK, *(odd for line in BULK for odd in with_odd_values(line)), *ODD]
    assert damage.rows_read("".join(json.dumps(line) + "\n" for line in lines)) == len(lines)


@pytest.mark.parametrize("name", TABLES)
def test_any_text_in_any_cell_is_a_row_kept_or_set_aside(name: str, damage: Damage) -> None:
    header, *rows = TABLES[name].rstrip("\n").split("\n")
    columns = header.count(",") + 1
    odd = ("", "x", "-", "--", "9" * 400, "1e400", "nan", "inf", "-0", "=1+1", "\u202e", "12:61", "31/02/2026")
    lines = [",".join(cell if at == place else "" for at in range(columns)) for place in range(columns) for cell in odd]
    lines += [",".join([cell] * columns) for cell in odd]
    filled = [line for line in lines if line.strip(",")]
    records = len(rows) - (name == "shopify")  # one of its cells holds a line break
    assert damage.rows_read("\n".join([header, *rows, *filled]) + "\n") >= records + len(filled)

"""Shopify's orders as its Admin API gives them: pages, arrays and lines of REST orders, and the bulk export's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.importers.api_orders import Passed, first_orders, raw_entries, take_entries
from rex.importers.api_values import dicts_in, text_of
from rex.importers.base import Importer, Recognition
from rex.importers.order_faults import Unread, no_pieces
from rex.importers.order_rows import Line, Order
from rex.importers.shopify_bulk import is_bulk, read_bulk
from rex.importers.shopify_rest import currency_of, line_of, order_of

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_SIGNATURE = frozenset({"financial_status", "total_price", "created_at"})
_ALSO = ("line_items", "order_number", "subtotal_price", "total_line_items_price", "admin_graphql_api_id")


def _recognise(head: Head) -> Recognition | None:
    if head.kind not in {"json", "jsonl"}:
        return None
    for order in first_orders(head):
        if order.keys() >= _SIGNATURE and any(key in order for key in _ALSO):
            return Recognition(92, "financial_status, total_price and line_items: orders of Shopify's Admin API.")
        if is_bulk(order):
            return Recognition(92, "Ids such as gid://shopify/Order/1: a bulk export of Shopify's orders.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    if any(is_bulk(order) for order in first_orders(sink.head)):
        read_bulk(sink)
    else:
        take_entries(sink, lambda order: _whole(sink, order))


def _whole(sink: Sink, entry: dict[str, Any]) -> tuple[Order, list[Line]] | Unread | Passed:
    lines: list[Line] = []
    currency = currency_of(sink, entry)
    for item in dicts_in(entry.get("line_items")):
        line = line_of(item, currency)
        if line is None:
            return no_pieces(sink, "quantity", text_of(item.get("quantity")))
        lines.append(line)
    found = order_of(sink, entry, [line.product for line in lines])
    return (found, lines) if isinstance(found, Order) else found


IMPORTER = Importer(
    id="shopify_orders_api",
    title="Shopify orders, Admin API",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    rows=raw_entries,
    where="Shopify Admin API, GET /admin/api/…/orders.json?status=any, or a bulk operation over orders",
    source="Shopify's own sample answer of the REST API; public code that reads its bulk export line by line",
)

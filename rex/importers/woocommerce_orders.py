"""WooCommerce's orders as its REST API (v3) gives them.

`date_created` is the site's wall clock without its zone; `date_created_gmt` beside it is the same moment in UTC and is
what counts. Lines are written without tax; where the shop's prices hold it, it is added back, so that an order's lines
add up as the shop shows them.
"""

from __future__ import annotations

import html
from datetime import UTC
from typing import TYPE_CHECKING, Any

from rex.importers.api_orders import Passed, first_orders, raw_entries, take_entries
from rex.importers.api_values import dict_in, dicts_in, minor_of, sum_of, text_of, whole_of
from rex.importers.base import Importer, Recognition
from rex.importers.columns import quality_of
from rex.importers.order_faults import Unread, no_amount, no_order, no_pieces, no_time
from rex.importers.order_rows import Line, Order
from rex.importers.sales_marks import codes_of, customer_of, is_giveaway, tags_of, utm_in
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_SIGNATURE = frozenset({"status", "total", "currency", "line_items"})
_ALSO = frozenset({"date_created_gmt", "order_key", "created_via", "cart_tax", "coupon_lines", "fee_lines"})
_STATUS = {
    "processing": "paid",
    "completed": "paid",
    "pending": "pending",
    "on-hold": "pending",
    "cancelled": "cancelled",
    "refunded": "refunded",
    "failed": "failed",
}
_NO_ORDERS = {"checkout-draft": "draft", "auto-draft": "draft", "trash": "deleted"}
"""Carts that were never ordered, and orders in the bin."""
_EXTRA = (
    "status", "payment_method", "payment_method_title", "prices_include_tax", "date_paid_gmt", "date_completed_gmt",
    "parent_id", "version",
)  # fmt: skip
_LINE_EXTRA = ("product_id", "variation_id", "tax_class")
"""What goes into `extra`: none of it tells who the customer is."""


def _recognise(head: Head) -> Recognition | None:
    if head.kind not in {"json", "jsonl"}:
        return None
    for order in first_orders(head):
        if order.keys() >= _SIGNATURE and len(order.keys() & _ALSO) >= 2:
            return Recognition(92, "line_items, date_created_gmt and coupon_lines: orders of WooCommerce's REST API.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    take_entries(sink, lambda entry: _order(sink, entry))


def _order(sink: Sink, entry: dict[str, Any]) -> tuple[Order, list[Line]] | Unread | Passed:
    state = text_of(entry.get("status")).lower().removeprefix("wc-")
    if state in _NO_ORDERS:
        return Passed(_NO_ORDERS[state])
    native, name = text_of(entry.get("id")), text_of(entry.get("number"))
    if not (name or native):
        return no_order("id")
    currency = text_of(entry.get("currency")).upper() or sink.currency
    total = minor_of(entry.get("total"), currency)
    if total is None:
        return no_amount(sink, "total", text_of(entry.get("total")))
    lines: list[Line] = []
    taxed = entry.get("prices_include_tax") is True
    for item in dicts_in(entry.get("line_items")):
        line = _line(item, currency, taxed=taxed)
        if line is None:
            return no_pieces(sink, "quantity", text_of(item.get("quantity")))
        lines.append(line)
    stamp = _placed(sink, entry)
    if stamp is None:
        return no_time(sink, "date_created_gmt", text_of(entry.get("date_created_gmt")))
    return _whole(sink, entry, (native, name, state), stamp, (total, currency), lines), lines


def _placed(sink: Sink, entry: dict[str, Any]) -> Stamp | None:
    """Give the instant in UTC; where the file has only the site's wall clock, that in the session's zone."""
    told = text_of(entry.get("date_created_gmt"))
    wall = parse_wall(told)
    if wall is not None:
        return sink.clock.at_wall(wall if wall.tzinfo else wall.replace(tzinfo=UTC), told, quality=quality_of(told))
    local = text_of(entry.get("date_created"))
    wall = parse_wall(local)
    return None if wall is None else sink.clock.at_wall(wall, local, quality=quality_of(local))


def _whole(
    sink: Sink,
    entry: dict[str, Any],
    named: tuple[str, str, str],
    stamp: Stamp,
    money: tuple[int, str | None],
    lines: list[Line],
) -> Order:
    native, name, state = named
    total, currency = money
    code = codes_of(sink, [text_of(coupon.get("code")) for coupon in dicts_in(entry.get("coupon_lines"))])
    notes = [(text_of(meta.get("key")), text_of(meta.get("value"))) for meta in dicts_in(entry.get("meta_data"))]
    back = _back(entry, currency, total, state)
    taxed = entry.get("prices_include_tax") is True
    return Order(
        key="\x1f".join(("woocommerce", native or name, stamp.raw)),  # two shops of a brand may use the same numbers
        name=name or native,
        stamp=stamp,
        status=_status(state, total, back),
        currency=currency,
        total_minor=total,
        customer=_customer(sink, entry),
        giveaway=is_giveaway(total, [code or "", *(line.product for line in lines)]),
        channel=sink.label(text_of(entry.get("created_via"))) or None,
        code=code,
        tags=tags_of(sink, [], utm_in(notes)),
        shipping_minor=_taxed(entry, "shipping_total", "shipping_tax", currency, taxed=taxed),
        tax_minor=minor_of(entry.get("total_tax"), currency),
        discount_minor=_taxed(entry, "discount_total", "discount_tax", currency, taxed=taxed),
        refunded_minor=back,
        extra=_extra(entry),
    )


def _status(state: str, total: int, back: int | None) -> str:
    """Give the order's status; a paid order of which something was paid back is partly refunded."""
    status = _STATUS.get(state, "placed")
    if back and status in {"paid", "placed"}:
        return "refunded" if back >= total else "partially_refunded"
    return status


def _back(entry: dict[str, Any], currency: str | None, total: int, state: str) -> int | None:
    """Add up what was paid back: refunds stand as negative totals. None where the file does not tell."""
    refunds = entry.get("refunds")
    amounts = [minor_of(refund.get("total"), currency) for refund in dicts_in(refunds)]
    if amounts:
        summed = sum_of(iter(amounts))
        return None if summed is None else abs(summed)
    if state == "refunded":
        return total
    return 0 if isinstance(refunds, list) else None


def _customer(sink: Sink, entry: dict[str, Any]) -> str | None:
    billing = dict_in(entry.get("billing"))
    number = text_of(entry.get("customer_id"))
    return customer_of(
        sink, text_of(billing.get("email")), text_of(billing.get("phone")), "" if number == "0" else number
    )


def _taxed(entry: dict[str, Any], net: str, tax: str, currency: str | None, *, taxed: bool) -> int | None:
    """Read an amount that stands without tax, with it where the shop's prices hold it."""
    amount = minor_of(entry.get(net), currency)
    if amount is None or not taxed:
        return amount
    return amount + (minor_of(entry.get(tax), currency) or 0)


def _extra(entry: dict[str, Any]) -> dict[str, str]:
    told = {name: _said(entry.get(name)) for name in _EXTRA}
    for name, amount in (("fee_lines", "total"), ("coupon_lines", "discount"), ("shipping_lines", "method_title")):
        told[name] = ", ".join(filter(None, (text_of(part.get(amount)) for part in dicts_in(entry.get(name)))))
    return {name: text for name, text in told.items() if text}


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else text_of(value)


def _line(item: dict[str, Any], currency: str | None, *, taxed: bool) -> Line | None:
    """Read a line item; None where its quantity is no whole number. `subtotal` is before discounts, `total` after."""
    quantity = whole_of(item.get("quantity", 1))
    if quantity is None:
        return None
    before = _taxed(item, "subtotal", "subtotal_tax", currency, taxed=taxed)
    after = _taxed(item, "total", "total_tax", currency, taxed=taxed)
    gross = after if before is None else before
    return Line(
        product=html.unescape(text_of(item.get("parent_name")) or text_of(item.get("name"))),
        sku=text_of(item.get("sku")),
        variant=_variant(item),
        qty=quantity,
        unit_minor=None if gross is None or quantity == 0 else round(gross / quantity),
        gross_minor=gross,
        discount_minor=None if before is None or after is None else before - after,
        extra={name: text for name in _LINE_EXTRA if (text := text_of(item.get(name)))},
    )


def _variant(item: dict[str, Any]) -> str:
    """Name the variant by the shop's own attributes (`pa_…`); other notes on a line may be the customer's words."""
    chosen = [meta for meta in dicts_in(item.get("meta_data")) if text_of(meta.get("key")).startswith("pa_")]
    return ", ".join(html.unescape(text_of(meta.get("display_value")) or text_of(meta.get("value"))) for meta in chosen)


IMPORTER = Importer(
    id="woocommerce_orders",
    title="WooCommerce orders, REST API",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    rows=raw_entries,
    where="WooCommerce REST API, GET /wp-json/wc/v3/orders; the shop itself has no order export as CSV",
    source="the sample answers in WooCommerce's documentation of its REST API v3",
)

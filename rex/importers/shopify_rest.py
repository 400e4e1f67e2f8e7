"""An order and its lines as Shopify's Admin API writes them (REST names), read into what all importers of sales share.

Amounts are those in the shop's currency; what the customer saw in another one goes into `extra`. `created_at` is when
the checkout was completed. Tags, codes and utm values come from the order, its note attributes and landing address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.importers.api_orders import Passed
from rex.importers.api_values import dict_in, dicts_in, minor_of, sum_of, text_of, whole_of
from rex.importers.columns import quality_of
from rex.importers.order_faults import Unread, no_amount, no_order, no_time
from rex.importers.order_rows import Line, Order
from rex.importers.sales_marks import codes_of, customer_of, is_giveaway, tags_of, utm_in, utm_in_address
from rex.importers.shopify_lines import STATUS
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from rex.importers.sink import Sink

_EXTRA = (
    "processed_at", "cancelled_at", "cancel_reason", "closed_at", "fulfillment_status", "order_number", "gateway",
    "taxes_included", "total_weight", "presentment_currency",
)  # fmt: skip
_LINE_EXTRA = (
    "product_id", "variant_id", "vendor", "fulfillment_status", "requires_shipping", "taxable", "gift_card",
    "current_quantity",
)  # fmt: skip
"""What goes into `extra`: none of it tells who the customer is."""


def currency_of(sink: Sink, entry: dict[str, Any]) -> str | None:
    """Give the shop's currency, which the amounts are in."""
    return text_of(entry.get("currency")).upper() or sink.currency


def order_of(sink: Sink, entry: dict[str, Any], products: list[str]) -> Order | Unread | Passed:
    """Read what an order says for all its lines; `products` names them, for telling what was given away."""
    if entry.get("test") is True:
        return Passed("test order")
    native, name = text_of(entry.get("id")), text_of(entry.get("name")) or text_of(entry.get("order_number"))
    if not (name or native):
        return no_order("name")
    created = text_of(entry.get("created_at")) or text_of(entry.get("processed_at"))
    wall = parse_wall(created)
    if wall is None:
        return no_time(sink, "created_at", created)
    currency = currency_of(sink, entry)
    total = minor_of(entry.get("total_price"), currency)
    if total is None:
        return no_amount(sink, "total_price", text_of(entry.get("total_price")))
    status = _status(entry)
    tags, code = _tags(sink, entry), codes_of(sink, _codes(entry))
    return Order(
        key="\x1f".join(("shopify", native) if native else ("shopify", name, created)),
        name=name or native,
        stamp=sink.clock.at_wall(wall, created, quality=quality_of(created)),
        status=status,
        currency=currency,
        total_minor=total,
        customer=_customer(sink, entry),
        giveaway=is_giveaway(total, [tags or "", code or "", text_of(entry.get("source_name")), *products]),
        channel=sink.label(text_of(entry.get("source_name"))) or None,
        code=code,
        tags=tags,
        subtotal_minor=minor_of(entry.get("subtotal_price"), currency),
        shipping_minor=_shipping(entry, currency),
        tax_minor=minor_of(entry.get("total_tax"), currency),
        discount_minor=minor_of(entry.get("total_discounts"), currency),
        refunded_minor=_refunded(entry, currency, total, status),
        extra=_extra(entry, currency),
    )


def _status(entry: dict[str, Any]) -> str:
    if text_of(entry.get("cancelled_at")):
        return "cancelled"
    return STATUS.get(text_of(entry.get("financial_status")).lower(), "placed")


def _customer(sink: Sink, entry: dict[str, Any]) -> str | None:
    person = dict_in(entry.get("customer"))
    mail = next((mail for at in ("email", "contact_email") if (mail := text_of(entry.get(at)))), "")
    phone = text_of(entry.get("phone")) or text_of(person.get("phone"))
    return customer_of(sink, mail or text_of(person.get("email")), phone, text_of(person.get("id")))


def _codes(entry: dict[str, Any]) -> list[str]:
    """Name the discount codes; where there are none, the discounts that the shop gave by itself."""
    codes = [text_of(item.get("code")) for item in dicts_in(entry.get("discount_codes"))]
    given = [
        text_of(item.get("title"))
        for item in dicts_in(entry.get("discount_applications"))
        if item.get("type") == "automatic"
    ]
    return codes if any(codes) else given


def _tags(sink: Sink, entry: dict[str, Any]) -> str | None:
    tags = entry.get("tags")
    listed = [text_of(tag) for tag in tags] if isinstance(tags, list) else [text_of(tags)]
    notes = [(text_of(n.get("name")), text_of(n.get("value"))) for n in dicts_in(entry.get("note_attributes"))]
    return tags_of(sink, listed, utm_in(notes), utm_in_address(text_of(entry.get("landing_site"))))


def _money_in(entry: dict[str, Any], field: str, whose: str) -> dict[str, Any]:
    return dict_in(dict_in(entry.get(field)).get(whose))


def _shipping(entry: dict[str, Any], currency: str | None) -> int | None:
    told = minor_of(_money_in(entry, "total_shipping_price_set", "shop_money").get("amount"), currency)
    if told is not None:
        return told
    return sum_of(minor_of(line.get("price"), currency) for line in dicts_in(entry.get("shipping_lines")))


def _refunded(entry: dict[str, Any], currency: str | None, total: int, status: str) -> int | None:
    """Add up what was paid back; None where the file does not tell.

    A payment in the customer's currency is turned into the shop's at the order's own rate, so that a whole refund
    is the whole total.
    """
    if not isinstance(entry.get("refunds"), list):
        return total if status == "refunded" else None
    shown = _money_in(entry, "total_price_set", "presentment_money")
    theirs = text_of(shown.get("currency_code")).upper()
    whole = minor_of(shown.get("amount"), theirs)
    back = 0
    for refund in dicts_in(entry["refunds"]):
        for paid in dicts_in(refund.get("transactions")):
            if paid.get("kind") != "refund" or paid.get("status", "success") != "success":
                continue
            code = text_of(paid.get("currency")).upper() or currency
            amount = minor_of(paid.get("amount"), code)
            if amount is not None and code == theirs != currency and whole:
                amount = round(amount * total / whole)
            elif code != currency:
                return None
            back += amount or 0
    return back


def _extra(entry: dict[str, Any], currency: str | None) -> dict[str, str]:
    told = {name: _said(entry.get(name)) for name in _EXTRA}
    told["payment_gateway_names"] = _said(entry.get("payment_gateway_names"))
    shown = _money_in(entry, "total_price_set", "presentment_money")
    if text_of(shown.get("currency_code")).upper() not in {"", currency}:
        told["presentment_total_price"] = text_of(shown.get("amount"))
    return {name: text for name, text in told.items() if text}


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(text_of(item) for item in value) if isinstance(value, list) else text_of(value)


def line_of(item: dict[str, Any], currency: str | None) -> Line | None:
    """Read a line item; None where its quantity is no whole number."""
    quantity = whole_of(item.get("quantity", 1))
    if quantity is None:
        return None
    price = minor_of(item.get("price"), currency)
    variant = text_of(item.get("variant_title"))
    return Line(
        product=text_of(item.get("title")) or text_of(item.get("name")),
        sku=text_of(item.get("sku")),
        variant="" if variant == "Default Title" else variant,
        qty=quantity,
        unit_minor=price,
        gross_minor=None if price is None else price * quantity,
        discount_minor=_line_discount(item, currency),
        extra={name: text for name in _LINE_EXTRA if (text := _said(item.get(name)))},
    )


def _line_discount(item: dict[str, Any], currency: str | None) -> int | None:
    """Add up the line's shares of all discounts; `total_discount` holds only those made on the line itself."""
    shares = [minor_of(share.get("amount"), currency) for share in dicts_in(item.get("discount_allocations"))]
    return sum_of(iter(shares)) if shares else minor_of(item.get("total_discount"), currency)

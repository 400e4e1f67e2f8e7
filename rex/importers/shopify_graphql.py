"""Shopify's orders in the names of its GraphQL API, turned into the REST names that one reader knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rex.importers.api_values import dict_in, dicts_in, minor_of, text_of

_AMOUNTS = {
    "subtotal_price": "subtotalPriceSet",
    "total_tax": "totalTaxSet",
    "total_discounts": "totalDiscountsSet",
}
_PLAIN = {
    "name": "name",
    "created_at": "createdAt",
    "processed_at": "processedAt",
    "cancelled_at": "cancelledAt",
    "cancel_reason": "cancelReason",
    "closed_at": "closedAt",
    "email": "email",
    "phone": "phone",
    "tags": "tags",
    "test": "test",
    "presentment_currency": "presentmentCurrencyCode",
}
_PLAIN_LINE = {
    "title": "title",
    "name": "name",
    "variant_title": "variantTitle",
    "sku": "sku",
    "quantity": "quantity",
    "current_quantity": "currentQuantity",
    "vendor": "vendor",
}


def order_as_rest(node: dict[str, Any]) -> dict[str, Any]:
    """Give an order its REST names; fields that the query did not ask for are absent."""
    rest = {name: node[field] for name, field in _PLAIN.items() if field in node}
    rest |= {name: _amount(node, field) for name, field in _AMOUNTS.items()}
    total = next((field for field in ("totalPriceSet", "originalTotalPriceSet") if _amount(node, field)), "")
    back = _amount(node, "totalRefundedSet")
    rest["id"] = _number(node)
    rest["total_price"] = _amount(node, total) or _before(_amount(node, "currentTotalPriceSet"), back)
    rest["currency"] = _currency(node, total or "currentTotalPriceSet")
    rest["financial_status"] = text_of(node.get("displayFinancialStatus")).lower()
    rest["fulfillment_status"] = text_of(node.get("displayFulfillmentStatus")).lower()
    rest["source_name"] = _channel(node)
    rest["customer"] = _customer(node)
    rest["note_attributes"] = [*_notes(node), *_visits(node)]
    rest["landing_site"] = text_of(node.get("landingPageUrl"))
    rest["discount_codes"] = [{"code": code} for code in _codes(node)]
    rest["total_shipping_price_set"] = {"shop_money": {"amount": _amount(node, "totalShippingPriceSet")}}
    if total:
        shown = dict_in(dict_in(node.get(total)).get("presentmentMoney"))
        money = {"amount": shown.get("amount"), "currency_code": shown.get("currencyCode")}
        rest["total_price_set"] = {"presentment_money": money}
    if back:
        rest["refunds"] = [{"transactions": [{"kind": "refund", "amount": back}]}]
    elif isinstance(node.get("refunds"), list):
        paid = [_amount(refund, "totalRefundedSet") for refund in dicts_in(node["refunds"])]
        if all(paid):
            rest["refunds"] = [{"transactions": [{"kind": "refund", "amount": amount} for amount in paid]}]
    return rest


def line_as_rest(node: dict[str, Any]) -> dict[str, Any]:
    """Give a line item its REST names."""
    rest = {name: node[field] for name, field in _PLAIN_LINE.items() if field in node}
    variant = dict_in(node.get("variant"))
    rest["sku"] = text_of(node.get("sku")) or text_of(variant.get("sku"))
    rest["price"] = _amount(node, "originalUnitPriceSet") or text_of(node.get("originalUnitPrice"))
    rest["total_discount"] = _amount(node, "totalDiscountSet")
    rest["discount_allocations"] = [
        {"amount": _amount(share, "allocatedAmountSet")} for share in dicts_in(node.get("discountAllocations"))
    ]
    product = dict_in(node.get("product")) or dict_in(variant.get("product"))
    rest |= {"product_id": _number(product), "variant_id": _number(variant)}
    return rest


def back_of(node: dict[str, Any], currency: str | None) -> int | None:
    """Give what a refund on a line of its own paid back, in minor units."""
    return minor_of(_amount(node, "totalRefundedSet"), _currency(node, "totalRefundedSet") or currency)


def _number(node: dict[str, Any]) -> str:
    """Give the number in an id such as `gid://shopify/Order/1`, which is the id of the REST API and of the export."""
    return text_of(node.get("id")).rsplit("/", 1)[-1]


def _amount(node: dict[str, Any], field: str) -> str:
    return text_of(dict_in(dict_in(node.get(field)).get("shopMoney")).get("amount"))


def _currency(node: dict[str, Any], field: str) -> str:
    told = text_of(dict_in(dict_in(node.get(field)).get("shopMoney")).get("currencyCode"))
    return told or text_of(node.get("currencyCode"))


def _before(current: str, back: str) -> str:
    """Give the total before refunds where only the current one is told."""
    if minor_of(current, None) is None or minor_of(back, None) is None:
        return current
    return str(Decimal(current) + Decimal(back))


def _channel(node: dict[str, Any]) -> str:
    told = dict_in(dict_in(node.get("channelInformation")).get("channelDefinition")).get("channelName")
    return text_of(node.get("sourceName")) or text_of(told)


def _customer(node: dict[str, Any]) -> dict[str, Any]:
    person = dict_in(node.get("customer"))
    mail = text_of(person.get("email")) or text_of(dict_in(person.get("defaultEmailAddress")).get("emailAddress"))
    return {"email": mail, "phone": person.get("phone"), "id": _number(person)}


def _notes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": note.get("key"), "value": note.get("value")} for note in dicts_in(node.get("customAttributes"))]


def _visits(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the utm values of the last visit before the order, then of the first."""
    journey = dict_in(node.get("customerJourneySummary"))
    visits = [dict_in(dict_in(journey.get(which)).get("utmParameters")) for which in ("lastVisit", "firstVisit")]
    return [
        {"name": f"utm_{name}", "value": visit.get(name)}
        for visit in visits
        for name in ("source", "medium", "campaign")
    ]


def _codes(node: dict[str, Any]) -> list[str]:
    codes = node.get("discountCodes")
    listed = [text_of(code) for code in codes] if isinstance(codes, list) else []
    return listed or [text_of(node.get("discountCode"))]

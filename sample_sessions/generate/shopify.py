"""Write orders as Shopify exports them: 79 columns, one row a line item, order cells on the first row only."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sample_sessions.generate.catalogue import CODES, DELIVERY, FREE_DELIVERY_FROM
from sample_sessions.generate.dice import Dice
from sample_sessions.generate.shopify_columns import COLUMNS

if TYPE_CHECKING:
    from sample_sessions.generate.basket import Line
    from sample_sessions.generate.orders import Order
    from sample_sessions.generate.plan import Plan

VAT = {"ES": ("IVA", 21), "FR": ("FR TVA", 20), "PT": ("PT IVA", 23), "BE": ("BE VAT", 21), "DE": ("DE MwSt", 19)}
FIRST_NAME_NUMBER = 4000
NUMBERS_A_WEEK = 300


def write_orders(seed: int, plan: Plan, orders: list[Order]) -> bytes:
    """Give the CSV file, newest order first, as the shop mails it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for number in range(len(orders) - 1, -1, -1):
        for row in _rows(Dice(seed, plan.id, "shop", number), plan, orders[number], number):
            writer.writerow(row)
    return out.getvalue().encode("utf-8")


def _rows(dice: Dice, plan: Plan, order: Order, number: int) -> list[dict[str, str]]:
    reference = plan.number * NUMBERS_A_WEEK + number
    name = f"#MV{FIRST_NAME_NUMBER + reference}"
    created = _stamp(plan, order.second)
    rows = []
    for place, line in enumerate(order.lines):
        row = {"Name": name, "Email": order.buyer.email, "Created at": created, "Vendor": "Maison Verbena"}
        row |= _item(order, line)
        if place == 0:
            row |= _money(order) | _state(dice, plan, order) | _person(order) | _origin(dice, plan, order, reference)
        rows.append(row)
    return rows


def _item(order: Order, line: Line) -> dict[str, str]:
    shipped = "fulfilled" if order.status in ("paid", "partially_refunded") and order.second < 0 else "pending"
    return {
        "Lineitem quantity": str(line.quantity),
        "Lineitem name": line.product.name,
        "Lineitem price": _euros(line.product.price),
        "Lineitem compare at price": _euros(line.product.compare_at) if line.product.compare_at else "",
        "Lineitem sku": line.product.sku,
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": shipped,
        "Lineitem discount": "0.00",
    }


def totals(order: Order) -> dict[str, int]:
    """Compute an order's money in cents: goods, discount, delivery, tax inside, total."""
    goods = sum(line.product.price * line.quantity for line in order.lines)
    open_to_codes = sum(line.product.price * line.quantity for line in order.lines if line.product.key != "kit")
    discount = open_to_codes * CODES.get(order.code, 0) // 100
    subtotal = goods - discount
    delivery = 0 if subtotal >= FREE_DELIVERY_FROM else DELIVERY
    rate = VAT[order.buyer.country][1]
    total = subtotal + delivery + (200 if order.cash else 0)
    return {
        "discount": discount,
        "subtotal": subtotal,
        "delivery": delivery + (200 if order.cash else 0),
        "tax": round(total * rate / (100 + rate)),
        "total": total,
    }


def refunded(order: Order) -> int:
    """Give what went back to the buyer, in cents."""
    if order.status == "refunded":
        return totals(order)["total"]
    if order.status == "partially_refunded":
        return order.lines[-1].product.price
    return 0


def _money(order: Order) -> dict[str, str]:
    sums = totals(order)
    label, rate = VAT[order.buyer.country]
    return {
        "Currency": "EUR",
        "Subtotal": _euros(sums["subtotal"]),
        "Shipping": _euros(sums["delivery"]),
        "Taxes": _euros(sums["tax"]),
        "Total": _euros(sums["total"]),
        "Discount Code": order.code if sums["discount"] else "",
        "Discount Amount": _euros(sums["discount"]),
        "Refunded Amount": _euros(refunded(order)),
        "Outstanding Balance": _euros(sums["total"] if order.status == "pending" else 0),
        "Tax 1 Name": f"{label} {rate}%",
        "Tax 1 Value": _euros(sums["tax"]),
    }


def _state(dice: Dice, plan: Plan, order: Order) -> dict[str, str]:
    paid = order.status not in ("pending", "voided")
    sent = paid and order.second < 0
    return {
        "Financial Status": order.status,
        "Paid at": _stamp(plan, order.second + dice.whole(1, 4)) if paid else "",
        "Fulfillment Status": "fulfilled" if sent else "unfulfilled",
        "Fulfilled at": _stamp(plan, order.second + dice.whole(30_000, 60_000)) if sent else "",
        "Accepts Marketing": "yes" if order.buyer.marketing else "no",
        "Cancelled at": _stamp(plan, order.second + order.cancelled_after) if order.cancelled_after else "",
        "Payment Method": "Cash on Delivery (COD)"
        if order.cash
        else dice.pick(("Shopify Payments",) * 4 + ("PayPal",)),
        "Shipping Method": "Recogida en punto" if dice.chance(0.2) else "Estándar",
        "Risk Level": "Low",
    }


def _person(order: Order) -> dict[str, str]:
    buyer = order.buyer
    place = {
        "Name": buyer.name,
        "Street": buyer.street,
        "Address1": buyer.street,
        "City": buyer.town,
        "Zip": buyer.zip,
        "Province": buyer.province,
        "Country": buyer.country,
        "Phone": buyer.phone,
        "Province Name": buyer.province_name,
    }
    row = {f"{kind} {key}": value for kind in ("Billing", "Shipping") for key, value in place.items()}
    return row | {"Phone": buyer.phone}


def _origin(dice: Dice, plan: Plan, order: Order, reference: int) -> dict[str, str]:
    tags = []
    attributes = []
    if order.live and dice.chance(0.72):
        tags.append(f"live-{plan.day}")
        attributes = ["utm_source: youtube", "utm_medium: live", f"utm_campaign: live-{plan.day}"]
    elif dice.chance(0.2):
        attributes = ["utm_source: newsletter", "utm_medium: email"]
    if not order.returning and dice.chance(0.6):
        tags.append("primera compra")
    if dice.chance(0.06):
        attributes.append("regalo: sí")
    return {
        "Tags": ", ".join(tags),
        "Note Attributes": "\n".join(attributes),
        "Notes": dice.pick(("Dejar en portería", "Es un regalo, sin factura por favor", "Llamar antes"))
        * dice.chance(0.05),
        "Id": str(5_800_000_000_000 + reference * 7919),
        "Source": "web" if dice.chance(0.96) else "shopify_draft_order",
        "Payment Reference": f"sample.{reference}.1",
        "Payment References": f"sample.{reference}.1",
        "Payment ID": f"sample{reference}",
    }


def _stamp(plan: Plan, second: float) -> str:
    moment = plan.clock(int(second))
    return f"{moment:%Y-%m-%d %H:%M:%S} {moment:%z}"


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"

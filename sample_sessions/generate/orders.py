"""Orders: who buys what and when, with the delay from a pitch to the checkout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sample_sessions.generate.basket import UNLIMITED, Line, fill_basket
from sample_sessions.generate.customers import Customer, customer, returning
from sample_sessions.generate.dice import Dice

if TYPE_CHECKING:
    from sample_sessions.generate.audience import Curve
    from sample_sessions.generate.plan import Moment, Plan, Segment

DAY = 86_400.0
DAYS_BEFORE, DAYS_AFTER = 3, 2
QUIET_ORDERS_A_DAY = 7.0
AFTERGLOW = 0.14  # orders in the evening after the show, as a share of those during it
CHECKOUT_S = 75.0  # median wait from the price to the order
ANYTIME = 0.22  # orders that follow no pitch
COMES_BACK = 0.3  # buyers who bought on an earlier Friday
LOST_TO_A_STOP = 0.55


@dataclass(slots=True)
class Order:
    """One order; seconds count from the start of the show and may be far before or after it."""

    second: float
    buyer: Customer
    lines: list[Line]
    code: str = ""
    live: bool = False
    status: str = "paid"
    refunded: int = 0
    cancelled_after: float | None = None
    cash: bool = False
    notes: list[str] = field(default_factory=list)
    returning: bool = False


def make_orders(seed: int, plan: Plan, curve: Curve) -> list[Order]:
    """Make the export's window of orders: three days before, the show, two days after."""
    dice = Dice(seed, plan.id, "orders")
    orders = _live_orders(dice, plan, curve)
    live_count = len(orders)
    for _ in range(round(live_count * AFTERGLOW)):
        second = plan.length + 20 + dice.wait(5400)
        orders.append(_order(dice, plan, second, fill_basket(dice, plan, plan.length - 1, "")))
    for _ in range(round(QUIET_ORDERS_A_DAY * (DAYS_BEFORE + DAYS_AFTER))):
        second = dice.between(-DAYS_BEFORE * DAY, DAYS_AFTER * DAY)
        if not -60 <= second <= plan.length:
            orders.append(_order(dice, plan, second, fill_basket(dice, plan, None, "")))
    orders.sort(key=lambda order: order.second)
    _name_buyers(dice, seed, plan, orders)
    _afterlife(dice, orders)
    return orders


def _live_orders(dice: Dice, plan: Plan, curve: Curve) -> list[Order]:
    expected = plan.conversion * plan.viewers
    # half of the usual luck: the plan already spreads the sessions by about 20 % in log-odds
    buyers = round(expected + dice.normal(0, 0.5 * expected**0.5))
    orders: list[Order] = []
    for moment in plan.moments:
        orders += _moment_orders(dice, plan, moment)
    while len(orders) < buyers:
        second, on_stage = _pitch(dice, plan, curve)
        moved = _after_stops(dice, plan, second)
        if moved is not None and moved < plan.length - 1:
            orders.append(_order(dice, plan, moved, fill_basket(dice, plan, moved, on_stage), live=True))
    return orders


def _moment_orders(dice: Dice, plan: Plan, moment: Moment) -> list[Order]:
    orders: list[Order] = []
    doubles = max(0, plan.kits - moment.orders) if moment.product == "kit" and plan.kits < UNLIMITED else 0
    for number in range(moment.orders):
        # a rush: most within the first half of the moment
        second = moment.at + 20 + dice.unit() ** 1.5 * (moment.until - moment.at - 22)
        basket = fill_basket(dice, plan, second, moment.product)
        if number < doubles:
            basket[0] = Line(basket[0].product, 2)
        orders.append(_order(dice, plan, second, basket, live=True))
    return orders


def _pitch(dice: Dice, plan: Plan, curve: Curve) -> tuple[float, str]:
    if dice.chance(ANYTIME):
        return dice.between(120, plan.length - 1), ""
    limited = plan.kits < UNLIMITED  # then every kit is sold in its own rush
    selling = [s for s in plan.segments if s.products and not (limited and "kit" in s.products)]
    weights = {
        number: segment.pull * (segment.end - segment.start) * curve.at_once((segment.start + segment.end) / 2)
        for number, segment in enumerate(selling)
    }
    segment: Segment = selling[dice.weighted(weights)]
    priced = segment.start + 0.35 * (segment.end - segment.start)
    product = dice.pick(segment.products)
    return priced + dice.between(0, 0.45) * (segment.end - segment.start) + dice.skewed(CHECKOUT_S, 0.6), product


def _after_stops(dice: Dice, plan: Plan, second: float) -> float | None:
    for moment in plan.moments:
        if moment.halts_orders and moment.at - 5 <= second <= moment.until:
            return None if dice.chance(LOST_TO_A_STOP) else moment.until + 15 + dice.wait(70)
    return second


def _order(dice: Dice, plan: Plan, second: float, basket: list[Line], *, live: bool = False) -> Order:
    nobody = customer(0, 0, 0)
    order = Order(second, nobody, basket, live=live)
    offers = plan.raw.get("codes", {})
    for code, share in offers.items():
        begins = plan.raw.get("code_from_s", {}).get(code, 0)
        if live and second >= begins and dice.chance(share):
            order.code = code
    if not live and dice.chance(0.08):
        order.code = "BIENVENIDA10"
    return order


def _name_buyers(dice: Dice, seed: int, plan: Plan, orders: list[Order]) -> None:
    newcomers = 0
    for order in orders:
        if plan.number > 1 and dice.chance(COMES_BACK):
            order.buyer = customer(seed, *returning(dice, plan.number))
            order.returning = True
        else:
            order.buyer = customer(seed, plan.number, newcomers)
            newcomers += 1


def _afterlife(dice: Dice, orders: list[Order]) -> None:
    for order in orders:
        fate = dice.unit()
        if order.buyer.country == "ES" and fate < 0.07:
            order.cash, order.status = True, "pending"
        elif fate < 0.10:
            order.status, order.cancelled_after = "voided", dice.between(600, 40_000)
        elif fate < 0.12:
            order.status = "refunded"
        elif fate < 0.14 and len(order.lines) > 1:
            order.status = "partially_refunded"

"""What the KPIs of customers' histories share: how far back they reach, and money with or without a margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import Estimated, Sum, too_few
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from rex.metrics.base import Sums

LEAST_CUSTOMERS = 30
A_YEAR = 365
SHORT = 30
"""A history that lacks at most so many days of a year is taken for one."""

KNOWN_DAYS = Sum("customers", "max(until_day - first_day)", across="last")
"""How many days before this session's end the oldest order of the history lies."""
KNOWN_BEFORE = Sum("buyers_history", "max(days_before)", across="last")
"""How many days before the show's start the oldest order of the history lies; 0 for none."""
MARGIN = Sum("session", "max(margin_milli)", across="last")


def since(days: int) -> Message:
    """Say how far back the history reaches: what was before it is unknown."""
    return say_n(
        "Earlier orders are known from {n} day before; who bought before that looks new.",
        "Earlier orders are known from {n} days before; who bought before that looks new.",
        days,
    )


def young(days: int) -> bool:
    """Tell whether a history is so short that it still grows into a year, and a number with it."""
    return days < A_YEAR - SHORT


def few_customers(n: int, needed: int) -> Estimated:
    """Say how many customers there are, and how many a value needs."""
    return too_few(
        say_n(
            "{n} customer; shown from {needed} on.",
            "{n} customers; shown from {needed} on.",
            n,
            needed=quantity(needed, "count"),
        ),
        n,
    )


def short_history(s: Sums, needed: int) -> Estimated:
    """Say that the history does not reach back far enough."""
    return too_few(
        say_n(
            "Orders are known from {n} day back; {needed} are needed.",
            "Orders are known from {n} days back; {needed} are needed.",
            s.known_days,
            needed=quantity(needed, "count"),
        )
    )


def net_by_customer(s: Sums) -> tuple[str, dict[str, int]] | Estimated:
    """Add up each customer's revenue net of refunds, in minor units of the one currency there is.

    The listing has the rows customer, day, currency, amount.
    """
    found: dict[str, int] = {}
    currencies: set[str] = set()
    for customer, _, currency, amount in s.listing:
        if amount is None or currency is None:
            continue
        currencies.add(str(currency))
        found[str(customer)] = found.get(str(customer), 0) + int(amount)
    if len(currencies) > 1:
        why = say(
            "The history's orders are in several currencies ({codes}) and no rate is given.",
            codes=", ".join(sorted(currencies)),
        )
        return Estimated("not_applicable", why=why)
    if not currencies:
        return Estimated("not_applicable", why=say("No order of the history has a customer and an amount."))
    return currencies.pop(), found


PURCHASES = (
    "select customer, day, currency, total_minor - refunded_minor from customer_days "
    "where total_minor is not null order by customer, day, currency"
)
"""The listing that `net_by_customer` reads."""
TOLD_REFUNDS = Sum("order_records", "count(order_refunded_minor)", across="max")
"""How often an order file tells what was given back, be it nothing."""
REFUNDS_UNKNOWN = say("The order files do not tell what was given back, so refunds are not taken off.")
REVENUE_ONLY = say("Revenue, not profit: no margin is given. Write it into rex.yaml, such as margin: 0.55.")
NO_HISTORY = say("These files hold no order from before the show, so there is no history to read.")
FROM_ORDERS = say("Made from single orders, which a period's sums do not hold; see the newest session.")


def few_people(n: int, needed: int) -> Estimated:
    """Say how many people there are, and how many a value needs."""
    return too_few(
        say_n(
            "{n} person; shown from {needed} on.",
            "{n} people; shown from {needed} on.",
            n,
            needed=quantity(needed, "count"),
        ),
        n,
    )

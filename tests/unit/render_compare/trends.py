"""Trends to draw: a shop's sessions with a change, a break, a gap, tags and a range started anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.compare.trend import trend
from rex.compare.trend_seen import Evening, in_order, seen
from rex.config.workspace import LimitsFrom
from rex.model.comparison import Problem
from rex.model.message import say
from tests.builders import measure, record, share

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.model.trend import Trend

ORDERS = [52, 47, 60, 55, 49, 51, 90, 50, 51]
BUYERS = [20, 24, 22, 21, 23, 20, 24, 22, 41]
TAGS = {1: ("weekly", "draw"), 6: ("weekly", "<b>december</b>", "draw")}


def shop(sessions: int = 9, **more: Any) -> Trend:
    """Give nine weekly shows: orders left their range once, the conversion last, revenue changed its currency."""
    made: list[Evening] = []
    for day in range(sessions):
        one = record(*_measures(day), day=7 * day, session={"tags": TAGS.get(day, ("weekly",))})
        evening = seen(one.model_copy(update={"edition": "provisional" if day == sessions - 1 else "settled"}))
        assert evening is not None
        made.append(evening)
    return trend(in_order(made), more.pop("limits", {}), **more)


def _measures(day: int) -> list[Measure]:
    orders, buyers = ORDERS[day % 9], BUYERS[day % 9]
    made = [
        share("conversion_rate", buyers, 400, title="Conversion", headline=True, group="sales"),
        measure("orders", orders, title="Orders", headline=True, scale="log", group="sales"),
        measure("revenue", orders * 5000, title="Revenue", unit="EUR" if day < 4 else "USD", scale="log", settles=True),
        measure("customers", 100 + day, title="Customers so far", drifts=True),
        measure("nps", 40 if day % 4 == 0 else None, title="NPS", unit="nps"),
    ]
    return made if day else made[:-1]


def anew() -> Trend:
    """Give the same shop, the range of its orders started anew, one record left out."""
    limits = {"orders": LimitsFrom.model_validate({"from": "2026-11-27", "reason": "new <studio>"})}
    return shop(limits=limits, problems=(Problem(session="2026-10-01-lost", why=say("It is damaged.")),))


def hostile() -> Trend:
    """Give sessions and KPIs whose names try to be markup."""
    evil = "</style><script>alert(1)</script>[b]|*x*"
    found = [
        seen(record(measure("orders", 5 + n % 2, title=evil), day=n, session={"title": evil, "client": evil}))
        for n in range(8)
    ]
    return trend(in_order(evening for evening in found if evening is not None), {})

"""What other rules of attribution would have given: the rule in use is a choice, and its alternatives are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rex.model.attribution import Alternative, Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.engine.sql import Facts
    from rex.model.attribution import Rule
    from rex.model.session import Cue, Session

LATER_HOURS = 24
"""The other window that is looked at: platforms count a day after the show as often as the show alone."""
FEWEST_ORDERS = 2
"""A code or tag on one order is no rule that anybody would choose."""


def mark_products(facts: Facts, session: Session, cues: Sequence[Cue]) -> None:
    """Let the rule `products` without `match` look for the products of the run of show."""
    if session.attribution.rule == "products" and not session.attribution.match:
        facts.mark([("products", product) for product in _shown(cues)], used=True)


def _shown(cues: Sequence[Cue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(product for cue in cues for product in cue.products))


def alternatives_of(facts: Facts, session: Session, cues: Sequence[Cue]) -> tuple[Alternative, ...]:
    """Count orders and revenue under the rule in use and under each other one that these orders make possible."""
    if not facts.has_rows("sales"):
        return ()
    used, products = session.attribution, _shown(cues)
    chosen = tuple(dict.fromkeys([used, *_possible(facts, used, products)]))
    marks = {one: one.match or (products if one.rule == "products" else ()) for one in chosen}
    facts.mark([(one.rule, mark) for one in chosen for mark in marks[one]])
    return tuple(_counted(facts, one, marks[one], used=one == used) for one in chosen)


def _possible(facts: Facts, used: Attribution, products: Sequence[str]) -> Iterator[Attribution]:
    hours = used.after_hours
    yield Attribution()
    yield Attribution(after_hours=hours)
    yield Attribution(after_hours=LATER_HOURS)
    if products:
        yield Attribution(rule="products", after_hours=hours)
    rows = facts.rows(
        "SELECT DISTINCT s.order_id, s.tags, s.discount_code FROM attributed_sales s CROSS JOIN session w "
        "WHERE s.valid = 1 AND s.t_ms >= w.start_ms AND s.t_ms < w.orders_until_ms"
    )
    carried = {
        (rule, mark.casefold(), str(order)): mark
        for order, tags, code in sorted(rows, key=str)
        for rule, mark in _marks(str(tags or ""), str(code or ""))
    }
    spelled = {(rule, folded): mark for (rule, folded, _), mark in carried.items()}
    counts = Counter((rule, folded) for rule, folded, _ in carried)
    known = {(used.rule, mark.casefold()) for mark in used.match}
    for wanted in ("discount_code", "tag", "utm"):
        ranked = sorted((-n, key) for key, n in counts.items() if key[0] == wanted and key not in known)
        if ranked and -ranked[0][0] >= FEWEST_ORDERS:
            rule, folded = ranked[0][1]
            yield Attribution(rule=rule, match=(spelled[rule, folded],), after_hours=hours)


def _marks(tags: str, codes: str) -> Iterator[tuple[Rule, str]]:
    for code in codes.split(","):
        if code.strip():
            yield "discount_code", code.strip()
    for tag in tags.split(","):
        text = tag.strip()
        if text.startswith("utm_campaign="):
            yield "utm", text
        elif text and not text.startswith("utm_"):
            yield "tag", text


def _counted(facts: Facts, rule: Attribution, marks: Sequence[str], *, used: bool) -> Alternative:
    places = ", ".join("?" for _ in marks) or "NULL"
    listed = f"SELECT order_id FROM marked_orders WHERE rule = ? AND mark IN ({places})"
    marked = "" if rule.rule == "window" else f"AND s.order_id IN ({listed})"
    values = [] if rule.rule == "window" else [rule.rule, *marks]
    rows = facts.rows(
        "SELECT s.currency, count(DISTINCT s.order_id), sum(s.order_total_minor) "
        "FROM attributed_sales s CROSS JOIN session w WHERE s.valid = 1 AND s.t_ms >= w.start_ms "
        f"AND s.t_ms < w.end_ms + {round(rule.after_hours * 3_600_000)} {marked} GROUP BY 1 ORDER BY 1",
        *values,
    )
    orders = sum(int(row[1] or 0) for row in rows)
    money = [(str(row[0]), int(row[2])) for row in rows if row[0] is not None and row[2] is not None]
    one = money[0] if len(money) == 1 else None
    return Alternative(
        attribution=rule,
        orders=orders,
        revenue_minor=None if one is None else one[1],
        currency=None if one is None else one[0],
        used=used,
    )

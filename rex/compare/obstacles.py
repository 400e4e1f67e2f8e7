"""Can two records be compared, and which of their KPIs not? What differs is listed before any number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.attribution import which_orders
from rex.model.comparison import Obstacle
from rex.model.message import say

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective

AFTER_SETTLING = ("refunds", "net_revenue")
"""KPIs that mean something only at equal maturity: a young session has hardly any refunds yet."""


def obstacles(before: Retrospective, after: Retrospective) -> tuple[Obstacle, ...]:
    """List what differs between two records; an obstacle that blocks nothing is only to be known."""
    found = [
        *_definitions(before, after),
        *_attribution(before, after),
        *_currency(before, after),
        *_maturity(before, after),
        *_tags(before, after),
    ]
    if before.session.client != after.session.client:
        found.append(Obstacle(what="client", says=say("The two sessions belong to two clients.")))
    return tuple(found)


def _definitions(before: Retrospective, after: Retrospective) -> list[Obstacle]:
    pairs = [(m, before.measure(m.id)) for m in after.measures]
    return [
        Obstacle(
            what="definition",
            says=say("{old} and {new} are two definitions.", old=old.definition, new=new.definition),
            blocks=(new.id,),
        )
        for new, old in pairs
        if old is not None and old.definition != new.definition
    ]


def _attribution(before: Retrospective, after: Retrospective) -> list[Obstacle]:
    old, new = before.session.attribution, after.session.attribution
    if (old.rule, old.after_hours) == (new.rule, new.after_hours):  # each show has its own code or tag
        return []
    sales = tuple(m.id for m in after.measures if m.group in {"sales", "products"})
    return [
        Obstacle(
            what="attribution",
            says=say("One counts orders {old}; the other {new}.", old=which_orders(old), new=which_orders(new)),
            blocks=sales,
        )
    ]


def _currency(before: Retrospective, after: Retrospective) -> list[Obstacle]:
    """Look at the units themselves: what the orders are in counts, whatever `session.yaml` says."""
    pairs = [
        (old.unit, new.unit, new.id)
        for new in after.measures
        if (old := before.measure(new.id)) is not None and old.definition == new.definition
    ]
    return [
        Obstacle(
            what="currency",
            says=say("One is in {old}, the other in {new}.", old=old, new=new),
            blocks=tuple(kpi for one, two, kpi in pairs if (one, two) == (old, new)),
        )
        for old, new in sorted({(old, new) for old, new, _ in pairs if old != new and "money" not in (old, new)})
    ]


def _maturity(before: Retrospective, after: Retrospective) -> list[Obstacle]:
    if before.edition == after.edition:
        return []
    text = "One session is settled, the other can still lose orders to returns."
    return [Obstacle(what="maturity", says=say(text), blocks=AFTER_SETTLING)]


def _tags(before: Retrospective, after: Retrospective) -> list[Obstacle]:
    differing = sorted(set(before.session.tags) ^ set(after.session.tags))
    if not differing:
        return []
    text = "Only one of the two has: {tags}. Part of any change may come with that."
    return [Obstacle(what="tags", says=say(text, tags=", ".join(differing)))]

"""What two sessions' values of one KPI must share to be compared at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rex.model.attribution import Attribution
    from rex.model.measure import Measure
    from rex.model.session import Session

SOLD = frozenset({"sales", "products"})
"""Groups of KPIs that count the orders which the rule gives to a session."""


class Kind(NamedTuple):
    """The definition, the unit, and for sales the rule of which orders count; `attribution` says the rule in words."""

    definition: str
    unit: str
    rule: tuple[str, float] | None
    attribution: Attribution | None

    def alike(self, other: Kind) -> bool:
        """Tell whether values of both kinds may be compared: each show has its own code or tag, and one rule."""
        return self[:3] == other[:3]


def kind_of(measure: Measure, session: Session) -> Kind:
    """Tell what a value can be compared with."""
    if measure.group not in SOLD:
        return Kind(measure.definition, measure.unit, None, None)
    attribution = session.attribution
    return Kind(measure.definition, measure.unit, (attribution.rule, attribution.after_hours), attribution)

"""What the show cost."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.money import costs_of


@metric(
    id="show_costs",
    title="Costs of the show",
    group="costs",
    unit="money",
    better="lower",
    needs=("costs",),
    definition=1,
    scale="log",
    source="The costs in session.yaml, added up; a census",
    optional=True,
)
class ShowCosts:
    """What the show cost, as `costs` in session.yaml says: host, production, ads, samples, platform and the like.

    It is as complete as that list: what nobody wrote down costs nothing here.
    """

    sums = {"costs": Sum("costs", "sum(amount_minor)")}

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Add up."""
        found = costs_of(s, setting)
        if isinstance(found, Estimated):
            return found
        currency, costs = found
        return Estimated("measured", costs, method="census", unit=currency)

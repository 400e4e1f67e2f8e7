"""What each viewer cost to reach."""

from __future__ import annotations

from rex.metrics.base import NO_UNIQUE_VIEWERS, NOBODY_WATCHED, Estimated, Setting, Sums, metric
from rex.metrics.money import COSTS, costs_of
from rex.metrics.shapes import PEOPLE_WATCHING, told_by_visits


@metric(
    id="cost_per_viewer",
    title="Cost per viewer",
    group="costs",
    unit="money",
    better="lower",
    needs=("costs", "viewers"),
    definition=1,
    scale="log",
    source="The costs in session.yaml divided by the unique viewers; a census",
    optional=True,
)
class CostPerViewer:
    """What the show cost, divided by the different people who watched it live.

    Both are counted, so there is no interval. Who watches the replay is not in it.
    """

    sums = {"costs": COSTS, **PEOPLE_WATCHING}
    example = "costs of 300.00 over 400 viewers: 0.75"

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Divide."""
        found = costs_of(s, setting)
        if isinstance(found, Estimated):
            return found
        currency, costs = found
        if s.viewers == 0:
            return Estimated("not_applicable", why=NOBODY_WATCHED if s.known("viewers") else NO_UNIQUE_VIEWERS)
        value = costs / s.viewers
        return Estimated("measured", value, method="census", n=s.viewers, unit=currency, warnings=told_by_visits(s))

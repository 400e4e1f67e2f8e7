"""Units: how many pieces were sold."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric


@metric(
    id="units",
    title="Units sold",
    group="sales",
    unit="count",
    better="higher",
    needs=("sales",),
    definition=1,
    scale="log",
    source="A sum over order lines",
    settles=True,
)
class Units:
    """How many pieces the counted orders hold: the quantities of all their lines, bundles as one piece."""

    sums = {"units": Sum("counted_sales", "sum(qty)")}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Add the quantities."""
        return counted(s.units)

"""The platform's shares: its own count."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sums, metric
from rex.metrics.platform_shapes import SOURCE, told_count, told_sums


@metric(
    id="platform_shares",
    title="Shares, by the platform",
    group="engagement",
    unit="count",
    better="neither",
    needs=("totals",),
    definition=1,
    scale="log",
    source=SOURCE,
    optional=True,
)
class PlatformShares:
    """How often the show or its video was shared, by the platform's count."""

    sums = told_sums("shares")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Take the platform's number."""
        return told_count(s)

"""Viewers who clicked a product."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import PEOPLE_WATCHING, share_acting
from rex.model.message import say


@metric(
    id="product_click_rate",
    title="Viewers who clicked a product",
    group="sales",
    unit="share",
    better="higher",
    needs=("reactions", "viewers"),
    definition=1,
    scale="logit",
    source="Different people with a click on a product over unique viewers, each once; Wilson",
    optional=True,
)
class ProductClickRate:
    """The share of the people who watched that clicked on a product at least once.

    Clickers, not clicks: repeated clicks of one person are no independent trials. The platforms' own CTR counts clicks
    over views and is another number.
    """

    sums = {
        "people": Sum("people_acting", "count(distinct case when kind = 'product_click' then person end)"),
        **PEOPLE_WATCHING,
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide people by unique viewers."""
        return share_acting(s, NOBODY)


NOBODY = say("These files tell of no clicks by person.")

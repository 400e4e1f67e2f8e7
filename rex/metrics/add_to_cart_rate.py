"""Viewers who filled a cart."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.shapes import PEOPLE_WATCHING, share_acting
from rex.model.message import say


@metric(
    id="add_to_cart_rate",
    title="Viewers who filled a cart",
    group="sales",
    unit="share",
    better="higher",
    needs=("reactions", "viewers"),
    definition=1,
    scale="logit",
    source="Different people who put a product into the cart over unique viewers, each once; Wilson",
    optional=True,
)
class AddToCartRate:
    """The share of the people who watched that put at least one product into a cart.

    Each person counts once, however often they did it.
    """

    sums = {
        "people": Sum("people_acting", "count(distinct case when kind = 'add_to_cart' then person end)"),
        **PEOPLE_WATCHING,
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide people by unique viewers."""
        return share_acting(s, NOBODY)


NOBODY = say("These files tell of no carts by person.")

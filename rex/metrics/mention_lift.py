"""Mention lift: a product's orders in the minutes after mentions of it, against its rate in the rest of the show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import Estimated, Listing, Setting, Sum, Sums, metric, too_few
from rex.metrics.histories import FROM_ORDERS
from rex.metrics.shapes import NO_ORDERS
from rex.model.measure import Ranked
from rex.model.message import Message, quantity, say
from rex.stats.multiplicity import benjamini_hochberg
from rex.stats.shift import Exposure, Following, following

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW_MS = 180_000
"""Three minutes, set before anything was looked at: reactions of a live audience come and fade within minutes."""
LEAST_ORDERS = 5
LEAST_MENTIONS = 3
MOST_SHARE = 0.8
"""Of the audience's time: a product that is mentioned nearly always leaves no rest to compare with."""
FALSE_SHARE = 0.1


@metric(
    id="mention_lift",
    title="Orders after mentions",
    group="products",
    unit="score",
    better="neither",
    needs=("chat", "sales"),
    definition=1,
    scale="log",
    source="Orders within 3 minutes after mentions over those expected; 999 circular shifts; Benjamini-Hochberg",
    optional=True,
)
class MentionLift:
    """How often a product is ordered within three minutes after the chat mentions it, against the rest of the show.

    Expected is the product's own rate outside those minutes, by the viewers present: a crowd orders more whatever is
    said. A mention is the product's whole name or its SKU in a message of a viewer or of the team. Products from 5
    orders and 3 mentions on are looked at; the value is all of them together, and each one has its own ratio. How far
    luck goes is told by turning the mentions through the show as on a circle 999 times; in simulated shows the interval
    so made held the truth in 88 to 97 of 100. That a product is talked about
    where it sells says nothing about which comes first: the host shows it, people talk and people buy.
    """

    sums = {
        "products": Sum("mentionable_products", "count(*)"),
        "orders": Sum("mentionable_products", "sum(orders)"),
    }
    listing = Listing(
        "select 'mention' as what, product, name, offset_ms, 0 as people from product_mentions "
        "union all select 'order', o.product, m.name, o.offset_ms, 0 from product_order_times o "
        "join mentionable_products m on m.product = o.product "
        "union all select 'people', null, null, from_ms, value from audience order by 1, 2, 4"
    )
    example = "12 of a serum's 30 orders fall into a fifth of the show, the minutes after mentions: 2.7 times as many"
    mistakes = (
        "the busiest minute taken for the product's",
        "the window chosen after looking",
        "a mention taken for the cause",
    )

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Compare each product's minutes after mentions with its others; all together are the value."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS, absent=True)
        if not s.listing:
            return Estimated("not_applicable", n=s.orders, why=FROM_ORDERS)
        found = list(_followed(s, setting))
        if not found:
            why = say(
                "No product has {orders} orders and {mentions} mentions with minutes of its own to compare.",
                orders=quantity(LEAST_ORDERS, "count"),
                mentions=quantity(LEAST_MENTIONS, "count"),
            )
            return too_few(why, s.orders)
        return _together(found)


def _followed(s: Sums, setting: Setting) -> Iterator[tuple[str, str, Following]]:
    """Give every product that can be compared: its id, its name, and what followed its mentions."""
    import numpy as np

    steps = [(float(at or 0), float(people or 0)) for what, _, _, at, people in s.listing if what == "people"]
    exposure = Exposure(steps, setting.duration_s * 1000)
    times: dict[str, dict[str, list[float]]] = {}
    names: dict[str, str] = {}
    for what, product, name, at, _ in s.listing:
        if what != "people" and product is not None and at is not None:
            times.setdefault(str(product), {"mention": [], "order": []})[str(what)].append(float(at))
            names[str(product)] = str(name)
    for product, of in sorted(times.items()):
        if len(of["order"]) < LEAST_ORDERS or len(of["mention"]) < LEAST_MENTIONS:
            continue
        generator = np.random.default_rng([setting.seed, *product.encode()])
        after = following(of["mention"], of["order"], exposure, setting.duration_s * 1000, WINDOW_MS, generator)
        if after is not None and after.share <= MOST_SHARE and after.expected > 0:
            yield product, names[product], after


def _together(found: list[tuple[str, str, Following]]) -> Estimated:
    inside, expected = sum(after.inside for *_, after in found), sum(after.expected for *_, after in found)
    adjusted = benjamini_hochberg([after.p for *_, after in found])
    order = sorted(range(len(found)), key=lambda i: (-found[i][2].inside / found[i][2].expected, found[i][0]))
    ranked = tuple(_line(place, found[i], adjusted[i]) for place, i in enumerate(order, start=1))
    low, high = _span(inside / expected, found)
    standing = [one.name for one in ranked if not one.tied]
    return Estimated(
        "measured",
        inside / expected,
        low,
        high,
        0.95,
        "circular_shift",
        k=inside,
        n=len(found),
        ranked=ranked,
        warnings=(_said(standing, len(found)),),
    )


def _line(place: int, of: tuple[str, str, Following], adjusted: float) -> Ranked:
    product, name, after = of
    low, high = _span(after.inside / after.expected, [of])
    ratio = round(after.inside / after.expected, 6)
    return Ranked(rank=place, id=product, name=name, value=ratio, low=low, high=high, tied=adjusted > FALSE_SHARE)


def _span(ratio: float, found: list[tuple[str, str, Following]]) -> tuple[float | None, float | None]:
    """Give the range in which the ratio lies, by how far luck alone moves it in the shifted shows."""
    import numpy as np

    fewest = min(after.by_luck.size for *_, after in found)
    if fewest < 100:
        return None, None
    weights = np.array([after.expected for *_, after in found])
    by_luck = np.average([after.by_luck[:fewest] for *_, after in found], axis=0, weights=weights)
    least, most = np.quantile(by_luck, [0.025, 0.975])
    return float(ratio / most) if most > 0 else None, float(ratio / least) if least > 0 else None


def _said(standing: list[str], looked_at: int) -> Message:
    n = quantity(looked_at, "count")
    if not standing:
        return say("None of {n} products is ordered more often after mentions than luck explains.", n=n)
    return say("Of {n} products, further than luck explains: {names}.", n=n, names=", ".join(standing))

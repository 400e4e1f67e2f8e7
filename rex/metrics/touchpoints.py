"""Touchpoints: which sources the buyers came from."""

from __future__ import annotations

from rex.metrics.base import UNNAMED, Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.order_shapes import ORDERS
from rex.metrics.shapes import LEAST_FOR_A_SHARE, NO_ORDERS
from rex.model.measure import Ranked
from rex.model.message import Message, quantity, say, say_n
from rex.stats.intervals import wilson


@metric(
    id="touchpoints",
    title="Buyers from the top source",
    group="sales",
    unit="share",
    better="neither",
    needs=("sales",),
    definition=1,
    scale="logit",
    source="Buyers by the first source that their orders tell; Wilson interval of each share, overlaps tie",
    settles=True,
    optional=True,
)
class Touchpoints:
    """The share of the buyers who came from each source; its value is the share of the first one.

    A source is the `utm_source` of an order where any order tells one, and the shop's own word for the channel where
    none does; the two are never mixed. A buyer counts once, by the first order that tells a source; an order without a
    customer is its own buyer. Who tells none is called not told: that may be an app, an old link or a lost mark, and is
    not somebody who came directly. Under 30 buyers no share is shown.
    """

    sums = {
        "orders": ORDERS,
        "buyers": Sum("buyer_sources", "count(*)", by="source"),
        "nameless": Sum("counted_sales", "count(distinct case when customer is null then order_id end)"),
    }
    example = "40 of 100 buyers came from newsletter, 35 from instagram, 25 tell no source"
    mistakes = ("no mark read as direct", "the last click in one report and the first in another", "orders for buyers")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Rank the sources by their share of all buyers, those without a source last."""
        if s.orders == 0:
            return Estimated("not_applicable", n=0, why=NO_ORDERS)
        found = s.by("buyers")
        unknown, n = found.pop(UNNAMED, 0), s.buyers
        kinds = {key.partition(" ")[0] for key in found}
        if not found:
            return Estimated(
                "not_applicable", n=n, why=say("The orders do not tell where they came from."), absent=True
            )
        if len(kinds) > 1:
            why = say("Some sessions tell utm sources and others channels: there is no common list.")
            return Estimated("not_applicable", n=n, why=why)
        if n < LEAST_FOR_A_SHARE:
            more = quantity(LEAST_FOR_A_SHARE - n, "count")
            text, many = "{n} buyer; shown from 30 on, {more} more.", "{n} buyers; shown from 30 on, {more} more."
            return too_few(say_n(text, many, n, more=more), n)
        ranked = _ranks(found, unknown, n)
        k = max(found.values())
        first = wilson(k, n)
        return Estimated(
            "measured",
            k / n,
            first.low,
            first.high,
            first.confidence,
            first.method,
            k=k,
            n=n,
            of=f"{kinds.pop()} {ranked[0].name}",
            warnings=_said(unknown, s.nameless),
            ranked=tuple(ranked),
        )


def _ranks(found: dict[str, int], unknown: int, n: int) -> list[Ranked]:
    """Rank the sources; those who tell none come last, whatever their number."""
    rows = sorted(((key.partition(" ")[2], count) for key, count in found.items()), key=lambda row: (-row[1], row[0]))
    ranked: list[Ranked] = []
    for place, (name, count) in enumerate(rows, start=1):
        share, above = wilson(count, n), ranked[-1] if ranked else None
        tied = above is not None and above.low is not None and share.high >= above.low
        rank = above.rank if tied and above is not None else place
        ranked.append(Ranked(rank=rank, id=name, name=name, value=count / n, low=share.low, high=share.high, tied=tied))
    if unknown:
        share = wilson(unknown, n)
        last = Ranked(rank=len(rows) + 1, id="?", name="not told", value=unknown / n, low=share.low, high=share.high)
        ranked.append(last)
    return ranked


def _said(unknown: int, nameless: int) -> tuple[Message, ...]:
    untold = say_n(
        "{n} buyer's orders tell no source; that is not told, not direct.",
        "{n} buyers' orders tell no source; that is not told, not direct.",
        unknown,
    )
    alone = say_n(
        "{n} order names no customer and counts as one buyer.",
        "{n} orders name no customer and count as one buyer each.",
        nameless,
    )
    return (*((untold,) if unknown else ()), *((alone,) if nameless else ()))

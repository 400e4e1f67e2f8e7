"""B25: a result that rests on one buyer, one order or one product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.direction import kpis_of
from rex.checks.wording import claims_and_metrics, count, depending, together
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from rex.checks.parts import Concentration
    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.measure import Measure

SHARE = 0.25
"""Share of the revenue from which one buyer, order or product is said. [heur]"""
UNEVEN = 5
"""How many times an even share one must be for a warning: 4 of 10 even orders would be no news. [heur]"""
FEWEST = 4
"""Buyers, orders or products under which one of them always has a large share. [heur]"""


@dataclass(frozen=True, slots=True)
class _Large:
    part: Concentration
    measure: Measure | None
    outside: bool
    claims: tuple[Claim, ...]

    @property
    def warns(self) -> bool:
        """Tell whether something rests on it, and it is far larger than an even share; a hero product is planned."""
        resting = bool(self.claims) or (self.measure is not None and self.measure.headline)
        uneven = self.part.share >= max(SHARE, UNEVEN / self.part.among)
        return resting and self.part.kind != "product" and uneven


@check(
    id="B25",
    title="One buyer, order or product",
    level="info",
    needs=("concentration", "measures"),
    uses=("claims",),
    source="practice, from memory",
)
def one_of_them(subject: Subject) -> Answer:
    """Find a result, good or bad, that one buyer, one order or one product makes.

    One large order can make an evening, and it says nothing of the next. Without it a bad evening may be a usual one,
    and a good one too.

    It speaks when one of them makes 25 % of the revenue or more, or when a KPI without it lies outside the range that
    is printed with it; with under four of them nothing is said. It warns only for a buyer or an order, five times as
    large as an even share, under a headline KPI or a conclusion; one product that carries the show is often the plan.

    Too little: where the orders do not tell buyer, order or product it does not apply. Source: practice; the
    thresholds are starting values. The buyer is never named.
    """
    known = [part for part in subject.concentration if part.among >= FEWEST]
    if not known:
        return Cannot(say("There are too few buyers, orders and products to compare their shares."))
    found = [large for part in known if (large := _large(part, subject)) is not None]
    if not found:
        largest = max(known, key=lambda part: part.share)
        return Clear(
            say(
                "The largest buyer, order or product makes {share} of the revenue.",
                share=quantity(largest.share, "share"),
            )
        )
    found.sort(key=lambda large: (not large.warns, -large.part.share, large.part.kind))
    worst = found[0]
    claims = tuple(dict.fromkeys(claim for large in found for claim in large.claims))
    return Fires(
        says=together(_says(worst), depending(len(claims))),
        instead=say("Write the result with it and without it, side by side."),
        evidence=claims_and_metrics(claims, (large.part.kpi for large in found)),
        strength=max(beyond(worst.part.share, SHARE), 0.5 if worst.outside else 0.0) if _is_news(worst) else 0.0,
        level="warn" if worst.warns else "info",
    )


def _large(part: Concentration, subject: Subject) -> _Large | None:
    measure = subject.measure(part.kpi)
    outside = _outside(part.without, measure)
    if part.share < SHARE and not outside:
        return None
    return _Large(part, measure, outside, tuple(claim for claim in subject.claims if part.kpi in kpis_of(claim)))


def _is_news(large: _Large) -> bool:
    """Tell a buyer or an order, or what a conclusion rests on, from one product that carries a show as planned."""
    return large.part.kind != "product" or bool(large.claims)


def _outside(without: float | None, measure: Measure | None) -> bool:
    if without is None or measure is None or measure.low is None or measure.high is None:
        return False
    return not measure.low <= without <= measure.high


def _says(large: _Large) -> Message:
    part = large.part
    share, among = quantity(part.share, "share"), count(part.among)
    if part.kind == "buyer":
        says = say("One of {among} buyers makes {share} of the revenue.", among=among, share=share)
    elif part.kind == "order":
        says = say("One of {among} orders makes {share} of the revenue.", among=among, share=share)
    else:
        text = "One of {among} products, {name}, makes {share} of the revenue."
        says = say(text, among=among, name=part.name, share=share)
    measure = large.measure
    if part.without is None or measure is None or measure.value is None:
        return says
    text = "{kpi} is {value}, and {without} without it."
    return together(
        says,
        say(
            text,
            kpi=say(measure.title),
            value=quantity(measure.value, measure.unit),
            without=quantity(part.without, measure.unit),
        ),
    )

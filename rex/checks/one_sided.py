"""The one rule behind B07 and B08: conclusions on one side, and data that are not.

Written once and read in both directions, so that swapping good and bad swaps the findings and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Literal, TypeAlias

from rex.checks.base import Answer, Clear, Fires, beyond, unlikely
from rex.checks.direction import Side, side_of_claim, side_of_measure
from rex.checks.wording import claim_address, count, together
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.measure import Measure

Polarity: TypeAlias = Literal["worked", "did_not"]
ALONE = 3
"""Conclusions on one side, with none on the other, from which it speaks. [heur]"""
ENOUGH, MOVED = 5, 3
"""Conclusions, and KPIs outside their usual range, from which their shares are compared. [heur]"""
EXCESS = 0.35
"""How far the share of one side may lie over its share of the KPIs that left their usual range. [heur]"""
RARE = 0.05
"""How rarely so many on one side should happen when both sides are equally likely. [stat]"""
JUDGED = {"better", "worse", "usual"}


@dataclass(frozen=True, slots=True)
class Sides:
    """How many conclusions and KPIs point this side's way, and how many the other's."""

    these: int
    others: int
    kpis: int
    kpis_other: int
    judged: int

    @property
    def total(self) -> int:
        """Count all conclusions."""
        return self.these + self.others

    @property
    def excess(self) -> float | None:
        """Share of conclusions on this side minus its share of the KPIs that moved; None where too few can be compared.

        Only a majority can exceed: with three of each kind neither side is left out, whatever the data did.
        """
        moved = self.kpis + self.kpis_other
        if self.total < ENOUGH or moved < MOVED or self.these <= self.others:
            return None
        return self.these / self.total - self.kpis / moved


def sign_tail(k: int, n: int) -> float:
    """Chance of at least k of n on one side when both are equally likely: 7 of 8 gives 9/256 = 0.035."""
    return float(sum(comb(n, i) for i in range(k, n + 1)) / 2**n)


def one_sided(subject: Subject, polarity: Polarity) -> Answer:
    """Answer for one side: `did_not` is B07, `worked` is B08."""
    side: Side = 1 if polarity == "worked" else -1
    sides = _count(subject, side)
    strength = _strength(sides)
    if strength is None:
        return Clear(_counts(sides, side))
    kept = next(iter(_outside(subject, -side)), None)
    return Fires(
        says=_says(sides, side),
        instead=_instead(kept, side),
        evidence=(
            *(claim_address(claim) for claim in subject.claims if side_of_claim(claim) == side),
            *(f"metric:{measure.id}" for measure in _outside(subject, -side)),
        ),
        strength=strength,
    )


def _count(subject: Subject, side: Side) -> Sides:
    these = sum(1 for claim in subject.claims if side_of_claim(claim) == side)
    return Sides(
        these=these,
        others=len(subject.claims) - these,
        kpis=len(_outside(subject, side)),
        kpis_other=len(_outside(subject, -side)),
        judged=sum(1 for measure in subject.measures if measure.verdict in JUDGED and measure.better != "neither"),
    )


def _outside(subject: Subject, side: int) -> list[Measure]:
    """Find the KPIs outside their usual range on a side, headline KPIs first."""
    found = [measure for measure in subject.measures if side_of_measure(measure) == side]
    return sorted(found, key=lambda measure: (not measure.headline, measure.id))


def _strength(sides: Sides) -> float | None:
    """Give the strongest of the three reasons to speak, or None without one."""
    reasons = []
    if sides.these >= ALONE and not sides.others:
        reasons.append(beyond(sides.these, ALONE))
    if sides.excess is not None and sides.excess >= EXCESS:
        reasons.append(beyond(sides.excess, EXCESS))
    if (chance := sign_tail(sides.these, sides.total)) <= RARE:
        reasons.append(unlikely(chance, RARE))
    return max(reasons) if reasons else None


def _counts(sides: Sides, side: Side) -> Message:
    """Say the counts, good before bad on both sides."""
    good, bad = (sides.these, sides.others) if side == 1 else (sides.others, sides.these)
    better, worse = (sides.kpis, sides.kpis_other) if side == 1 else (sides.kpis_other, sides.kpis)
    conclusions = say("Conclusions: {good} worked, {bad} did not.", good=count(good), bad=count(bad))
    if not sides.judged:
        return together(conclusions, say("No KPI can be judged yet, so they stand alone."))
    data = say(
        "The data: {better} better and {worse} worse of {judged} KPIs that can be judged.",
        better=count(better),
        worse=count(worse),
        judged=count(sides.judged),
    )
    return together(conclusions, data)


def _says(sides: Sides, side: Side) -> Message:
    """Say the counts, and how rare so many on one side are where that is rare."""
    chance = sign_tail(sides.these, sides.total)
    if chance > RARE:
        return _counts(sides, side)
    rare = say(
        "If both kinds came equally often, {these} or more of {all} on one side would happen in {share} of sessions.",
        these=count(sides.these),
        all=count(sides.total),
        share=quantity(chance, "share"),
    )
    return together(_counts(sides, side), rare)


def _instead(kept: Measure | None, side: Side) -> Message:
    if kept is not None and side == -1:
        return say("Name one thing to keep; a place to start: {kpi} was better than usual.", kpi=kept.title)
    if kept is not None:
        return say("Name one thing to change; a place to start: {kpi} was worse than usual.", kpi=kept.title)
    if side == -1:
        return say("Name one thing to keep, or write that you looked and found none.")
    return say("Name one thing to change, or write that you looked and found none.")

"""B21: a cause given to what would have come back by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.direction import kpis_of, side_of_claim
from rex.checks.wording import and_more, claim_address, count, together
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.measure import Measure

EARLIER = 6
"""Sessions before the last one from which its place among them is told. [heur]"""
TAIL = 0.10
"""Share of sessions at either end that counts as an extreme. [stat]"""


@dataclass(frozen=True, slots=True)
class _Return:
    claim: Claim
    measure: Measure
    last: float
    of: int
    as_far: int

    @property
    def chance(self) -> float:
        """Chance that the next of so many exchangeable sessions is less extreme than the last one."""
        return 1 - self.as_far / (self.of + 1)


@check(
    id="B21",
    title="Return to the usual",
    level="warn",
    needs=("claims", "measures", "history"),
    source="order statistics, exact; S36 (was it luck?)",
)
def return_to_usual(subject: Subject) -> Answer:
    """Find a cause given to a KPI that came back after an extreme, as it mostly does by itself.

    After the best evening of ten the next one is worse in ten of eleven cases, whatever was done; after the worst it
    is better as often. So praise seems to spoil and blame seems to help.

    It speaks when the session before lay outside the middle 80 % of six earlier ones or more, this session lies inside
    and nearer their mean, and a conclusion gives a cause: a rise after a low credited, or a fall after a high blamed.
    The chance is exact: with the session before among n, and j of these at least as extreme, it is 1 - j/(n + 1). It
    warns where the session before was the most extreme of all, and is a remark (info) elsewhere.

    Too little: under seven earlier values of a KPI that a conclusion explains it does not apply. Source: the order of
    exchangeable values; the 80 % and the six are starting values. A trend makes the chance smaller.
    """
    explained = [(c, m) for c in subject.claims if _gives_cause(c) for k in kpis_of(c) if (m := subject.measure(k))]
    judged = [
        (claim, measure, values)
        for claim, measure in explained
        if measure.value is not None and len(values := _values(measure.id, subject)) > EARLIER
    ]
    if not judged:
        return Cannot(say("No conclusion gives a cause for a KPI with seven earlier sessions or more."))
    found = [r for claim, measure, values in judged if (r := _returned(claim, measure, values)) is not None]
    if not found:
        return Clear(
            say_n(
                "{n} conclusion gives a cause for a KPI, which did not just come back from an extreme.",
                "{n} conclusions give a cause for a KPI, and none just came back from an extreme.",
                len({claim.id for claim, _, _ in judged}),
            )
        )
    found.sort(key=lambda one: (one.as_far > 1, -one.chance))
    return Fires(
        says=and_more(_says(found[0]), len({one.claim.id for one in found}) - 1),
        instead=say("Say that it came back to the usual, and judge the cause by the sessions after this one."),
        evidence=tuple(a for one in found for a in (claim_address(one.claim), f"metric:{one.measure.id}")),
        strength=beyond(found[0].chance, 0.5),
        level="warn" if found[0].as_far == 1 else "info",
    )


def _gives_cause(claim: Claim) -> bool:
    return claim.states_cause


def _values(kpi: str, subject: Subject) -> list[float]:
    return [value for _, value in subject.history.get(kpi, ())]


def _returned(claim: Claim, measure: Measure, values: Sequence[float]) -> _Return | None:
    *earlier, last = values
    value = measure.value
    low, high = _quantile(earlier, TAIL), _quantile(earlier, 1 - TAIL)
    mean = sum(earlier) / len(earlier)
    if value is None or low <= last <= high or not low <= value <= high or abs(value - mean) >= abs(last - mean):
        return None
    if not _fits(claim, measure, rose=value > last):
        return None
    beyond_it = sum(1 for one in values if (one <= last if last < low else one >= last))
    return _Return(claim, measure, last, len(values), beyond_it)


def _fits(claim: Claim, measure: Measure, *, rose: bool) -> bool:
    """Tell whether the conclusion speaks of this return: by its direction, else by its being good or bad."""
    if claim.direction is not None:
        return claim.direction == ("up" if rose else "down")
    if measure.better == "neither":
        return False
    return (side_of_claim(claim) == 1) == (rose == (measure.better == "higher"))


def _quantile(values: Sequence[float], share: float) -> float:
    """Give the value under which a share of the values lies, between neighbours in proportion."""
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    under = int(place)
    over = min(under + 1, len(ranked) - 1)
    return ranked[under] + (place - under) * (ranked[over] - ranked[under])


def _says(one: _Return) -> Message:
    says = say(
        "“{claim}” gives a cause. {kpi}: {last} the session before, an extreme among {of}, and {value} now.",
        claim=one.claim.text,
        kpi=say(one.measure.title),
        last=quantity(one.last, one.measure.unit),
        of=count(one.of),
        value=quantity(one.measure.value or 0, one.measure.unit),
    )
    text = "The chance of coming back with no cause at all is {share}."
    return together(says, say(text, share=quantity(one.chance, "share")))

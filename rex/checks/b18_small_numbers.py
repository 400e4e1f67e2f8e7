"""B18: a conclusion that rests on very few people or orders and does not say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.direction import kpis_of
from rex.checks.lexicon import holds
from rex.checks.wording import and_more, claim_address, count, range_of, together
from rex.model.message import Message, say, say_n
from rex.text.currency import is_currency
from rex.text.folding import fold

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.measure import Measure

ORDERS, SHARE, NPS = 10, 30, 100
"""Fewest orders, people behind a share, and answers behind an NPS (a half-width of 14.7 points). [stat]"""
_BETWEEN = re.compile(r"±|\+/-|\b(?:between|entre)\b[^.;]{0,20}\d[^.;]{0,20}\b(?:and|y|et)\b[^.;]{0,10}\d")


@dataclass(frozen=True, slots=True)
class _Small:
    claim: Claim
    measure: Measure
    n: int
    enough: int


@check(
    id="B18",
    title="Small numbers",
    level="warn",
    needs=("claims", "measures"),
    uses=("kpi_tables",),
    source="S39 (variance of the NPS); measured for this catalogue",
)
def small_numbers(subject: Subject) -> Answer:
    """Find conclusions that rest on too few people or orders and carry neither a range nor a word of doubt.

    A handful swings far by luck: 8 of 10 could be anything from 49 to 94 %, an NPS of 10 answers is off by up to 46.

    It speaks when a conclusion, good or bad, cites a KPI with fewer than 10 orders, a share of fewer than 30 people,
    or an NPS of fewer than 100 answers, without a range ("between 4 and 7 %") or a word such as "maybe" in it.

    Too little: where no conclusion cites a KPI it does not apply. Source: S39; the numbers were computed for this
    catalogue. The Spanish and French words have not been reviewed by a native speaker.
    """
    cited = [(claim, m) for claim in subject.claims for kpi in kpis_of(claim) if (m := subject.measure(kpi))]
    if not cited:
        return Cannot(say("No conclusion cites a KPI."))
    found = [s for claim, m in cited if (s := _small(claim, m, subject)) and not hedged(f"{claim.text} {claim.how}")]
    if not found:
        return Clear(
            say_n(
                "{n} conclusion cites a KPI, and it rests on enough or says how unsure it is.",
                "{n} conclusions cite a KPI, and each rests on enough or says how unsure it is.",
                len({claim.id for claim, _ in cited}),
            )
        )
    found.sort(key=lambda s: (s.n / s.enough, s.claim.id))
    worst = found[0]
    return Fires(
        says=and_more(_says(worst), len({s.claim.id for s in found}) - 1),
        instead=say("Write it with its range, or call it an anecdote until more is known."),
        evidence=tuple(a for s in found for a in (claim_address(s.claim), f"metric:{s.measure.id}")),
        strength=beyond(worst.enough, max(worst.n, 1)),
    )


def hedged(text: str) -> bool:
    """Tell whether a sentence says how unsure it is: a range between two numbers, or a word of doubt."""
    return _BETWEEN.search(fold(text)) is not None or holds("hedge", text)


def _small(claim: Claim, measure: Measure, subject: Subject) -> _Small | None:
    for n, enough in _rests_on(measure, subject):
        if n is not None and n < enough:
            return _Small(claim, measure, n, enough)
    return None


def _rests_on(measure: Measure, subject: Subject) -> list[tuple[int | None, int]]:
    """List what a KPI rests on, each with how many would be enough."""
    rests: list[tuple[int | None, int]] = []
    if measure.unit == "share":
        rests.append((measure.n, SHARE))
    if measure.unit == "nps":
        rests.append((measure.n, NPS))
    orders = subject.measure("orders")
    if measure.id == "orders" or "sales" in subject.kpi_tables.get(measure.id, ()):
        rests.append((int(orders.value) if orders and orders.value is not None else None, ORDERS))
    elif is_currency(measure.unit):
        rests.append((measure.n, ORDERS))
    return rests


def _says(small: _Small) -> Message:
    says = say(
        "“{claim}”: {kpi} rests on {n}; {enough} would be needed to lean on it.",
        claim=small.claim.text,
        kpi=small.measure.title,
        n=count(small.n),
        enough=count(small.enough),
    )
    between = range_of(small.measure)
    return says if between is None else together(says, between)

"""B36: satisfaction compared across countries or languages that use a scale differently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.direction import kpis_of
from rex.checks.lexicon import holds
from rex.checks.wording import and_more, claim_address, count, together
from rex.model.message import Message, quantity, say
from rex.text.folding import fold

if TYPE_CHECKING:
    from rex.checks.parts import AnswerGroup
    from rex.checks.subject import Subject
    from rex.model.answer import Claim

COMPARED = 2
"""Groups that a conclusion names, or one and no other beside it, are a comparison."""


@dataclass(frozen=True, slots=True)
class _Across:
    claim: Claim
    groups: tuple[AnswerGroup, ...]


@check(
    id="B36",
    title="Scales are used differently",
    level="warn",
    needs=("claims", "answer_groups"),
    source="S44 (in several European countries an 8 is a compliment)",
)
def response_style(subject: Subject) -> Answer:
    """Find conclusions that hold one country's or language's satisfaction against another's.

    In one country people give a 10 when all went well, in another an 8 is praise. The gap was there before the show,
    whichever side it favours.

    It speaks when a conclusion on a survey's KPI cites two countries or languages, or names both, and one of them has
    no earlier value of its own to be compared with. One that says it is unsure is left alone.

    Too little: where the survey is not split, or no conclusion is about one of the parts, it does not apply. Source:
    S44; it needs no threshold.
    """
    about = [a for claim in subject.claims if len((a := _across(claim, subject.answer_groups)).groups) >= COMPARED]
    if not about:
        return Cannot(say("No conclusion compares countries or languages in a survey's KPI."))
    found = [
        one
        for one in about
        if any(group.baseline is None for group in one.groups)
        and not holds("hedge", f"{one.claim.text} {one.claim.how}")
    ]
    if not found:
        text = "Conclusions that compare countries or languages: {n}; each has earlier values, or says it is unsure."
        return Clear(say(text, n=count(len(about))))
    return Fires(
        says=and_more(_says(found[0]), len(found) - 1),
        instead=say("Compare each country or language with its own earlier value."),
        evidence=tuple(
            a for one in found for a in (claim_address(one.claim), *(group.address for group in one.groups))
        ),
        strength=len(found) / len(about),
    )


def _across(claim: Claim, groups: tuple[AnswerGroup, ...]) -> _Across:
    """Find the groups of one KPI that a conclusion cites or, being about that KPI, names."""
    text, kpis = fold(claim.text), kpis_of(claim)
    named = [
        group
        for group in groups
        if group.address in claim.evidence
        or (group.kpi in kpis and re.search(rf"(?<!\w){re.escape(fold(group.name))}(?!\w)", text))
    ]
    return _Across(claim, tuple(group for group in named if (group.kpi, group.by) == (named[0].kpi, named[0].by)))


def _says(one: _Across) -> Message:
    first, second = one.groups[0], one.groups[1]
    unit = "nps" if first.kpi == "nps" else "share" if first.kpi == "csat" else "score"
    says = say(
        "“{claim}” holds {first} ({a}, {n} answers) against {second} ({b}, {m} answers).",
        claim=one.claim.text,
        first=first.name,
        a=quantity(first.value, unit),
        n=count(first.n),
        second=second.name,
        b=quantity(second.value, unit),
        m=count(second.n),
    )
    missing = sum(1 for group in one.groups if group.baseline is None)
    text = "Without an earlier value of their own: {missing} of {all}."
    return together(says, say(text, missing=count(missing), all=count(len(one.groups))))

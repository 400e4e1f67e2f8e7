"""B20: the one number of many that luck would pick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.direction import kpis_of
from rex.checks.wording import claims_and_metrics, count, together
from rex.model.message import Message, quantity, say, say_n
from rex.stats.distributions import binomial_share_up_to
from rex.stats.multiplicity import benjamini_hochberg

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.comparison import Change

FIRST = 0.05
"""Chance under which a number, taken alone, looks changed. [stat]"""
FALSE = 0.10
"""Share of false ones that is accepted among those called changed (Benjamini and Hochberg's q). [stat]"""
FEWEST = 5
"""KPIs compared from which a choice among them can mislead. [heur]"""


@check(
    id="B20",
    title="Many comparisons",
    level="warn",
    needs=("claims", "changes"),
    source="Benjamini and Hochberg 1995; S26; computed for this catalogue",
)
def many_comparisons(subject: Subject) -> Answer:
    """Find conclusions on a KPI that stands out alone, and no longer among all that were looked at.

    Of twenty KPIs, one looks changed by luck in most weeks. Whichever it is, good or bad, it asks for a story.

    It speaks when five KPIs or more were compared with the session before, a conclusion says that one of them rose or
    fell, and that KPI's difference would look changed alone (chance under 5 %) but is not among those that remain
    when all are judged together (10 % of false ones accepted). A headline KPI was chosen beforehand and stands alone.

    Too little: where no conclusion says so of a KPI that was compared, or under five were, it does not apply.
    Source: Benjamini and Hochberg 1995, S26; both limits are the usual ones, not tuned.
    """
    looked = [(change, change.p) for change in subject.changes if change.p is not None and not change.headline]
    if len(looked) < FEWEST:
        text = "Needs {fewest} compared KPIs besides the headline; there are {n}."
        return Cannot(say(text, fewest=count(FEWEST), n=count(len(looked))))
    told = [claim for claim in subject.claims if claim.direction in {"up", "down"}]
    cited = {kpi for claim in told for kpi in kpis_of(claim)}
    if cited.isdisjoint(change.id for change, _ in looked):
        return Cannot(say("No conclusion says that one of the compared KPIs rose or fell."))
    adjusted = benjamini_hochberg([p for _, p in looked])
    alone = [change for change, p in looked if p < FIRST]
    picked = [
        change
        for (change, p), q in zip(looked, adjusted, strict=True)
        if p < FIRST and q > FALSE and change.id in cited
    ]
    if not picked:
        return Clear(
            say(
                "KPIs compared: {all}; no conclusion rests on one that looks changed alone and not among all.",
                all=count(len(looked)),
            )
        )
    kpis = {change.id for change in picked}
    return Fires(
        says=_says(len(looked), alone, picked),
        instead=say("Call it a hint, and look whether the next session shows it again."),
        evidence=claims_and_metrics((c for c in told if not kpis.isdisjoint(kpis_of(c))), (c.id for c in picked)),
        strength=_at_least(len(alone), len(looked)),
    )


def _at_least(k: int, n: int) -> float:
    """Chance that at least k of n look changed when none did."""
    return 1 - binomial_share_up_to(k - 1, n, FIRST)


def _says(looked: int, alone: list[Change], picked: list[Change]) -> Message:
    says = say(
        "KPIs compared: {all}; {alone} look changed alone, and about {luck} would by luck.",
        all=count(looked),
        alone=count(len(alone)),
        luck=quantity(round(FIRST * looked, 1), "count"),
    )
    at_least_one = say(
        "The chance that luck shows at least so many is {share}.",
        share=quantity(_at_least(len(alone), looked), "share"),
    )
    names = say_n(
        "{kpi} does not stand when all are judged together.",
        "{kpi} and others ({n} in all) do not stand when all are judged together.",
        len(picked),
        kpi=say(picked[0].title),
    )
    return together(together(says, at_least_one), names)

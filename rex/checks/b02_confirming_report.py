"""B02: a report that confirms more of what was expected than came true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.direction import Side, kpis_of, side_of_claim, side_of_forecast
from rex.checks.one_sided import sign_tail
from rex.checks.wording import claims_and_metrics, count, together
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Claim

CLAIMS, FORECASTS = 5, 3
"""Conclusions on what was forecast, and forecasts with an outcome, from which the shares are compared. [heur]"""
CONFIRMING = 0.80
"""Share of the conclusions that say what was expected. [heur]"""
RARE = 0.05
"""How rarely so many should agree if each did so as often as not: 5 of 5, 7 of 8, 12 of 15. [stat]"""
CAME_TRUE = 0.60
"""Share of these expectations that the data confirmed, at most. [heur]"""


@check(
    id="B02",
    title="The report confirms what was expected",
    level="warn",
    needs=("claims", "forecasts", "measures"),
    source="S36 (confirmation)",
)
def confirming_report(subject: Subject) -> Answer:
    """Find reports whose conclusions repeat what was expected, good or bad, more often than it came true.

    Each conclusion may be fair by itself. Together they show whether the evening could still surprise anybody.

    It speaks when five conclusions or more are about KPIs of which somebody sealed a forecast that points a way,
    80 % of them or more point that way too (and so many would in 5 % of reports or fewer if each agreed as often as
    not), and of three or more such forecasts with an outcome 60 % or fewer held.
    Several forecasts of a KPI count by their majority; where they are even, nothing was expected.

    Too little: under five such conclusions, or under three such forecasts with an outcome, it does not apply. Source:
    S36; the tail is exact, the shares are starting values.
    """
    expected = _expected(subject)
    told = [(claim, side) for claim in subject.claims if (side := _side(claim, expected))]
    kpis = {kpi for claim, _ in told for kpi in kpis_of(claim) if expected.get(kpi)}
    scored = [
        f
        for f in subject.forecasts
        if f.kpi in kpis and f.outcome != "open" and side_of_forecast(f, subject.measure(f.kpi))
    ]
    if len(told) < CLAIMS or len(scored) < FORECASTS:
        text = "Needs {claims} conclusions on what was forecast, and {forecasts} outcomes; there are {c} and {f}."
        c, f = count(len(told)), count(len(scored))
        return Cannot(say(text, claims=count(CLAIMS), forecasts=count(FORECASTS), c=c, f=f))
    confirming = [claim for claim, side in told if side == side_of_claim(claim)]
    held = sum(1 for forecast in scored if forecast.outcome == "held")
    says = together(_conclusions(len(confirming), len(told)), _came_true(held, len(scored)))
    many = len(confirming) >= CONFIRMING * len(told) and sign_tail(len(confirming), len(told)) <= RARE
    if not many or held > CAME_TRUE * len(scored):
        return Clear(says)
    return Fires(
        says=says,
        instead=say("Go through the forecasts that missed, and write one conclusion about each."),
        evidence=claims_and_metrics(confirming, sorted(kpis)),
        strength=beyond(len(confirming) / len(told), held / len(scored)),
    )


def _expected(subject: Subject) -> dict[str, Side]:
    """Give which way each KPI was expected to go, by the majority of sealed forecasts."""
    sums: dict[str, int] = {}
    for forecast in subject.forecasts:
        if not (forecast.informed or forecast.changed):
            side = side_of_forecast(forecast, subject.measure(forecast.kpi))
            sums[forecast.kpi] = sums.get(forecast.kpi, 0) + side
    return {kpi: 1 if total > 0 else -1 for kpi, total in sums.items() if total}


def _side(claim: Claim, expected: dict[str, Side]) -> Side:
    """Give what was expected of the first of a conclusion's KPIs of which anything was."""
    return next((expected[kpi] for kpi in kpis_of(claim) if kpi in expected), 0)


def _conclusions(confirming: int, told: int) -> Message:
    return say(
        "Conclusions on what was forecast: {k} of {n} ({share}) say what was expected.",
        k=count(confirming),
        n=count(told),
        share=quantity(confirming / told, "share"),
    )


def _came_true(held: int, scored: int) -> Message:
    return say(
        "Of these forecasts {k} of {n} ({share}) came true.",
        k=count(held),
        n=count(scored),
        share=quantity(held / scored, "share"),
    )

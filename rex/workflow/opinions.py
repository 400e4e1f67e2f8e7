"""What people said, laid beside what was measured: forecasts scored, claims given the evidence that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rex.model.message import Message, Quantity, say
from rex.questionnaire import respondents as said
from rex.questionnaire.outcomes import sentence
from rex.workflow.desk import goal_in_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.answer import Claim, Forecast, Respondent
    from rex.model.draft import Draft
    from rex.model.measure import Measure
    from rex.model.moment import Moment
    from rex.model.session import Session
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk

_NEAR_S = 60.0
"""A remembered minute this near a moment is taken to mean it: memory of a show is good to about a minute."""
_EVEN = 0.5


@dataclass(frozen=True)
class Opinions:
    """Everybody's answers in the record's form."""

    respondents: tuple[Respondent, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    claims: tuple[Claim, ...] = ()
    sentence: str | None = None


def opinions_of(desk: Desk, drafts: Sequence[Draft], analysis: Analysis) -> Opinions:
    """Turn everybody's answers into respondents, scored forecasts and claims with their evidence."""
    session = analysis.session
    goal_kpi = session.goals[0].kpi if session.goals else ""
    moments = analysis.computed.moments.moments
    forecasts = [f for draft in drafts for f in said.forecasts(draft, desk.sets[draft.set], goal_kpi=goal_kpi)]
    claims = [c for draft in drafts for c in said.claims(draft, desk.sets[draft.set])]
    return Opinions(
        respondents=tuple(said.respondent(draft, desk.sets[draft.set], session_end=session.end) for draft in drafts),
        forecasts=tuple(scored(f, analysis.computed.measures, session) for f in forecasts),
        claims=tuple(_with_evidence(claim, moments) for claim in claims),
        sentence=next((text for draft in drafts if (text := sentence(draft, desk.sets[draft.set]))), None),
    )


def scored(forecast: Forecast, measures: Sequence[Measure], session: Session) -> Forecast:
    """Lay a forecast beside what happened; open where the KPI has no value or no usual range yet."""
    measure = next((m for m in measures if m.id == forecast.kpi), None)
    if measure is None or measure.value is None:
        why = measure.why if measure is not None else say("This number is not known to REX.")
        return forecast.model_copy(update={"outcome": "open", "why": why})
    if forecast.said == "probability":
        return _goal_scored(forecast, measure, session)
    actual: dict[str, object] = {"actual": measure.value}
    if forecast.low is not None and forecast.high is not None:
        inside = forecast.low <= measure.value <= forecast.high
        return forecast.model_copy(update={**actual, "outcome": "held" if inside else "missed"})
    if measure.usual is None:
        return forecast.model_copy(update={**actual, "outcome": "open", "why": measure.verdict_why})
    place: Literal["below", "usual", "above"] = "usual"
    if measure.value < measure.usual.low:
        place = "below"
    elif measure.value > measure.usual.high:
        place = "above"
    outcome = "held" if place == forecast.said else "missed"
    return forecast.model_copy(update={**actual, "outcome": outcome})


def _goal_scored(forecast: Forecast, measure: Measure, session: Session) -> Forecast:
    goal = goal_of(measure, session)
    probability = forecast.probability
    if goal is None or probability is None or measure.value is None:
        return forecast.model_copy(update={"outcome": "open", "why": say("No goal was set for this number.")})
    reached = goal_reached(measure, goal.value)
    if probability == _EVEN:
        why: Message | None = say("As likely as not: no side was taken.")
        return forecast.model_copy(update={"actual": measure.value, "outcome": "open", "why": why})
    outcome = "held" if (probability > _EVEN) == reached else "missed"
    return forecast.model_copy(update={"actual": measure.value, "outcome": outcome})


def goal_of(measure: Measure, session: Session) -> Quantity | None:
    """Give the session's goal for a measure in the measure's own unit; None where there is none.

    A goal is written in the session's currency: orders in another one cannot be held against it.
    """
    goal = next((g for g in session.goals if g.kpi == measure.id), None)
    if goal is None:
        return None
    money = len(measure.unit) == 3 and measure.unit.isupper()
    wanted = goal_in_unit(goal, "money" if money else measure.unit, session.currency)
    return wanted if wanted.unit == measure.unit else None


def goal_reached(measure: Measure, goal: float) -> bool:
    """Tell whether the value reaches the goal in the KPI's own direction."""
    value = measure.value or 0
    return value <= goal if measure.better == "lower" else value >= goal


def _with_evidence(claim: Claim, moments: Sequence[Moment]) -> Claim:
    """Add the moments that a remembered minute points to: of the same kind as evidence, of the other as against."""
    if claim.at_s is None:
        return claim
    wanted = "peak" if claim.polarity == "worked" else "drop"
    near = [m for m in moments if m.start_s - _NEAR_S <= claim.at_s <= m.end_s + _NEAR_S]
    found = tuple(f"moment:{m.id}" for m in near if m.kind == wanted)
    opposite = tuple(f"moment:{m.id}" for m in near if m.kind != wanted)
    return claim.model_copy(
        update={
            "evidence": tuple(dict.fromkeys((*claim.evidence, *found))),
            "against": tuple(dict.fromkeys((*claim.against, *opposite))),
        }
    )

"""What people said, laid beside what was measured: forecasts scored, claims given the evidence that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rex.model.message import Message, Quantity, say
from rex.questionnaire import anonymous as apart
from rex.questionnaire import respondents as said
from rex.questionnaire.disagreement import Beside, views
from rex.questionnaire.outcomes import sentence
from rex.text.currency import exponent
from rex.workflow.desk import goal_in_unit
from rex.workflow.revising import revised

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rex.model.answer import Claim, Forecast, Respondent
    from rex.model.draft import Draft
    from rex.model.measure import Measure
    from rex.model.moment import Moment
    from rex.model.question import QuestionSet
    from rex.model.revision import Revision
    from rex.model.session import Session
    from rex.model.view import Nameless, View
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk

_NEAR_S = 60.0
"""A remembered minute this near a moment is taken to mean it: memory of a show is good to about a minute."""
_EVEN = 0.5
_COMPUTED = frozenset({"moment", "metric", "quote"})
"""Kinds of address that every computation makes anew; answers keep theirs."""
NAMELESS = "anonymous"
"""The folder inside `answers/` that holds answers without a name."""
NO_SUCCESS = frozenset({"giveaway", "raid", "incident", "complaint"})
"""Peaks that fill a chat without anything to repeat: entries to a draw, another channel's viewers, complaints."""


@dataclass(frozen=True)
class Opinions:
    """Everybody's answers in the record's form."""

    respondents: tuple[Respondent, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    claims: tuple[Claim, ...] = ()
    views: tuple[View, ...] = ()
    nameless: Nameless | None = None
    revisions: tuple[Revision, ...] = ()
    sentence: str | None = None


def opinions_of(desk: Desk, drafts: Sequence[Draft], analysis: Analysis) -> Opinions:
    """Turn everybody's answers into respondents, scored forecasts, claims with their evidence, and views side by side.

    Whoever answered anonymously is in none of them but the nameless answers; whoever answered under their role has
    the role's name in all.
    """
    session, moments = analysis.session, analysis.computed.moments.moments
    goal_kpi = session.goals[0].kpi if session.goals else ""
    named = [draft for draft in drafts if draft.anonymity != "anonymous"]
    people = [(draft, desk.sets[draft.set]) for draft in named]
    names = apart.aliases(named)
    respondents = [_respondent(draft, questions, names, session) for draft, questions in people]
    there = _addresses(analysis)
    concluded = [one for draft, questions in people for one in _claims(draft, questions, names)]
    claims = tuple(_with_evidence(in_record(one, there), moments) for one, _ in concluded if one is not None)
    return Opinions(
        respondents=tuple(apart.without_slip(r, q) for r, (_, q) in zip(respondents, people, strict=True)),
        forecasts=tuple(
            scored(forecast, analysis.computed.measures, session)
            for draft, questions in people
            for forecast in _forecasts(draft, questions, names, goal_kpi)
        ),
        claims=claims,
        views=views([(r, q) for r, (_, q) in zip(respondents, people, strict=True)], claims, beside(analysis)),
        nameless=_nameless(desk, drafts),
        revisions=tuple(change for _, changes in concluded for change in changes),
        sentence=next((text for draft, questions in people if (text := sentence(draft, questions))), None),
    )


def _respondent(draft: Draft, questions: QuestionSet, names: Mapping[str, str], session: Session) -> Respondent:
    """Give a person's answers without the anonymous ones, under the role where the person chose that."""
    made = said.respondent(draft, questions, session_end=session.end)
    open_ones = tuple(a for a in made.answers if not _anonymous(questions, a.question))
    made = made.model_copy(update={"answers": open_ones})
    return apart.renamed_respondent(made, names[made.id]) if made.id in names else made


def _anonymous(questions: QuestionSet, name: str) -> bool:
    question = questions.question(name)
    return question is not None and (question.pii or question.anonymity == "anonymous")


def _forecasts(draft: Draft, questions: QuestionSet, names: Mapping[str, str], goal_kpi: str) -> list[Forecast]:
    found = said.forecasts(draft, questions, goal_kpi=goal_kpi)
    name = names.get(draft.respondent)
    return [one if name is None else apart.renamed_forecast(one, name) for one in found]


def _claims(
    draft: Draft, questions: QuestionSet, names: Mapping[str, str]
) -> list[tuple[Claim | None, tuple[Revision, ...]]]:
    """Give a person's conclusions as they left them, None for a withdrawn one, each with what was changed about it.

    Those to questions that hide names stand under the role, or not at all.
    """
    made: list[tuple[Claim | None, tuple[Revision, ...]]] = []
    for claim in said.claims(draft, questions):
        question = questions.question(claim.id.removeprefix(f"{draft.respondent}."))
        if question is not None and (question.pii or question.anonymity == "anonymous"):
            continue
        behind = question is not None and question.anonymity == "role"
        name = names.get(draft.respondent) or (draft.role if behind else None)
        left, changes = revised(claim, draft)
        if name is not None:
            left = None if left is None else apart.renamed_claim(left, name)
            renamed = apart.renamed_claim(claim, name).id
            changes = tuple(one.model_copy(update={"claim": renamed}) for one in changes)
        made.append((left, changes))
    return made


def _nameless(desk: Desk, drafts: Sequence[Draft]) -> Nameless | None:
    """Collect what is not to have a name: the slips of their own, and what named files hold for nobody to see."""
    slips = [apart.read_slip(path) for path in sorted((desk.folder.answers / NAMELESS).glob("*.yaml"))]
    slips += [slip for draft in drafts if (slip := apart.slip_of(draft, desk.sets[draft.set])) is not None]
    known = desk.sets.names()
    return apart.nameless(slips, {s.set: desk.sets[s.set] for s in slips if s.set in known}, desk.session.id)


def beside(analysis: Analysis) -> Beside:
    """Give the numbers that stand beside what people said; a draw or a raid is neither good nor bad news."""
    session, measures = analysis.session, analysis.computed.measures
    moments = analysis.computed.moments.moments
    kpi = session.goals[0].kpi if session.goals else ""
    measure = next((m for m in measures if m.id == kpi and m.value is not None), None)
    goal = None if measure is None else goal_of(measure, session)
    return Beside(
        measures=measures,
        moments=moments,
        sides={
            m.id: "worked" if m.kind == "peak" else "did_not"
            for m in moments
            if m.kind == "drop" or not NO_SUCCESS.intersection(m.about)
        },
        goal_kpi=kpi,
        goal_reached=None if measure is None or goal is None else goal_reached(measure, goal.value),
    )


def scored(forecast: Forecast, measures: Sequence[Measure], session: Session) -> Forecast:
    """Lay a forecast beside what happened; open where the KPI has no value or no usual range yet."""
    measure = next((m for m in measures if m.id == forecast.kpi), None)
    if measure is None or measure.value is None:
        why = measure.why if measure is not None else say("This number is not known to REX.")
        return forecast.model_copy(update={"outcome": "open", "why": why})
    if forecast.said == "probability":
        return _goal_scored(forecast, measure, session)
    forecast = _in_unit(forecast, measure.unit)
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


def _in_unit(forecast: Forecast, unit: str) -> Forecast:
    """Turn a range into the measure's unit: people write shares in percent and money in whole units of the currency."""
    factor = 0.01 if unit == "share" else 10 ** exponent(unit) if _is_money(unit) else 1
    ends = {end: value * factor for end in ("low", "high") if (value := getattr(forecast, end)) is not None}
    return forecast.model_copy(update=ends)


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


def _is_money(unit: str) -> bool:
    """Tell a unit that is a currency's code of three letters."""
    return len(unit) == 3 and unit.isupper()


def goal_of(measure: Measure, session: Session) -> Quantity | None:
    """Give the session's goal for a measure in the measure's own unit; None where there is none.

    A goal is written in the session's currency: orders in another one cannot be held against it.
    """
    goal = next((g for g in session.goals if g.kpi == measure.id), None)
    if goal is None:
        return None
    money = _is_money(measure.unit)
    wanted = goal_in_unit(goal, "money" if money else measure.unit, session.currency)
    return wanted if wanted.unit == measure.unit else None


def goal_reached(measure: Measure, goal: float) -> bool:
    """Tell whether the value reaches the goal in the KPI's own direction."""
    value = measure.value or 0
    return value <= goal if measure.better == "lower" else value >= goal


def _addresses(analysis: Analysis) -> frozenset[str]:
    """Name everything in the record that a conclusion can be tied to."""
    computed = analysis.computed
    moments = (f"moment:{m.id}" for m in computed.moments.moments)
    measures = (f"metric:{m.id}" for m in computed.measures if m.value is not None)
    return frozenset((*moments, *measures, *(q.id for q in computed.quotes)))


def in_record(claim: Claim, there: Collection[str]) -> Claim:
    """Leave out addresses that the record no longer holds: newer exports may have moved a moment or taken a number."""

    def held(addresses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(a for a in addresses if a in there or a.partition(":")[0] not in _COMPUTED)

    return claim.model_copy(update={"evidence": held(claim.evidence), "against": held(claim.against)})


def is_near(moment: Moment, at_s: float) -> bool:
    """Tell whether a remembered minute may mean this moment."""
    return moment.start_s - _NEAR_S <= at_s <= moment.end_s + _NEAR_S


def _with_evidence(claim: Claim, moments: Sequence[Moment]) -> Claim:
    """Add the moments that a remembered minute points to: of the same kind as evidence, of the other as against."""
    if claim.at_s is None:
        return claim
    wanted = "peak" if claim.polarity == "worked" else "drop"
    near = [m for m in moments if is_near(m, claim.at_s)]
    found = tuple(f"moment:{m.id}" for m in near if m.kind == wanted)
    opposite = tuple(f"moment:{m.id}" for m in near if m.kind != wanted)
    return claim.model_copy(
        update={
            "evidence": tuple(dict.fromkeys((*claim.evidence, *found))),
            "against": tuple(dict.fromkeys((*claim.against, *opposite))),
        }
    )

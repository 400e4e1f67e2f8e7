"""The result against the goal, one thing to keep, one to change, and how sure: read off the record, nothing added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, Value, quantity, say, say_n
from rex.model.retrospective import BottomLine
from rex.workflow.opinions import goal_of, goal_reached
from rex.workflow.revealing import moment_detail, strongest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.answer import Claim
    from rex.model.measure import Measure
    from rex.model.moment import Moment
    from rex.model.session import Session
    from rex.workflow.analysis import Analysis


def bottom_line(
    analysis: Analysis, sentence: str | None, claims: Sequence[Claim] = (), *, written: bool = False
) -> BottomLine:
    """Make the bottom line; `sentence` is what a person wrote for the client.

    Where no moment is strong enough to keep or to change, the first conclusion with evidence stands there, as what it
    is: somebody's.

    `written` tells that somebody put a goal into words before the numbers, which nothing can be measured against.
    """
    computed = analysis.computed
    headline = [m for m in computed.measures if m.headline]
    return BottomLine(
        headline=_headline(headline, analysis),
        sentence=sentence,
        result=_result(headline, analysis.session, written=written),
        keep=_kept(computed.moments.moments, "peak") or _concluded(claims, "repeat"),
        change=_kept(computed.moments.moments, "drop") or _concluded(claims, "change"),
        sure=_sure(computed.measures),
    )


def _headline(headline: Sequence[Measure], analysis: Analysis) -> Message:
    """Say what left its usual range, good before bad only where there is more of it; else that nothing did."""
    better = [m for m in headline if m.verdict == "better"]
    worse = [m for m in headline if m.verdict == "worse"]
    judged = [m for m in headline if m.usual is not None]
    if better and worse:
        return say("{up} was better than usual, {down} worse.", up=say(better[0].title), down=say(worse[0].title))
    if better:
        return say("{kpi} was better than usual.", kpi=say(better[0].title))
    if worse:
        return say("{kpi} was worse than usual.", kpi=say(worse[0].title))
    if judged:
        return say("A usual session: no headline number left its range.")
    if any(m.value is not None for m in headline):
        return say_n(
            "{n} earlier session: too few to call this one usual or not.",
            "{n} earlier sessions: too few to call this one usual or not.",
            len(analysis.earlier),
        )
    return say("The headline numbers cannot be computed from these files.")


def _result(headline: Sequence[Measure], session: Session, *, written: bool) -> Message:
    for goal in session.goals:
        measure = next((m for m in headline if m.id == goal.kpi), None)
        if measure is None or measure.value is None or (wanted := goal_of(measure, session)) is None:
            continue
        return _against_goal(measure, wanted.value, measure.unit)
    measured = next((m for m in headline if m.value is not None), None)
    if measured is None:
        return say("No headline number has a value in this session.")
    places: dict[str, Value] = {"kpi": say(measured.title), "value": value_said(measured)}
    if written:
        text = "{kpi}: {value}. A goal was put into words beforehand; as goals in session.yaml it can be measured."
        return say(text, **places)
    return say("{kpi}: {value}. No goal was set before the show.", **places)


def _against_goal(measure: Measure, goal: float, unit: str) -> Message:
    values: dict[str, Value] = {"kpi": say(measure.title), "value": value_said(measure), "goal": quantity(goal, unit)}
    reached = goal_reached(measure, goal)
    worst = measure.high if measure.better == "lower" else measure.low
    best = measure.low if measure.better == "lower" else measure.high
    certain = worst is None or goal_reached(measure.model_copy(update={"value": worst}), goal)
    hopeless = best is None or not goal_reached(measure.model_copy(update={"value": best}), goal)
    if reached and certain:
        return say("{kpi}: {value}; the goal of {goal} was reached.", **values)
    if reached:
        return say("{kpi}: {value}; over the goal of {goal}, though luck could account for that.", **values)
    if hopeless:
        return say("{kpi}: {value}; the goal of {goal} was missed.", **values)
    return say("{kpi}: {value}; under the goal of {goal}, though luck could account for that.", **values)


def value_said(measure: Measure) -> Message:
    """Say a value with what it rests on: k of n, or its interval, or the value alone where it is a sum."""
    value = quantity(measure.value or 0, measure.unit)
    if measure.k is not None and measure.n is not None:
        k, n = quantity(measure.k, "count"), quantity(measure.n, "count")
        return say("{value} ({k} of {n})", value=value, k=k, n=n)
    if measure.low is not None and measure.high is not None:
        low, high = quantity(measure.low, measure.unit), quantity(measure.high, measure.unit)
        return say("{value} (could be {low} to {high})", value=value, low=low, high=high)
    return say("{value}", value=value)


def _kept(moments: Sequence[Moment], kind: str) -> Message | None:
    """Name the strongest moment of a kind that is worth repeating or mending; silence where there is none."""
    top = strongest(moments, kind)
    if top is None:
        return None
    at, detail = quantity(top.start_s, "offset"), moment_detail(top)
    if top.cue is None and not top.quotes:
        return say("At {at}: {detail}.", at=at, detail=detail)
    return say("{label} at {at}: {detail}.", label=top.label, at=at, detail=detail)


def _concluded(claims: Sequence[Claim], question: str) -> Message | None:
    """Take the first answer with evidence to what to repeat or change; explanations of numbers are neither."""
    for claim in claims:
        if claim.id.endswith(f".{question}") and claim.evidence:
            return say("“{claim}” (the team's conclusion, with evidence from the record).", claim=claim.text)
    return None


def _sure(measures: Sequence[Measure]) -> Message:
    judged = [m for m in measures if m.usual is not None]
    if not judged:
        return say("The values are counted or have their interval; what is usual starts to show after 5 sessions.")
    sessions = max(m.usual.sessions for m in judged if m.usual is not None)
    outside = sum(1 for m in judged if m.verdict != "usual")
    text = "{k} of {n} numbers lie outside their usual range, drawn from {sessions} earlier sessions."
    return say(
        text,
        k=quantity(outside, "count"),
        n=quantity(len(judged), "count"),
        sessions=quantity(sessions, "count"),
    )

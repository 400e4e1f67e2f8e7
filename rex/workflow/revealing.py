"""After the seal: what the numbers brought up, in the reader's words, for the questions that ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.questionnaire.facts import BlindFacts, RevealFacts, Sealed, Told, Unattended
from rex.questionnaire.respondents import main_claim, other_claims
from rex.workflow.disputing import disputed
from rex.workflow.opinions import NO_SUCCESS, is_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.draft import Draft
    from rex.model.measure import Measure
    from rex.model.moment import Moment, Quote
    from rex.text.speaker import Speaker
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk

_MOST_MOMENTS = 3
_MOST_KPIS = 3
_MOST_PICKED = 2
"""Peaks, drops and KPIs that are offered as evidence: with one line of words, no more than a digit each."""
_OUT = ("better", "worse", "up", "down", "differs")


def reveal_facts(
    desk: Desk, blind: BlindFacts, analysis: Analysis, draft: Draft, proof: Sealed | Unattended, speaker: Speaker
) -> RevealFacts:
    """Choose what is asked about: the strongest peaks and drops, KPIs outside their range, the person's main claim."""
    moments = analysis.computed.moments.moments
    main = main_claim(draft, desk.sets[draft.set], desk.session.id)
    return RevealFacts(
        proof=proof,
        blind=blind,
        peaks=tuple(_moment(moment, speaker) for moment in by_strength(moments, "peak")[:_MOST_MOMENTS]),
        drops=tuple(_moment(moment, speaker) for moment in by_strength(moments, "drop")[:_MOST_MOMENTS]),
        marked_kpis=_marked(analysis.computed.measures, speaker)[:_MOST_KPIS],
        disputed=disputed(desk, analysis, draft, speaker),
        evidence=evidence_to_pick(analysis, speaker, main),
        main_claim=main,
        other_claims=other_claims(draft, desk.sets[draft.set], desk.session.id),
    )


def evidence_to_pick(analysis: Analysis, speaker: Speaker, main: Told | None) -> tuple[Told, ...]:
    """Offer what a conclusion can be tied to: moments in show order, KPIs marked or named before, words often said.

    Those are the strongest moments of each kind and the ones at the conclusion's own minute; draws and incidents too,
    since they may speak against it. The same list is offered for and against, and nothing in it says which it is.
    """
    moments = analysis.computed.moments.moments
    ranked = sorted(moments, key=lambda m: m.rank)
    strong = [m for kind in ("peak", "drop") for m in [m for m in ranked if m.kind == kind][:_MOST_PICKED]]
    near = [m for m in ranked if main is not None and main.at_s is not None and is_near(m, main.at_s)]
    picked = {m.id: m for m in (*near[:1], *strong)}
    measures = [m for m in analysis.computed.measures if m.value is not None and (m.headline or m.verdict in _OUT)]
    kpis = sorted(measures, key=lambda m: (m.verdict not in _OUT, not m.headline))[:_MOST_PICKED]
    return (
        *(_moment_said(m, speaker) for m in sorted(picked.values(), key=lambda m: m.start_s)),
        *(Told(f"metric:{m.id}", speaker.say(_value_said(m))) for m in kpis),
        *(Told(q.id, speaker.say(_words_said(q)), at_s=q.at_s) for q in analysis.computed.quotes[:1]),
    )


def _moment_said(moment: Moment, speaker: Speaker) -> Told:
    at, detail = quantity(moment.start_s, "offset"), moment_detail(moment)
    said = say("{at} {label}: {detail}", at=at, label=moment.label, detail=detail)
    return Told(f"moment:{moment.id}", speaker.say(said))


def _value_said(measure: Measure) -> Message:
    value = quantity(measure.value or 0, measure.unit)
    if measure.usual is None:
        return say("{kpi} {value}", kpi=say(measure.title), value=value)
    return say(
        "{kpi} {value}, usually {low} to {high}",
        kpi=say(measure.title),
        value=value,
        low=quantity(measure.usual.low, measure.unit),
        high=quantity(measure.usual.high, measure.unit),
    )


def _words_said(quote: Quote) -> Message:
    return say_n("“{text}”, {n} person wrote", "“{text}”, {n} people wrote", quote.people, text=quote.text)


def by_strength(moments: Sequence[Moment], kind: str) -> list[Moment]:
    """Give the moments of a kind, the strongest first; a peak of a draw, a raid or an incident is none to repeat."""
    fitting = [m for m in moments if m.kind == kind and (kind == "drop" or not NO_SUCCESS.intersection(m.about))]
    return sorted(fitting, key=lambda m: m.rank)


def strongest(moments: Sequence[Moment], kind: str) -> Moment | None:
    """Choose the strongest moment of a kind; None where there is none."""
    return next(iter(by_strength(moments, kind)), None)


def _moment(moment: Moment, speaker: Speaker) -> Told:
    return Told(
        id=f"moment:{moment.id}",
        title=speaker.say(
            say(
                "{at} to {until}, {label}",
                at=quantity(moment.start_s, "offset"),
                until=quantity(moment.end_s, "offset"),
                label=moment.label,
            )
        ),
        detail=speaker.say(moment_detail(moment)),
        polarity="worked" if moment.kind == "peak" else "did_not",
        at_s=moment.start_s,
    )


def moment_detail(moment: Moment) -> Message:
    """Say in one sentence what the audience did in a moment; what came with it, never what it caused."""
    if moment.kind == "drop" and moment.viewers_before is not None and moment.viewers_after is not None:
        return say(
            "viewers {before} to {after}",
            before=quantity(moment.viewers_before, "count"),
            after=quantity(moment.viewers_after, "count"),
        )
    if "orders" in moment.about:
        orders = quantity(moment.orders or 0, "count")
        return say(
            "{orders} orders came, {lift} times what was expected", orders=orders, lift=quantity(moment.lift, "score")
        )
    return say(
        "{people} people wrote, {lift} times what was expected",
        people=quantity(moment.people, "count"),
        lift=quantity(moment.lift, "score"),
    )


def _marked(measures: tuple[Measure, ...], speaker: Speaker) -> tuple[Told, ...]:
    """Take the KPIs outside their usual range, headline ones first; none when all are as usual."""
    out = [m for m in measures if m.verdict in _OUT]
    return tuple(_outside(m, speaker) for m in sorted(out, key=lambda m: (not m.headline, measures.index(m))))


def _outside(measure: Measure, speaker: Speaker) -> Told:
    above = measure.verdict == "up" or (measure.verdict == "better") == (measure.better == "higher")
    return Told(
        id=f"metric:{measure.id}",
        title=speaker.t(measure.title),
        detail="" if measure.verdict_why is None else speaker.say(measure.verdict_why),
        polarity={"better": "worked", "worse": "did_not"}.get(measure.verdict),  # type: ignore[arg-type]  # two of its own words
        direction="up" if above else "down",
        topic=measure.id,
    )

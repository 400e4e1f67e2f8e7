"""B01: a conclusion that agrees with its author's forecast, beside a signal that does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.direction import kpis_of, side_of_claim, side_of_forecast, side_of_measure
from rex.checks.wording import and_more, claim_address, count, together
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject, Theme
    from rex.model.answer import Claim, Forecast
    from rex.model.measure import Measure
    from rex.model.moment import Moment

PEOPLE = 5
"""Different people from whom on a repeated message is a signal. [heur]"""


@dataclass(frozen=True, slots=True)
class _Signal:
    says: Message
    address: str


@check(
    id="B01",
    title="Only what was expected",
    level="warn",
    needs=("claims", "forecasts", "respondents", "measures"),
    uses=("moments", "themes"),
    source="Caast 2026 (write expectations down first); S36 (confirmation); S14",
)
def expected_only(subject: Subject) -> Answer:
    """Find conclusions that repeat their author's forecast while something on the same topic says otherwise.

    We all find first what we expected. That is no fault: the remedy is one look at the other side.

    It speaks when a conclusion points the way its author had forecast, under seal and without having seen figures;
    has evidence for and none against; and a headline KPI outside its usual range, a moment, or a message that five
    people or more wrote points the other way on the same topic. It treats good and bad alike: a conclusion that
    something worked is held against worse KPIs, drops and complaints, one that it did not against better KPIs, peaks
    and praise.

    Too little: without a sealed forecast nobody's expectation is known, and the check does not apply. A forecast of
    "as usual" points nowhere and is left out. Source: Caast 2026, S36, S14; the five people are a starting value.
    """
    sealed = {person.id for person in subject.respondents if person.blind and person.seal is not None}
    forecasts = [f for f in subject.forecasts if f.respondent in sealed and not (f.informed or f.changed)]
    if not forecasts:
        return Cannot(say("Nobody sealed a forecast before seeing figures."))
    expected = [claim for claim in subject.claims if _expected(claim, forecasts, subject)]
    doubtful = [(claim, signals) for claim in expected if _one_sided(claim) and (signals := _against(claim, subject))]
    if not doubtful:
        return Clear(
            say(
                "Conclusions: {claims}; {expected} agree with a sealed forecast, and nothing left out says otherwise.",
                claims=count(len(subject.claims)),
                expected=count(len(expected)),
            )
        )
    doubtful.sort(key=lambda pair: -len(pair[1]))
    claim, signals = doubtful[0]
    return Fires(
        says=and_more(_says(claim, signals[0]), len(doubtful) - 1),
        instead=say("Add it as evidence against, then see whether the conclusion survives, or narrow the conclusion."),
        evidence=tuple(address for one, against in doubtful for address in _addresses(one, against)),
        strength=1 - 1 / (1 + sum(len(against) for _, against in doubtful)),
    )


def _expected(claim: Claim, forecasts: list[Forecast], subject: Subject) -> bool:
    own = (f for f in forecasts if f.respondent == claim.respondent and f.kpi in kpis_of(claim))
    return any(side_of_forecast(f, subject.measure(f.kpi)) == side_of_claim(claim) for f in own)


def _one_sided(claim: Claim) -> bool:
    return bool(claim.evidence) and not claim.against


def _against(claim: Claim, subject: Subject) -> list[_Signal]:
    other = -side_of_claim(claim)
    kpis = kpis_of(claim)
    found = [_by_measure(m) for m in subject.measures if m.headline and m.id in kpis and side_of_measure(m) == other]
    kind = "peak" if other == 1 else "drop"
    found += [_by_moment(m) for m in subject.moments if m.kind == kind and _same_topic(claim, m)]
    polarity = "praise" if other == 1 else "complaint"
    found += [
        _by_theme(t)
        for t in subject.themes
        if t.polarity == polarity and t.people >= PEOPLE and claim.topic and t.topic == claim.topic
    ]
    return found


def _same_topic(claim: Claim, moment: Moment) -> bool:
    if claim.topic and claim.topic in {*moment.about, moment.product, moment.cue}:
        return True
    return claim.at_s is not None and min(moment.cause_s, moment.start_s) <= claim.at_s <= moment.end_s


def _by_measure(measure: Measure) -> _Signal:
    value = quantity(measure.value or 0, measure.unit)
    if measure.usual is None:
        text = say("{kpi}, {value}, is outside its usual range.", kpi=measure.title, value=value)
    else:
        text = say(
            "{kpi}, {value}, is outside its usual range of {low} to {high}.",
            kpi=measure.title,
            value=value,
            low=quantity(measure.usual.low, measure.unit),
            high=quantity(measure.usual.high, measure.unit),
        )
    return _Signal(text, f"metric:{measure.id}")


def _by_moment(moment: Moment) -> _Signal:
    at = quantity(moment.start_s, "offset")
    if moment.kind == "drop":
        text = say("At {at} the audience dropped ({label}).", at=at, label=moment.label)
    else:
        text = say("At {at} the audience peaked ({label}).", at=at, label=moment.label)
    return _Signal(text, f"moment:{moment.id}")


def _by_theme(theme: Theme) -> _Signal:
    text = say_n("{n} person wrote “{words}”.", "{n} people wrote “{words}”.", theme.people, words=theme.text)
    return _Signal(text, theme.address)


def _addresses(claim: Claim, against: list[_Signal]) -> tuple[str, ...]:
    return (claim_address(claim), *(signal.address for signal in against if signal.address))


def _says(claim: Claim, signal: _Signal) -> Message:
    agrees = say_n(
        "“{claim}” agrees with what its author ({role}) had sealed; {n} piece of evidence for it, none against.",
        "“{claim}” agrees with what its author ({role}) had sealed; {n} pieces of evidence for it, none against.",
        len(claim.evidence),
        claim=claim.text,
        role=claim.role,
    )
    return together(agrees, say("Pointing the other way: {signal}", signal=signal.says))

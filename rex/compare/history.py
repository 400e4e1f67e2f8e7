"""Is a number unusual for this client? Only the spread between their own earlier sessions can say.

With 1 to 4 earlier sessions there is no verdict, with 5 to 11 the limits are on trial, from 12 on the
first twelve are locked. The new session is never part of its own range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.compare.kind import kind_of
from rex.model.measure import Measure, UsualRange, Verdict
from rex.model.message import Message, quantity, say, say_n
from rex.stats import luck
from rex.stats.control import LOCK_FROM, TRIAL_FROM, continued_share, xmr_limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rex.model.retrospective import Retrospective
    from rex.model.session import Session


DRIFTS = say("It grows with the length of the history alone, so sessions are not compared by it.")


class Past(NamedTuple):
    """An earlier session's measure and id; `slot` tells that it had the weekday and hour of the new one.

    `alike` is False where it cannot be compared: another definition or unit, or other orders counted.
    """

    session: str
    measure: Measure
    slot: bool = True
    alike: bool = True


def past_of(
    measure: Measure, session: Session, records: Iterable[Retrospective], slot_of: Mapping[str, str] | None = None
) -> list[Past]:
    """Collect a measure's KPI over earlier records, oldest first; `slot_of` names each session's weekday and hour."""
    own = kind_of(measure, session)
    slot = None if slot_of is None else slot_of[session.id]
    found = ((record.session, record.measure(measure.id)) for record in records)
    return [
        Past(
            theirs.id,
            earlier,
            slot is None or slot_of is None or slot_of[theirs.id] == slot,
            own.alike(kind_of(earlier, theirs)),
        )
        for theirs, earlier in found
        if earlier is not None
    ]


def judge(measure: Measure, past: Sequence[Past]) -> Measure:
    """Give a measure its usual range and its verdict from the client's earlier sessions."""
    if measure.status != "measured" or measure.value is None:
        return measure.model_copy(update={"verdict": "too_little_data", "verdict_why": measure.why})
    if measure.drifts:
        return measure.model_copy(update={"verdict": "not_comparable", "verdict_why": DRIFTS})
    if measure.uncompared is not None:
        return measure.model_copy(update={"verdict": "too_little_data", "verdict_why": measure.uncompared})
    alike = [
        entry
        for entry in past
        if entry.alike
        and entry.measure.definition == measure.definition
        and entry.measure.unit == measure.unit
        and judges(entry.measure)
    ]
    of_slot = [entry for entry in alike if entry.slot]
    usual = usual_range(measure, of_slot if len(of_slot) >= TRIAL_FROM else alike)
    if usual is None:
        why = _too_short(len(alike), len(past) - len(alike))
        return measure.model_copy(update={"verdict": "too_little_history", "verdict_why": why})
    verdict, why = placed(measure, usual)
    return measure.model_copy(update={"verdict": verdict, "verdict_why": why, "usual": usual})


def judges(measure: Measure) -> bool:
    """Tell whether a session's value may be part of the range of later ones."""
    return measure.value is not None and not measure.drifts and measure.uncompared is None


def usual_range(measure: Measure, alike: Sequence[Past], most: int = LOCK_FROM) -> UsualRange | None:
    """Compute the XmR limits from the first comparable earlier measures, oldest first; twelve of them are locked."""
    base = alike[:most]
    values = [float(entry.measure.value or 0) for entry in base]
    people = [float(entry.measure.n or 0) for entry in base] if measure.scale == "logit" else None
    floor = {"nps": -100.0}.get(measure.unit, None if measure.signed else 0.0)
    ceiling = {"nps": 100.0, "share": 1.0}.get(measure.unit)
    limits = xmr_limits(values, measure.scale, people, floor, ceiling)
    if limits is None:
        return None
    return UsualRange(
        low=_ten_digits(limits.lower),
        high=_ten_digits(limits.upper),
        centre=_ten_digits(limits.centre),
        sessions=limits.sessions,
        kind=limits.kind,
        names=tuple(entry.session for entry in base),
        values=tuple(values),
    )


def placed(measure: Measure, usual: UsualRange) -> tuple[Verdict, Message]:
    """Place a value in its usual range: the verdict, and the sentence that says why."""
    value = float(measure.value or 0)
    places = {
        "value": quantity(value, measure.unit),
        "low": quantity(usual.low, measure.unit),
        "high": quantity(usual.high, measure.unit),
        "sessions": quantity(usual.sessions, "count"),
    }
    if not usual.low <= value <= usual.high and _one_person_decides(measure, usual):
        text = (
            "{value} lies outside your usual range, {low} to {high} ({sessions} sessions), but of {n} people "
            "one more or less would put it inside: nothing to explain."
        )
        return "usual", say(text, **places, n=quantity(measure.n or 0, "count"))
    if usual.low <= value <= usual.high:
        text = (
            "{value} lies inside your usual range, {low} to {high} ({sessions} sessions): "
            "nothing to explain, to praise or to blame."
        )
        return "usual", say(text, **places)
    above = value > usual.high
    verdict: Verdict
    if measure.better == "neither":
        verdict = "up" if above else "down"
    else:
        verdict = "better" if above == (measure.better == "higher") else "worse"
    if above:
        text = (
            "{value} is above your usual range, {low} to {high} ({sessions} sessions). "
            "Something was different: worth finding out what."
        )
    else:
        text = (
            "{value} is below your usual range, {low} to {high} ({sessions} sessions). "
            "Something was different: worth finding out what."
        )
    return verdict, say(text, **places)


def _one_person_decides(measure: Measure, usual: UsualRange) -> bool:
    """Tell whether a share of 0 or 1 lies inside once half a person is added: 0 of 20 is not 0 of 20,000."""
    if measure.scale != "logit" or measure.value is None or not measure.n:
        return False
    return usual.low <= continued_share(float(measure.value), measure.n) <= usual.high


def _too_short(alike: int, others: int) -> Message:
    if alike >= TRIAL_FROM:
        return say("All earlier sessions have the same value: no spread was seen, so nothing can be called unusual.")
    if others:
        return say_n(
            "{n} earlier session can be compared, {others} cannot; a usual range starts at 5.",
            "{n} earlier sessions can be compared, {others} cannot; a usual range starts at 5.",
            alike,
            others=quantity(others, "count"),
        )
    if alike == 0:
        return say("This is the first session with this number: there is nothing to compare it with yet.")
    return say_n(
        "{n} earlier session: too few to tell what is unusual for you. A usual range starts at 5.",
        "{n} earlier sessions: too few to tell what is unusual for you. A usual range starts at 5.",
        alike,
    )


def outside_by_luck(measures: Iterable[Measure]) -> float:
    """Say how many of the judged KPIs would lie outside their range with nothing changed at all."""
    return round(luck.outside_by_luck(m.usual.sessions for m in measures if m.usual is not None), 2)


def _ten_digits(value: float) -> float:
    return float(f"{value:.10g}")

"""Different people over a period, added up from how many of each session's people an earlier session saw last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.model.crowd import Came, PeriodPeople
from rex.model.message import Message, Quantity, quantity, say, say_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.comparison import PeriodMeasure
    from rex.model.crowd import Crowd
    from rex.model.retrospective import Retrospective

KPIS: dict[Came, str] = {"viewers": "unique_viewers", "chatters": "unique_chatters", "buyers": "conversion_rate"}
"""The KPI whose sessions' sum counts a person once a session."""
NAMES: dict[Came, Message] = {
    "viewers": say("Viewers"),
    "chatters": say("People who wrote"),
    "buyers": say("Buyers"),
}


class _Session(NamedTuple):
    record: Retrospective
    crowd: Crowd


def people_over(records: Sequence[Retrospective]) -> tuple[PeriodPeople, ...]:
    """Count the different people of each kind over a period's records, oldest first; at least two must have some.

    A kind that some session counts and does not name, such as viewers of a platform's own total, is unknown. So is one
    where a session was counted without an earlier one of the period: who came back would look new.
    """
    return tuple(found for came in NAMES if (found := _over(came, records)) is not None)


def said(found: Sequence[PeriodPeople]) -> tuple[Message, ...]:
    """Say it of each kind, or once of all where none is named."""
    if all(one.unknown == "nameless" for one in found):
        text = "People who came to several sessions count once a session: different people over the period are unknown."
        return (say(text),)
    return tuple(one.says for one in found)


def _over(came: Came, records: Sequence[Retrospective]) -> PeriodPeople | None:
    named = [
        _Session(record, crowd)
        for record in records
        if record.crowds is not None and (crowd := record.crowds.of(came)) is not None
    ]
    there = {one.record.session.id for one in named}
    counted = [record for record in records if (m := record.measure(KPIS[came])) is not None and m.value is not None]
    nameless = [record for record in counted if record.session.id not in there]
    if len(named) + len(nameless) < 2:
        return None
    summed = sum(one.crowd.people + one.crowd.unnamed for one in named) + sum(_value(came, one) for one in nameless)
    alone = [one for at, one in enumerate(named) if not _looked(one.record, named[:at])]
    alone_or_old = len(alone) + sum(record.crowds is None for record in nameless)
    if alone_or_old:
        return PeriodPeople(
            came=came, summed=summed, sessions=len(named), unknown="alone", says=_alone(came, alone_or_old)
        )
    if nameless:
        says = _nameless(came, len(nameless))
        return PeriodPeople(came=came, summed=summed, sessions=len(named), unknown="nameless", says=says)
    low, high = _bounds(named)
    says = _says(came, (low, high), summed, len(named))
    return PeriodPeople(came=came, low=low, high=high, summed=summed, sessions=len(named), says=says)


def _value(came: Came, record: Retrospective) -> int:
    measure = record.measure(KPIS[came])
    return 0 if measure is None else round((measure.k if came == "buyers" else measure.value) or 0)


def beside(measures: Sequence[PeriodMeasure], people: Sequence[PeriodPeople]) -> tuple[PeriodMeasure, ...]:
    """Say beside a sum that counts a person once a session how many different people they were."""
    says = {KPIS[one.came]: one.says for one in people if one.came != "buyers" and not one.unknown}
    return tuple(
        one.model_copy(update={"says": say("{first} {then}", first=one.says, then=says[one.total.id])})
        if one.total.id in says
        else one
        for one in measures
    )


def _nameless(came: Came, sessions: int) -> Message:
    return say_n(
        "{people}: different ones over the period are unknown, for {n} session counts them without naming them.",
        "{people}: different ones over the period are unknown, for {n} sessions count them without naming them.",
        sessions,
        people=NAMES[came],
    )


def _alone(came: Came, sessions: int) -> Message:
    return say_n(
        "{people}: different ones over the period are unknown, for {n} session was counted without an earlier one. "
        "Review it again while the exports are there.",
        "{people}: different ones over the period are unknown, for {n} sessions were counted without an earlier one. "
        "Review them again while the exports are there.",
        sessions,
        people=NAMES[came],
    )


def _looked(record: Retrospective, before: Sequence[_Session]) -> bool:
    """Tell whether a session was counted beside every earlier one of the period."""
    looked = set() if record.crowds is None else set(record.crowds.sessions)
    return all(one.record.session.id in looked for one in before)


def _bounds(named: Sequence[_Session]) -> tuple[int, int]:
    """Add up who was not last seen inside the period; what cannot be told is nobody at least and everybody at most.

    Not told are people without a name, a session of so few that only their number is kept, and who was last seen by a
    session in between that has no record here: before it they may have been in this period, or not.
    """
    low = high = most = 0
    inside: list[str] = []
    for record, crowd in named:
        back, doubtful = _back(record, crowd, inside)
        low += crowd.people - back - doubtful
        high += crowd.people - back + crowd.unnamed
        most = max(most, crowd.people)
        inside.append(record.session.id)
    return max(low, most), high


def _back(record: Retrospective, crowd: Crowd, inside: Sequence[str]) -> tuple[int, int]:
    """Count those of a session who are in an earlier one of the period for certain, and those who may be."""
    if not inside:
        return 0, 0
    if crowd.last_seen is None:
        return 0, crowd.people
    looked = () if record.crowds is None else record.crowds.sessions
    since = looked[: looked.index(inside[0])]
    certain = sum(count for session, count in crowd.last_seen.items() if session in inside)
    return certain, sum(
        count for session, count in crowd.last_seen.items() if session in since and session not in inside
    )


def _says(came: Came, bounds: tuple[int, int], summed: int, sessions: int) -> Message:
    low, high = bounds
    places: dict[str, Message | Quantity] = {
        "people": NAMES[came],
        "summed": quantity(summed, "count"),
        "sessions": quantity(sessions, "count"),
    }
    if low == high:
        text = "{people}: {n} different ones over {sessions} sessions; added session by session they are {summed}."
        return say(text, n=quantity(low, "count"), **places)
    text = (
        "{people}: {low} to {high} different ones over {sessions} sessions; added session by session they are "
        "{summed}. A range, for some have no name, came to a show of too few to tell apart, or to one without a record."
    )
    return say(text, low=quantity(low, "count"), high=quantity(high, "count"), **places)

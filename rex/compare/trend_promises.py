"""How forecasts held and what actions did, session after session, as the records tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.model.calibration import PEOPLE_FROM, RANGES_FROM
from rex.model.message import Message, quantity, say
from rex.model.trend import Held, Hits
from rex.stats.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.compare.trend_seen import Evening
    from rex.model.answer import Forecast

TOLD = frozenset({"moved", "no_clear_change", "wrong_way"})
"""What an action's number can tell; too early, never tried and not measured tell nothing yet."""

PROMISED = 0.8
"""Of the sealed ranges so many should hold: people are asked for eight times in ten."""


class Sealed(NamedTuple):
    """One sealed range whose value is known."""

    person: str
    role: str
    held: bool


def held_over(evenings: Sequence[Evening]) -> tuple[Held, ...]:
    """Count the ranges that held, added up session by session: everybody first, then each role of three and more.

    Ranges of people who had seen figures, or that were changed after the seal, are left out. One entry a session that
    adds some; shares have Wilson's interval, which takes ranges as independent: those of one evening move together.
    """
    told = [(evening.session.id, sealed) for evening in evenings for sealed in _sealed(evening)]
    people: dict[str, set[str]] = {}
    for _, sealed in told:
        people.setdefault(sealed.role, set()).add(sealed.person)
    roles = sorted(role for role, who in people.items() if len(who) >= PEOPLE_FROM)
    found: list[Held] = []
    for role in ("", *roles):
        k = n = 0
        for evening in evenings:
            mine = [s for session, s in told if session == evening.session.id and role in {"", s.role}]
            if mine:
                k, n = k + sum(s.held for s in mine), n + len(mine)
                found.append(_share(evening.session.id, role, k, n))
    return tuple(found)


def _sealed(evening: Evening) -> Iterator[Sealed]:
    for forecast in evening.forecasts:
        if forecast.said != "range" or forecast.informed or forecast.changed:
            continue
        measure = evening.measures.get(forecast.kpi)
        if measure is not None and measure.value is not None:
            yield Sealed(forecast.respondent, forecast.role, _held(forecast, measure.value))


def _held(forecast: Forecast, value: float) -> bool:
    above = forecast.low is None or value >= forecast.low
    return above and (forecast.high is None or value <= forecast.high)


def _share(session: str, role: str, k: int, n: int) -> Held:
    if n < RANGES_FROM:
        return Held(session=session, role=role, held=k, ranges=n)
    found = wilson(k, n)
    return Held(session=session, role=role, held=k, ranges=n, share=k / n, low=found.low, high=found.high)


def held_said(held: Sequence[Held]) -> Message:
    """Say in one sentence how everybody's ranges held by the last session."""
    last = next((one for one in reversed(held) if not one.role), None)
    if last is None:
        return say("No record holds a sealed range whose value is known: nothing to score yet.")
    counts = {"k": quantity(last.held, "count"), "n": quantity(last.ranges, "count")}
    if last.share is None:
        text = "{k} of {n} sealed ranges held the value; a share is said from {needs} on."
        return say(text, needs=quantity(RANGES_FROM, "count"), **counts)
    text = "{k} of {n} sealed ranges held the value, {share} ({right} would be right)."
    return say(text, share=quantity(last.share, "share"), right=quantity(PROMISED, "share"), **counts)


def hits_over(evenings: Sequence[Evening]) -> tuple[Hits, ...]:
    """Count the actions that moved their number, as each record left them; one entry where the count changes."""
    found: list[Hits] = []
    for evening in evenings:
        verdicts = [settled.verdict for settled in evening.settled]
        told = sum(verdict in TOLD for verdict in verdicts)
        hit = Hits(session=evening.session.id, moved=verdicts.count("moved"), told=told, waiting=len(verdicts) - told)
        if verdicts and (not found or (hit.moved, hit.told, hit.waiting) != _counts(found[-1])):
            found.append(hit)
    return tuple(found)


def _counts(hit: Hits) -> tuple[int, int, int]:
    return hit.moved, hit.told, hit.waiting


def hits_said(hits: Sequence[Hits]) -> Message:
    """Say in one sentence what the actions did by the last record that tells of any."""
    if not hits:
        return say("No record tells of an earlier action: there is no hit rate yet.")
    last = hits[-1]
    waiting = quantity(last.waiting, "count")
    if not last.told:
        text = "Of {waiting} earlier actions none can be told yet: too early, never tried or not measured."
        return say(text, waiting=waiting)
    return say(
        "{moved} of {told} settled actions moved their number as hoped; {waiting} more cannot be told yet.",
        moved=quantity(last.moved, "count"),
        told=quantity(last.told, "count"),
        waiting=waiting,
    )

"""A trend in sentences: which points and sessions stand out, which do not, and what luck alone would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.measure import OUTSIDE
from rex.model.message import Message, quantity, say, say_n
from rex.model.trend import StandsOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.message import Value
    from rex.model.trend import TrendKpi, TrendPoint, TrendSession

STARTS = say(
    "Too little history to judge: a usual range starts at 5 earlier sessions. The points are shown all the same."
)


def kpi_said(points: Sequence[TrendPoint], judged: int, outside: int, *, drifts: bool) -> Message:
    """Say what a KPI's own points add up to."""
    if drifts:
        return say("It grows with the length of the history alone, so its sessions are not compared.")
    if not judged:
        known = sum(point.value is not None for point in points)
        text = "{n} session with a value: too little history, a usual range starts at 5 earlier ones."
        many = "{n} sessions with a value: too little history, a usual range starts at 5 earlier ones."
        return say_n(text, many, known)
    if not outside:
        return say_n(
            "Inside its usual range in the one judged session.",
            "Inside its usual range in all {n} judged sessions.",
            judged,
        )
    return say(
        "Outside its usual range in {k} of {n} judged sessions.",
        k=quantity(outside, "count"),
        n=quantity(judged, "count"),
    )


def standing_out(
    kpis: Sequence[TrendKpi], sessions: Sequence[TrendSession], days: dict[str, str]
) -> tuple[StandsOut, ...]:
    """Name the sessions with a headline number outside its range, newest first.

    Without any headline number those with any number outside are named, the ones with most first. Many explored
    numbers find something in every session by luck: they are counted beside and name none.
    """
    some = [kpi for kpi in kpis if kpi.headline]
    judged = some or list(kpis)
    where = {session.session: at for at, session in enumerate(sessions)}
    chosen: dict[str, list[TrendKpi]] = {}
    explored: dict[str, int] = {}
    for kpi in kpis:
        for point in kpi.points:
            if point.verdict in OUTSIDE and kpi in judged:
                chosen.setdefault(point.session, []).append(kpi)
            elif point.verdict in OUTSIDE:
                explored[point.session] = explored.get(point.session, 0) + 1

    def order(session: str) -> tuple[int, int]:
        return (0 if some else -len(chosen[session])), -where[session]

    return tuple(
        StandsOut(
            session=session,
            kpis=tuple(kpi.id for kpi in chosen[session]),
            explored=explored.get(session, 0),
            says=_stands_out(chosen[session], explored.get(session, 0), sessions[where[session]], days),
        )
        for session in sorted(chosen, key=order)
    )


def _stands_out(kpis: Sequence[TrendKpi], explored: int, session: TrendSession, days: dict[str, str]) -> Message:
    """Say what lies outside and what else was so; tags of its own are named beside it and explain nothing."""
    placed: dict[str, Value] = {f"kpi{at}": _placed(kpi, session.session) for at, kpi in enumerate(kpis)}
    what = Message(text="; ".join(f"{{{name}}}" for name in placed), values=placed)
    text = "{session}: {what}."
    if explored:
        text = "{session}: {what}; and {explored} of the explored numbers."
    said = say(text, session=days[session.session], what=what, explored=quantity(explored, "count"))
    if not session.marks:
        return said
    return say("{says} Its tags: {tags}.", says=said, tags=", ".join(session.marks))


def _placed(kpi: TrendKpi, session: str) -> Message:
    point = next(point for point in kpi.points if point.session == session)
    above = point.usual is not None and (point.value or 0) > point.usual.high
    if above:
        return say("{kpi} above its range", kpi=say(kpi.title))
    return say("{kpi} below its range", kpi=say(kpi.title))


def summary(
    kpis: Sequence[TrendKpi], sessions: int, expected: float, stand: Sequence[StandsOut]
) -> tuple[Message, ...]:
    """Say first what was found over all points and what luck would do, then how many sessions stand out."""
    judged, outside = sum(kpi.judged for kpi in kpis), sum(kpi.outside for kpi in kpis)
    if not judged:
        return (STARTS,)
    one = (
        "Of {n} KPI over {sessions} sessions: {outside} of {judged} judged points outside its usual range; "
        "by luck alone {luck} would be."
    )
    many = (
        "Of {n} KPIs over {sessions} sessions: {outside} of {judged} judged points outside their usual range; "
        "by luck alone {luck} would be."
    )
    first = say_n(
        one,
        many,
        len(kpis),
        sessions=quantity(sessions, "count"),
        outside=quantity(outside, "count"),
        judged=quantity(judged, "count"),
        luck=_luck(expected),
    )
    return first, _rest(kpis, sessions, stand)


def _luck(expected: float) -> Message:
    """Say how many by luck, as people count: whole ones, or fewer than one."""
    if round(expected) < 1:
        return say("fewer than one")
    return say("about {n}", n=quantity(round(expected), "count"))


def _rest(kpis: Sequence[TrendKpi], sessions: int, stand: Sequence[StandsOut]) -> Message:
    """Say how many sessions stand out by their headline numbers and how many do not."""
    judged_in = {p.session for kpi in kpis if kpi.headline for p in kpi.points if p.usual is not None}
    chosen = any(kpi.headline for kpi in kpis)
    if chosen and not judged_in:
        return say("No headline number could be judged yet, so no session is said to stand out.")
    counts = {"others": quantity(sessions - len(stand), "count")}
    if not chosen:
        if not stand:
            return say("No session stands out.")
        one = "{n} session has a number outside its range; the other {others} have none."
        many = "{n} sessions have a number outside its range; the other {others} have none."
        return say_n(one, many, len(stand), **counts)
    if not stand:
        return say("No session stands out: no headline number left its range.")
    counts = {"others": quantity(len(judged_in - {one.session for one in stand}), "count")}
    one = "{n} session stands out by its headline numbers; {others} others that could be judged do not."
    many = "{n} sessions stand out by their headline numbers; {others} others that could be judged do not."
    return say_n(one, many, len(stand), **counts)

"""One reading of a trend: what stands out, each KPI's row, the sessions with their tags, promises, data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.comparison.telling import Telling
from rex.render.trend.pieces import SessionRow, TrendReading
from rex.render.trend.rows import kpi_row
from rex.render.trend.slots import slots_of
from rex.render.words import ROLES
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.trend import Held, Trend, TrendSession

METHOD = (
    say("Read from the sessions' records alone; no export is opened."),
    say("Each point is judged by the sessions before it and never by itself: not at all under 5 of them."),
    say("From 5 to 11 the range is on trial and still moves; the first 12 lock it, or the days that rex.yaml names."),
    say(
        "The range is the middle of those sessions and 2.66 steps from one to the next on either side; money and "
        "counts on a scale of ratios, shares on one of odds."
    ),
    say(
        "Told as a run, and never a verdict: 8 in a row on one side of the middle (Western Electric 1956), 6 in a row "
        "rising or falling (Nelson 1984). In twenty sessions luck alone makes the first in 5 of 100 histories, the "
        "second in 4."
    ),
    say("What cannot be compared is never joined. The numbers of one session move together, so they leave in bunches."),
    say("By luck alone: measured on histories in which nothing changed, each as long as the one that judged."),
)
MOST_NAMED = 8
"""So many sessions that stand out are named, the newest ones; the others are counted."""


MOST_TAGGED = 6
"""So many days are named beside a tag; of more only their number and the last one."""


def reading_of(trend: Trend, speaker: Speaker) -> TrendReading:
    """Read a trend in one language; every format shows this reading and nothing else."""
    telling = Telling(speaker)
    tell = telling.tell
    days = _days(trend, speaker)
    marks = tuple(", ".join(session.marks) for session in trend.sessions)
    return TrendReading(
        client=trend.client,
        span=tell(_span(trend, speaker)),
        summary=tuple(tell(sentence) for sentence in trend.summary),
        stands_out=_stands_out(telling, trend),
        rows=tuple(kpi_row(telling, kpi, days, marks) for kpi in trend.kpis),
        sessions=_sessions(telling, trend, days),
        tags=_tags(telling, trend, days),
        absent=len(trend.absent),
        calibration=tell(trend.calibration_says),
        calibration_rows=tuple(_held(telling, held, days) for held in trend.calibration),
        actions=tell(trend.actions_say),
        action_rows=tuple(
            (
                days.get(hits.session, hits.session),
                telling.number(hits.moved, "count"),
                telling.number(hits.told, "count"),
                telling.number(hits.waiting, "count"),
            )
            for hits in trend.actions
        ),
        waiting=_waiting(telling, trend, days),
        problems=tuple((problem.session, tell(problem.why)) for problem in trend.problems),
        method=tuple(tell(sentence) for sentence in METHOD),
        slots=None if trend.slots is None else slots_of(telling, trend.slots),
        slots_say=() if trend.slots is None else tuple(tell(sentence) for sentence in trend.slots.says),
    )


def _days(trend: Trend, speaker: Speaker) -> dict[str, str]:
    """Name each session by its day, with the year where there are two and the hour where a day has several."""
    years = len({session.start.year for session in trend.sessions}) > 1
    made = {}
    for session in trend.sessions:
        f = Speaker(speaker.lang, session.timezone).f
        made[session.session] = (f.date(session.start, weekday=False, year=years), f.clock(session.start))
    counts = Counter(day for day, _ in made.values())
    return {name: f"{day} {clock}" if counts[day] > 1 else day for name, (day, clock) in made.items()}


def _span(trend: Trend, speaker: Speaker) -> Message:
    first, last = trend.sessions[0], trend.sessions[-1]
    return say_n(
        "{n} session, {first}",
        "{n} sessions, {first} to {last}",
        len(trend.sessions),
        first=_day_of(first, speaker),
        last=_day_of(last, speaker),
    )


def _day_of(session: TrendSession, speaker: Speaker) -> str:
    return Speaker(speaker.lang, session.timezone).f.date(session.start)


def _stands_out(telling: Telling, trend: Trend) -> tuple[str, ...]:
    named = trend.standing_out[:MOST_NAMED]
    found = [telling.tell(one.says) for one in named]
    more = len(trend.standing_out) - len(named)
    if more:
        found.append(telling.tell(say_n("{n} more: --json names it.", "{n} more: --json names them.", more)))
    return tuple(found)


def _sessions(telling: Telling, trend: Trend, days: dict[str, str]) -> tuple[SessionRow, ...]:
    settled, provisional = telling.tell(say("settled")), telling.tell(say("open to returns"))
    return tuple(
        SessionRow(
            session=session.session,
            day=days[session.session],
            title=session.title,
            state=provisional if session.edition == "provisional" else settled,
            open=session.edition == "provisional",
            tags=", ".join(session.tags),
            marked=bool(session.marks),
        )
        for session in trend.sessions
    )


def _tags(telling: Telling, trend: Trend, days: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Give each tag that marks some sessions, with their days, in the order of their first."""
    found: dict[str, list[str]] = {}
    for session in trend.sessions:
        for tag in session.marks:
            found.setdefault(tag, []).append(days[session.session])
    return tuple((tag, _where(telling, where)) for tag, where in found.items())


def _where(telling: Telling, days: list[str]) -> str:
    if len(days) <= MOST_TAGGED:
        return ", ".join(days)
    many = say_n("{n} session, last on {day}", "{n} sessions, last on {day}", len(days), day=days[-1])
    return telling.tell(many)


def _held(telling: Telling, held: Held, days: dict[str, str]) -> tuple[str, ...]:
    role = ROLES.get(held.role)
    who = telling.tell(say("everybody")) if not held.role else telling.tell(role) if role else held.role
    of = say("{k} of {n}", k=quantity(held.held, "count"), n=quantity(held.ranges, "count"))
    share = telling.number(held.share, "share")
    if held.low is not None and held.high is not None:
        could = telling.span(held.low, held.high, "share")
        share = telling.tell(say("{value}, could be {range}", value=share, range=could))
    return days.get(held.session, held.session), who, telling.tell(of), share


def _waiting(telling: Telling, trend: Trend, days: dict[str, str]) -> str:
    """Say which sessions late orders and refunds can still move."""
    waiting = [days[session.session] for session in trend.sessions if session.edition == "provisional"]
    if not waiting:
        return ""
    return telling.tell(
        say("Late orders and refunds can still move the sales of {days}.", days=telling.listing(waiting))
    )

"""One reading of a period: the bottom line, promises, numbers with their doubt, lessons, sessions, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Cell, Fact
from rex.render.comparison.actions import action_rows
from rex.render.comparison.telling import Telling
from rex.render.period.client import strip_period_for_client
from rex.render.period.lessons import lessons
from rex.render.period.measures import headline_measures, measure_row, multiple
from rex.render.period.pieces import PeriodReading, SessionRow
from rex.render.period.said import said_entries, said_headline
from rex.render.period.story import bet_entries, extreme_entries, heard_entries, lesson_entries
from rex.render.words import VERDICTS
from rex.text.spans import span_title
from rex.text.speaker import Speaker, speaker_in

if TYPE_CHECKING:
    from rex.model.comparison import Period, PeriodMeasure, PeriodSession
    from rex.model.measure import Measure

Edition: TypeAlias = Literal["team", "client"]

KICKERS: dict[str, Message] = {
    "team": say("period report · team edition"),
    "client": say("period report · client edition"),
}
PLATFORM_SALES = ("platform_orders", "platform_units", "platform_revenue")
"""What a platform tells of the sales; shown in their place where the workspace has no orders."""
METHOD = (
    say("Every total is made from the sums that the sessions' records hold; no export is read again."),
    say("Each session is judged against the sessions before it, never against itself."),
    say("A usual range starts at 5 earlier sessions, is on trial up to 11, and is locked from 12 on."),
    say("A number without an interval says so. Nothing here names a cause."),
)


def reading_of(period: Period, speaker: Speaker, edition: Edition = "team") -> PeriodReading:
    """Read a period in one language; the client edition is read from a period that was stripped first."""
    if edition == "client":
        period = strip_period_for_client(period)
    telling = Telling(speaker)
    tell = telling.tell
    shown = headline_measures(period)
    days = tuple(_day(telling, period, session) for session in period.sessions)
    return PeriodReading(
        id=period.name,
        edition=edition,
        title=_title(telling, period),
        subtitle=tell(_subtitle(telling, period)),
        client=period.client,
        kicker=tell(KICKERS[edition]),
        written=tell(_written(telling, period)),
        state=tell(_state(period)),
        bottom_line=tuple(tell(sentence) for sentence in period.bottom_line),
        totals=_totals(telling, period),
        measures=tuple(measure_row(telling, measure) for measure in period.measures),
        multiples=tuple(multiple(telling, measure, days) for measure in shown),
        promised=tell(_promised(period)),
        actions=action_rows(telling, period.actions),
        sessions=tuple(_session(telling, period, shown, i) for i in range(len(period.sessions))),
        session_heads=tuple(telling.title(measure.total.title) for measure in shown),
        settles=period.totals.orders is not None,
        worked=lessons(telling, period, period.worked),
        did_not=lessons(telling, period, period.did_not),
        data_notes=tuple(tell(note) for note in period.data_notes),
        problems=tuple((problem.session, tell(problem.why)) for problem in period.problems),
        method=tuple(tell(sentence) for sentence in METHOD),
        said=said_entries(telling, period.said),
        said_headline=said_headline(telling, period.said) if period.said else "",
        lessons=lesson_entries(telling, period),
        extremes=extreme_entries(telling, period),
        extremes_say=tell(period.extremes_say) if period.extremes_say else "",
        heard=heard_entries(telling, period),
        bets=bet_entries(telling, period),
    )


def _title(telling: Telling, period: Period) -> str:
    """Name the span in the reader's language."""
    name = span_title(telling.speaker.lang, period.first, period.last)
    return name[:1].upper() + name[1:]


def _subtitle(telling: Telling, period: Period) -> Message:
    return say_n(
        "{client}, {n} live session, {first} to {last}.",
        "{client}, {n} live sessions, {first} to {last}.",
        period.totals.sessions,
        client=period.client,
        first=telling.speaker.day(period.first),
        last=telling.speaker.day(period.last),
    )


def _written(telling: Telling, period: Period) -> Message:
    f = telling.speaker.f
    return say("written {day}, {time}", day=f.date(period.written), time=f.clock(period.written))


def _state(period: Period) -> Message:
    if period.totals.orders is None:
        if _by_platform(period):
            return say("Sales as the platform reports them: what came back is not in these files")
        return say("No orders in these files: nothing waits for returns")
    waiting = sum(session.edition == "provisional" for session in period.sessions)
    if not waiting:
        return say("Settled: returns are known")
    return say_n(
        "Provisional: {n} session is still open to returns",
        "Provisional: {n} sessions are still open to returns",
        waiting,
    )


def _totals(telling: Telling, period: Period) -> tuple[Fact, ...]:
    tell, totals = telling.tell, period.totals
    return (
        Fact(tell(say("Sessions")), telling.number(totals.sessions, "count")),
        *(_by_platform_facts(telling, period) or _sold(telling, period)),
        Fact(tell(say("State")), tell(_state(period))),
    )


def _sold(telling: Telling, period: Period) -> tuple[Fact, ...]:
    tell, totals = telling.tell, period.totals
    money = [telling.number(amount, currency) for currency, amount in totals.revenue.items()]
    counted = ((say("Orders"), totals.orders), (say("Units sold"), totals.units))
    return (
        *(Fact(tell(label), telling.number(n, "count")) for label, n in counted if n is not None),
        Fact(tell(say("Revenue placed")), telling.listing(money) if money else tell(say("not known"))),
    )


def _by_platform_facts(telling: Telling, period: Period) -> tuple[Fact, ...]:
    """Give the platform's own sums, under their own names, where no file of orders is there."""
    return tuple(Fact(telling.title(m.title), telling.number(m.value, m.unit)) for m in _by_platform(period))


def _by_platform(period: Period) -> tuple[Measure, ...]:
    if period.totals.orders is not None:
        return ()
    totals = {m.total.id: m.total for m in period.measures}
    return tuple(totals[kpi] for kpi in PLATFORM_SALES if kpi in totals and totals[kpi].value is not None)


def _promised(period: Period) -> Message:
    if not period.actions:
        return say("Nothing was promised for this period.")
    return say(
        "Promised: {promised}. Done: {done}. Moved as hoped: {moved}.",
        promised=quantity(len(period.actions), "count"),
        done=quantity(sum(s.action.status == "done" for s in period.actions), "count"),
        moved=quantity(sum(s.verdict == "moved" for s in period.actions), "count"),
    )


def _day(telling: Telling, period: Period, session: PeriodSession) -> str:
    f = speaker_in(telling.speaker.lang, session.timezone).f
    return f.date(session.start, weekday=False, year=period.first.year != period.last.year)


def _session(telling: Telling, period: Period, shown: tuple[PeriodMeasure, ...], i: int) -> SessionRow:
    session = period.sessions[i]
    settled = session.edition == "settled"
    f = speaker_in(telling.speaker.lang, session.timezone).f
    when = say("{day}, {time}", day=f.date(session.start, year=False), time=f.clock(session.start))
    return SessionRow(
        session=session.session,
        title=session.title,
        day=telling.tell(when),
        state=telling.tell(say("settled") if settled else say("open to returns")),
        settled=settled,
        headline=session.headline,
        values=tuple(
            Cell(
                telling.number(m.points[i], m.total.unit),
                "" if m.points[i] is None else telling.tell(VERDICTS[m.verdicts[i]]),
            )
            for m in shown
        ),
    )

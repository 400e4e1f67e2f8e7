"""One KPI's row in words: its last value beside its usual range, its days outside, and what is to be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.measure import OUTSIDE
from rex.model.message import Message, say, say_n
from rex.render.trend.pieces import Dot, KpiRow

if TYPE_CHECKING:
    from rex.model.measure import Verdict
    from rex.model.trend import TrendKpi, TrendLimits, TrendPoint, TrendRun
    from rex.render.comparison.telling import Telling

SHORT: dict[Verdict, Message] = {
    "better": say("better"),
    "worse": say("worse"),
    "up": say("above"),
    "down": say("below"),
    "usual": say("as usual"),
    "too_little_data": say("no value"),
    "too_little_history": say("not judged"),
    "not_comparable": say("not judged"),
    "differs": say("differs"),
}
MOST_RUNS = 2
"""So many rows of sessions are told beside a KPI, the newest; --json has all."""
MOST_DAYS = 6
"""So many days outside are named beside a KPI, the newest; the others are counted."""


def kpi_row(telling: Telling, kpi: TrendKpi, days: dict[str, str], marks: tuple[str, ...]) -> KpiRow:
    """Put one KPI over the sessions into words."""
    known = [point for point in kpi.points if point.value is not None]
    last = known[-1]
    alike = _since_break(kpi)
    low, high = min(alike, key=_value), max(alike, key=_value)
    usual = kpi.limits
    return KpiRow(
        id=kpi.id,
        title=telling.title(kpi.title),
        headline=kpi.headline,
        joined=not kpi.drifts,
        unit=last.unit,
        dots=_dots(telling, kpi, days, marks),
        last=telling.number(last.value, last.unit),
        last_day=days[last.session],
        usual=telling.span(usual.low, usual.high, last.unit) if usual else telling.tell(say("none yet")),
        usual_kind=telling.tell(_kind(usual)) if usual else "",
        ends=(telling.number(usual.low, last.unit), telling.number(usual.high, last.unit)) if usual else None,
        lowest=telling.tell(say("{value} ({day})", value=telling.number(low.value, low.unit), day=days[low.session])),
        highest=telling.tell(
            say("{value} ({day})", value=telling.number(high.value, high.unit), day=days[high.session])
        ),
        outside=tuple(days[p.session] for p in kpi.points if p.verdict in OUTSIDE),
        mark=telling.verdict(last.verdict),
        short=telling.tell(SHORT[last.verdict]),
        says=telling.tell(kpi.says),
        notes=tuple(_notes(telling, kpi, days)),
        drifting=telling.tell(kpi.says) if kpi.drifts else "",
        running=tuple(telling.tell(_run(run, days)) for run in kpi.runs if run.last == last.session),
    )


def _value(point: TrendPoint) -> float:
    return float(point.value or 0)


def _since_break(kpi: TrendKpi) -> list[TrendPoint]:
    """Give the values on one scale with the last one; one that drifts is on one scale and compared with none."""
    known = [point for point in kpi.points if point.value is not None]
    if kpi.drifts:
        return [point for point in known if point.unit == known[-1].unit]
    return known[max((at for at, point in enumerate(known) if point.broken is not None), default=0) :]


def _kind(usual: TrendLimits) -> Message:
    """Say how the range stands: on trial, locked, or started anew by rex.yaml."""
    if usual.kind == "trial":
        return say_n("on trial, {n} session", "on trial, {n} sessions", usual.sessions)
    return say_n("locked, {n} session", "locked, {n} sessions", usual.sessions)


def _dots(telling: Telling, kpi: TrendKpi, days: dict[str, str], tags: tuple[str, ...]) -> tuple[Dot, ...]:
    words = {verdict: telling.verdict(verdict) for verdict in {point.verdict for point in kpi.points}}
    return tuple(
        Dot(
            value=point.value,
            unit=point.unit,
            day=days[point.session],
            mark=words[point.verdict],
            outside=point.verdict in OUTSIDE,
            band=None if point.usual is None else (point.usual.low, point.usual.high),
            trial=point.usual is not None and point.usual.kind == "trial",
            broken="" if point.broken is None else telling.tell(point.broken),
            tags=tag,
        )
        for point, tag in zip(kpi.points, tags, strict=True)
    )


def _notes(telling: Telling, kpi: TrendKpi, days: dict[str, str]) -> list[str]:
    """Say what is to be known of the line: days outside, runs, breaks, a range started anew, a missing last value."""
    tell = telling.tell
    found = [tell(sentence) for sentence in _outside(telling, kpi, days)]
    found += [tell(_run(run, days)) for run in kpi.runs[-MOST_RUNS:]]
    if len(kpi.runs) > MOST_RUNS:
        more = len(kpi.runs) - MOST_RUNS
        found.append(tell(say_n("{n} earlier row of the kind.", "{n} earlier rows of the kind.", more)))
    if not kpi.drifts:
        breaks = {tell(p.broken): days[p.session] for p in kpi.points if p.broken is not None}  # the same: its last
        found += [tell(say("{day}: {why}", day=day, why=why)) for why, day in breaks.items()]
    if kpi.limits is not None and kpi.limits.since is not None:
        since = telling.speaker.day(kpi.limits.since)
        text = "Its range was started anew on {day}: {reason}"
        found.append(tell(say(text, day=since, reason=kpi.limits.reason)))
    if kpi.points[-1].value is None:
        last = next(p for p in reversed(kpi.points) if p.value is not None)
        found.append(tell(say("The newest value is of {day}.", day=days[last.session])))
    return found


def _run(run: TrendRun, days: dict[str, str]) -> Message:
    """Say a run with the days of this reading, which are shorter than names; one that is not shown keeps its name."""
    ends = (("first", run.first), ("last", run.last))
    span = {name: days[session] for name, session in ends if session in days}
    return run.says.model_copy(update={"values": {**run.says.values, **span}})


def _outside(telling: Telling, kpi: TrendKpi, days: dict[str, str]) -> list[Message]:
    outside = [days[point.session] for point in kpi.points if point.verdict in OUTSIDE]
    if not outside:
        return []
    named, more = telling.listing(outside[-MOST_DAYS:]), len(outside) - MOST_DAYS
    if more > 0:
        many = "Outside its range: {days}, and {n} earlier sessions."
        return [say_n("Outside its range: {days}, and {n} earlier session.", many, more, days=named)]
    return [say("Outside its range: {days}.", days=named)]

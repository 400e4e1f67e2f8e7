"""Each KPI over the sessions of a client: every point judged by the sessions before it, from records alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rex.compare.naming import names
from rex.compare.slot_table import slot_table
from rex.compare.trend_points import line_of
from rex.compare.trend_promises import held_over, held_said, hits_over, hits_said
from rex.compare.trend_runs import runs_of
from rex.compare.trend_words import kpi_said, standing_out, summary
from rex.model.measure import OUTSIDE
from rex.model.trend import Trend, TrendKpi, TrendPoint, TrendSession
from rex.stats.luck import outside_by_luck

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.compare.trend_points import Line
    from rex.compare.trend_seen import Evening
    from rex.config.workspace import LimitsFrom
    from rex.model.comparison import Problem
    from rex.model.measure import Measure


def trend(
    evenings: Sequence[Evening],
    limits: Mapping[str, LimitsFrom],
    *,
    only: Sequence[str] = (),
    last: int | None = None,
    problems: Sequence[Problem] = (),
) -> Trend:
    """Read at least one evening, oldest first. `last` shows that many sessions; all earlier ones still judge them.

    `only` chooses KPIs. KPIs without any value are named in `absent`.
    """
    shown = evenings[-last:] if last is not None else evenings
    days = names(evening.session for evening in evenings)
    newest = _newest(evenings)
    ids = [kpi for kpi in _order(newest, evenings[-1]) if not only or kpi in only]
    kpis = [_kpi(newest[kpi], line_of(kpi, evenings, limits.get(kpi)), evenings, days, len(shown)) for kpi in ids]
    found = [kpi for kpi in kpis if any(point.value is not None for point in kpi.points)]
    expected = sum(kpi.luck for kpi in found)
    sessions = _sessions(shown)
    stand = standing_out(found, sessions, days)
    held, hits = held_over(evenings), hits_over(evenings)
    session = evenings[-1].session
    return Trend(
        client=session.client,
        language=session.language,
        timezone=session.timezone or "UTC",
        summary=summary(found, len(shown), expected, stand),
        standing_out=stand,
        sessions=sessions,
        kpis=tuple(found),
        absent=tuple(kpi.id for kpi in kpis if kpi not in found),
        slots=slot_table(shown, newest, only),
        expected_by_luck=round(expected, 2),
        calibration=held,
        calibration_says=held_said(held),
        actions=hits,
        actions_say=hits_said(hits),
        problems=tuple(problems),
    )


def _newest(evenings: Sequence[Evening]) -> dict[str, Measure]:
    """Give each KPI's newest measure with a value, or its newest one."""
    found: dict[str, Measure] = {}
    for evening in evenings:
        for kpi, measure in evening.measures.items():
            if kpi not in found or measure.value is not None or found[kpi].value is None:
                found[kpi] = measure
    return found


def _order(known: Mapping[str, Measure], newest: Evening) -> list[str]:
    """List the KPIs in the newest record's order, headline ones first."""
    ids = dict.fromkeys([*newest.measures, *known])
    headline = {kpi for kpi, measure in newest.measures.items() if measure.headline}
    return sorted(ids, key=lambda kpi: kpi not in headline)


def _kpi(newest: Measure, line: Line, evenings: Sequence[Evening], days: dict[str, str], shown: int) -> TrendKpi:
    points = line.points[-shown:]
    judged = [point for point in points if point.usual is not None]
    outside = sum(point.verdict in OUTSIDE for point in judged)
    first = None if line.limits is None else line.limits.since
    kin = [line.points[at] for at in line.kin if first is None or evenings[at].day >= first]
    centre = None if line.limits is None else line.limits.centre
    kept = {point.session for point in points}
    runs = [run for run in runs_of(kin, centre, days) if run.last in kept]
    return TrendKpi(
        id=newest.id,
        title=newest.title,
        group=newest.group,
        unit=newest.unit,
        better=newest.better,
        headline=_headline(newest.id, evenings),
        drifts=newest.drifts,
        points=points,
        limits=line.limits,
        runs=tuple(runs),
        judged=len(judged),
        outside=outside,
        luck=_luck(judged),
        says=kpi_said(points, len(judged), outside, drifts=newest.drifts),
    )


def _luck(judged: Sequence[TrendPoint]) -> float:
    """Add up how often each point would lie outside with nothing changed."""
    lengths = Counter(point.usual.sessions for point in judged if point.usual is not None)
    return round(sum(outside_by_luck([length]) * count for length, count in lengths.items()), 4)


def _headline(kpi: str, evenings: Sequence[Evening]) -> bool:
    measure = evenings[-1].measures.get(kpi)
    return measure is not None and measure.headline


def _sessions(evenings: Sequence[Evening]) -> tuple[TrendSession, ...]:
    """Give the axis; a tag that every session has distinguishes none and marks none."""
    counts = Counter(tag for evening in evenings for tag in set(evening.session.tags))
    return tuple(
        TrendSession(
            session=evening.session.id,
            title=evening.session.title,
            start=evening.start,
            timezone=evening.session.timezone or "UTC",
            edition="provisional" if evening.edition == "provisional" else "settled",
            tags=evening.session.tags,
            marks=tuple(tag for tag in dict.fromkeys(evening.session.tags) if counts[tag] < len(evenings)),
        )
        for evening in evenings
    )

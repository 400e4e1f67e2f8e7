"""A period's KPIs in words: totals from the sessions' sums, and how many sessions left their own usual range."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from rex.model.measure import MARKS, OUTSIDE
from rex.model.message import Message, Value, quantity, say, say_n
from rex.render.blocks import Mark
from rex.render.comparison.pieces import Multiple, Point
from rex.render.period.pieces import MeasureRow
from rex.render.words import TONES, VERDICTS
from rex.text.currency import is_currency

if TYPE_CHECKING:
    from rex.model.comparison import Period, PeriodMeasure
    from rex.model.measure import Measure
    from rex.render.comparison.telling import Telling

MOST_PICTURES = 6
"""So many small pictures at most; the table has every measure."""
KEY = say(
    "One point a session. Band: usual range as of the last session, its edges broken while it is on trial. "
    "Triangles and diamonds: sessions outside their own range."
)
"""How the small pictures are read."""
MOST_POINTS = 12
"""So many sessions are told one by one beside a picture; of more, the span and those outside."""


def measure_row(telling: Telling, measure: PeriodMeasure) -> MeasureRow:
    """Put one KPI over a period into words."""
    total = measure.total
    judged, outside = judged_sessions(measure), outside_sessions(measure)
    under, says = rests_on(telling, total), telling.tell(measure.says)
    mark = period_mark(telling, measure)
    of = say("{k} of {n}", k=quantity(outside, "count"), n=quantity(judged, "count"))
    return MeasureRow(
        id=total.id,
        title=telling.title(total.title),
        headline=total.headline,
        value=value(telling, total),
        rests_on=under,
        could_be=could_be(telling, measure),
        usual=telling.usual(measure.usual, total.unit),
        outside=telling.tell(of) if judged else telling.tell(say("not judged")),
        mark=mark,
        says="" if says == under or mark.sign == "~" else says,
        definition=total.definition,
        method=_method(telling, total),
        told=told(measure),
    )


def told(measure: PeriodMeasure) -> bool:
    """Tell whether anything is known of a KPI in the period."""
    return measure.total.value is not None or any(point is not None for point in measure.points)


def judged_sessions(measure: PeriodMeasure) -> int:
    """Count the sessions that had a usual range to be judged by."""
    return sum(verdict in OUTSIDE or verdict == "usual" for verdict in measure.verdicts)


def outside_sessions(measure: PeriodMeasure) -> int:
    """Count the sessions outside their usual range."""
    return sum(verdict in OUTSIDE for verdict in measure.verdicts)


def period_mark(telling: Telling, measure: PeriodMeasure) -> Mark:
    """Add the sessions' own readings up to one mark; better and worse together are only different."""
    judged, outside = judged_sessions(measure), outside_sessions(measure)
    if not told(measure):
        return Mark("?", "unknown", telling.tell(say("no value")))
    if not judged:
        return Mark("?", "unknown", telling.tell(say("cannot be told yet")))
    if not outside:
        return Mark("~", "usual", telling.tell(say_n("as usual", "as usual in all {n}", judged)))
    kinds = {verdict for verdict in measure.verdicts if verdict in OUTSIDE}
    counts = {"k": quantity(outside, "count"), "n": quantity(judged, "count")}
    if kinds == {"better"}:
        return Mark("+", "better", telling.tell(say("better than usual in {k} of {n}", **counts)))
    if kinds == {"worse"}:
        return Mark("-", "worse", telling.tell(say("worse than usual in {k} of {n}", **counts)))
    return Mark("*", "changed", telling.tell(say("outside the usual in {k} of {n}", **counts)))


def value(telling: Telling, total: Measure) -> str:
    """Write the total, or that there is none."""
    return telling.tell(say("no total")) if total.value is None else telling.number(total.value, total.unit)


def rests_on(telling: Telling, total: Measure) -> str:
    """Write k of n, or n where a mean rests on it."""
    if total.value is None:
        return telling.tell(total.why or say("It does not add up over sessions."))
    if total.k is not None and total.n is not None:
        return telling.tell(say("{k} of {n}", k=quantity(total.k, "count"), n=quantity(total.n, "count")))
    if total.n is not None and total.unit != "count":
        return telling.tell(say("n {n}", n=quantity(total.n, "count")))
    return ""


def could_be(telling: Telling, measure: PeriodMeasure) -> str:
    """Write the interval, or which kind of number has none."""
    total = measure.total
    if total.value is None:
        return ""
    if measure.across == "max" and len(measure.points) > 1:
        return telling.tell(say("the highest session"))
    if measure.across == "last" and len(measure.points) > 1 and total.low is None:
        return telling.tell(say("as of the last session"))
    if total.low is not None and total.high is not None:
        return telling.span(total.low, total.high, total.unit)
    if total.unit == "count":
        return telling.tell(say("counted"))
    summed = is_currency(total.unit) and total.n is None
    return telling.tell(say("a sum, no interval") if summed else say("no interval"))


def _method(telling: Telling, total: Measure) -> str:
    if total.method is None or total.confidence is None:
        return telling.tell(say("no interval"))
    share = quantity(total.confidence, "share")
    return telling.tell(say("{method}, {share}", method=total.method, share=share))


def headline_measures(period: Period) -> tuple[PeriodMeasure, ...]:
    """Give the measures chosen beforehand; where none was, or none has a value, the first that have values."""
    with_points = tuple(m for m in period.measures if any(point is not None for point in m.points))
    chosen = tuple(m for m in with_points if m.total.headline) or with_points[:4]
    return chosen[:MOST_PICTURES]


def multiple(telling: Telling, measure: PeriodMeasure, days: tuple[str, ...]) -> Multiple:
    """Make the small picture of one KPI: a point a session, against the usual range as of the last one."""
    total, usual = measure.total, measure.usual
    points = tuple(
        Point(value, TONES[verdict] if verdict in OUTSIDE else "usual", day)
        for value, verdict, day in zip(measure.points, measure.verdicts, days, strict=True)
    )
    doubt = (rests_on(telling, total), could_be(telling, measure))
    return Multiple(
        title=telling.title(total.title),
        value=value(telling, total),
        doubt=tuple(part for part in doubt if part),
        points=points,
        band=(usual.low, usual.high) if usual else None,
        ends=(telling.number(usual.low, total.unit), telling.number(usual.high, total.unit)) if usual else None,
        trial=bool(usual and usual.kind == "trial"),
        mark=period_mark(telling, measure),
        says=telling.tell(_in_words(telling, measure, days)),
    )


def _in_words(telling: Telling, measure: PeriodMeasure, days: tuple[str, ...]) -> Message:
    """Say the picture: each session's value with its own reading, and the range."""
    unit = measure.total.unit
    if sum(point is not None for point in measure.points) > MOST_POINTS:
        return _in_short(telling, measure)
    points = []
    for point, verdict, day in zip(measure.points, measure.verdicts, days, strict=True):
        if point is None:
            points.append(telling.tell(say("{day} no value", day=day)))
        elif MARKS[verdict] == "?":
            points.append(telling.tell(say("{day} {value}", day=day, value=quantity(point, unit))))
        else:
            text = say("{day} {value} ({verdict})", day=day, value=quantity(point, unit), verdict=VERDICTS[verdict])
            points.append(telling.tell(text))
    shown = {"title": telling.title(measure.total.title), "points": "; ".join(points)}
    if measure.usual is None:
        return say("{title}, session by session: {points}. No usual range yet.", **shown)
    return say(
        "{title}, session by session: {points}. Usual: {range}.", range=telling.usual(measure.usual, unit), **shown
    )


def _in_short(telling: Telling, measure: PeriodMeasure) -> Message:
    """Say the picture of many sessions: how far their values reach, and what they add up to."""
    unit, values = measure.total.unit, [point for point in measure.points if point is not None]
    shown: dict[str, Value] = {
        "title": telling.title(measure.total.title),
        "n": quantity(len(values), "count"),
        "low": quantity(min(values), unit),
        "middle": quantity(median(values), unit),
        "high": quantity(max(values), unit),
        "says": measure.says,
    }
    return say("{title} in {n} sessions: from {low} to {high}, the middle one {middle}. {says}", **shown)

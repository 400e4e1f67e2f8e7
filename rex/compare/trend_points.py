"""One KPI's points, each judged by the sessions before it; what cannot be compared is never joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.compare.history import DRIFTS, Past, judges
from rex.compare.kind import kind_of
from rex.compare.trend_limits import Base, as_range, in_force
from rex.model.attribution import which_orders
from rex.model.message import Message, say
from rex.model.trend import TrendLimits, TrendPoint, TrendRange
from rex.stats.control import TRIAL_FROM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.compare.kind import Kind
    from rex.compare.trend_seen import Evening
    from rex.config.workspace import LimitsFrom
    from rex.model.measure import Measure, UsualRange

NOT_HELD = say("This session's record does not hold it.")


class Line(NamedTuple):
    """A KPI's points, the range in force at the last value, and which points belong to the sessions that draw it.

    `kin` holds positions: of the last unbroken stretch, of the last value's season, and of its slot where that judges.
    """

    points: tuple[TrendPoint, ...]
    limits: TrendLimits | None
    kin: tuple[int, ...]


def line_of(kpi: str, evenings: Sequence[Evening], lock: LimitsFrom | None = None) -> Line:
    """Judge a KPI's values in the order of the sessions."""
    bases: dict[tuple[object, ...], Base] = {}
    incomparable: list[Past] = []
    points: list[TrendPoint] = []
    before: Kind | None = None
    last: tuple[UsualRange | None, LimitsFrom | None] = None, None
    since, drifted, ranges = 0, False, Ranges()
    of: dict[int, tuple[tuple[object, ...], ...]] = {}
    drawn_by: tuple[object, ...] = ()
    for evening in evenings:
        measure = evening.measures.get(kpi)
        if measure is None or measure.value is None or measure.status != "measured":
            points.append(_nothing(evening, measure))
            if measure is not None:
                incomparable.append(Past(evening.session.id, measure))
            continue
        kind = kind_of(measure, evening.session)
        of[len(points)] = _keys(kind, evening)
        every, slot = _keys(kind, evening)
        if evening.special and _judging(bases, every, lock, evening) < TRIAL_FROM:
            every, slot = (*kind[:3], frozenset(), ""), (*kind[:3], frozenset(), evening.slot)
        drawn_by = slot if _judging(bases, slot, lock, evening) >= TRIAL_FROM else every
        base = bases.setdefault(drawn_by, Base(lock))
        unlike = [] if len(base.judging(evening.day)) >= TRIAL_FROM else _unlike(incomparable, bases, kind)
        judged = base.judged(measure, evening.day, unlike)
        broken = None if before is None else break_between(before, kind)
        if before is not None and (measure.drifts or drifted):
            broken = DRIFTS
        points.append(_point(evening, judged, broken, ranges.of(judged.usual)))
        last = judged.usual, lock if base.anew(evening.day) else None
        since = len(points) - 1 if broken is not None or before is None else since
        if judges(measure):
            for key in _keys(kind, evening):
                bases.setdefault(key, Base(lock)).add(Past(evening.session.id, judged), evening.day)
        before, drifted = kind, measure.drifts
    kin = tuple(at for at, keys in of.items() if at >= since and drawn_by in keys)
    return Line(tuple(points), in_force(*last), kin)


def _judging(
    bases: dict[tuple[object, ...], Base], key: tuple[object, ...], lock: LimitsFrom | None, at: Evening
) -> int:
    """Count the sessions that could judge an evening."""
    return len(bases.setdefault(key, Base(lock)).judging(at.day))


def _keys(kind: Kind, evening: Evening) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Name the sessions that may judge this one: all of its kind, and of these the ones in its slot."""
    return (*kind[:3], evening.special, ""), (*kind[:3], evening.special, evening.slot)


def _unlike(incomparable: list[Past], bases: dict[tuple[object, ...], Base], kind: Kind) -> list[Past]:
    """Collect earlier entries that judge nothing here, to be counted; another rule's are told by the break."""
    other = [base for key, base in bases.items() if key[:2] != kind[:2] and not key[-1]]
    return [*incomparable, *(past for base in other for past in (*base.early, *base.window))]


def break_between(before: Kind, now: Kind) -> Message | None:
    """Say why two values following each other are not joined; None where they are."""
    if before.definition != now.definition:
        text = "From here on it is {new}, before it was {old}: two definitions, so the line starts anew."
        return say(text, old=before.definition, new=now.definition)
    if before.unit != now.unit:
        text = "From here on it is in {new}, before it was in {old}: the line starts anew."
        return say(text, old=before.unit, new=now.unit)
    if before.rule != now.rule and before.attribution is not None and now.attribution is not None:
        text = "From here on it counts orders {new}; before it counted those {old}: the line starts anew."
        return say(text, old=which_orders(before.attribution), new=which_orders(now.attribution))
    return None


def _nothing(evening: Evening, measure: Measure | None) -> TrendPoint:
    return TrendPoint(
        session=evening.session.id,
        value=None,
        unit="" if measure is None else measure.unit,
        verdict="too_little_data",
        why=NOT_HELD if measure is None or measure.why is None else measure.why,
    )


class Ranges:
    """The range of a point, made once for as long as it stays the same."""

    def __init__(self) -> None:
        self._usual: UsualRange | None = None
        self._range: TrendRange | None = None

    def of(self, usual: UsualRange | None) -> TrendRange | None:
        """Keep of a usual range what a point needs."""
        if usual is not self._usual:
            self._usual, self._range = usual, as_range(usual)
        return self._range


def _point(evening: Evening, judged: Measure, broken: Message | None, usual: TrendRange | None) -> TrendPoint:
    return TrendPoint(
        session=evening.session.id,
        value=judged.value,
        unit=judged.unit,
        k=judged.k,
        n=judged.n,
        verdict=judged.verdict,
        why=judged.verdict_why,
        usual=usual,
        broken=broken,
        provisional=evening.edition == "provisional" and judged.settles,
    )

"""Sessions in a row that luck seldom lines up: on one side of the middle, or each higher or lower than the last.

Eight on one side: Western Electric, Statistical Quality Control Handbook (1956). Six rising or falling: Nelson,
Journal of Quality Technology 16(4), 1984. A run is told and never makes a verdict: no other rules are used, since each
further one finds something in nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from rex.model.message import Message, quantity, say
from rex.model.trend import TrendRun
from rex.stats.control import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.message import Value
    from rex.model.trend import TrendPoint

Way: TypeAlias = Literal["above", "below", "rising", "falling"]
SIDE_LENGTH = 8
"""Sessions in a row on one side of the middle. By luck alone (20,000 normal histories, the middle drawn from the first
twelve): in 5 of 100 histories of twenty sessions, in 19 of forty."""
STEADY_LENGTH = 6
"""Sessions in a row of which each lies above (or each below) the one before it. By luck alone: in 3 to 4 of 100
histories of twenty sessions, in 8 of forty."""
SAID = {
    "above": say("{n} sessions in a row above the middle of its usual range, {first} to {last}."),
    "below": say("{n} sessions in a row below the middle of its usual range, {first} to {last}."),
    "rising": say("{n} sessions in a row, each higher than the one before, {first} to {last}."),
    "falling": say("{n} sessions in a row, each lower than the one before, {first} to {last}."),
}


class Steady(NamedTuple):
    """Positions from start up to, not including, stop, in which every value lies above (below) the one before."""

    start: int
    stop: int
    way: Literal["rising", "falling"]


def steady(values: Sequence[float], length: int = STEADY_LENGTH) -> list[Steady]:
    """Find rows of at least `length` values that rise, or fall, at every step; an equal neighbour ends a row."""
    found: list[Steady] = []
    start, way = 0, 0
    for position in range(1, len(values) + 1):
        step = 0 if position == len(values) else _sign(values[position] - values[position - 1])
        if step == way and step:
            continue
        if way and position - start >= length:
            found.append(Steady(start, position, "rising" if way > 0 else "falling"))
        start, way = position - 1, step
    return found


def _sign(step: float) -> int:
    return (step > 0) - (step < 0)


def runs_of(points: Sequence[TrendPoint], centre: float | None, days: dict[str, str]) -> tuple[TrendRun, ...]:
    """Tell the runs among comparable points, the one that ends first before the others.

    Sessions without a value neither end nor lengthen one.
    """
    known = [point for point in points if point.value is not None]
    values = [float(point.value or 0) for point in known]
    found: list[tuple[int, int, Way]] = [(s.stop, s.start, s.way) for s in steady(values)]
    if centre is not None:
        found += [(run.stop, run.start, run.side) for run in runs(values, centre, SIDE_LENGTH)]
    return tuple(_run(known[start:stop], way, days) for stop, start, way in sorted(found))


def _run(points: Sequence[TrendPoint], kind: Way, days: dict[str, str]) -> TrendRun:
    first, last, n = points[0].session, points[-1].session, len(points)
    values: dict[str, Value] = {"n": quantity(n, "count"), "first": days[first], "last": days[last]}
    return TrendRun(kind=kind, first=first, last=last, sessions=n, says=Message(text=SAID[kind].text, values=values))

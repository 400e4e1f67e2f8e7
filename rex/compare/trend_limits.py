"""Which earlier sessions judge a point: the first twelve, or those that rex.yaml names with a date and a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.compare.history import Past, judge, judges, placed, usual_range
from rex.model.trend import TrendLimits, TrendRange
from rex.stats.control import LOCK_FROM, TRIAL_FROM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rex.config.workspace import LimitsFrom
    from rex.model.measure import Measure, UsualRange


def rebased(measure: Measure, past: Sequence[tuple[Past, date]], lock: LimitsFrom, day: date) -> Measure:
    """Judge a measure of this day where rex.yaml starts its range anew; `past` is oldest first."""
    alike = [(one, then) for one, then in past if one.alike and judges(one.measure)]
    every, slot = Base(lock), Base(lock)
    for one, then in alike:
        every.add(one, then)
        if one.slot:
            slot.add(one, then)
    base = slot if len(slot.judging(day)) >= TRIAL_FROM else every
    return base.judged(measure, day)


@dataclass
class Base:
    """The sessions of one kind that may judge a later one, oldest first.

    `early` are the first ones of the history, `window` those since the day on which rex.yaml starts anew.
    """

    lock: LimitsFrom | None
    early: list[Past] = field(default_factory=list)
    window: list[Past] = field(default_factory=list)
    _drawn: dict[tuple[int, int, bool], UsualRange | None] = field(default_factory=dict)

    def add(self, past: Past, day: date) -> None:
        """Take a session in, once it was judged itself."""
        lock = self.lock
        if lock is None or day < lock.from_:
            if len(self.early) < LOCK_FROM:
                self.early.append(past)
        elif (lock.until is None and len(self.window) < LOCK_FROM) or (lock.until is not None and day <= lock.until):
            self.window.append(past)

    def judging(self, day: date) -> Sequence[Past]:
        """Give the sessions that judge one of this day."""
        return self.window if self.anew(day) else self.early

    def anew(self, day: date) -> bool:
        """Tell whether the range of this day was started anew in rex.yaml."""
        return self.lock is not None and day >= self.lock.from_

    def closed(self, day: date) -> bool:
        """Tell whether rex.yaml locks the range on this day: its window lies behind."""
        return self.lock is not None and self.lock.until is not None and day > self.lock.until

    def judged(self, measure: Measure, day: date, incomparable: Sequence[Past] = ()) -> Measure:
        """Give a measure its usual range and its verdict from the sessions before it."""
        past = self.judging(day)
        if not judges(measure) or len(past) < TRIAL_FROM:
            return judge(measure, [*past, *incomparable])
        usual = self._usual(measure, past, closed=self.closed(day))
        if usual is None:
            return judge(measure, past)
        verdict, why = placed(measure, usual)
        return measure.model_copy(update={"usual": usual, "verdict": verdict, "verdict_why": why})

    def _usual(self, measure: Measure, past: Sequence[Past], *, closed: bool) -> UsualRange | None:
        """Draw the range once for as long as the same sessions judge."""
        key = id(past), len(past), closed
        if key not in self._drawn:
            self._drawn = {key: range_over(measure, past) if closed else usual_range(measure, past)}
        return self._drawn[key]


def range_over(measure: Measure, base: Sequence[Past]) -> UsualRange | None:
    """Compute the XmR limits locked on exactly these sessions; None under five, or without a spread."""
    usual = usual_range(measure, base, most=len(base))
    return None if usual is None else usual.model_copy(update={"kind": "locked"})


def as_range(usual: UsualRange | None) -> TrendRange | None:
    """Keep of a usual range what a point needs."""
    if usual is None:
        return None
    return TrendRange(low=usual.low, high=usual.high, centre=usual.centre, kind=usual.kind, sessions=usual.sessions)


def in_force(usual: UsualRange | None, lock: LimitsFrom | None) -> TrendLimits | None:
    """Give the range in force with the sessions behind it, and why it was started anew where it was."""
    found = as_range(usual)
    if usual is None or found is None:
        return None
    limits = TrendLimits(**found.model_dump(), names=usual.names)
    if lock is None:
        return limits
    return limits.model_copy(update={"since": lock.from_, "until": lock.until, "reason": lock.reason})

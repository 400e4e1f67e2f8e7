"""What a trend keeps of a record: a thousand whole records would not fit where a thousand evenings do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from rex.compare.baseline import slots, special_tags

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rex.model.action import Settled
    from rex.model.answer import Forecast
    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.model.session import Session

BARE: dict[str, object] = {"usual": None, "verdict_why": None, "sums": {}, "strata": {}, "warnings": (), "curve": None}
"""Parts of a measure that no trend reads: its verdict is given anew by the sessions before it."""


class Evening(NamedTuple):
    """One session's record, without what a trend does not read; `day` is the day on the wall where it was.

    `special` are the tags of a season or a promotion, `slot` names the first session of its weekday and hour.
    """

    session: Session
    start: datetime
    day: date
    edition: str
    measures: dict[str, Measure]
    forecasts: tuple[Forecast, ...]
    settled: tuple[Settled, ...]
    special: frozenset[str] = frozenset()
    slot: str = ""


def seen(record: Retrospective) -> Evening | None:
    """Keep of a record what a trend reads; None where it has no start and so no place on the axis."""
    session = record.session
    if session.start is None:
        return None
    return Evening(
        session=session.model_copy(update={"cues": (), "goals": ()}),
        start=session.start,
        day=day_of(session),
        edition=record.edition,
        measures={m.id: m.model_copy(update=BARE) for m in record.measures if not m.ranked},
        forecasts=record.forecasts,
        settled=record.settled,
        special=special_tags(session),
    )


def day_of(session: Session) -> date:
    """Give the day on the wall where a session was; the very first day for one without a start."""
    if session.start is None:
        return date.min
    return session.start.astimezone(ZoneInfo(session.timezone or "UTC")).date()


def in_order(evenings: Iterable[Evening]) -> list[Evening]:
    """Put evenings on the axis, oldest first; two of one instant by their ids. Each is told its slot."""
    ordered = sorted(evenings, key=lambda evening: (evening.start, evening.session.id))
    slot_of = slots(evening.session for evening in ordered)
    return [evening._replace(slot=slot_of[evening.session.id]) for evening in ordered]

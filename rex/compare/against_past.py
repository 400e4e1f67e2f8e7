"""All of a session's measures judged by the client's earlier records: the step that gives every KPI its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.compare.baseline import comparable, slots
from rex.compare.history import judge, past_of
from rex.compare.mix import against_the_last
from rex.compare.trend_limits import rebased
from rex.compare.trend_seen import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rex.compare.history import Past
    from rex.config.workspace import LimitsFrom
    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.model.session import Session


def judged_by_past(
    measures: Iterable[Measure],
    session: Session,
    earlier: Sequence[Retrospective],
    limits: Mapping[str, LimitsFrom] | None = None,
) -> list[Measure]:
    """Give each measure its usual range and verdict; `limits` are the ranges that `rex.yaml` starts anew on a day."""
    alike = comparable(session, earlier)
    slot_of = slots([*(record.session for record in earlier), session])
    judged = []
    for measure in measures:
        past = past_of(measure, session, alike, slot_of)
        lock = (limits or {}).get(measure.id)
        placed = judge(measure, past) if lock is None else _rebased(measure, past, alike, session, lock)
        judged.append(against_the_last(placed, [entry.measure for entry in past if entry.alike]))
    return judged


def _rebased(
    measure: Measure, past: Sequence[Past], alike: Sequence[Retrospective], session: Session, lock: LimitsFrom
) -> Measure:
    """Judge by a range that is started anew on a day."""
    days = {record.session.id: day_of(record.session) for record in alike}
    return rebased(measure, [(entry, days[entry.session]) for entry in past], lock, day_of(session))

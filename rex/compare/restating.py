"""Compare a session's record with the one it takes the place of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.restatement import Restated, Restatement

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective

_DIGITS = 12


def restated(old: Retrospective, new: Retrospective) -> Retrospective:
    """Give the new record with what it changed about the old one added to the log; the log itself is kept.

    Another rule of which orders count restates as newer exports do. A record made again from the very same exports with
    the very same values changes nothing about the session and adds no entry.
    """
    if old.inputs == new.inputs and not _moved(old, new):
        return new.model_copy(update={"restatements": old.restatements})
    before = {measure.id: measure for measure in old.measures}
    after = {measure.id: measure for measure in new.measures}
    pairs = [(kpi, before.get(kpi), after.get(kpi)) for kpi in (*after, *(kpi for kpi in before if kpi not in after))]
    changes = tuple(_change(kpi, one, other) for kpi, one, other in pairs if _value(one) != _value(other))
    entry = Restatement(
        written=new.written,
        inputs=old.inputs[:_DIGITS],
        rex=old.rex,
        changes=changes,
        verdicts=sum(kpi in before and before[kpi].verdict != one.verdict for kpi, one in after.items()),
    )
    return new.model_copy(update={"restatements": (*old.restatements, entry)})


def _moved(old: Retrospective, new: Retrospective) -> bool:
    """Tell whether a number that both records hold is another one; a KPI that a newer REX added restates nothing."""
    before = {measure.id: _value(measure) for measure in old.measures}
    return any(measure.id in before and before[measure.id] != _value(measure) for measure in new.measures)


def _value(measure: Measure | None) -> tuple[float, str] | None:
    return None if measure is None or measure.value is None else (measure.value, measure.unit)


def _change(kpi: str, before: Measure | None, after: Measure | None) -> Restated:
    told = after if after is not None and after.value is not None else before
    if told is None:
        raise ValueError(f"{kpi} is in neither record")
    return Restated(
        kpi=kpi,
        title=told.title,
        unit=told.unit,
        before=None if before is None else before.value,
        after=None if after is None else after.value,
    )

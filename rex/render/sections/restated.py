"""What later exports changed: every time the record was made again from other files, number by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Bullets

if TYPE_CHECKING:
    from rex.model.restatement import Restated, Restatement
    from rex.render.reading import Reading

MOST = 6
"""Numbers named in one line; the record has all."""


def restatements(reading: Reading) -> Bullets:
    """List the restatements, the newest first."""
    lines = tuple(restatement_said(reading, one) for one in reversed(reading.record.restatements))
    return Bullets(lines, reading.tell(say("Restated")))


def restatement_said(reading: Reading, one: Restatement) -> str:
    """Say what one restatement changed: money first, since that is what a client was told."""
    day = reading.speaker.f.date(one.written)
    if not one.changes:
        return reading.tell(say("{day}: other exports, and every number is the same.", day=day))
    named = sorted(one.changes, key=_first)[:MOST]
    told = "; ".join(_change(reading, change) for change in named)
    rest = len(one.changes) - len(named)
    if rest:
        more = say_n("{day}: {changes}; and {n} more.", "{day}: {changes}; and {n} more.", rest, day=day, changes=told)
        return reading.tell(more)
    return reading.tell(say("{day}: {changes}.", day=day, changes=told))


def _first(change: Restated) -> tuple[int, str]:
    order = ("revenue", "net_revenue", "refunds", "orders", "units", "conversion_rate", "aov", "nps")
    return (order.index(change.kpi) if change.kpi in order else len(order), change.kpi)


def _change(reading: Reading, change: Restated) -> str:
    title = reading.speaker.t(change.title)
    values = {"old": _value(reading, change.before, change.unit), "new": _value(reading, change.after, change.unit)}
    return reading.tell(say("{title} {old} → {new}", title=title, **values))


def _value(reading: Reading, value: float | None, unit: str) -> Message | str:
    return say("no value") if value is None else reading.number(value, unit)

"""At what hours is the audience best? Headline KPIs by weekday and hour, with luck taken off.

Slots are those that usual ranges are drawn from. A cell of fewer than three shows has no value, and none is called
better than another unless the slots differ by more than luck: the best of ten alike slots is always somewhere.
"""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from rex.compare.kind import kind_of
from rex.model.message import Message, quantity, say, say_n
from rex.model.slot import Slot, SlotCell, SlotKpi, SlotTable
from rex.stats.control import continued_share
from rex.stats.shrink import shrunk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from rex.compare.trend_seen import Evening
    from rex.model.measure import Measure

LEAST = 3
"""Shows in a cell, from which it has a value (KPI catalogue, "Slot")."""
LEVEL = 0.05
"""How often luck alone may part equal slots, over all KPIs of the table together (Bonferroni)."""
MOST_NAMED = 6
AUDIENCE = ("unique_viewers", "average_concurrent", "peak_concurrent", "platform_viewers", "platform_peak_viewers")
OTHERWISE = ("participation", "conversion_rate")
"""What stands beside the audience where no headline KPI has a value."""
Stands = Literal["above", "below", "alike"]


def slot_table(
    evenings: Sequence[Evening], newest: Mapping[str, Measure], only: Sequence[str] = ()
) -> SlotTable | None:
    """Lay the headline KPIs and the audience over the slots; None where all shows are of one slot."""
    ordinary = [evening for evening in evenings if not evening.special]
    members: dict[str, list[Evening]] = {}
    for evening in ordinary:
        members.setdefault(evening.slot, []).append(evening)
    if len(members) < 2:
        return None
    rows = sorted(((_slot(shows), shows) for shows in members.values()), key=lambda row: (row[0].weekday, row[0].clock))
    shown = _chosen(newest, evenings[-1], only)
    if not shown:
        return None
    level = LEVEL / len(shown)
    kpis = tuple(_kpi(newest[kpi], _last_of(kpi, ordinary), [shows for _, shows in rows], level) for kpi in shown)
    slots = tuple(slot for slot, _ in rows)
    return SlotTable(
        least=LEAST,
        slots=slots,
        kpis=kpis,
        left_out=len(evenings) - len(ordinary),
        says=tuple(_says(slots, kpis, len(evenings) - len(ordinary))),
    )


def _chosen(newest: Mapping[str, Measure], last: Evening, only: Sequence[str]) -> list[str]:
    """Choose the headline KPIs, and one of the audience where none is among them; or those that were asked for."""
    if only:
        return [kpi for kpi in only if kpi in newest and newest[kpi].value is not None]
    found = [kpi for kpi, measure in last.measures.items() if measure.headline and measure.value is not None]
    known = {kpi for kpi, measure in newest.items() if measure.value is not None}
    if set(found) & set(AUDIENCE):
        return found
    audience = [kpi for kpi in AUDIENCE if kpi in known][:1]
    return found + audience if found else audience + [kpi for kpi in OTHERWISE if kpi in known]


def _slot(shows: Sequence[Evening]) -> Slot:
    """Name a slot by the weekday of its first show and the middle of its beginnings, to the quarter of an hour."""
    first = _wall(shows[0])
    minutes = [_minutes(evening) for evening in shows]
    around = [minute + 1440 * round((_minutes(shows[0]) - minute) / 1440) for minute in minutes]
    quarter = round(median(around) / 15) * 15 % 1440
    clock = f"{quarter // 60:02}:{quarter % 60:02}"
    return Slot(
        weekday=first.weekday(),
        clock=clock,
        sessions=tuple(evening.session.id for evening in shows),
        name=say("{day} {clock}", day=DAYS[first.weekday()], clock=clock),
    )


def _minutes(evening: Evening) -> int:
    start = _wall(evening)
    return start.hour * 60 + start.minute


def _wall(evening: Evening) -> datetime:
    """Give the wall time of the beginning where the show was."""
    return evening.start.astimezone(ZoneInfo(evening.session.timezone or "UTC"))


def _last_of(kpi: str, evenings: Sequence[Evening]) -> Evening | None:
    return next((e for e in reversed(evenings) if kpi in e.measures and e.measures[kpi].value is not None), None)


def _kpi(newest: Measure, last: Evening | None, rows: Sequence[Sequence[Evening]], level: float) -> SlotKpi:
    """Lay one KPI over the slots, from the values that the newest one can be compared with."""
    values = [[] if last is None else _values(newest.id, last, shows) for shows in rows]
    scale = _scale(newest.scale, [pair for row in values for pair in row])
    moved = [[_there(value, n, scale) for value, n in row] for row in values]
    full = [row for row in moved if len(row) >= LEAST]
    found = None if newest.drifts else shrunk(full)
    groups = iter(found.groups if found is not None else ())
    cells = []
    for row in moved:
        if len(row) < LEAST:
            cells.append(SlotCell(sessions=len(row)))
            continue
        one = next(groups, None)
        own = _back(math.fsum(row) / len(row), scale)
        if one is None or found is None:
            cells.append(SlotCell(sessions=len(row), own=own, stands="alike"))
            continue
        stands: Stands = "alike"
        if found.p < level and not one.low <= found.centre <= one.high:
            stands = "above" if one.low > found.centre else "below"
        value, low, high = (_back(point, scale) for point in (one.value, one.low, one.high))
        cells.append(SlotCell(sessions=len(row), own=own, value=value, low=low, high=high, stands=stands))
    return SlotKpi(
        id=newest.id,
        title=newest.title,
        unit=newest.unit,
        better=newest.better,
        centre=None if found is None else _back(found.centre, scale),
        p=None if found is None else float(f"{found.p:.6g}"),
        cells=tuple(cells),
    )


def _values(kpi: str, last: Evening, shows: Sequence[Evening]) -> list[tuple[float, float]]:
    own = kind_of(last.measures[kpi], last.session)
    found = ((show, show.measures.get(kpi)) for show in shows)
    return [
        (float(measure.value), float(measure.n or 0))
        for show, measure in found
        if measure is not None and measure.value is not None and own.alike(kind_of(measure, show.session))
    ]


def _scale(asked: str, values: Sequence[tuple[float, float]]) -> str:
    """Take the scale that the KPI's spread is judged on; plain where a value has no place there."""
    if asked == "log" and all(value > 0 for value, _ in values):
        return "log"
    return "logit" if asked == "logit" and all(0 < continued_share(value, n) < 1 for value, n in values) else "plain"


def _there(value: float, n: float, scale: str) -> float:
    if scale == "log":
        return math.log(value)
    if scale == "logit":
        share = continued_share(value, n)
        return math.log(share / (1 - share))
    return value


def _back(point: float, scale: str) -> float:
    value = math.exp(point) if scale == "log" else 1 / (1 + math.exp(-point)) if scale == "logit" else point
    return float(f"{value:.10g}")


def _says(slots: Sequence[Slot], kpis: Sequence[SlotKpi], left_out: int) -> list[Message]:
    """Say which slots lie elsewhere by more than luck, or why none can be told."""
    full = sum(any(kpi.cells[at].stands != "too_few" for kpi in kpis) for at in range(len(slots)))
    said = [_told(slots, kpi) for kpi in kpis if any(cell.stands in {"above", "below"} for cell in kpi.cells)]
    if full < 2:
        least = quantity(LEAST, "count")
        none = say("No slot has {least} shows yet, so none can be told from another.", least=least)
        said = [say("One slot has {least} shows or more: two are needed to compare.", least=least) if full else none]
    elif not said:
        text = (
            "Of {all} slots {full} have {least} shows or more, and these differ by no more than luck: none can be "
            "called the best."
        )
        places = {"all": len(slots), "full": full, "least": LEAST}
        said = [say(text, **{name: quantity(value, "count") for name, value in places.items()})]
    else:
        said.append(say("A slot also has its own weeks, hosts and products: try it on purpose before it is believed."))
    thin = [slot for at, slot in enumerate(slots) if all(kpi.cells[at].stands == "too_few" for kpi in kpis)]
    if thin and full:
        said.append(_thin(thin))
    if left_out:
        said.append(
            say_n(
                "{n} show of a season or promotion is left out.",
                "{n} shows of a season or promotion are left out.",
                left_out,
            )
        )
    return said


def _thin(slots: Sequence[Slot]) -> Message:
    """Name the slots of too few shows; many of them are counted."""
    least = quantity(LEAST, "count")
    if len(slots) > MOST_NAMED:
        return say_n(
            "{n} slot has under {least} shows.", "{n} slots have under {least} shows.", len(slots), least=least
        )
    return say_n(
        "{n} slot has under {least} shows: {names}.",
        "{n} slots have under {least} shows: {names}.",
        len(slots),
        least=least,
        names=_listed([slot.name for slot in slots]),
    )


def _listed(parts: Sequence[Message]) -> Message:
    said = parts[0]
    for more in parts[1:]:
        said = say("{first}; {then}", first=said, then=more)
    return said


def _told(slots: Sequence[Slot], kpi: SlotKpi) -> Message:
    """Name each slot that lies elsewhere, in the order of the week, with its value, range and shows."""
    named = [_one(slot, cell, kpi.unit) for slot, cell in zip(slots, kpi.cells, strict=True) if cell.stands in STANDS]
    text = "{kpi}, by more than luck apart from {centre} over all slots: {slots}."
    return say(text, kpi=say(kpi.title), centre=quantity(kpi.centre or 0, kpi.unit), slots=_listed(named))


def _one(slot: Slot, cell: SlotCell, unit: str) -> Message:
    return say(
        "{slot} {stands}, {value} ({low} to {high}, {n} shows)",
        slot=slot.name,
        stands=STANDS[cell.stands],
        value=quantity(cell.value or 0, unit),
        low=quantity(cell.low or 0, unit),
        high=quantity(cell.high or 0, unit),
        n=quantity(cell.sessions, "count"),
    )


STANDS = {"above": say("above"), "below": say("below")}
DAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))

"""Judge a record by its gates: what fails an automatic run needs a real size and no doubt, or luck turns it red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.compare.benchmarks import in_unit
from rex.compare.identities import broken
from rex.model.gate import Gate, Judged
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.compare.history import Past
    from rex.model.gate import GateKind
    from rex.model.measure import Measure
    from rex.model.message import Value
    from rex.model.retrospective import Retrospective

SLIDE = 8
"""Sessions in a row on one side: in 12 in-control points 0.2 % of histories have it, in 20 points 2 %."""
CARRIED = 3
"""An action carried so often is promised and not done."""


def kpi_gates(record: Retrospective, gates: Sequence[Gate], past: dict[str, list[Past]]) -> Iterator[Judged]:
    """Judge every KPI gate; without any in `rex.yaml` each headline KPI's usual range is one.

    Where a platform's number stands in for a headline KPI, its range is the gate.
    `past` holds each gated KPI's earlier sessions, oldest first.
    """
    chosen = gates or [Gate(kpi=kpi, usual=True) for kpi in _headline(record)]
    for gate in chosen:
        measure = record.measure(gate.kpi)
        if measure is None or measure.value is None:
            why = say("no such number") if measure is None or measure.why is None else measure.why
            says = say("{kpi} has no value in this session: {why}", kpi=gate.kpi, why=why)
            yield Judged(kind="kpi", name=gate.kpi, state="unknown", says=says)
            continue
        yield from _judged(gate, measure, past.get(gate.kpi, []))


def _headline(record: Retrospective) -> list[str]:
    """Name the headline KPIs, those that the record measured under another name after those that were chosen."""
    stood_in = [m.id for m in record.measures if m.headline and m.id not in record.session.headline]
    replaced = {m.id for m in record.measures if not m.headline} if stood_in else set()
    return [*(kpi for kpi in record.session.headline if kpi not in replaced), *stood_in]


def _judged(gate: Gate, measure: Measure, past: list[Past]) -> Iterator[Judged]:
    least = in_unit(gate.smallest_effect, measure.unit)
    if gate.at_least is not None:
        yield _limit(gate, measure, in_unit(gate.at_least, measure.unit), least, above=False)
    if gate.at_most is not None:
        yield _limit(gate, measure, in_unit(gate.at_most, measure.unit), least, above=True)
    if gate.usual:
        yield _usual(gate, measure, least)
    if gate.drift:
        yield _drift(gate, measure, past, least)


def _limit(gate: Gate, measure: Measure, limit: float, least: float, *, above: bool) -> Judged:
    value = float(measure.value or 0)
    beyond = value - limit if above else limit - value
    nearest = (measure.low if above else measure.high) if measure.low is not None else value
    certain = nearest is None or (nearest > limit if above else nearest < limit)
    places = _places(measure, limit=quantity(limit, measure.unit))
    name = f"{gate.kpi} {'at_most' if above else 'at_least'}"
    if beyond <= least:
        return _made(name, "held", say("{title} {value}: the gate at {limit} holds.", **places))
    if not certain:
        text = "{title} {value} lies beyond the gate at {limit}, but not further than luck in this session explains."
        return _made(name, "warned", say(text, **places))
    return _crossed(gate, name, say("{title} {value} lies beyond the gate at {limit}.", **places))


def _usual(gate: Gate, measure: Measure, least: float) -> Judged:
    name, places = f"{gate.kpi} usual", _places(measure)
    if measure.usual is None:
        why = measure.verdict_why or say("there are too few earlier sessions.")
        return _made(name, "unknown", say("{title} {value} cannot be judged yet: {why}", **places, why=why))
    wrong = {"worse", "up", "down"} if measure.better == "neither" else {"worse"}
    value = float(measure.value or 0)
    apart = max(value - measure.usual.high, measure.usual.low - value)
    ends: dict[str, Value] = {
        "low": quantity(measure.usual.low, measure.unit),
        "high": quantity(measure.usual.high, measure.unit),
    }
    if measure.verdict not in wrong or apart <= least:
        return _made(name, "held", say("{title} {value}: the usual range holds.", **places))
    if measure.better == "neither":
        return _crossed(gate, name, say("{title} {value} left its usual range, {low} to {high}.", **places, **ends))
    text = "{title} {value} left its usual range, {low} to {high}, for the worse."
    return _crossed(gate, name, say(text, **places, **ends))


def _drift(gate: Gate, measure: Measure, past: list[Past], least: float) -> Judged:
    name, places = f"{gate.kpi} drift", _places(measure)
    values = [float(p.measure.value) for p in past if p.alike and p.measure.value is not None] + [
        float(measure.value or 0)
    ]
    if measure.better == "neither":
        says = say("{title} has no worse side, so it has no slide: take this gate out of rex.yaml.", **places)
        return _made(name, "unknown", says)
    if measure.usual is None or len(values) < SLIDE:
        return _made(name, "unknown", say("{title}: too few sessions to see a slide.", **places))
    centre, last = measure.usual.centre, values[-SLIDE:]
    worse = [value < centre if measure.better == "higher" else value > centre for value in last]
    apart = abs(sum(last) / SLIDE - centre)
    if not all(worse) or apart <= least:
        return _made(name, "held", say("{title}: no slide.", **places))
    text = (
        "{title} was on the worse side of the middle, {centre}, in the last {n} sessions: a slide no single one shows."
    )
    centre_said, n = quantity(centre, measure.unit), quantity(SLIDE, "count")
    return _crossed(gate, name, say(text, **places, centre=centre_said, n=n))


def _places(measure: Measure, **more: Value) -> dict[str, Value]:
    return {"title": say(measure.title), "value": quantity(float(measure.value or 0), measure.unit), **more}


def _made(name: str, state: str, says: Message, kind: GateKind = "kpi") -> Judged:
    return Judged.model_validate({"kind": kind, "name": name, "state": state, "says": says})


def _crossed(gate: Gate, name: str, says: Message) -> Judged:
    return _made(name, "crossed" if gate.level == "error" else "warned", says)


def check_gates(record: Retrospective) -> Iterator[Judged]:
    """Judge the checks: one that warns or blocks and was not suppressed is crossed."""
    for finding in record.checks.findings:
        open_ = finding.suppressed is None and finding.level != "info"
        yield _made(finding.check, "crossed" if open_ else "held", finding.says, "checks")
    for passed in record.checks.passed:
        yield _made(passed.check, "held", passed.says, "checks")


def action_gates(record: Retrospective) -> Iterator[Judged]:
    """Judge the earlier actions: overdue ones, and those carried three times, are crossed."""
    for settled in record.settled:
        action = settled.action
        places: dict[str, Value] = {"id": action.id, "what": action.what, "owner": action.owner}
        if settled.overdue:
            yield _made(action.id, "crossed", say("{id} is overdue: {what} ({owner}).", **places), "actions")
        elif action.status == "open" and action.carried >= CARRIED:
            text = "{id} was carried {n} times: {what} ({owner})."
            n = quantity(action.carried, "count")
            yield _made(action.id, "crossed", say(text, **places, n=n), "actions")
        else:
            yield _made(action.id, "held", say("{id}: {what} ({owner}).", **places), "actions")


def data_gates(record: Retrospective) -> Iterator[Judged]:
    """Judge the data: files that nobody knows, rows that cannot be read, and sums that contradict each other."""
    for source in record.sources:
        lost = source.reasons.get("unreadable", 0)
        yield _made(source.file, "crossed" if lost else "held", _read(source.file, lost), "data")
    for unknown in record.unrecognised:
        says = say("{file} is no export that REX knows: {why}", file=unknown.file, why=unknown.why)
        yield _made(unknown.file, "crossed", says, "data")
    for n, said in enumerate(broken(record.measures), start=1):
        yield _made(f"sums {n}", "crossed", said, "data")


def _read(file: str, lost: int) -> Message:
    if not lost:
        return say("{file} was read whole.", file=file)
    return say_n("{n} row of {file} cannot be read.", "{n} rows of {file} cannot be read.", lost, file=file)


def judge_gates(
    record: Retrospective, kinds: Sequence[GateKind], gates: Sequence[Gate], past: dict[str, list[Past]]
) -> tuple[Judged, ...]:
    """Judge a record by the gates of these kinds, in the order asked for."""
    rooms = {
        "kpi": lambda: kpi_gates(record, gates, past),
        "checks": lambda: check_gates(record),
        "actions": lambda: action_gates(record),
        "data": lambda: data_gates(record),
    }
    return tuple(one for kind in kinds for one in rooms[kind]())

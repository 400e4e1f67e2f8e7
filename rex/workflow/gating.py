"""Judge records by the gates of their workspace; only records are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.compare.baseline import comparable
from rex.compare.gates import judge_gates
from rex.compare.history import past_of
from rex.errors import FileError
from rex.metrics.base import Metric
from rex.model.gate import Judged, Suite
from rex.model.message import say
from rex.plugins.find import find
from rex.store.records import all_records, earlier_records, load
from rex.store.workspace import Folder, find_session
from rex.workflow.desk import demand_known
from rex.workflow.periods import records_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rex.model.gate import Gate, GateKind
    from rex.model.retrospective import Retrospective
    from rex.workflow.spans import Span


def demand_gates(path: Path) -> None:
    """Refuse a gate of a KPI that does not exist, before anything is done; `path` is a session or a workspace."""
    folder = find_session(str(path), path)
    settings = folder.settings()
    root = folder.workspace or folder.path
    metrics = find("rex.metrics", Metric, folders=[root / name for name in settings.plugins]).plugins
    demand_known([gate.kpi for gate in settings.gates], metrics, key="gates")


def judged_by_gates(record: Retrospective, path: Path, kinds: Sequence[GateKind]) -> Suite:
    """Judge the record of a session folder; earlier sessions are those of the workspace it lies in."""
    folder = find_session(str(path), path)
    gates = folder.settings().gates
    earlier = earlier_records(folder, record.session.start)[0] if any(gate.drift for gate in gates) else []
    return _judged(record, kinds, gates, earlier)


def judged_sessions(folders: Iterable[Folder], kinds: Sequence[GateKind]) -> tuple[Suite, ...]:
    """Judge each session that has a record; one that cannot be used is a crossed gate of the data."""
    suites = []
    for folder in folders:
        if not folder.record.exists():
            continue
        try:
            suites.append(judged_by_gates(load(folder.record), folder.path, kinds))
        except FileError as error:
            lost = (_lost(folder.id, error),) if "data" in kinds else ()
            suites.append(Suite(name=folder.id, title=folder.id, judged=lost))
    return tuple(suites)


def _lost(session: str, error: FileError) -> Judged:
    return Judged(kind="data", name=session, state="crossed", says=say("{what}", what=error.what))


def judged_span(root: Path, span: Span, kinds: Sequence[GateKind]) -> tuple[Suite, ...]:
    """Judge the sessions of a period one by one; what they promised is judged once, as the last one leaves it.

    A record of the workspace that cannot be used is a crossed gate of the data.
    """
    inside, unusable = records_of(root, span)
    gates = Folder(root, root).settings().gates
    every = all_records(root)[0] if any(gate.drift for gate in gates) else []
    suites = []
    for record in inside:
        start = record.session.start
        earlier = [one for one in every if one.session.start and start and one.session.start < start]
        asked = [kind for kind in kinds if kind != "actions" or record is inside[-1]]
        suites.append(_judged(record, asked, gates, earlier))
    lost = tuple(_lost(item.session, item.error) for item in unusable if "data" in kinds)
    return (*suites, Suite(name=span.name, title=span.name, judged=lost)) if lost else tuple(suites)


def _judged(
    record: Retrospective, kinds: Sequence[GateKind], gates: Sequence[Gate], earlier: Sequence[Retrospective]
) -> Suite:
    drifting = [measure for gate in gates if gate.drift and (measure := record.measure(gate.kpi)) is not None]
    alike = comparable(record.session, earlier) if drifting else []
    past = {measure.id: past_of(measure, record.session, alike) for measure in drifting}
    judged = judge_gates(record, kinds, gates, past)
    return Suite(name=record.session.id, title=record.session.title, judged=judged)

"""Judge a record by the gates of its workspace; only records are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.compare.baseline import comparable
from rex.compare.gates import judge_gates
from rex.compare.history import past_of
from rex.store.records import earlier_records
from rex.store.workspace import find_session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.model.gate import GateKind, Judged
    from rex.model.retrospective import Retrospective


def judged_by_gates(record: Retrospective, path: Path, kinds: Sequence[GateKind]) -> tuple[Judged, ...]:
    """Judge the record of a session folder; earlier sessions are those of the workspace it lies in."""
    folder = find_session(str(path), path)
    gates = folder.settings().gates
    earlier = earlier_records(folder, record.session.start)[0] if any(gate.drift for gate in gates) else []
    alike = comparable(record.session, earlier)
    measured = [measure for gate in gates if gate.drift and (measure := record.measure(gate.kpi)) is not None]
    past = {measure.id: past_of(measure, record.session, alike) for measure in measured}
    return judge_gates(record, kinds, gates, past)

"""What a session's record rests on besides its own exports: earlier exports and records, answers, benchmarks."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from rex.config.benchmarks import FILE as BENCHMARKS
from rex.errors import RexError
from rex.model.ground import Ground
from rex.store.records import past_values
from rex.store.workspace import sessions_of
from rex.workflow.imports import exports_of, inputs_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from rex.model.retrospective import Retrospective
    from rex.model.session import Session
    from rex.store.workspace import Folder

_DIGITS = 12


def ground_of(folder: Folder, session: Session, *, alone: bool = False) -> Ground:
    """Hash what lies there now; a session that is judged `alone` rests on no earlier record."""
    root = folder.workspace or folder.path
    return Ground(
        earlier={other.id: inputs_hash(other)[:_DIGITS] for other, _, _ in earlier_sessions(folder, session)},
        records=None if alone else dict(_records(folder, session)),
        answers=_digest(folder.answers, folder.answers.rglob("*.yaml")),
        benchmarks=_digest(root, [root / BENCHMARKS]),
        limits=_limits(folder),
    )


def earlier_sessions(folder: Folder, session: Session) -> Iterator[tuple[Folder, Session, datetime]]:
    """Give the workspace's sessions that began before this one and have exports, by id.

    One whose `session.yaml` cannot be read has nothing to tell about the past; its own review says why.
    """
    if folder.workspace is None or session.start is None:
        return
    for other in sessions_of(folder.workspace):
        if other.id == folder.id:
            continue
        try:
            theirs = other.session()
        except RexError:
            continue
        if theirs.start is not None and theirs.start < session.start and exports_of(other):
            yield other, theirs, theirs.start


def _records(folder: Folder, session: Session) -> Iterator[tuple[str, str]]:
    """Give the values of each record of a session that began before this one; a damaged one has none to give."""
    if folder.workspace is None or session.start is None:
        return
    for other in sessions_of(folder.workspace):
        past = None if other.id == folder.id else past_values(other.record)
        if past is not None and past.session.start is not None and past.session.start < session.start:
            yield other.id, past.values


def values_digest(record: Retrospective) -> str:
    """Hash what later sessions are judged by: each KPI's value, definition, range and kinds, the show, what was told.

    Two records that differ in their texts or their time of writing alone have the same.
    """
    parts = [
        record.session.model_dump(mode="json"),
        [[m.definition, m.unit, m.value, m.low, m.high, m.n, m.sums] for m in record.measures],
        [measure.model_dump(mode="json", include={"strata"}) for measure in record.measures if measure.strata],
        [one.model_dump(mode="json") for one in (*record.forecasts, *record.settled, *record.products)],
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:_DIGITS]


def _limits(folder: Folder) -> str:
    """Hash the ranges that rex.yaml starts anew; empty without any."""
    limits = folder.settings().limits
    if not limits:
        return ""
    said = {kpi: lock.model_dump(mode="json") for kpi, lock in sorted(limits.items())}
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:_DIGITS]


def _digest(root: Path, files: Iterable[Path]) -> str:
    """Hash files by name and content; empty without any."""
    found = sorted(file for file in files if file.is_file())
    if not found:
        return ""
    digest = hashlib.sha256()
    for file in found:
        digest.update(f"{file.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_DIGITS]

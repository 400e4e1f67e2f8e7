"""Every KPI over the sessions of a workspace, from its records alone."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rex.compare.trend import trend
from rex.compare.trend_seen import Evening, in_order, seen
from rex.config.placed import did_you_mean, read
from rex.config.workspace import read_workspace
from rex.errors import FileError, NothingToMeasure, UsageError
from rex.model.comparison import Problem
from rex.model.message import say
from rex.store.records import load
from rex.store.workspace import SETTINGS, sessions_of, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rex.config.workspace import WorkspaceSettings
    from rex.model.trend import Trend


@contextmanager
def _without_sweeps() -> Iterator[None]:
    """Hold the collector of cycles back: records have none, and it takes four tenths of the time to find that out."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def trended_workspace(path: Path) -> tuple[Path, WorkspaceSettings]:
    """Find the workspace at or around a folder; raises UsageError where there is none."""
    root = workspace_of(path)
    if root is None:
        raise UsageError("This is no workspace.", todo="Name one, or go to one: rex trend my-client", kept="")
    return root, read_workspace(root / SETTINGS)


def trend_of(root: Path, settings: WorkspaceSettings, *, only: Sequence[str] = (), last: int | None = None) -> Trend:
    """Read the records of a workspace, one after the other; those that cannot be used are named and left out.

    Raises NothingToMeasure without a record, UsageError at a KPI that no record holds, FileError at a limit of one.
    """
    with _without_sweeps():
        return _trend_of(root, settings, only, last)


def _trend_of(root: Path, settings: WorkspaceSettings, only: Sequence[str], last: int | None) -> Trend:
    evenings, problems = _evenings(root)
    if not evenings:
        why = f" {problems[0].why.values['what']}" if problems else ""
        raise NothingToMeasure(
            f"There is no record of a session here.{why}",
            todo="Review the sessions first:  rex review --all",
            kept="",
        )
    known = dict.fromkeys(kpi for evening in evenings for kpi in evening.measures)
    for kpi in only:
        if kpi not in known:
            raise UsageError(f'--kpi "{kpi}" is in no record.', todo=did_you_mean(kpi, known), kept="")
    for kpi in settings.limits:
        if kpi not in known:
            what = f'"{kpi}" is in no record of this workspace.'
            raise read(root / SETTINGS).error(("limits", kpi), what, todo=did_you_mean(kpi, known))
    return trend(evenings, settings.limits, only=only, last=last, problems=problems)


def _evenings(root: Path) -> tuple[list[Evening], list[Problem]]:
    """Keep of each record what a trend reads: a thousand whole ones would fill the memory."""
    found: list[Evening] = []
    problems: list[Problem] = []
    for folder in sessions_of(root):
        if not folder.record.exists():
            continue
        try:
            evening = seen(load(folder.record))
        except FileError as error:
            problems.append(Problem(session=folder.id, why=say("{what}", what=error.what)))
            continue
        if evening is None:
            problems.append(
                Problem(session=folder.id, why=say("Its record says no start, so it has no place in time."))
            )
        else:
            found.append(evening)
    return in_order(found), problems

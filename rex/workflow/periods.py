"""A month of one workspace, from its records alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rex.compare.period import Frame, period
from rex.config.workspace import WorkspaceSettings, read_workspace
from rex.errors import NothingToMeasure, UsageError
from rex.metrics.base import Metric, Setting
from rex.metrics.compute import over
from rex.model.comparison import Period, Problem
from rex.model.message import say
from rex.plugins.find import find
from rex.store.records import all_records
from rex.store.workspace import SETTINGS, workspace_of
from rex.workflow.period_said import said_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.store.records import Unusable
    from rex.workflow.runtime import Runtime

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def workspace_at(path: Path) -> tuple[Path, WorkspaceSettings]:
    """Find the workspace at or around a folder; raises UsageError where there is none."""
    root = workspace_of(path)
    if root is None:
        raise UsageError(
            "This is no workspace.", todo="Name one, or go to one: rex report --month 2026-10 my-client", kept=""
        )
    return root, read_workspace(root / SETTINGS)


def days_of(month: str) -> tuple[date, date]:
    """Give the first and the last day of a month written as 2026-10; raises UsageError where it is none."""
    found = _MONTH.fullmatch(month)
    if found is None:
        raise UsageError(f'--month "{month}" is no month.', todo="Write it like 2026-10.", kept="")
    first = date(int(found[1]), int(found[2]), 1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def demand_records(root: Path, month: str) -> None:
    """Raise NothingToMeasure where a month has no record: nobody is asked about a month without a report."""
    _records(root, month)


def _records(root: Path, month: str) -> tuple[list[Retrospective], tuple[Unusable, ...]]:
    """Read the records of a month, and those of the workspace that cannot be used."""
    first, last = days_of(month)
    records, unusable = all_records(root)
    inside = [record for record in records if (day := _day(record)) is not None and first <= day <= last]
    if not inside:
        raise NothingToMeasure(
            f"There is no record of a session in {month}.",
            todo="Review the sessions first:  rex review --all",
            kept="",
        )
    return inside, tuple(unusable)


def month_of(root: Path, month: str, lang: str, runtime: Runtime) -> Period:
    """Read the records of one month, and what the team said of it.

    Records that cannot be used are named and the rest goes on; raises FileError at a wrong file of answers.
    """
    first, last = days_of(month)
    inside, unusable = _records(root, month)
    settings = read_workspace(root / SETTINGS)
    metrics = find("rex.metrics", Metric, folders=[root / name for name in settings.plugins]).plugins

    def value(
        kpi: str, sums: Sequence[Mapping[str, int | dict[str, int]]], duration_s: float, currency: str | None
    ) -> Measure | None:
        metric = metrics.get(kpi)
        return None if metric is None else over(metric, sums, Setting(duration_s, currency))

    frame = Frame(month, first, last, runtime.now, lang)
    problems = [Problem(session=item.session, why=say("{what}", what=item.error.what)) for item in unusable]
    return period(inside, frame, value, problems, said_in(root, month))


def _day(record: Retrospective) -> date | None:
    start = record.session.start
    return None if start is None else start.astimezone(ZoneInfo(record.session.timezone or "UTC")).date()

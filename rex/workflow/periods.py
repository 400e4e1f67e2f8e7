"""A month, a week or any span of days of one workspace, from its records alone."""

from __future__ import annotations

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
    from datetime import date, datetime
    from pathlib import Path

    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.store.records import Unusable
    from rex.workflow.runtime import Runtime
    from rex.workflow.spans import Span


def workspace_at(path: Path) -> tuple[Path, WorkspaceSettings]:
    """Find the workspace at or around a folder; raises UsageError where there is none."""
    root = workspace_of(path)
    if root is None:
        raise UsageError(
            "This is no workspace.", todo="Name one, or go to one: rex report --month 2026-10 my-client", kept=""
        )
    return root, read_workspace(root / SETTINGS)


def demand_records(root: Path, span: Span) -> None:
    """Raise NothingToMeasure where a span has no record: nobody is asked about a period without a report."""
    records_of(root, span)


def records_of(root: Path, span: Span) -> tuple[list[Retrospective], tuple[Unusable, ...]]:
    """Read the records of a span, and those of the workspace that cannot be used; raises NothingToMeasure without."""
    records, unusable = all_records(root)
    inside = [record for record in records if (day := _day(record)) is not None and span.first <= day <= span.last]
    if not inside:
        raise NothingToMeasure(
            f"There is no record of a session in {span.name.replace('_', ' to ')}.",
            todo="Review the sessions first:  rex review --all",
            kept="",
        )
    return inside, tuple(unusable)


def period_of(root: Path, span: Span, lang: str, runtime: Runtime) -> Period:
    """Read the records of a span of days, and what the team said of it.

    Records that cannot be used are named and the rest goes on; raises FileError at a wrong file of answers.
    """
    inside, unusable = records_of(root, span)
    return read_period(root, span, inside, unusable, lang, runtime.now)


def read_period(
    root: Path, span: Span, inside: Sequence[Retrospective], unusable: Sequence[Unusable], lang: str, now: datetime
) -> Period:
    """Read some records, oldest first, as the sessions of a span of days; `now` is when that is written."""
    settings = read_workspace(root / SETTINGS)
    metrics = find("rex.metrics", Metric, folders=[root / name for name in settings.plugins]).plugins

    def value(
        kpi: str, sums: Sequence[Mapping[str, int | dict[str, int]]], duration_s: float, currency: str | None
    ) -> Measure | None:
        metric = metrics.get(kpi)
        return None if metric is None else over(metric, sums, Setting(duration_s, currency))

    frame = Frame(span.name, span.first, span.last, now, lang)
    problems = [Problem(session=item.session, why=say("{what}", what=item.error.what)) for item in unusable]
    across = {kpi: metric.across for kpi, metric in metrics.items()}
    return period(inside, frame, value, problems, said_in(root, span.name), across)


def _day(record: Retrospective) -> date | None:
    start = record.session.start
    return None if start is None else start.astimezone(ZoneInfo(record.session.timezone or "UTC")).date()

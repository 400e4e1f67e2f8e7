"""What a workspace holds to be read, from its records and the pages that exist; no export and no clock is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from rex.compare.period import actions_over
from rex.errors import FileError, UsageError
from rex.model.comparison import Period
from rex.model.shelf import Leaf, Shelf, ShelvedPeriod, ShelvedSession, Unread
from rex.store.records import all_records
from rex.store.workspace import sessions_of
from rex.workflow.periods import read_period
from rex.workflow.spans import Span, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from rex.config.workspace import WorkspaceSettings
    from rex.model.retrospective import Retrospective
    from rex.store.workspace import Folder

REPORTS = "reports"
KINDS = ("html", "pdf", "md")
"""Pages that people read, the best first."""
RECENT = 12
"""So many sessions are drawn: as many as lock a usual range."""
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")


def shelf_of(root: Path, settings: WorkspaceSettings) -> Shelf:
    """Collect sessions, period reports and trend pages, newest first; what cannot be read is named."""
    records, unusable = all_records(root)
    folders = {folder.id: folder for folder in sessions_of(root)}
    unread = [Unread(item.session, item.error.what) for item in unusable]
    sessions = [
        ShelvedSession(folder.id, record, tuple(_leaves_of(folder)))
        for record in reversed(records)
        if (folder := folders.get(record.session.id)) is not None
    ]
    periods = [_shelved(root, span, sessions, unread) for span in _spans(root)]
    periods.sort(key=lambda one: (one.last, one.first, one.name), reverse=True)
    return Shelf(
        client=settings.client or (records[-1].session.client if records else ""),
        timezone=settings.timezone or "UTC",
        sessions=tuple(sessions),
        periods=tuple(periods),
        trends=tuple(_leaves(root / REPORTS, "trend", "")),
        recent=_recent(root, records, settings),
        tried=actions_over(records),
        unreviewed=tuple(key for key, folder in folders.items() if not folder.record.exists()),
        unread=tuple(unread),
        written=max(_times(sessions, periods), default=None),
    )


def _recent(root: Path, records: Sequence[Retrospective], settings: WorkspaceSettings) -> Period | None:
    """Read the last sessions as a period, for their pictures; a session without a start has no place in one."""
    last = [record for record in records if record.session.start is not None][-RECENT:]
    days = [day for record in last if (day := _day(record)) is not None]
    if not days:
        return None
    span = Span("recent", min(days), max(days), asked="")
    return read_period(root, span, last, (), settings.language, max(record.written for record in last))


def _times(sessions: Sequence[ShelvedSession], periods: Sequence[ShelvedPeriod]) -> Iterable[datetime]:
    yield from (one.record.written for one in sessions)
    yield from (one.period.written for one in periods if one.period is not None)


def _leaves_of(folder: Folder) -> Iterable[Leaf]:
    return _leaves(folder.path, "retrospective", f"../{quote(folder.path.parent.name)}/{quote(folder.id)}/")


def _leaves(place: Path, stem: str, way: str) -> Iterable[Leaf]:
    """List the pages of one stem that exist, the team's before the client's."""
    for client in (False, True):
        name = f"{stem}-client" if client else stem
        for kind in KINDS:
            if (place / f"{name}.{kind}").is_file():
                yield Leaf(kind, client, f"{way}{quote(name)}.{kind}")


def _spans(root: Path) -> list[Span]:
    """Find the spans of days that have a page, by the names that `rex report` gives its files."""
    folder = root / REPORTS
    if not folder.is_dir():
        return []
    stems = {path.stem.removesuffix("-client") for path in folder.iterdir() if path.suffix[1:] in KINDS}
    return [span for stem in sorted(stems) if (span := _span(stem)) is not None]


def _span(stem: str) -> Span | None:
    days = _DAYS.fullmatch(stem)
    try:
        if days:
            return span_of(first=days[1], last=days[2])
        return span_of(week=stem) if "W" in stem else span_of(month=stem)
    except UsageError:
        return None


def _shelved(root: Path, span: Span, sessions: Sequence[ShelvedSession], unread: list[Unread]) -> ShelvedPeriod:
    period = _period(root, span.name, unread)
    since = 0
    if period is not None:
        inside = [
            one.record for one in sessions if (day := _day(one.record)) is not None and span.first <= day <= span.last
        ]
        known = {one.session for one in period.sessions}
        since = sum(record.session.id not in known or record.written > period.written for record in inside)
    leaves = tuple(_leaves(root / REPORTS, span.name, ""))
    return ShelvedPeriod(span.name, span.first, span.last, leaves, period, since)


def _period(root: Path, name: str, unread: list[Unread]) -> Period | None:
    """Read what the team's report of a span says; without one its pages are linked and nothing is said of it."""
    path = root / REPORTS / f"{name}.json"
    if not path.is_file():
        return None
    try:
        return Period.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        what = FileError(f"{REPORTS}/{path.name} is damaged, or another version of REX wrote it.").what
        unread.append(Unread(name, what))
        return None


def _day(record: Retrospective) -> date | None:
    start = record.session.start
    return None if start is None else start.astimezone(ZoneInfo(record.session.timezone or "UTC")).date()

"""What lies in a workspace to be read: sessions, period reports and trend pages, with the files that exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from rex.model.action import Settled
    from rex.model.comparison import Period
    from rex.model.retrospective import Retrospective


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page that exists: its format's ending, whether it is the client's, and its way from the folder of reports."""

    kind: str
    client: bool
    way: str


@dataclass(frozen=True, slots=True)
class ShelvedSession:
    """One session's record with its pages; `folder` is the name of the session's folder."""

    folder: str
    record: Retrospective
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class ShelvedPeriod:
    """One span of days with its pages.

    `period` is what its own file says, None where there is none. `since` counts the sessions of the span that were
    written after it, or that it does not hold.
    """

    name: str
    first: date
    last: date
    leaves: tuple[Leaf, ...]
    period: Period | None
    since: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A record or report that exists and cannot be used, in the words of the reader that refused it."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A workspace's readings, newest first.

    `recent` is read from the last sessions' records alone, for the pictures. `tried` are the actions as the newest
    record leaves them. `written` is the newest record's or report's own time: the same files give the same page.
    """

    client: str
    timezone: str
    sessions: tuple[ShelvedSession, ...] = ()
    periods: tuple[ShelvedPeriod, ...] = ()
    trends: tuple[Leaf, ...] = ()
    recent: Period | None = None
    tried: tuple[Settled, ...] = ()
    unreviewed: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    written: datetime | None = None

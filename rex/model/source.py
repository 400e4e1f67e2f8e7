"""What an export file turned out to be, and what became of every row in it."""

from __future__ import annotations

from typing import Literal

from rex.model.message import Message
from rex.model.noun import Noun

Reason = Literal[
    "duplicate", "title", "description", "total", "blank", "private", "deleted", "system", "unreadable", "other"
]
Mark = Literal["bot", "host", "moderator", "deleted", "spam", "giveaway", "cancelled", "unpaid"]


class Clock(Noun):
    """How a source tells the time, and what was done about it."""

    kind: Literal["offset", "utc", "local"]
    timezone: str | None = None
    skew_s: float = 0
    origin_s: float = 0


class Source(Noun):
    """One export file that was read. Always: rows read = rows kept + rows set aside.

    `shape` says how a table of no known platform is written: delimiter, header, decimals, order of dates.
    """

    file: str
    sha256: str
    importer: str
    importer_version: int = 1
    status: Literal["verified", "unverified"] = "verified"
    why: str
    tables: dict[str, int] = {}
    rows_read: int
    rows_kept: int
    rows_set_aside: int
    reasons: dict[str, int] = {}
    marked: dict[str, int] = {}
    clock: Clock | None = None
    first: str | None = None
    last: str | None = None
    shape: tuple[Message, ...] = ()


class Unrecognised(Noun):
    """A file that no importer knows, and why not."""

    file: str
    why: Message


class Issue(Noun):
    """One thing that was wrong in a file: where, what, and what REX did about it. No viewer's data."""

    file: str
    line: int = 0
    column: str = ""
    problem: Message
    did: Message


class Skew(Noun):
    """By how many minutes orders run behind the chat, with a 95 % interval; `fits` where no clock need be doubted."""

    minutes: float
    low: float
    high: float
    fits: bool = True


class Coverage(Noun):
    """How much of the show one kind of data covers.

    `present` holds one entry a minute: was there anything? Gaps are pairs of seconds from the start.
    """

    table: str
    rows: int
    before: int = 0
    after: int = 0
    present: tuple[bool, ...] = ()
    gaps: tuple[tuple[float, float], ...] = ()

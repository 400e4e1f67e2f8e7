"""What is counted while a file is read: rows kept and set aside, what is marked in them, and what was odd."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rex.model.tables import ChatRow, SalesRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rex.model.source import Issue, Mark

MOST_ISSUES = 20
"""Issues shown one by one for a file; the rest are counted with the rows they set aside."""
_ROLES: tuple[Mark, ...] = ("bot", "host", "moderator")
_FLAGS: tuple[Mark, ...] = ("deleted", "spam", "giveaway")


@dataclass(slots=True)
class Tally:
    """The counts of one file."""

    kept: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)
    unshown_issues: int = 0

    def note(self, issue: Issue) -> None:
        """Remember an issue, or that there was one more than are shown."""
        if len(self.issues) < MOST_ISSUES:
            self.issues.append(issue)
        else:
            self.unshown_issues += 1

    def mark(self, row: object) -> None:
        """Count what a row is marked as."""
        marks: tuple[tuple[Mark, bool], ...] = ()
        if isinstance(row, ChatRow):
            if row.role == "viewer" and not (row.deleted or row.spam or row.giveaway):
                return
            marks = (
                *((role, row.role == role) for role in _ROLES),
                ("deleted", row.deleted),
                ("spam", row.spam),
                ("giveaway", row.giveaway),
            )
        elif isinstance(row, SalesRow):
            marks = (("cancelled", row.cancelled), ("unpaid", row.unpaid), ("giveaway", row.giveaway))
        self.marked.update(mark for mark, holds in marks if holds)

    def mark_chat(self, columns: Mapping[str, Any], count: int) -> None:
        """Count what messages are marked as, by column: a sequence, or one value that all of them share."""
        found = {role: _times(columns.get("role", "viewer"), role, count) for role in _ROLES}
        found |= {flag: _times(columns.get(flag, False), True, count) for flag in _FLAGS}
        self.marked.update({mark: holds for mark, holds in found.items() if holds})


def _times(column: Any, value: Any, count: int) -> int:
    """Count how often a column holds a value."""
    if isinstance(column, (str, bool)):
        return count if column == value else 0
    found: int = column.count(value) if isinstance(column, (list, tuple)) else int((column == value).sum())
    return found

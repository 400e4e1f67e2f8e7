"""The nouns of a chat before it becomes a platform's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_sessions.generate.people import Person


@dataclass(frozen=True, slots=True)
class Author:
    """Who a message is from, as the platform shows it."""

    name: str
    channel: str
    role: str = "viewer"
    member_months: int = 0


@dataclass(slots=True)
class Message:
    """One chat message at a second of the show."""

    second: float
    author: Author
    text: str
    lang: str
    topic: str
    paid: str = ""
    kind: str = "text"
    deleted: bool = False
    question: bool = False
    answered_at: float | None = None


def as_author(person: Person) -> Author:
    """Show a member of the community as the platform does."""
    return Author(person.handle, person.channel, member_months=person.member_months)

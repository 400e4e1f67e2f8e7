"""What waits for somebody in a workspace, each thing with the command that does the next step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from rex.model.message import Message
from rex.model.noun import Noun

Change = Literal["exports", "answers", "settings", "earlier", "benchmarks", "version"]

Kind = Literal["chat", "sales", "viewers"]


class Waiting(Noun):
    """One thing that waits: what is said of it, the command of the next step, and whether waiting costs something."""

    says: Message
    todo: str
    urgent: bool = False


class Unreviewed(Waiting):
    """A show that ended and has no record. `hours` since its end; None where the end is not known.

    `exports` counts the files that came, `sealed` the people whose answers from memory are sealed. `missing` names
    the kinds of exports that none of the files holds, looked at for the newest shows that have files.
    """

    session: str
    ended: datetime | None = None
    hours: float | None = None
    exports: int = 0
    sealed: int = 0
    missing: tuple[Kind, ...] = ()


class Outdated(Waiting):
    """A record that its files would no longer make: `changed` names what came or changed since."""

    session: str
    changed: tuple[Change, ...]


class Unanswered(Waiting):
    """Somebody who has not answered, or not to the end: `open` counts the blind questions left, None before a start."""

    session: str
    role: str
    person: str = ""
    open: int | None = None


class Due(Waiting):
    """An open action that is due: `days` until then (negative: overdue), `carried` reviews it has passed while open."""

    action: str
    owner: str
    due: date
    days: int
    carried: int = 0


class Unsettled(Waiting):
    """A provisional record whose window for returns has ended: newer exports make it a settled one."""

    session: str
    settles_on: datetime


class Broken(Waiting):
    """A file of the workspace that cannot be used, by its name; `session` where it is a session's own."""

    file: str
    session: str = ""


class Status(Noun):
    """Everything that waits in a workspace, the most urgent first in each list. `things` counts all of it."""

    schema_: Literal["rex.status/1"] = Field(default="rex.status/1", alias="schema")
    client: str
    language: str
    timezone: str
    now: datetime
    sessions: int
    things: int
    says: Message
    unreviewed: tuple[Unreviewed, ...] = ()
    outdated: tuple[Outdated, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    actions: tuple[Due, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    broken: tuple[Broken, ...] = ()

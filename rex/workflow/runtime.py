"""What the edge hands in: the clock, randomness, where private plug-ins lie, and somebody to tell about progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rex.model.message import Message


class Progress(Protocol):
    """Is told what happens; the command line shows it, tests collect it."""

    def __call__(self, step: str, says: Message) -> None:
        """Take one line: the step's word (`read`, `written`) and what is said of it."""
        ...


def silent(step: str, says: Message) -> None:
    """Take progress and tell nobody."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """Clock, randomness and progress of one run. `now` has a time zone; `clock` tells the time as the run goes on.

    `settled` is a person's word that the orders were exported after the window for returns.
    """

    now: datetime
    random_bytes: Callable[[int], bytes]
    tell: Progress = silent
    strict: bool = False
    clock: Callable[[], datetime] | None = None
    settled: bool = False

    def instant(self, zone: str | None) -> datetime:
        """Tell the time at this moment on a session's own wall: of a given clock always the same."""
        told = self.now if self.clock is None else self.clock()
        return told.astimezone(ZoneInfo(zone or "UTC"))

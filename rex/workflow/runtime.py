"""What the edge hands in: the clock, randomness, where private plug-ins lie, and somebody to tell about progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

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
    """Clock, randomness and progress of one run. `now` has a time zone."""

    now: datetime
    random_bytes: Callable[[int], bytes]
    tell: Progress = silent
    strict: bool = False

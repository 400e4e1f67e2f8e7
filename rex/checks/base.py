"""What a check is: one function with its name tag, and the three things it may answer.

    @check(id="B07", title="Only negatives", level="warn", needs=("claims", "measures"), source="S14")
    def only_negatives(subject: Subject) -> Answer:
        \"\"\"The page of the catalogue: what, when it speaks, the source, what too little looks like.\"\"\"

The function gets what it declared and nothing else. What is missing, suppressed or broken is settled in `run`.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable  # noqa: TC003 - part of the public type of a plug-in
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rex.checks.subject import Need, Subject
    from rex.model.finding import Level
    from rex.model.message import Message


@dataclass(frozen=True, slots=True)
class Fires:
    """The trap is there: the arithmetic in `says`, the way out in `instead`, addresses in the record as evidence.

    `strength` runs from 0 (just on the threshold) to 1, see `beyond`. `level` replaces the check's own where given.
    """

    says: Message
    instead: Message
    evidence: tuple[str, ...] = ()
    strength: float = 0
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Clear:
    """The check looked and found nothing; the sentence tells what it looked at."""

    says: Message


@dataclass(frozen=True, slots=True)
class Cannot:
    """The check cannot look; the sentence tells what it would need."""

    why: Message


Answer: TypeAlias = Fires | Clear | Cannot


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the reasoning, as it lies in the room.

    `needs` must be there, otherwise the check does not apply; `uses` is looked at where it is there. `page` is the
    text of the catalogue. `definition` rises when the rule changes, so that two records can be told apart.
    """

    id: str
    title: str
    level: Level
    needs: tuple[Need, ...]
    source: str
    look: Callable[[Subject], Answer]
    page: str
    uses: tuple[Need, ...] = ()
    definition: int = 1

    @property
    def declared(self) -> frozenset[str]:
        """Name every part of the subject that the check may see."""
        return frozenset((*self.needs, *self.uses))


def check(
    *,
    id: str,  # noqa: A002 - the word of the catalogue
    title: str,
    level: Level,
    needs: tuple[Need, ...],
    source: str,
    uses: tuple[Need, ...] = (),
    definition: int = 1,
) -> Callable[[Callable[[Subject], Answer]], Check]:
    """Turn a function on a subject into a check; its docstring is the page of the catalogue."""

    def tag(look: Callable[[Subject], Answer]) -> Check:
        page = inspect.getdoc(look) or ""
        return Check(id, title, level, needs, source, look, page, uses, definition)

    return tag


def beyond(value: float, threshold: float) -> float:
    """Tell how far a value lies past its threshold: 0 on it, 0.5 at twice, towards 1 far away."""
    return 0.0 if value <= threshold else 1 - threshold / value


def unlikely(chance: float, limit: float) -> float:
    """Tell the same of a small chance: 0 at the limit, 0.5 at its square."""
    return 1.0 if chance <= 0 else beyond(-math.log(chance), -math.log(limit))

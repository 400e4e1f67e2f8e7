"""Which of two questions comes first, drawn once for each person: half are asked for the best moment first."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.question import Choice, Question


def mixed(questions: Sequence[Question], session: str, respondent: str) -> list[Question]:
    """Put neighbours of the same `mixed` group into this person's order; the same person always gets the same."""
    laid: list[Question] = []
    for group, members in groupby(questions, key=lambda q: q.mixed):
        row = list(members)
        laid += row[::-1] if group and turned(session, respondent, group) else row
    return laid


def shuffled(choices: Sequence[Choice], seed: str) -> list[Choice]:
    """Draw the order of choices, the same one for the same seed; those marked `alone` or `last` keep the end."""
    free = [choice for choice in choices if not (choice.alone or choice.last)]
    drawn = sorted(free, key=lambda choice: hashlib.sha256(f"{seed}\n{choice.id}".encode()).digest())
    return [*drawn, *(choice for choice in choices if choice.alone or choice.last)]


def turned(session: str, respondent: str, group: str) -> bool:
    """Toss the coin of a group: True for a half of all people and sessions, seeded by both and by nothing else."""
    seed = f"{session}\n{respondent}\n{group}".encode()
    return hashlib.sha256(seed).digest()[0] % 2 == 1

"""Questions that nobody answered in the chat, by meaning: what the next show should say unasked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.voice.grouping import group
from rex.voice.meaning import meaning
from rex.voice.themes import author, central, gathered, theme_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.voice.answers import Answered
    from rex.voice.embedder import Embedder, Progress
    from rex.voice.line import Line, Read

NO_QUESTION = frozenset({"greeting", "praise", "spam"})
"""Intents whose questions expect no answer: "qué tal?", "how gorgeous is that?", "want followers?"."""
_FORMS = frozenset({"greeting", "praise", "spam"})


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question nobody answered: a real message that asks it, how many distinct people, their rows and products.

    `text` is empty where every asking is one that is never quoted. `key` is a theme's key (see `themes`).
    """

    text: str
    people: int
    row_ids: tuple[str, ...]
    products: tuple[str, ...]
    key: str
    first_s: float | None


def unanswered(
    lines: Sequence[Line],
    asked: Sequence[bool],
    answered: Sequence[Answered | None],
    intents: Sequence[Read],
    products: Sequence[Sequence[str]] | None = None,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> list[Unanswered]:
    """List viewers' questions that have no answer, grouped by meaning, those of most people first.

    Someone who asked until an answer came is answered. `products`: those each line speaks of. ValueError unless each
    input has one entry a line.
    """
    if not len(lines) == len(asked) == len(answered) == len(intents) == len(lines if products is None else products):
        raise ValueError("asked, answered, intents and products need one entry a line")
    done = {
        (author(line), meaning(line.text)) for line, answer in zip(lines, answered, strict=True) if answer is not None
    }
    open_ones = [
        place
        for place, line in enumerate(lines)
        if asked[place] and expects(line, intents[place]) and (author(line), meaning(line.text)) not in done
    ]
    labels = group([lines[place].text for place in open_ones], embedder, progress=progress)
    found = [_one(lines, members, products) for members in gathered(open_ones, labels)]
    return sorted(found, key=lambda one: (-one.people, -len(one.row_ids), one.row_ids[0]))


def expects(line: Line, intent: Read) -> bool:
    """Tell a viewer's real question: neither a form of politeness by its intent, nor one that says nothing else."""
    if line.role != "viewer" or intent.label in NO_QUESTION:
        return False
    read = meaning(line.text)
    return bool(read) and not (read.concepts and read.concepts <= _FORMS)


def _one(lines: Sequence[Line], members: tuple[int, ...], products: Sequence[Sequence[str]] | None) -> Unanswered:
    middle = central(lines, members)
    once = {author(lines[place]): meaning(lines[place].text) for place in reversed(members)}
    times = [time for time in (lines[place].t_s for place in members) if time is not None]
    meant = [product for place in members for product in products[place]] if products is not None else []
    return Unanswered(
        text="" if middle is None else lines[middle].text,
        people=len(once),
        row_ids=tuple(lines[place].row for place in members),
        products=tuple(dict.fromkeys(meant)),
        key=theme_key(once.values()),
        first_s=min(times, default=None),
    )

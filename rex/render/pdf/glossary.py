"""The last page: every mark that stands in the report, and the few words a manager may not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say
from rex.render.blocks import Beside, Entries, Headlines, Key, Table
from rex.render.pdf.letters import BOX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rex.render.blocks import Block, Mark
    from rex.render.pdf.nodes import Node

TITLE = say("Marks and words")
WORDS: tuple[tuple[Message, Message], ...] = (
    (say("Interval"), say("What the true value could be, given what was counted. A wide one means little data.")),
    (say("Usual range"), say("Where this client's own earlier sessions lie, with the spread between them.")),
    (say("n"), say("How many people, messages or orders a number rests on.")),
    (
        say("Headline measure"),
        say("Chosen before the session. All others are explored, and a few of those look unusual by luck."),
    ),
    (say("Bet"), say("An action with an owner, a day and the number it should move; a later session settles it.")),
    (say("Opinion"), say("Something people said for which this record holds no evidence.")),
    (
        say("Peak, drop"),
        say("A stretch of the show where viewers did more, or fewer stayed, than the show's own noise explains."),
    ),
    (say("Provisional"), say("Returns and late files can still move a number; the day it settles is named.")),
)
LACKING = say("A letter or picture that this paper's fonts lack; the record holds it.")


def glossary(blocks: Iterable[Block], tell: Callable[[Message], str], *, lacking: bool) -> Node:
    """List the marks in the order of their first use, then the words; `lacking` explains the empty box."""
    from rex.render.pdf.nodes import mark

    seen = dict.fromkeys(m for block in blocks for m in _marks(block))
    words: list[Node] = [{"label": tell(word), "text": tell(means)} for word, means in WORDS]
    if lacking:
        words.append({"label": BOX, "text": tell(LACKING)})
    return {"title": tell(TITLE), "marks": [mark(m) for m in seen], "words": words}


def _marks(block: Block) -> Iterator[Mark]:
    if isinstance(block, Key):
        yield from block.marks
    elif isinstance(block, Headlines):
        yield from (h.mark for h in block.items)
    elif isinstance(block, Table):
        yield from (c.mark for r in block.rows for c in r.cells if c.mark)
    elif isinstance(block, Entries):
        yield from (e.mark for e in block.items if e.mark)
    elif isinstance(block, Beside):
        yield from (*_marks(block.first), *_marks(block.second))

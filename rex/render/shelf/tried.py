"""What was tried and what it did: every action once, and how often each kind of change moved its number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Cell, Column, Row, Table
from rex.render.comparison.actions import action_rows, action_table
from rex.render.comparison.pieces import Folded, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.action import Lever, Settled
    from rex.render.comparison.pieces import Piece
    from rex.render.comparison.telling import Telling

LEVERS: dict[Lever, Message] = {
    "schedule": say("Day, hour and length"),
    "format": say("Format"),
    "content": say("Content"),
    "presentation": say("Presentation"),
    "product": say("Products"),
    "offer": say("Offer and price"),
    "service": say("Answers and service"),
    "platform": say("Platform and technology"),
    "team": say("Team"),
    "watch": say("Nothing changed, only watched"),
}
JUDGED = frozenset({"moved", "no_clear_change", "wrong_way"})
"""Verdicts that say what the number did; the others wait, or were never tried."""
MOST_OPEN = 12


def tried(telling: Telling, settled: Sequence[Settled], number: int) -> Part:
    """Count by kind of change what moved, then list every action; nothing here says that a change did it."""
    tell = telling.tell
    title, decision = tell(say("What we tried and what it did")), tell(say("You decide: what to try again"))
    if not settled:
        return Part(number, title, decision, tell(say("No action has been settled yet.")), ())
    rows = action_table(telling, action_rows(telling, tuple(settled)), tell(say("As the newest session left each")))
    blocks: list[Piece] = [_by_lever(telling, settled)] if any(one.verdict in JUDGED for one in settled) else []
    line = tell(say_n("{n} action", "{n} actions", len(settled)))
    blocks.append(rows if len(settled) <= MOST_OPEN else Folded(line, rows))
    return Part(number, title, decision, tell(_headline(settled)), tuple(blocks))


def _headline(settled: Sequence[Settled]) -> Message:
    judged = sum(one.verdict in JUDGED for one in settled)
    if not judged:
        return say_n(
            "{n} action was tried; none can be judged yet.",
            "{n} actions were tried; none can be judged yet.",
            len(settled),
        )
    return say_n(
        "Of {n} action that can be judged, the number moved as hoped after {moved}. Not judged yet: {waiting}.",
        "Of {n} actions that can be judged, the number moved as hoped after {moved}. Not judged yet: {waiting}.",
        judged,
        moved=quantity(sum(one.verdict == "moved" for one in settled), "count"),
        waiting=quantity(len(settled) - judged, "count"),
    )


def by_lever(settled: Sequence[Settled]) -> dict[Lever, tuple[Counter[str], int]]:
    """Count each kind of change that was tried: its verdicts, and how many of them can be judged."""
    found: dict[Lever, tuple[Counter[str], int]] = {}
    for lever in LEVERS:
        verdicts = Counter(one.verdict for one in settled if one.action.lever == lever)
        if verdicts:
            found[lever] = (Counter(verdicts), sum(n for verdict, n in verdicts.items() if verdict in JUDGED))
    return found


def _by_lever(telling: Telling, settled: Sequence[Settled]) -> Table:
    """Show the verdicts of each kind of change that has one; of the others nothing is known yet."""
    tell = telling.tell
    others = (say("Moved as hoped"), say("No clear change"), say("Moved the wrong way"), say("Not judged yet"))
    columns = (Column(tell(say("What was changed"))), *(Column(tell(head), "number") for head in others))
    rows = tuple(
        _lever(telling, lever, verdicts, judged) for lever, (verdicts, judged) in by_lever(settled).items() if judged
    )
    return Table(tell(say("Times, of those that can be judged, by what was changed")), columns, rows, style="plain")


def _lever(telling: Telling, lever: Lever, verdicts: Counter[str], judged: int) -> Row:
    def times(verdict: str) -> Cell:
        k, n = quantity(verdicts[verdict], "count"), quantity(judged, "count")
        return Cell(telling.tell(say("{k} of {n}", k=k, n=n)))

    waiting = Cell(telling.number(verdicts.total() - judged, "count"))
    name = Cell(telling.tell(LEVERS[lever]))
    return Row((name, times("moved"), times("no_clear_change"), times("wrong_way"), waiting))

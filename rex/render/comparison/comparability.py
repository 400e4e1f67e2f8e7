"""Can two sessions be compared? What is the same, what differs, and which rows that blocks, before any number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.comparison.pieces import Comparability

if TYPE_CHECKING:
    from rex.model.comparison import Comparison, Obstacle
    from rex.render.comparison.pieces import SideWords
    from rex.render.comparison.telling import Telling

KINDS: dict[str, Message] = {
    "definition": say("Definitions"),
    "attribution": say("Which orders count"),
    "currency": say("Currency"),
    "maturity": say("Returns"),
    "client": say("Client"),
    "tags": say("Tags"),
}
MUCH_LONGER = 0.10
"""Share of its length by which one show may be longer before it is said."""


def comparability(telling: Telling, comparison: Comparison, sides: tuple[SideWords, SideWords]) -> Comparability:
    """Say first what differs; a difference that blocks no row is only to be known."""
    tell = telling.tell
    differing = {obstacle.what for obstacle in comparison.obstacles}
    same = tuple(
        (tell(label), tell(say("different") if kind in differing else say("the same"))) for kind, label in KINDS.items()
    )
    blocking = [(tell(obstacle.says), _blocked(telling, comparison, obstacle)) for obstacle in comparison.obstacles]
    known = [(tell(message), "") for message in _also(comparison, sides)]
    return Comparability(tell(_headline(comparison, len(known))), same, (*blocking, *known))


def _blocked(telling: Telling, comparison: Comparison, obstacle: Obstacle) -> str:
    """Name the rows an obstacle blocks, of those that are there."""
    titles = [telling.title(change.title) for change in comparison.changes if change.id in obstacle.blocks]
    if titles and len(titles) == len(comparison.changes):
        return telling.tell(say("every measure"))
    return telling.listing(titles)


def _headline(comparison: Comparison, known: int) -> Message:
    if not comparison.comparable:
        return say("Not comparable.")
    blocked = sum(change.verdict == "not_comparable" for change in comparison.changes)
    if blocked:
        return say_n(
            "Comparable in part: {n} of {whole} measures is blocked.",
            "Comparable in part: {n} of {whole} measures are blocked.",
            blocked,
            whole=quantity(len(comparison.changes), "count"),
        )
    different = len(comparison.obstacles) + known
    if different:
        return say_n(
            "Comparable, and {n} thing was different.", "Comparable, and {n} things were different.", different
        )
    return say("Comparable: nothing that counts was different.")


def _also(comparison: Comparison, sides: tuple[SideWords, SideWords]) -> list[Message]:
    """Name what blocks nothing and yet may come with a change: the hour and the length."""
    before, after = sides
    found = []
    if before.start != after.start:
        found.append(say("One began at {before}, the other at {after}.", before=before.start, after=after.start))
    shorter, longer = sorted((comparison.before.duration_s, comparison.after.duration_s))
    if longer > shorter * (1 + MUCH_LONGER):
        found.append(say("One lasted {before}, the other {after}.", before=before.length, after=after.length))
    return found

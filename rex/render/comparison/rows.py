"""KPIs of two sessions in words: what left the usual range, what did not, what cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.measure import MARKS
from rex.model.message import Message, quantity, say
from rex.render.comparison.pieces import ChangeBar, ChangeRow
from rex.render.words import PLACED, WAITED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.comparison import Change
    from rex.render.blocks import Mark
    from rex.render.comparison.telling import Telling

ORDER = "+-*~?"
"""What is shown first: better, worse, otherwise different."""

PLACES: dict[str, Message] = {
    "above": say("above"),
    "below": say("below"),
    "inside": say("inside"),
    "slower": say("slower"),
    "faster": say("faster"),
    "differs": say("differs"),
}


def change_rows(telling: Telling, changes: Iterable[Change]) -> tuple[ChangeRow, ...]:
    """Put every KPI into words; better ones first, then worse ones, each as the comparison orders them."""
    rows = (change_row(telling, change) for change in changes)
    return tuple(sorted(rows, key=lambda row: ORDER.index(row.mark.sign)))


def change_row(telling: Telling, change: Change) -> ChangeRow:
    """Put one KPI of two sessions into words."""
    mark = _mark(telling, change)
    place = _place(change)
    return ChangeRow(
        id=change.id,
        title=telling.title(change.title),
        headline=change.headline,
        before=telling.number(change.before, change.unit_before or change.unit),
        after=telling.number(change.after, change.unit),
        change=telling.change(change.delta, change.unit),
        could_be=_could_be(telling, change),
        interval=change.low is not None and change.high is not None,
        place=telling.tell(PLACES[place]) if place else "",
        usual=telling.usual(change.usual, change.unit),
        mark=mark,
        why=telling.tell(change.why),
        notes=tuple(telling.tell(note) for note in change.notes),
        bar=_bar(telling, change, mark),
    )


def _mark(telling: Telling, change: Change) -> Mark:
    word = None
    if change.usual is not None and change.after is not None:
        word = PLACED.get((change.verdict, change.after > change.usual.centre))
        if _is_wait(change):
            word = WAITED.get(change.verdict, word)
    return telling.verdict(change.verdict, word)


def lies(change: Change) -> str:
    """Say on which side of its usual range the later value lies, whatever is made of that; inside where it has none."""
    if change.usual is None or change.after is None or change.usual.low <= change.after <= change.usual.high:
        return "inside"
    return "above" if change.after > change.usual.high else "below"


def _is_wait(change: Change) -> bool:
    return change.unit == "seconds" and change.better == "lower"


def _place(change: Change) -> str:
    """Say where the later value lies; nothing where no usual range decides."""
    if change.verdict == "differs":
        return "differs"
    if MARKS[change.verdict] == "?" or change.usual is None or change.after is None:
        return ""
    place = lies(change)
    if place == "inside":
        return place
    above = place == "above"
    if _is_wait(change):
        return "slower" if above else "faster"
    return "above" if above else "below"


def _could_be(telling: Telling, change: Change) -> str:
    """Write the interval of the difference without its unit; a number without one says what it is."""
    if change.delta is None:
        return ""
    if change.low is not None and change.high is not None:
        return telling.speaker.f.interval(change.low, change.high, change.unit, signed=True, bare=True)
    return telling.tell(say("counted") if change.unit == "count" else say("no interval"))


def _bar(telling: Telling, change: Change, mark: Mark) -> ChangeBar | None:
    usual = change.usual
    if usual is None or change.before is None or change.after is None:
        return None
    says = say(
        "{title}: {before}, then {after}; usual {low} to {high}: {verdict}.",
        title=telling.title(change.title),
        before=quantity(change.before, change.unit),
        after=quantity(change.after, change.unit),
        low=quantity(usual.low, change.unit),
        high=quantity(usual.high, change.unit),
        verdict=mark.word,
    )
    return ChangeBar(
        before=change.before,
        after=change.after,
        band=(usual.low, usual.high),
        ticks=usual.values,
        tone=mark.tone,
        trial=usual.kind == "trial",
        says=telling.tell(says),
    )

"""Numbers that nobody named beforehand: of those called changed, at most a stated share may be luck.

A headline KPI was chosen before the session and stands alone. Of thirty others one lies outside its usual range on
most ordinary evenings, so they are judged together: by how far out each lies where there is a usual range, by the
difference of the two sessions where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.measure import OUTSIDE
from rex.model.message import Message, quantity, say
from rex.stats.control import spreads_out
from rex.stats.luck import chance_so_far_out
from rex.stats.multiplicity import benjamini_hochberg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.comparison import Change
    from rex.model.measure import Measure, UsualRange

LEVEL = 0.10
"""Share of luck that is accepted among the explored rows called changed (Benjamini-Hochberg)."""


def adjusted(changes: Sequence[Change], after: Mapping[str, Measure]) -> list[Change]:
    """Adjust the explored rows for their number; `after` holds the later session's measures by KPI."""
    alone = {change.id: chance for change in changes if (chance := _chance(change, after.get(change.id))) is not None}
    explored = [change.id for change in changes if change.id in alone and not change.headline]
    together = dict(zip(explored, benjamini_hochberg([alone[kpi] for kpi in explored]), strict=True))
    return [_judged(change, together.get(change.id), alone.get(change.id), len(explored)) for change in changes]


def _chance(change: Change, after: Measure | None) -> float | None:
    """Give how often luck alone would do what the row's verdict speaks of; None where it speaks of nothing."""
    if change.usual is None:
        return change.p
    if change.verdict not in OUTSIDE | {"usual"} or after is None:
        return None
    return chance_of(after, change.usual)


def chance_of(measure: Measure, usual: UsualRange) -> float:
    """Give how often an ordinary session would lie as far from the middle of the usual range as this value."""
    value = float(measure.value or 0)
    scale = "plain" if measure.scale == "log" and min(usual.values, default=1) <= 0 else measure.scale
    out = spreads_out(value, usual.centre, _uncut(usual), scale, measure.n)
    return chance_so_far_out(out, usual.sessions)


def _uncut(usual: UsualRange) -> float:
    """Take the end of the range that is farther out: what can exist (0, a share of 1) may have cut off the other."""
    above, below = usual.high - usual.centre, usual.centre - usual.low
    return usual.high if above >= below else usual.low


def _judged(change: Change, together: float | None, alone: float | None, explored: int) -> Change:
    chance = alone if together is None else together
    update: dict[str, object] = {"p_adjusted": None if chance is None else float(f"{chance:.6g}")}
    if together is not None and together > LEVEL:
        if change.verdict == "differs":
            update |= {"verdict": "too_little_history", "why": _one_of_many(explored)}
        elif change.verdict in OUTSIDE:
            why = _outside_all_the_same(change, explored)
            update |= {"verdict": "usual", "why": why, "notes": (why, *change.notes)}
    return change.model_copy(update=update)


def _one_of_many(explored: int) -> Message:
    text = "Among {n} explored numbers one such difference is to be expected by luck."
    return say(text, n=quantity(explored, "count"))


def _outside_all_the_same(change: Change, explored: int) -> Message:
    text = (
        "{value} lies outside its usual range, {low} to {high}, yet no further than luck puts one of {n} explored "
        "numbers. Chosen as a headline beforehand it would stand alone."
    )
    usual = change.usual
    if usual is None or change.after is None:
        raise ValueError(f"{change.id} has no usual range to be outside of")
    places = {"value": change.after, "low": usual.low, "high": usual.high}
    said = {name: quantity(value, change.unit) for name, value in places.items()}
    return say(text, **said, n=quantity(explored, "count"))

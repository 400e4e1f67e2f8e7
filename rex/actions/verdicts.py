"""The sentences of a settled bet. REX says what the number did, never what moved it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rex.actions.later import in_unit
from rex.model.message import Message, Quantity, Value, quantity, say, say_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.actions.later import Later
    from rex.model.action import Action

Judged = Literal["moved", "no_clear_change", "wrong_way"]


def count(number: int) -> Quantity:
    """Make a count a value of a sentence."""
    return quantity(number, "count")


def size(value: float, unit: str) -> Quantity:
    """Make a difference a value of a sentence: shares differ in points."""
    return quantity(value, "points" if unit == "share" else unit)


def too_early(done: int, needed: int) -> Message:
    """Say how many of the later sessions that a verdict needs there are."""
    return say("Too early ({k} of {needed} later sessions).", k=count(done), needed=count(needed))


def untried(action: Action, since: int) -> Message:
    """Say that nothing was done, and for how long; a number that moved meanwhile is no result of it."""
    if action.status == "dropped":
        return say("Dropped before it was tried: nothing can be said about it.")
    return say_n(
        "Never tried, {n} session later: nothing can be said about it.",
        "Never tried, {n} sessions later: nothing can be said about it.",
        since,
    )


def not_measured(title: str, sessions: int) -> Message:
    """Say that the number is missing in every later session."""
    return say_n(
        "Not measured: {kpi} has no value in the {n} session since.",
        "Not measured: {kpi} has no value in the {n} sessions since.",
        sessions,
        kpi=say(title),
    )


def no_range(title: str, sessions: int, needed: int) -> Message:
    """Say that there is no usual range to judge against."""
    if sessions < needed:
        return say(
            "Cannot be judged yet. Sessions before the decision with a value of {kpi}: {k}; {needed} are needed.",
            kpi=say(title),
            k=count(sessions),
            needed=count(needed),
        )
    return say(
        "Cannot be judged: {kpi} had the same value in every session before, so its spread is unknown.", kpi=say(title)
    )


def judged(action: Action, later: Later, title: str, unit: str) -> tuple[Judged, Message]:
    """Give the verdict with its arithmetic. It moved when it left the usual range by at least the effect of the bet."""
    sign = 1 if action.direction == "up" else -1
    smallest = in_unit(action.smallest_effect, unit)
    clear = later.where != "inside"
    enough = abs(later.change) >= smallest * (1 - 1e-9)
    right = later.change * sign > 0
    sums = _sums(later, title, unit)
    values: dict[str, Value] = {"sums": sums, "change": size(later.change, unit), "smallest": size(smallest, unit)}
    if clear and enough and right:
        return "moved", say("{sums} Moved as hoped, by {change}; the bet was {smallest} or more.", **values)
    if clear and enough:
        return "wrong_way", say("{sums} Moved the wrong way, by {change}; the bet was {smallest} or more.", **values)
    if clear:
        return "no_clear_change", say("{sums} It moved by {change}, less than the {smallest} of the bet.", **values)
    return "no_clear_change", say("{sums} No clear change.", sums=sums)


def with_rebound(says: Message, before: Sequence[float], trigger: float, rebound: float, unit: str) -> Message:
    """Add how much is expected to come back without any action, when the bet came from an extreme session."""
    if min(before) <= trigger <= max(before):
        return says
    values: dict[str, Value] = {"says": says, "n": count(len(before) + 1), "change": size(rebound, unit)}
    if trigger < min(before):
        return say(
            "{says} It came from the lowest of {n} sessions: about {change} should come back without any action.",
            **values,
        )
    return say(
        "{says} It came from the highest of {n} sessions: about {change} should come back without any action.",
        **values,
    )


def _sums(later: Later, title: str, unit: str) -> Message:
    return say(
        "{kpi}: typically {typical} in {k} later sessions; {low} to {high} would be usual for so many, "
        "from the {m} sessions before.",
        kpi=say(title),
        typical=quantity(later.typical, unit),
        k=count(later.sessions),
        low=quantity(later.low, unit),
        high=quantity(later.high, unit),
        m=count(later.limits.sessions),
    )

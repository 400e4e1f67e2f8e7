"""The shapes of a platform's own totals: one number under one name, taken as it is and set beside REX's own.

A platform counts by its own rule, so its number has a definition of its own and is never mixed with what is counted
from the files. Where both exist the gap between them is said. Two platforms that both count something give no common
number: each has its own rule, and people who watched on both would count twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.metrics.base import UNNAMED, Estimated, Sum
from rex.metrics.shapes import NO_CURRENCY
from rex.model.message import Message, quantity, say
from rex.text.currency import exponent

if TYPE_CHECKING:
    from rex.metrics.base import Sums

SOURCE = "The platform's own summary, by its own rule; its name of the number stands beside it"
METHOD = "census by the platform"
NEEDED = say("The platform's own totals are needed.")
NOT_TOLD = say("The platform's totals in these files do not hold this number.")
ORDER_LINES = Sum("sales", "count(*)")
"""Tells a shop without orders in the window from a session without a shop's file."""
_MILLI = 1000
_MS_AN_HOUR = 3_600_000


class Told(NamedTuple):
    """What the platform says: in thousandths, under its own name, in its currency where it is money."""

    milli: int
    name: str
    currency: str = ""


def told_sums(metric: str) -> dict[str, Sum]:
    """Give the sums of one total: its value under each name that platforms give it, and whether any total is there."""
    return {
        "told": Sum("platform_totals", f"sum(case when metric = '{metric}' then milli end)", by="said"),
        "totals": Sum("platform_totals", "count(*)"),
    }


def told(s: Sums) -> Told | Estimated:
    """Give the one total that is told, or say why there is none."""
    found = s.by("told")
    if len(found) == 1:
        ((name, milli),) = found.items()
        return Told(milli, name)
    if found:
        why = say(
            "Several platforms or reports count it, each by its own rule ({names}): there is no common number.",
            names=", ".join(sorted(found)),
        )
        return Estimated("not_applicable", why=why)
    return Estimated("not_applicable", why=NOT_TOLD if s.known("totals") else NEEDED, absent=True)


def told_money(s: Sums) -> Told | Estimated:
    """Give the one total of money with its currency; its value stays in thousandths of the major unit."""
    found = told(s)
    if isinstance(found, Estimated):
        return found
    currency, _, name = found.name.partition(" ")
    if currency == UNNAMED:
        return Estimated("not_applicable", why=NO_CURRENCY)
    return Told(found.milli, name, currency)


def minor(found: Told) -> int:
    """Turn thousandths of a currency's major unit into its minor units."""
    return round(found.milli * int(10 ** exponent(found.currency)) / _MILLI)


def from_files(s: Sums, name: str, rows: str) -> int | None:
    """Give what the files tell of the same thing; None where they have no such rows at all, 0 where none counts."""
    if not s.known(rows) or not getattr(s, rows):
        return None
    return int(getattr(s, name)) if s.known(name) else 0


def told_count(s: Sums, derived: int | None = None) -> Estimated:
    """Take a count; `derived` is the same thing counted from the files, where they tell it."""
    found = told(s)
    if isinstance(found, Estimated):
        return found
    value = found.milli / _MILLI
    return taken(value, "count", found.name, derived, n=round(value))


def told_hours(s: Sums, derived_ms: int | None = None) -> Estimated:
    """Take a duration as hours."""
    found = told(s)
    if isinstance(found, Estimated):
        return found
    derived = None if derived_ms is None else derived_ms / _MS_AN_HOUR
    return taken(found.milli / _MS_AN_HOUR, "hours", found.name, derived)


def taken(
    value: float, unit: str, name: str, derived: float | None = None, *, n: int | None = None, money: bool = False
) -> Estimated:
    """Give a platform's number as a measure, with its own name of it and the gap to REX's number where there is one."""
    warnings = (called(name), *gap(value, derived, unit))
    return Estimated("measured", value, method=METHOD, n=n, warnings=warnings, unit=unit if money else None, of=name)


def called(name: str) -> Message:
    """Say what the platform calls its number: one word means different things elsewhere."""
    return say("The platform calls it “{name}” and counts by its own rule.", name=name)


def gap(value: float, derived: float | None, unit: str) -> tuple[Message, ...]:
    """Say how far the platform's number lies from the one that REX makes from the files; nothing where they agree."""
    if derived is None or derived == value:
        return ()
    values = {"derived": quantity(derived, unit), "gap": quantity(abs(value - derived), unit)}
    if value > derived:
        return (say("From the files it is {derived}; the platform's number lies {gap} above that.", **values),)
    return (say("From the files it is {derived}; the platform's number lies {gap} below that.", **values),)

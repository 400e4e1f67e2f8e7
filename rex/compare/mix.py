"""Did the people change, or only how many of each kind came? The note that stands beside a share's difference.

A share can fall over all while it rises among new and among returning people, when more of the kind come that does it
less (Simpson's paradox). The verdict stays what it is: the note says what the difference would be with an equal mix.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rex.model.message import Message, quantity, say
from rex.stats.standardise import Mix, Stratum, standardise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.measure import Measure, Part

COVERS = 0.9
"""Kinds that stand on one side alone say nothing of the other; the rest must hold so much of both sides."""
ERRORS = 1.96
"""Standard errors that luck passes once in twenty times."""


class Mixed(NamedTuple):
    """A share told apart in two sessions by one thing: the difference with either mix, and the kind that grew most."""

    by: str
    mix: Mix
    grew: str
    before: tuple[int, int]
    after: tuple[int, int]


def mix_note(before: Measure, after: Measure) -> Message | None:
    """Say how the difference of two sessions reads with an equal mix; None where that points the same way.

    Also None where luck alone moves the mix so far (1.96 standard errors): near 0 two noises point apart all the time.
    Of several ways to tell apart, the one is told whose mix moved the difference most.
    """
    found = [mixed for mixed in mixed_by(before, after) if mixed.mix.mix_effect and _moved(mixed.mix)]
    return _says(max(found, key=lambda mixed: abs(mixed.mix.by_mix))) if found else None


def against_the_last(measure: Measure, earlier: Sequence[Measure]) -> Measure:
    """Add the note that the newest of the earlier sessions gives, `earlier` oldest first; the verdict stays."""
    last = next((past for past in reversed(earlier) if past.value is not None), None)
    note = None if last is None or measure.value is None else mix_note(last, measure)
    if note is None:
        return measure
    said = say("Against the session before. {note}", note=note)
    return measure.model_copy(update={"warnings": (*measure.warnings, said)})


def _moved(mix: Mix) -> bool:
    """Tell whether the mix moved the difference by more than luck."""
    return abs(mix.by_mix) > ERRORS * mix.mix_error


def mixed_by(before: Measure, after: Measure) -> list[Mixed]:
    """Compare two measures with an equal mix, once for each thing that tells both apart."""
    if before.definition != after.definition or after.unit != "share":
        return []
    found = []
    for by in sorted(set(before.strata) & set(after.strata)):
        old, new = before.strata[by], after.strata[by]
        rows = strata(old, new)
        mix = standardise(rows)
        if len(rows) < 2 or mix is None:
            continue
        names = [row.name for row in rows]
        if min(_covered(old, names), _covered(new, names)) >= COVERS:
            found.append(_mixed(by, mix, names, old, new))
    return found


def strata(before: Mapping[str, Part], after: Mapping[str, Part]) -> list[Stratum]:
    """Pair the kinds that both sessions have. Money counts for as many orders as it rests on.

    An order of 500 and ninety-nine of 5 are not a hundred: each side's money is divided by the sum of squares over the
    sum, so that its total is the effective number of orders (Kish 1965) and its shares stay what they are.
    """
    old, new = _worth(before), _worth(after)
    return [
        Stratum(name, after[name].k * new, after[name].n * new, before[name].k * old, before[name].n * old)
        for name in sorted(set(before) & set(after))
        if before[name].n > 0 and after[name].n > 0
    ]


def people(part: Part) -> int:
    """Count the people or orders of a kind."""
    return part.n if part.people is None else part.people


def _worth(parts: Mapping[str, Part]) -> float:
    """Say how many people or orders one of `n` stands for; 1 where people are counted."""
    total = math.fsum(part.n for part in parts.values())
    squares = math.fsum(part.n if part.squares is None else part.squares for part in parts.values())
    return total / squares if squares > 0 else 0.0


def _covered(parts: Mapping[str, Part], names: list[str]) -> float:
    everybody = sum(people(part) for part in parts.values())
    return sum(people(parts[name]) for name in names) / everybody if everybody else 0.0


def _mixed(by: str, mix: Mix, names: list[str], old: Mapping[str, Part], new: Mapping[str, Part]) -> Mixed:
    then, now = sum(people(old[name]) for name in names), sum(people(new[name]) for name in names)
    grew = max(names, key=lambda name: (people(new[name]) / now - people(old[name]) / then, name))
    return Mixed(by, mix, grew, (people(old[grew]), then), (people(new[grew]), now))


def _says(mixed: Mixed) -> Message:
    text = (
        "Mix effect, told apart by {by}: the pooled difference is {pooled}, with an equal mix it is {equal} "
        "({low} to {high}); {grew} went from {k_before} of {n_before} to {k_after} of {n_after}."
    )
    return say(
        text,
        by=_BY.get(mixed.by) or mixed.by,
        pooled=quantity(_digits(mixed.mix.pooled), "points"),
        equal=quantity(_digits(mixed.mix.standardised), "points"),
        low=quantity(_digits(mixed.mix.interval.low), "points"),
        high=quantity(_digits(mixed.mix.interval.high), "points"),
        grew=kind_said(mixed.by, mixed.grew),
        k_before=quantity(mixed.before[0], "count"),
        n_before=quantity(mixed.before[1], "count"),
        k_after=quantity(mixed.after[0], "count"),
        n_after=quantity(mixed.after[1], "count"),
    )


_BY = {
    "viewer": say("new and returning viewers"),
    "buyer": say("new and returning buyers"),
    "source": say("source"),
    "channel": say("channel"),
}
_KINDS = {
    ("viewer", "new"): say("new viewers"),
    ("viewer", "known"): say("returning viewers"),
    ("buyer", "new"): say("orders of new buyers"),
    ("buyer", "known"): say("orders of returning buyers"),
    ("source", "?"): say("buyers whose source is not told"),
    ("channel", "?"): say("orders that tell no channel"),
}


def kind_said(by: str, name: str) -> Message:
    """Name one kind of people or orders in words."""
    if (by, name) in _KINDS:
        return _KINDS[by, name]
    if by == "source":
        return say("buyers from {name}", name=name)
    if by == "channel":
        return say("orders by {name}", name=name)
    return say("{name}", name=name)


def _digits(value: float) -> float:
    return float(f"{value:.10g}")

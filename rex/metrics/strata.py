"""The kinds that a share is told apart by: counts that add up, and no kind so small that it shows anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.metrics.base import UNNAMED, Sum, SumValue
from rex.model.measure import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rex.metrics.base import Metric
    from rex.model.measure import Measure

    Computed = Mapping[Sum, SumValue | Exception]

FEWEST = 5
"""A kind of fewer people or orders is left out of the record: it could show one of them."""
TOLD_APART = 0.9
"""Below this share of a KPI's people or orders the kinds say nothing about the whole."""
MOST_KINDS = 8


@dataclass(frozen=True, slots=True)
class Split:
    """One way to tell a KPI apart: the kinds in the column `by` of a view, `k` of `n` in each; ANSI SQL.

    `squares` stands for a share of money alone: the sum of squares that tells on how many orders it really rests.
    `people` counts the people or orders that the KPI is of, where that is not every row.
    """

    table: str
    by: str
    k: str
    n: str = "count(*)"
    squares: str | None = None
    people: str = "count(*)"

    @property
    def sums(self) -> dict[str, Sum]:
        """Give the sums that are asked of the view, one number a kind each."""
        asked = {"people": self.people, "k": self.k, "n": self.n}
        asked |= {"squares": self.squares} if self.squares else {}
        return {name: Sum(self.table, expression, by=self.by) for name, expression in asked.items()}


def told_apart(
    metrics: Iterable[Metric], measures: Iterable[Measure], compute: Callable[[Iterable[Sum]], Computed]
) -> tuple[list[Measure], dict[str, Exception]]:
    """Add to each measured share its kinds, and name the KPIs whose own SQL broke; `compute` gives sums.

    Left out are kinds of under five, kinds beyond the eight largest, and a way to tell apart that leaves fewer than two
    kinds or covers less than nine tenths of the KPI's people or orders.
    """
    made = list(measures)
    measured = {measure.id for measure in made if measure.status == "measured"}
    splits = {metric.id: metric.strata for metric in metrics if metric.strata and metric.id in measured}
    values = compute(part for own in splits.values() for split in own.values() for part in split.sums.values())
    broken: dict[str, Exception] = {}
    for place, measure in enumerate(made):
        kept = {}
        for by, split in splits.get(measure.id, {}).items():
            found = {name: values[part] for name, part in split.sums.items()}
            wrong = next((value for value in found.values() if isinstance(value, Exception)), None)
            if wrong is not None:
                broken[measure.id] = wrong
            elif parts := _kept(_parts(found), measure):
                kept[by] = parts
        if kept:
            made[place] = measure.model_copy(update={"strata": kept})
    return made, broken


def _parts(found: Mapping[str, SumValue | Exception]) -> dict[str, tuple[Part, int]]:
    """Make a part of each kind that has a name, and how many people or orders it is of."""
    sums = {name: value if isinstance(value, dict) else {} for name, value in found.items()}
    squares = sums.get("squares")
    return {
        kind: (
            Part(
                k=sums["k"].get(kind, 0),
                n=sums["n"].get(kind, 0),
                people=people if squares is not None else None,
                squares=squares.get(kind, 0) if squares is not None else None,
            ),
            people,
        )
        for kind, people in sums["people"].items()
        if kind != UNNAMED
    }


def _kept(parts: Mapping[str, tuple[Part, int]], measure: Measure) -> dict[str, Part]:
    large = sorted((item for item in parts.items() if item[1][1] >= FEWEST), key=lambda item: (-item[1][1], item[0]))
    kept = dict(sorted(large[:MOST_KINDS]))
    people = sum(count for _, count in kept.values())
    happened = sum(part.k for part, _ in kept.values())
    if len(kept) < 2 or not measure.n or people < TOLD_APART * measure.n:
        return {}
    if measure.k is not None and happened < TOLD_APART * measure.k:
        return {}
    return {name: part for name, (part, _) in kept.items()}

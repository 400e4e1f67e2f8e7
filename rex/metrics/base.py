"""The contract of a KPI: which sums it needs, and what they mean.

A KPI is a class with `sums`, each one aggregate of one table or view, and `estimate`, a pure function
from the sums to a value with its doubt. The sums are stored in the record and add over sessions, so
a month is made without opening a raw export again. Shared sums are computed once; all sums of one
table are computed in one pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from rex.model.message import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rex.metrics.strata import Split
    from rex.model.measure import Across, Better, Curve, Ranked, Status

Row = tuple[int | str | bool | None, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """One additive part: an ANSI SQL aggregate over one table or view.

    `across` says how values of several sessions go together. Distinct people are added, so their sum over a period is
    one of session visitors and is called so. What a history tells at the end of a session is a state: the newest holds.
    `by` names a column that must never be mixed, such as the currency: the sum is then one number a value.
    """

    table: str
    expression: str
    across: Across = "add"
    by: str | None = None


SumValue = int | dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A grouped query for a ranked KPI: one row an item, its key first; ANSI SQL."""

    query: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a KPI may know besides its sums: the show's length, the session's currency, and a seed for what is drawn.

    `seed` is handed in, so that the same session gives the same interval wherever it is computed.
    """

    duration_s: float
    currency: str | None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Estimated:
    """What a KPI makes of its sums: a value with its doubt, or a status that says why there is none."""

    status: Status
    value: float | None = None
    low: float | None = None
    high: float | None = None
    confidence: float | None = None
    method: str | None = None
    k: int | None = None
    n: int | None = None
    why: Message | None = None
    warnings: tuple[Message, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    curve: Curve | None = None
    unit: str | None = None
    of: str = ""
    """Whose number it is, where others give the same thing by another rule: part of the definition's id."""
    drifts: bool = False
    """It grows with the length of the history alone, so it is judged by no earlier session."""
    uncompared: Message | None = None
    """Why it rests on too few to be held against other sessions, though it is shown."""
    absent: bool = False
    """Nothing in these files speaks of it: a KPI that is `optional` is left out."""


class Sums:
    """The sums of one KPI by name; `None` where no row told anything."""

    def __init__(self, values: Mapping[str, SumValue], listing: Sequence[Row] = ()) -> None:
        self._values = dict(values)
        self.listing = listing

    def __getattr__(self, name: str) -> int:
        """Give a sum; one that no row told anything about is 0."""
        try:
            value = self._values[name]
        except KeyError:
            raise AttributeError(name) from None
        return sum(value.values()) if isinstance(value, dict) else value or 0

    def by(self, name: str) -> dict[str, int]:
        """Give a sum that must not be mixed, one number for each currency."""
        value = self._values.get(name)
        return dict(value) if isinstance(value, dict) else {}

    def stored(self) -> dict[str, int | dict[str, int]]:
        """Give what the record keeps: every sum that some row told something about."""
        return {name: value for name, value in self._values.items() if value is not None and value != {}}

    def known(self, name: str) -> bool:
        """Tell whether any row told this sum anything."""
        return self._values.get(name) is not None


class Formula(Protocol):
    """The class that a KPI's file holds."""

    sums: Mapping[str, Sum]

    def estimate(self, s: Sums, setting: Setting) -> Estimated:
        """Turn the sums into a value with its doubt."""
        ...


@dataclass(frozen=True, slots=True)
class Metric:
    """A KPI: what it is called, in which unit and direction, on which tables, by which formula."""

    id: str
    title: str
    group: str
    unit: str
    better: Better
    needs: tuple[str, ...]
    definition: int
    source: str
    meaning: str
    scale: Literal["plain", "log", "logit"]
    sums: Mapping[str, Sum]
    estimate: Callable[[Sums, Setting], Estimated]
    listing: Listing | None = None
    settles: bool = False
    optional: bool = False
    signed: bool = False
    stands_in_for: str = ""
    example: str = ""
    mistakes: tuple[str, ...] = field(default=())
    strata: Mapping[str, Split] = field(default_factory=dict)

    @property
    def definition_id(self) -> str:
        """Name the definition with its version: two versions are never compared."""
        return f"{self.id}@{self.definition}"

    @property
    def across(self) -> Across:
        """Tell what the KPI is over several sessions: made from their sum, the highest one, or the newest state."""
        return next((part.across for part in self.sums.values()), "add")


def metric(  # noqa: PLR0913 - a KPI is declared in one place, by name
    *,
    id: str,  # noqa: A002 - it is the KPI's id, in files and on the screen
    title: str,
    group: str,
    unit: str,
    better: Better,
    needs: tuple[str, ...],
    definition: int,
    source: str,
    scale: Literal["plain", "log", "logit"] = "plain",
    settles: bool = False,
    optional: bool = False,
    signed: bool = False,
    stands_in_for: str = "",
) -> Callable[[type[Any]], Metric]:
    """Make the class of a KPI's file into its `Metric`; the class docstring is its page in `rex explain`.

    `unit` is a unit of `rex.model.message.Quantity`, or `money` for the session's currency. `scale` is the
    one on which its session-to-session spread is judged: log for money and counts, logit for shares.
    `settles` marks what late refunds and cancellations still change. `optional` KPIs stand in no record whose files do
    not speak of them; the others say which file they lack. `signed` ones can lie below 0, and so can their range.
    `stands_in_for` names the KPI whose place among the headline numbers this one takes where the files cannot tell that
    one: the same thing, counted by another.
    """

    def build(formula: type[Any]) -> Metric:
        made: Formula = formula()
        return Metric(
            id=id,
            title=title,
            group=group,
            unit=unit,
            better=better,
            needs=needs,
            definition=definition,
            source=source,
            meaning=formula.__doc__ or "",
            scale=scale,
            sums=made.sums,
            estimate=made.estimate,
            listing=getattr(formula, "listing", None),
            settles=settles,
            optional=optional,
            signed=signed,
            stands_in_for=stands_in_for,
            example=getattr(formula, "example", ""),
            mistakes=getattr(formula, "mistakes", ()),
            strata=getattr(formula, "strata", {}),
        )

    return build


def too_few(message: Message, n: int | None = None) -> Estimated:
    """Say that there is too little to estimate, and how many are needed."""
    return Estimated("insufficient", n=n, why=message)


def counted(value: int, n: int | None = None, warnings: tuple[Message, ...] = ()) -> Estimated:
    """Give a census: a total that has no sampling interval, since everything was counted."""
    return Estimated("measured", value, method="census", n=value if n is None else n, warnings=warnings)


NOBODY_WATCHED = say("No viewers: nobody watched according to these files, so there is no share of them.")
NO_UNIQUE_VIEWERS = say("The files hold no number of unique viewers; a curve of people at once cannot tell it.")
UNNAMED = "XXX"
"""The key of what names no currency (ISO 4217: no currency involved); never added to what names one."""

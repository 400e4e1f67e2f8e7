"""All KPIs of a session at once: shared sums computed once, one pass a table, each KPI named when it breaks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rex.metrics.base import UNNAMED, Estimated, Metric, Row, Sums, SumValue
from rex.metrics.strata import told_apart
from rex.model.measure import Measure
from rex.model.message import say
from rex.model.tables import BACKGROUND, TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rex.metrics.base import Setting, Sum


STAND_INS = {"viewers": ("presence",)}
"""What a need may be met by instead: a list of who came and left is a viewer curve by the view `audience`."""


class Queries(Protocol):
    """What this room needs of the engine."""

    def rows(self, query: str) -> list[Row]:
        """Run a query."""
        ...

    def has_rows(self, table: str) -> bool:
        """Tell whether a table holds anything."""
        ...


@dataclass(frozen=True, slots=True)
class Failed:
    """A KPI that broke, by id, and the kind of mistake."""

    id: str
    why: str


def met_by(needs: Iterable[str], there: Collection[str]) -> tuple[str, ...]:
    """Name the tables that a KPI is computed from: those it needs, or what stands in for one that is not there."""
    return tuple(next((table for table in (need, *STAND_INS.get(need, ())) if table in there), need) for need in needs)


def compute(
    metrics: Iterable[Metric], facts: Queries, setting: Setting, *, headline: tuple[str, ...] = ()
) -> tuple[list[Measure], list[Failed]]:
    """Compute every KPI; one whose tables are missing says which file would make it possible."""
    listed = list(metrics)
    present = _present({table for metric in listed for table in metric.needs}, facts)
    ready = [metric for metric in listed if present.issuperset(metric.needs)]
    values = _sums((part for metric in ready for part in metric.sums.values()), facts)
    measures: list[Measure] = []
    failed: list[Failed] = []
    for metric in listed:
        shown = metric.id in headline
        if not present.issuperset(metric.needs):
            if metric.optional and not shown:
                continue
            measures.append(as_measure(metric, _missing(metric, present), Sums({}), setting, headline=shown))
            continue
        try:
            listing = facts.rows(metric.listing.query) if metric.listing else ()
            sums = Sums({name: _computed(values[part]) for name, part in metric.sums.items()}, listing)
            estimated = metric.estimate(sums, setting)
            if not (metric.optional and estimated.absent and not shown):
                measures.append(as_measure(metric, estimated, sums, setting, headline=shown))
        except Exception as error:  # noqa: BLE001 - a KPI is a plug-in: it is named and the rest goes on
            kind = type(error).__name__
            failed.append(Failed(metric.id, f"{kind}: {error}"))
            why = say("This KPI broke in its own code ({kind}); the others are not touched.", kind=kind)
            measures.append(as_measure(metric, Estimated("error", why=why), Sums({}), setting, headline=shown))
    measures, broken = told_apart(ready, measures, lambda parts: _sums(parts, facts))
    failed += [Failed(kpi, f"{type(error).__name__}: {error}") for kpi, error in broken.items()]
    return _stood_in(listed, measures), failed


def _stood_in(metrics: Sequence[Metric], measures: Sequence[Measure]) -> list[Measure]:
    """Give the place of a headline KPI that the files cannot tell to the platform's own number of the same thing.

    A number whose files are there keeps its place and says what it lacks. Which one stands in is declared by the KPI,
    and hangs on what files there are, never on what the numbers say.
    """
    told = {measure.id: measure for measure in measures}
    empty = {kpi for kpi, measure in told.items() if measure.headline and measure.value is None and not measure.sums}
    places = {
        metric.id: metric.stands_in_for
        for metric in metrics
        if metric.stands_in_for in empty and metric.id in told and told[metric.id].value is not None
    }
    given = set(places.values())
    return [
        _in_place_of(measure, told[places[measure.id]])
        if measure.id in places
        else measure.model_copy(update={"headline": False})
        if measure.id in given
        else measure
        for measure in measures
    ]


def _in_place_of(measure: Measure, missing: Measure) -> Measure:
    text = "It stands among the headline numbers in place of {kpi}: {why}"
    says = say(text, kpi=say(missing.title), why=missing.why or say("there is no value."))
    return measure.model_copy(update={"headline": True, "warnings": (says, *measure.warnings)})


def _present(tables: set[str], facts: Queries) -> set[str]:
    """Find the tables that have rows, or whose stand-in has."""
    known = sorted(tables & {*TABLES, *BACKGROUND})
    return {table for table in known if any(facts.has_rows(name) for name in (table, *STAND_INS.get(table, ())))}


def _computed(value: SumValue | Exception) -> SumValue:
    if isinstance(value, Exception):
        raise value
    return value


def _sums(wanted: Iterable[Sum], facts: Queries) -> dict[Sum, SumValue | Exception]:
    """Compute every distinct sum, one query for each table and grouping; one that breaks is kept as its exception."""
    groups: dict[tuple[str, str | None], dict[Sum, None]] = defaultdict(dict)
    for part in wanted:
        groups[part.table, part.by][part] = None
    values: dict[Sum, SumValue | Exception] = {}
    for (table, by), parts in groups.items():
        together = _together(facts, table, by, list(parts))
        if isinstance(together, dict):
            values |= together
            continue
        for part in parts:  # one of them is wrong: each alone, so that the others are not touched
            alone = _together(facts, table, by, [part])
            values[part] = alone[part] if isinstance(alone, dict) else alone
    return values


def _together(facts: Queries, table: str, by: str | None, parts: list[Sum]) -> dict[Sum, SumValue] | Exception:
    """Compute the sums of one table and grouping in one pass; what names no group has the key XXX."""
    expressions = ", ".join(part.expression for part in parts)
    try:
        if by is None:
            (row,) = facts.rows(f"SELECT {expressions} FROM {table}")
            return {part: None if value is None else int(value) for part, value in zip(parts, row, strict=True)}
        grouped = facts.rows(f"SELECT {by}, {expressions} FROM {table} GROUP BY {by} ORDER BY {by}")
        return {
            part: {_named(row[0]): int(amount) for row in grouped if (amount := row[position]) is not None}
            for position, part in enumerate(parts, start=1)
        }
    except Exception as error:  # noqa: BLE001 - a sum is a plug-in's own SQL: its KPI is named and the rest goes on
        return error


def _named(value: int | str | bool | None) -> str:
    return UNNAMED if value in (None, "") else str(value)


def _missing(metric: Metric, present: set[str]) -> Estimated:
    wanting = [table for table in metric.needs if table not in present]
    why = _NEEDED.get(wanting[0], say("The table {table} is needed.", table=wanting[0]))
    return Estimated("not_applicable", why=why)


_NEEDED = {
    "chat": say("The session's chat is needed."),
    "sales": say("The shop's orders are needed."),
    "viewers": say("A viewer curve is needed: a table with a time and the people watching at that time."),
    "survey": say("A survey's answers are needed."),
    "reactions": say("The platform's reactions are needed."),
    "cues": say("A run of show is needed."),
    "presence": say("A list of who came and left when is needed."),
    "products": say("A product list is needed."),
    "totals": say("The platform's own totals are needed."),
    "tickets": say("The help desk's tickets are needed."),
    "costs": say("What the show cost is needed: costs in session.yaml."),
    "order_history": say("Orders with their customers are needed."),
    "earlier_sales": say("The orders of an earlier session are needed."),
    "earlier_people": say("The chat of an earlier session is needed."),
}


def as_measure(metric: Metric, estimated: Estimated, sums: Sums, setting: Setting, *, headline: bool) -> Measure:
    """Put a KPI and its estimate together; a KPI in money takes the estimate's currency, or the session's.

    ValueError where a value is measured and not there, or missing and nobody says why.
    """
    if (estimated.value is None) == (estimated.status == "measured") or (estimated.value is None and not estimated.why):
        raise ValueError(f"{metric.id}: the status {estimated.status} does not fit its value and reason")
    unit = estimated.unit or (setting.currency or "money" if metric.unit == "money" else metric.unit)
    return Measure(
        id=metric.id,
        definition=metric.definition_id + (f":{estimated.of}" if estimated.of else ""),
        title=metric.title,
        group=metric.group,
        status=estimated.status,
        why=estimated.why,
        value=_rounded(estimated.value),
        unit=unit,
        better=metric.better,
        scale=metric.scale,
        settles=metric.settles,
        drifts=estimated.drifts,
        signed=metric.signed,
        k=estimated.k,
        n=estimated.n,
        low=_rounded(estimated.low),
        high=_rounded(estimated.high),
        confidence=estimated.confidence,
        method=estimated.method,
        verdict="too_little_history" if estimated.status == "measured" else "too_little_data",
        headline=headline,
        uncompared=estimated.uncompared,
        warnings=estimated.warnings,
        sums=sums.stored(),
        ranked=estimated.ranked,
        curve=estimated.curve,
    )


def _rounded(value: float | None) -> float | None:
    """Keep ten significant digits: enough for any reader, and the same bytes on every machine."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(f"{value:.10g}")


def again(metric: Metric, sums: Mapping[str, SumValue], setting: Setting) -> Measure:
    """Make a measure from stored sums alone, as a period does: no export is opened."""
    made = Sums(sums)
    return as_measure(metric, metric.estimate(made, setting), made, setting, headline=False)


def passes_bound(metrics: Iterable[Metric]) -> int:
    """Give the most queries that computing these KPIs may take: one a table and grouping, one a ranked list."""
    listed = list(metrics)
    groups: set[tuple[str, str | None]] = {(part.table, part.by) for metric in listed for part in metric.sums.values()}
    groups |= {(split.table, split.by) for metric in listed for split in metric.strata.values()}
    needs = {table for metric in listed for table in metric.needs}
    tables = needs.union(*(STAND_INS.get(table, ()) for table in needs))
    return len(groups) + len(tables) + sum(1 for metric in listed if metric.listing)


def over(metric: Metric, stored: Sequence[Mapping[str, int | dict[str, int]]], setting: Setting) -> Measure:
    """Make a KPI over several sessions, oldest first, from their stored sums; each sum goes across as it declares."""
    if not any(stored):
        unknown = Estimated("not_applicable", why=say("None of these sessions has the sums it is made of."))
        return as_measure(metric, unknown, Sums({}), setting, headline=False)
    merged: dict[str, SumValue] = {}
    for name, part in metric.sums.items():
        values = [sums[name] for sums in stored if name in sums]
        merged[name] = _merged(values, part.across) if values else None
    return again(metric, merged, setting)


def _merged(values: Sequence[int | dict[str, int]], across: str) -> SumValue:
    if across == "last":
        return values[-1]
    numbers = [value for value in values if isinstance(value, int)]
    if numbers:
        return max(numbers) if across == "max" else sum(numbers)
    total: dict[str, int] = {}
    for value in values:
        if isinstance(value, dict):
            for key, amount in value.items():
                total[key] = total.get(key, 0) + amount
    return total

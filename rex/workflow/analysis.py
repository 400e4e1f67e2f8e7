"""Everything that a session's exports say, before any person's opinion is laid beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.errors import MissingFacts, NothingToMeasure
from rex.model.measure import Measure
from rex.model.message import Message, quantity, say
from rex.model.moment import Moments, Quote, Timeline
from rex.model.noun import Noun
from rex.model.retrospective import ProductResult, Retrospective
from rex.model.session import Cue, Session
from rex.model.source import Coverage
from rex.store.records import earlier_records
from rex.workflow.coverage import coverage_of
from rex.workflow.finding_moments import moments_of
from rex.workflow.imports import facts_folder, import_exports, missing_zones, plugin_folders
from rex.workflow.measuring import (
    cues_of,
    in_two_files,
    measures_of,
    open_facts,
    products_of,
    repeated_words,
    timeline_of,
)
from rex.workflow.reading import Imported, PluginTrouble, kind_of
from rex.workflow.strictness import demand_whole

if TYPE_CHECKING:
    from rex.store.records import Unusable
    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime


class Computed(Noun):
    """What was computed from the facts alone; kept in the cache beside them."""

    session: Session
    coverage: tuple[Coverage, ...] = ()
    measures: tuple[Measure, ...] = ()
    cues: tuple[Cue, ...] = ()
    timeline: Timeline = Timeline()
    moments: Moments
    products: tuple[ProductResult, ...] = ()
    quotes: tuple[Quote, ...] = ()
    twice: dict[str, int] = {}
    troubles: tuple[PluginTrouble, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """A session's numbers, and what they are judged by."""

    folder: Folder
    imported: Imported
    computed: Computed
    earlier: tuple[Retrospective, ...]
    unusable: tuple[Unusable, ...]
    broken_checks: list[PluginTrouble] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """Give the session with what its exports added (a currency, when all orders have one)."""
        return self.computed.session

    @property
    def troubles(self) -> tuple[PluginTrouble, ...]:
        """Name every plug-in that broke, each once: a file that cannot be loaded is met in every room."""
        found = (*self.imported.troubles, *self.computed.troubles, *self.broken_checks)
        return tuple({trouble.name: trouble for trouble in found}.values())


def demand_anchor(session: Session, imported: Imported) -> None:
    """Stop where start, end or a zone is unknown: without them no number can be placed in the show."""
    missing: list[tuple[str, str]] = []
    if session.start is None:
        missing.append(("session.start", "when the show began\n    start: 2026-11-20T19:00:00+01:00"))
    if session.end is None:
        missing.append(("session.end", "when it ended\n    end: 2026-11-20T20:02:00+01:00"))
    if session.timezone is None:
        missing.append(("session.timezone", "where it was on the clock\n    timezone: Europe/Madrid"))
    missing += missing_zones(imported)
    if missing:
        n = len(missing)
        raise MissingFacts(
            "One fact is missing, and without it numbers would be guesses."
            if n == 1
            else f"{n} facts are missing, and without them numbers would be guesses.",
            tuple(missing),
            todo=f"Write it like this into {session.id}/session.yaml,\nor run rex review in a terminal: it asks once.",
        )


def analyse(folder: Folder, session: Session, runtime: Runtime, *, alone: bool = False) -> Analysis:
    """Read the exports and compute everything that rests on them; raises NothingToMeasure when there is nothing.

    `alone` judges the session by no earlier one.
    """
    imported = import_exports(folder, session, runtime)
    if not imported.rows_read:
        raise nothing_read(folder, imported)
    demand_anchor(session, imported)
    if runtime.strict:
        demand_whole(imported)
    runtime.tell("read", read_said(imported))
    earlier, unusable = ([], []) if alone else earlier_records(folder, session.start)
    computed = _computed(folder, session, imported, earlier)
    return Analysis(folder, imported, computed, tuple(earlier), tuple(unusable))


def read_said(imported: Imported) -> Message:
    """Say how many rows were read, kept and set aside."""
    return say(
        "{read} rows: {kept} kept, {aside} set aside, each with a reason",
        read=quantity(imported.rows_read, "count"),
        kept=quantity(sum(source.rows_kept for source in imported.sources), "count"),
        aside=quantity(sum(source.rows_set_aside for source in imported.sources), "count"),
    )


def nothing_read(folder: Folder, imported: Imported) -> NothingToMeasure:
    """Say why nothing can be measured: no file at all, or none that any importer knows."""
    if imported.sources:
        names = ", ".join(source.file for source in imported.sources[:5])
        return NothingToMeasure(
            f"The export files in {folder.id} hold no rows: {names}.",
            todo="Download them again, and run the same command again.",
        )
    if not imported.unrecognised:
        return no_exports(folder)
    names = ", ".join(item.file for item in imported.unrecognised[:5])
    return NothingToMeasure(
        f"None of the files in {folder.id} can be read as an export: {names}.",
        todo=f"rex inspect {folder.id} says why, file by file.",
    )


def no_exports(folder: Folder) -> NothingToMeasure:
    """Say that no file has come yet, and where it goes."""
    place = "Put the platform's files into exports/" if folder.exports != folder.path else "Put them there"
    return NothingToMeasure(
        f"There are no export files in {folder.id}.", todo=f"{place} and run the same command again."
    )


def _computed(folder: Folder, session: Session, imported: Imported, earlier: list[Retrospective]) -> Computed:
    home = facts_folder(folder, imported)
    with open_facts(home, session) as facts:
        session = with_currency(
            session,
            [
                str(row[0])
                for row in facts.rows(
                    "SELECT DISTINCT currency FROM counted_sales WHERE currency IS NOT NULL ORDER BY 1"
                )
            ],
        )
        duration_s = session.duration_s or 0
        measures, failed = measures_of(facts, session, earlier, plugin_folders(folder))
        cues = cues_of(facts, session)
        moments = moments_of(facts, session, cues)
        return Computed(
            session=session,
            coverage=coverage_of(facts, duration_s),
            measures=tuple(measures),
            cues=cues,
            timeline=timeline_of(facts, duration_s),
            moments=moments,
            products=products_of(facts, measures, cues),
            quotes=tuple(repeated_words(facts, cues)),
            twice=in_two_files(facts),
            troubles=tuple(PluginTrouble(name=item.id, why=kind_of(item.why)) for item in failed),
        )


def with_currency(session: Session, found: list[str]) -> Session:
    """Take the orders' currency where the session names none and all orders have the same."""
    if session.currency is None and len(found) == 1:
        return session.model_copy(update={"currency": found[0]})
    return session

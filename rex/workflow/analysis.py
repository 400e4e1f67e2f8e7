"""Everything that a session's exports say, before any person's opinion is laid beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.errors import FileError, MissingFacts, NothingToMeasure, Place
from rex.model.message import Message, quantity, say
from rex.store.records import earlier_records
from rex.workflow.background import background_of
from rex.workflow.computing import Computed, computed
from rex.workflow.imports import import_exports, missing_zones
from rex.workflow.maturity import ripe
from rex.workflow.strictness import demand_whole

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.model.session import Session
    from rex.store.records import Unusable
    from rex.store.workspace import Folder
    from rex.workflow.reading import Imported, PluginTrouble
    from rex.workflow.runtime import Runtime


@dataclass(frozen=True)
class Analysis:
    """A session's numbers, and what they are judged by."""

    folder: Folder
    imported: Imported
    computed: Computed
    earlier: tuple[Retrospective, ...]
    unusable: tuple[Unusable, ...]
    alone: bool = False
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
    made = computed(folder, session, imported, earlier, background_of(folder, session, runtime))
    demand_something_inside(folder, made)
    made = made.model_copy(update={"measures": ripe(made.measures, made.session, earlier, runtime.now)})
    return Analysis(folder, imported, made, tuple(earlier), tuple(unusable), alone)


AUDIENCE = ("chat", "viewers", "presence", "reactions")
"""The tables that something must lie in the show of: orders may all be history, and people answer surveys later."""


def demand_something_inside(folder: Folder, made: Computed) -> None:
    """Stop where files of the audience are there and none of their rows lies in the show.

    A wrong year or day in `session.yaml` would otherwise make a report of nothing, and later shows would be judged
    by its zeros.
    """
    told = [one for one in made.coverage if one.table in AUDIENCE and one.rows]
    if not told or any(one.before + one.after < one.rows for one in told):
        return
    rows, before = sum(one.rows for one in told), sum(one.before for one in told)
    session = made.session
    where = "before it" if before == rows else "after it" if not before else "before or after it"
    raise FileError(
        f"None of the {rows} rows of chat and viewers lies in the show, {session.start:%Y-%m-%d %H:%M} to "
        f"{session.end:%H:%M} ({session.timezone}): all are {where}.",
        place=Place(f"{folder.id}/session.yaml"),
        why="A report of nothing would look like a show that failed, and later shows would be judged by it.",
        todo=f"Set start and end, or the clock of the file, in session.yaml. When the files begin and end says:\n"
        f"rex inspect {folder.id}",
    )


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

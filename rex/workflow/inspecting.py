"""What a session's export files are and what can be computed from them; nothing is judged and nothing is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import Metric
from rex.model.measure import Measure
from rex.model.noun import Noun
from rex.model.session import Session
from rex.model.source import Coverage
from rex.plugins.find import find
from rex.workflow.attributing import mark_products
from rex.workflow.coverage import coverage_of
from rex.workflow.imports import facts_folder, import_exports, plugin_folders
from rex.workflow.measuring import cues_of, measures_of, open_facts
from rex.workflow.reading import Imported, PluginTrouble, kind_of

if TYPE_CHECKING:
    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime


class Inspection(Noun):
    """What `rex inspect` shows: the session, every file, coverage, and which KPIs the files allow."""

    session: Session
    imported: Imported
    coverage: tuple[Coverage, ...] = ()
    measures: tuple[Measure, ...] = ()
    anchored: bool = False


def inspect(folder: Folder, runtime: Runtime) -> Inspection:
    """Look at a session's files. Never stops for a missing zone or start: it shows what is missing."""
    session = folder.session()
    imported = import_exports(folder, session, runtime)
    anchored = session.start is not None and session.end is not None
    if not anchored:
        return Inspection(session=session, imported=imported)
    with open_facts(facts_folder(folder, imported), session) as facts:
        mark_products(facts, session, cues_of(facts, session))
        coverage = coverage_of(facts, session.duration_s or 0)
        measures, failed = measures_of(facts, session, [], plugin_folders(folder))
    known = {trouble.name for trouble in imported.troubles}
    broke = tuple(PluginTrouble(name=item.id, why=kind_of(item.why)) for item in failed if item.id not in known)
    imported = imported.model_copy(update={"troubles": (*imported.troubles, *broke)})
    return Inspection(session=session, imported=imported, coverage=coverage, measures=tuple(measures), anchored=True)


def document(inspection: Inspection) -> dict[str, object]:
    """Give the JSON document of the contract, section 4."""
    session, imported = inspection.session, inspection.imported
    return {
        "session": {
            "id": session.id,
            "title": session.title,
            "start": None if session.start is None else session.start.isoformat(),
            "end": None if session.end is None else session.end.isoformat(),
            "timezone": session.timezone,
            "currency": session.currency,
            "anchor": "given" if session.start is not None else "unknown",
        },
        "sources": [
            {
                "file": source.file,
                "sha256": source.sha256,
                "importer": source.importer,
                "status": source.status,
                "why": source.why,
                "tables": source.tables,
                "rows_read": source.rows_read,
                "rows_kept": source.rows_kept,
                "rows_set_aside": source.rows_set_aside,
                "reasons": source.reasons,
                "marked": source.marked,
                "clock": None if source.clock is None else source.clock.model_dump(),
                "first": source.first,
                "last": source.last,
            }
            for source in imported.sources
        ],
        "unrecognised": [{"file": item.file, "why": item.why} for item in imported.unrecognised],
        "issues": [
            {"file": i.file, "line": i.line, "column": i.column, "problem": i.problem, "did": i.did}
            for i in imported.issues
        ],
    }


def possible(inspection: Inspection) -> tuple[list[Measure], list[Measure]]:
    """Part the KPIs into those these files allow and those they do not."""
    can = [m for m in inspection.measures if m.status == "measured"]
    cannot = [m for m in inspection.measures if m.status != "measured"]
    return can, cannot


def every_kpi() -> dict[str, Metric]:
    """Give all KPIs by id, also those a session has no files for."""
    return find("rex.metrics", Metric).plugins

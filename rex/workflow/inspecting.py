"""What a session's export files are and what can be computed from them; nothing is judged and nothing is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import Metric
from rex.model.measure import Measure
from rex.model.message import Message, say
from rex.model.noun import Noun
from rex.model.session import Session
from rex.model.source import Coverage, Skew
from rex.plugins.find import find
from rex.workflow.attributing import mark_products
from rex.workflow.background import background_of
from rex.workflow.clock_skew import skew_of
from rex.workflow.coverage import coverage_of
from rex.workflow.imports import facts_folder, import_exports, plugin_folders
from rex.workflow.measuring import cues_of, in_two_files, measures_of, open_facts
from rex.workflow.reading import Imported, PluginTrouble, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.engine.sql import Facts
    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime


class Inspection(Noun):
    """What `rex inspect` shows: the session, every file, coverage, and which KPIs the files allow."""

    session: Session
    imported: Imported
    coverage: tuple[Coverage, ...] = ()
    measures: tuple[Measure, ...] = ()
    skew: Skew | None = None
    twice: dict[str, int] = {}
    samples: dict[str, tuple[dict[str, str], ...]] = {}
    anchored: bool = False


def inspect(folder: Folder, runtime: Runtime) -> Inspection:
    """Look at a session's files. Never stops for a missing zone or start: it shows what is missing."""
    session = folder.session()
    imported = import_exports(folder, session, runtime)
    anchored = session.start is not None and session.end is not None
    unverified = [source.file for source in imported.sources if source.status == "unverified"]
    background = background_of(folder, session, runtime) if anchored else None
    with open_facts(facts_folder(folder, imported), session, background) as facts:
        samples = samples_of(facts, unverified)
        if not anchored:
            return Inspection(session=session, imported=imported, samples=samples)
        mark_products(facts, session, cues_of(facts, session))
        coverage = coverage_of(facts, session.duration_s or 0)
        skew = skew_of(facts, session.duration_s or 0)
        twice = in_two_files(facts)
        measures, failed = measures_of(facts, session, [], plugin_folders(folder))
    known = {trouble.name for trouble in imported.troubles}
    broke = tuple(PluginTrouble(name=item.id, why=kind_of(item.why)) for item in failed if item.id not in known)
    imported = imported.model_copy(update={"troubles": (*imported.troubles, *broke)})
    return Inspection(
        session=session,
        imported=imported,
        coverage=coverage,
        measures=tuple(measures),
        skew=skew,
        twice=twice,
        anchored=True,
    )


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
                "shape": source.shape,
            }
            for source in imported.sources
        ],
        "skew": None if inspection.skew is None else inspection.skew.model_dump(),
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


ANALYSES = (
    (("chat",), say("The minutes that stood out, in the chat")),
    (("viewers", "presence"), say("The minutes that stood out, in the audience")),
    (("sales",), say("Best sellers, and what other rules of attribution would count")),
    (("cues",), say("Products and moments tied to what was on screen")),
    (("chat", "sales"), say("Whether the clocks of chat and orders fit")),
    (("survey",), say("What viewers answered, beside what they did")),
)
"""What is made of the files besides KPIs, and the tables that it needs (`viewers` or `presence`: either)."""
FILES = {
    "chat": say("A chat: YouTube live chat (yt-dlp, chat-downloader), Zoom, Twitch, TikTok LIVE, WhatsApp, any table."),
    "sales": say("The shop's orders: Shopify, WooCommerce, Magento, TikTok Shop, Whatnot, Stripe, any table."),
    "viewers": say(
        "A viewer curve: any table with a time and the people watching; or who joined and left (Zoom, Teams)."
    ),
    "survey": say("A survey: Google Forms, Typeform, SurveyMonkey, Qualtrics, LimeSurvey, Microsoft Forms."),
    "cues": say("A run of show: any sheet with times and titles, Ontime, chapters; or `cues:` in session.yaml."),
}
"""The files that would bring a table; `rex list importers` names all of them."""


def every_file() -> tuple[Message, ...]:
    """Name the kinds of files that REX reads."""
    return tuple(FILES.values())


def analyses(inspection: Inspection) -> list[tuple[Message, bool]]:
    """Say for each analysis whether these files allow it."""
    present = _present(inspection)
    return [
        (says, bool(present & {"viewers", "presence"}) if "viewers" in needs else set(needs) <= present)
        for needs, says in ANALYSES
    ]


def missing_files(inspection: Inspection) -> list[Message]:
    """Name the kinds of files that are not there and would make more possible."""
    present = _present(inspection)
    if "presence" in present:
        present = present | {"viewers"}
    return [says for table, says in FILES.items() if table not in present]


def _present(inspection: Inspection) -> set[str]:
    tables = {table for source in inspection.imported.sources for table, rows in source.tables.items() if rows}
    return tables | ({"cues"} if inspection.session.cues else set())


SAMPLE_ROWS = 3
_SHOWN = {
    "chat": ("time_raw", "author", "text"),
    "sales": ("time_raw", "order_id", "product", "qty", "order_total_minor", "currency", "status"),
    "viewers": ("time_raw", "metric", "value"),
    "totals": ("metric_raw", "value_milli", "unit"),
    "survey": ("question_text", "answer_raw"),
    "products": ("product_id", "name", "price_minor", "currency"),
    "presence": ("time_raw", "person"),
    "reactions": ("time_raw", "kind", "count"),
    "cues": ("time_raw", "title"),
}
"""The columns by which a person recognises a row of the file."""


def samples_of(facts: Facts, files: Sequence[str]) -> dict[str, tuple[dict[str, str], ...]]:
    """Give the first rows of each file as they were read, for who compares them with the file."""
    return {file: tuple(_sample(facts, file)) for file in files}


def _sample(facts: Facts, file: str) -> Iterator[dict[str, str]]:
    for table, columns in _SHOWN.items():
        rows = facts.rows(
            f"SELECT {', '.join(columns)} FROM {table} WHERE source = ? ORDER BY src_row LIMIT {SAMPLE_ROWS}", file
        )
        for row in rows:
            yield {name: str(value) for name, value in zip(columns, row, strict=True) if value not in {None, ""}}

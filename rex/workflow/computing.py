"""What a session's facts say, computed once: kept beside the facts until anything that went in changes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from rex import __version__
from rex.checks.parts import Concentration, Theme
from rex.model.attribution import Alternative
from rex.model.content import Content
from rex.model.crowd import Crowds
from rex.model.effect import CueEffects
from rex.model.measure import Measure
from rex.model.moment import Moments, Quote, Timeline
from rex.model.noun import Noun
from rex.model.retrospective import ProductResult, Retrospective
from rex.model.session import Cue, Session
from rex.model.source import Coverage, Skew
from rex.model.voice import Voice
from rex.store.atomic import write_text
from rex.workflow.crowds import crowds_of, windows
from rex.workflow.imports import facts_folder, plugin_folders
from rex.workflow.reading import Imported, PluginTrouble, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.config.workspace import LimitsFrom
    from rex.engine.sql import Background
    from rex.store.workspace import Folder

_CODE = Path(__file__).resolve().parent.parent


class Computed(Noun):
    """What was computed from the facts alone; kept in the cache beside them."""

    session: Session
    coverage: tuple[Coverage, ...] = ()
    measures: tuple[Measure, ...] = ()
    crowds: Crowds | None = None
    cues: tuple[Cue, ...] = ()
    content: tuple[Content, ...] = ()
    cue_effects: CueEffects | None = None
    timeline: Timeline = Timeline()
    moments: Moments
    products: tuple[ProductResult, ...] = ()
    quotes: tuple[Quote, ...] = ()
    twice: dict[str, int] = {}
    alternatives: tuple[Alternative, ...] = ()
    skew: Skew | None = None
    voice: Voice | None = None
    themes: tuple[Theme, ...] = ()
    concentration: tuple[Concentration, ...] = ()
    troubles: tuple[PluginTrouble, ...] = ()


def computed(
    folder: Folder, session: Session, imported: Imported, earlier: Sequence[Retrospective], background: Background
) -> Computed:
    """Compute a session, or take it from the cache when facts, settings, history and REX itself are the same."""
    home = facts_folder(folder, imported)
    limits = folder.settings().limits
    file = home / f"computed-{_key(session, earlier, background, limits, windows(folder, background))}.json"
    if file.exists():
        try:
            return Computed.model_validate_json(file.read_text(encoding="utf-8"))
        except (ValidationError, OSError):
            file.unlink(missing_ok=True)
    made = _compute(folder, session, home, earlier, background)
    for old in home.glob("computed-*.json"):
        old.unlink(missing_ok=True)
    if not made.troubles:
        write_text(file, made.model_dump_json() + "\n")
    return made


def _key(
    session: Session,
    earlier: Sequence[Retrospective],
    background: Background,
    limits: Mapping[str, LimitsFrom],
    shows: Sequence[str],
) -> str:
    """Hash what the result depends on besides the facts: settings, earlier measures and facts, REX and its files."""
    history = [
        [r.session.id, str(r.session.start), r.session.tags, [[m.definition, m.value, m.unit, m.n] for m in r.measures]]
        for r in earlier
    ]
    code = [
        [file.stat().st_size, file.stat().st_mtime_ns]
        for file in sorted(_CODE.rglob("*.*"))
        if file.suffix in (".py", ".sql", ".yaml", ".npz")
    ]
    kinds = [_kinds(r) for r in earlier]
    asked = [[[one.key, one.asked, one.answered] for one in r.voice.themes] for r in earlier if r.voice is not None]
    facts = [place.name for place in background.earlier]  # a facts folder is called by the hash of what went in
    anew = {kpi: lock.model_dump(mode="json") for kpi, lock in limits.items()}
    parts = [__version__, session.model_dump(mode="json"), history, kinds, asked, facts, shows, anew, code]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _kinds(record: Retrospective) -> list[object]:
    """Give the kinds that an earlier record's shares are told apart by."""
    return [m.model_dump(mode="json", include={"strata"}) for m in record.measures if m.strata]


def _compute(
    folder: Folder, session: Session, home: Path, earlier: Sequence[Retrospective], background: Background
) -> Computed:
    from rex.workflow.attributing import alternatives_of, mark_products
    from rex.workflow.clock_skew import skew_of
    from rex.workflow.content import content_of
    from rex.workflow.coverage import coverage_of
    from rex.workflow.cue_effects import cue_effects
    from rex.workflow.finding_moments import moments_of
    from rex.workflow.hearing import hear_session
    from rex.workflow.hearing_moments import with_meaning
    from rex.workflow.hearing_told import voice_of
    from rex.workflow.judged import buyers_and_orders, products_by_share, themes_of
    from rex.workflow.measuring import (
        cues_of,
        in_two_files,
        measures_of,
        open_facts,
        outside_giveaways,
        products_of,
        repeated_words,
        timeline_of,
    )

    limits = folder.settings().limits
    with open_facts(home, session, background) as facts:
        cues = cues_of(facts, session)
        mark_products(facts, session, cues)
        rows = facts.rows("SELECT DISTINCT currency FROM counted_sales WHERE currency IS NOT NULL ORDER BY 1")
        session = with_currency(session, [str(row[0]) for row in rows])
        duration_s = session.duration_s or 0
        heard = hear_session(facts, cues)
        measures, failed = measures_of(facts, session, earlier, plugin_folders(folder), limits)
        moments = with_meaning(moments_of(facts, session, cues), heard)
        products, quotes = products_of(facts, measures, cues), tuple(repeated_words(facts, cues))
        return Computed(
            session=session,
            coverage=coverage_of(facts, duration_s),
            measures=tuple(measures),
            crowds=crowds_of(facts, folder, session, home, background),
            cues=cues,
            content=content_of(facts, cues, duration_s),
            cue_effects=cue_effects(facts, session, cues),
            timeline=timeline_of(facts, duration_s),
            moments=moments,
            products=products,
            quotes=quotes,
            twice=in_two_files(facts),
            skew=skew_of(facts, duration_s),
            voice=voice_of(heard, moments.moments, earlier),
            themes=themes_of(facts, quotes, outside_giveaways(cues)),
            concentration=(*products_by_share(products), *buyers_and_orders(facts)),
            alternatives=alternatives_of(facts, session, cues),
            troubles=tuple(PluginTrouble(name=item.id, why=kind_of(item.why)) for item in failed),
        )


def with_currency(session: Session, found: list[str]) -> Session:
    """Take the orders' currency where the session names none and all orders have the same."""
    if session.currency is None and len(found) == 1:
        return session.model_copy(update={"currency": found[0]})
    return session

"""Let the checks look at the reasoning of a record, and write down what people did about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Check
from rex.checks.run import run
from rex.checks.subject import Subject
from rex.compare.diff import compare
from rex.compare.history import past_of
from rex.metrics.compute import met_by
from rex.plugins.find import Broken, find
from rex.workflow import judged
from rex.workflow.desk import local_day
from rex.workflow.imports import plugin_folders
from rex.workflow.mixing import strata_between
from rex.workflow.reading import PluginTrouble, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.checks.subject import Need
    from rex.model.action import Action
    from rex.model.draft import Draft
    from rex.model.finding import Checks, Finding
    from rex.model.retrospective import Retrospective
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk

NOWHERE: frozenset[Need] = frozenset({"audience", "answer_groups", "own_area", "concluded", "senior", "seen_first"})
"""Parts of a subject that no file of a workspace can tell yet; a check that needs one says so."""


def judge(
    desk: Desk, analysis: Analysis, record: Retrospective, drafts: Sequence[Draft], *, decided: bool = True
) -> Checks:
    """Run every check over a record that has none yet, and add the responses of the reconcile step.

    `decided` is False as long as no action of this session can have been decided.
    """
    broken: list[Broken] = []
    room = find("rex.checks", Check, folders=plugin_folders(desk.folder))
    checks = run(subject_of(desk, analysis, record, decided=decided), room, on_broken=broken.append)
    analysis.broken_checks[:] = [PluginTrouble(name=item.name, why=kind_of(item.why)) for item in broken]
    responses = responses_of(drafts)
    return checks.model_copy(update={"findings": tuple(_responded(f, responses) for f in checks.findings)})


def subject_of(desk: Desk, analysis: Analysis, record: Retrospective, *, decided: bool = True) -> Subject:
    """Lay out what the checks may look at: the record, what it was computed from, and the record before it.

    What no file can tell stays empty, and a check that needs it says so: who of the viewers answered a survey and in
    which country, whose work a question is about, where the report itself would put a scale, who decides, and which
    forecast was given in sight of another.
    """
    computed, session = analysis.computed, record.session
    there = {stream.table for stream in computed.coverage if stream.rows}
    before = judged.previous_of(session, analysis.earlier)
    unique = record.measure("unique_viewers")
    return Subject(
        session=session,
        duration_s=session.duration_s,
        respondents=record.respondents,
        forecasts=record.forecasts,
        claims=record.claims,
        measures=record.measures,
        kpi_tables={kpi: met_by(metric.needs, there) for kpi, metric in desk.metrics.items()},
        moments=record.moments.moments,
        coverage=record.coverage,
        themes=computed.themes,
        sources=record.sources,
        issues=record.issues,
        history=_history(analysis),
        changes=() if before is None else compare(before, record).changes,
        suppressions={item.check: item.reason for item in desk.settings.suppress},
        timeline=record.timeline,
        windows=judged.windows_of(record.claims, record.cues),
        unique_viewers=None if unique is None or unique.value is None else round(unique.value),
        strata={} if before is None else strata_between(before, record),
        basis=judged.basis_of(session, record.measures),
        previous=None if before is None else judged.basis_of(before.session, before.measures),
        refundable_share=judged.refundable_share(record.measures, settled=record.edition == "settled"),
        settles_on=record.settles_on,
        concentration=computed.concentration,
        context_changes=None
        if before is None
        else judged.context_changes(session, record.measures, record.products, before),
        targets=judged.targets_of(session, analysis.earlier),
        ratings=judged.ratings_of(record.views),
        data_steps=judged.data_steps(record.views, record.measures),
        settled=record.settled,
        actions=record.actions if decided else None,
        due=judged.due_of(_until(desk, record), record.written.date()),
        track_record=judged.track_record_of(record.calibration),
    )


def feeds_known(desk: Desk) -> frozenset[str]:
    """Name the KPIs and the checks for which an answer can be of use: not those that need what no file can tell."""
    room = find("rex.checks", Check, folders=plugin_folders(desk.folder)).plugins
    return frozenset((*desk.metrics, *(name for name, one in room.items() if NOWHERE.isdisjoint(one.needs))))


def _until(desk: Desk, record: Retrospective) -> list[Action]:
    """Give the ledger's actions as they stood at this session: a record made again knows nothing of later ones."""
    day = local_day(record.session.start, record.session.timezone)
    known = [action for action in desk.actions.actions if day is None or action.decided <= day]
    return [
        action.model_copy(update={"status": "open"})
        if day is not None and action.done_on is not None and action.done_on > day
        else action
        for action in known
    ]


def _history(analysis: Analysis) -> dict[str, tuple[tuple[str, float], ...]]:
    return {
        measure.id: tuple(
            (past.session, float(past.measure.value))
            for past in past_of(measure, analysis.session, analysis.earlier)
            if past.measure.value is not None and past.alike
        )
        for measure in analysis.computed.measures
    }


def responses_of(drafts: Sequence[Draft]) -> dict[str, dict[str, str]]:
    """Collect what people did about findings: check id to `response` and `reason`."""
    found: dict[str, dict[str, str]] = {}
    for draft in drafts:
        found |= draft.checks
    return found


def _responded(finding: Finding, responses: Mapping[str, Mapping[str, str]]) -> Finding:
    """Add a person's response; a suppression without a reason is none."""
    entry = responses.get(finding.check, {})
    word, reason = entry.get("response", ""), entry.get("reason", "").strip()
    if word == "suppressed" and reason:
        return finding.model_copy(update={"response": "suppressed", "suppressed": reason})
    if word in {"accepted", "explained"}:
        return finding.model_copy(update={"response": word, "explanation": reason})
    return finding

"""Let the checks look at the reasoning of a record, and write down what people did about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Check
from rex.checks.run import run
from rex.checks.subject import Subject, Theme
from rex.compare.history import past_of
from rex.metrics.compute import met_by
from rex.plugins.find import Broken, find
from rex.workflow.imports import plugin_folders
from rex.workflow.reading import PluginTrouble, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.draft import Draft
    from rex.model.finding import Checks, Finding
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk
    from rex.workflow.opinions import Opinions


def judge(desk: Desk, analysis: Analysis, opinions: Opinions, drafts: Sequence[Draft]) -> Checks:
    """Run every check and add the responses that people gave in the reconcile step."""
    computed = analysis.computed
    there = {stream.table for stream in computed.coverage if stream.rows}
    subject = Subject(
        session=analysis.session,
        duration_s=analysis.session.duration_s,
        respondents=opinions.respondents,
        forecasts=opinions.forecasts,
        claims=opinions.claims,
        measures=computed.measures,
        kpi_tables={kpi: met_by(metric.needs, there) for kpi, metric in desk.metrics.items()},
        moments=computed.moments.moments,
        coverage=computed.coverage,
        themes=tuple(Theme(q.text, q.people, q.at_s, address=q.id) for q in computed.quotes),
        sources=analysis.imported.sources,
        issues=analysis.imported.issues,
        orders_unmatched=None,
        history=_history(analysis),
        changes=(),
        suppressions={item.check: item.reason for item in desk.settings.suppress},
    )
    broken: list[Broken] = []
    room = find("rex.checks", Check, folders=plugin_folders(desk.folder))
    checks = run(subject, room, on_broken=broken.append)
    analysis.broken_checks[:] = [PluginTrouble(name=item.name, why=kind_of(item.why)) for item in broken]
    responses = responses_of(drafts)
    return checks.model_copy(update={"findings": tuple(_responded(f, responses) for f in checks.findings)})


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

"""The client edition's record: everything that is internal or names a person is gone before anything is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from rex.model.message import Message
from rex.render.internal import INTERNAL_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.action import Action
    from rex.model.answer import Claim, Forecast
    from rex.model.finding import Checks, Finding
    from rex.model.restatement import Restatement
    from rex.model.retrospective import Retrospective

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

PUBLIC_KEYS = frozenset(
    {"id", "title", "client", "name", "names", "schema", "inputs", "sha256", "timezone", "text_key"}
)
"""Places where a word is a public name or an id; elsewhere a person's name is taken out."""
ROLE_WORDS = frozenset({"host", "csm", "client", "shopper", "production", "team", "anonymous"})
REMOVED = "[…]"


def strip_for_client(record: Retrospective) -> Retrospective:
    """Take out internal answers, opinions, names, notes, check ids, costs and renewal signals.

    What stays is what the record's measures, moments and evidence say. A name that slipped into a
    sentence is replaced by a mark. Stripping twice changes nothing.
    """
    names = _names(record)
    costs = {measure.id: measure.title for measure in record.measures if measure.group == "costs"}
    goals = tuple(goal for goal in record.session.goals if goal.kpi not in costs)
    stripped = record.model_copy(
        update={
            "session": record.session.model_copy(update={"hosts": (), "costs": {}, "clocks": {}, "goals": goals}),
            "respondents": (),
            "views": (),
            "nameless": None,
            "voice": record.voice and record.voice.model_copy(update={"look": ()}),
            "calibration": None,
            "forecasts": tuple(_forecast(f) for f in record.forecasts if f.role == "client"),
            "claims": tuple(_claim(c) for c in record.claims if not c.opinion and not _internal(c.evidence)),
            "actions": tuple(_action(a) for a in record.actions if not _internal((a.origin,))),
            "settled": tuple(
                s.model_copy(update={"action": _action(s.action)})
                for s in record.settled
                if not _internal((s.action.origin,))
            ),
            "checks": _checks(record.checks),
            "revisions": (),
            "measures": tuple(m for m in record.measures if m.id not in costs),
            "benchmarks": tuple(one for one in record.benchmarks if one.kpi not in costs),
            "not_concluded": tuple(said for said in record.not_concluded if not _names_one(said, costs.values())),
            "restatements": tuple(_restatement(one, record) for one in record.restatements),
        }
    )
    return _scrub(stripped, names)


def _restatement(restatement: Restatement, record: Retrospective) -> Restatement:
    """Drop what the costs of the show have become: whoever pays for it is told its result."""
    costs = {measure.id for measure in record.measures if measure.group == "costs"}
    return restatement.model_copy(update={"changes": tuple(c for c in restatement.changes if c.kpi not in costs)})


def _names_one(said: Message, titles: Iterable[str]) -> bool:
    """Tell whether a sentence is about one of these measures."""
    kpi = said.values.get("kpi")
    return isinstance(kpi, Message) and kpi.text in titles


def _internal(addresses: tuple[str, ...]) -> bool:
    return any(word in address for address in addresses for word in INTERNAL_QUESTIONS)


def _open(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Drop addresses of answers: they hold a respondent's name."""
    return tuple(a for a in addresses if not a.startswith("answer:"))


def _forecast(forecast: Forecast) -> Forecast:
    return forecast.model_copy(update={"respondent": ""})


def _claim(claim: Claim) -> Claim:
    return claim.model_copy(
        update={"respondent": "", "role": "team", "evidence": _open(claim.evidence), "against": _open(claim.against)}
    )


def _action(action: Action) -> Action:
    origin = "" if action.origin.startswith("answer:") else action.origin
    return action.model_copy(update={"owner": "", "note": "", "origin": origin})


def _checks(checks: Checks) -> Checks:
    return checks.model_copy(
        update={
            "findings": tuple(_finding(f) for f in checks.findings if f.response != "suppressed"),
            "passed": tuple(p.model_copy(update={"check": ""}) for p in checks.passed),
            "not_applicable": tuple(n.model_copy(update={"check": ""}) for n in checks.not_applicable),
        }
    )


def _finding(finding: Finding) -> Finding:
    return finding.model_copy(
        update={"check": "", "explanation": "", "suppressed": None, "evidence": _open(finding.evidence)}
    )


def _names(record: Retrospective) -> frozenset[str]:
    found = {
        *record.session.hosts,
        *(r.id for r in record.respondents),
        *(f.respondent for f in record.forecasts),
        *(c.respondent for c in record.claims),
        *(a.owner for a in record.actions),
        *(s.action.owner for s in record.settled),
    }
    return frozenset(
        n for n in found if len(n) > 1 and n.casefold() not in ROLE_WORDS and n.casefold() not in _public(record)
    )


def _public(record: Retrospective) -> frozenset[str]:
    return frozenset({record.session.client.casefold(), record.session.title.casefold()})


def _scrub(record: Retrospective, names: frozenset[str]) -> Retrospective:
    if not names:
        return record
    longest_first = sorted(names, key=lambda n: (-len(n), n))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
    cleaned = _without(record.model_dump(mode="json", by_alias=True), pattern)
    return type(record).model_validate(cleaned)


def _without(value: Json, pattern: re.Pattern[str], key: str = "") -> Json:
    if isinstance(value, str):
        return value if key in PUBLIC_KEYS else pattern.sub(REMOVED, value)
    if isinstance(value, list):
        return [_without(v, pattern, key) for v in value]
    if isinstance(value, dict):
        return {k: _without(v, pattern, k) for k, v in value.items()}
    return value

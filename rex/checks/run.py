"""Let every check look, and lay their answers out in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires
from rex.checks.subject import missing, narrow
from rex.model.finding import Checks, Finding, NotApplicable, Passed
from rex.model.message import say
from rex.plugins.find import Broken

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.checks.base import Check
    from rex.checks.subject import Subject
    from rex.plugins.find import Room

_SEVERITY = {"block": 0, "warn": 1, "info": 2}


def run(subject: Subject, room: Room[Check], *, on_broken: Callable[[Broken], None] | None = None) -> Checks:
    """Run every check of the room; findings by severity, then strength, then id, the others by id.

    A check that breaks stands under `not_applicable` with its name, and is handed to `on_broken`; the rest goes on.
    """
    findings: list[Finding] = []
    passed: list[Passed] = []
    cannot: list[NotApplicable] = []
    broken = list(room.broken)
    for check in room.plugins.values():
        try:
            answer = _answer(check, subject)
        except Exception as error:  # noqa: BLE001 - a plug-in may break in any way; it is named and the rest goes on
            broken.append(Broken(check.id, type(error).__name__))
            continue
        if isinstance(answer, Fires):
            findings.append(_finding(check, answer, subject.suppressions.get(check.id, "").strip()))
        elif isinstance(answer, Clear):
            passed.append(Passed(check=check.id, title=check.title, says=answer.says))
        else:
            cannot.append(NotApplicable(check=check.id, title=check.title, why=answer.why))
    for one in broken:
        cannot.append(_named(one))
        if on_broken:
            on_broken(one)
    return Checks(
        findings=tuple(sorted(findings, key=lambda f: (_SEVERITY[f.level], -f.strength, f.check))),
        passed=tuple(sorted(passed, key=lambda p: p.check)),
        not_applicable=tuple(sorted(cannot, key=lambda n: n.check)),
    )


def _answer(check: Check, subject: Subject) -> Answer:
    why = missing(subject, check.needs)
    if why is not None:
        return Cannot(why)
    answer = check.look(narrow(subject, check.declared))
    if not isinstance(answer, Fires | Clear | Cannot):
        raise TypeError(type(answer).__name__)
    return answer


def _finding(check: Check, fires: Fires, reason: str) -> Finding:
    """Make a finding; without a reason there is no suppression, and it stays open."""
    return Finding(
        check=check.id,
        title=check.title,
        level=fires.level or check.level,
        says=fires.says,
        instead=fires.instead,
        evidence=tuple(dict.fromkeys(fires.evidence)),
        strength=round(fires.strength, 4),
        suppressed=reason or None,
        response="suppressed" if reason else "open",
    )


def _named(broken: Broken) -> NotApplicable:
    """Name a broken check and the kind of its mistake alone: an error's own text may hold somebody's words."""
    why = say(
        "This check is broken ({kind}); the others went on. Whoever wrote it can repair it.",
        kind=broken.why.split(":", 1)[0],
    )
    return NotApplicable(check=broken.name, title=broken.name, why=why)

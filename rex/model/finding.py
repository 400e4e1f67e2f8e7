"""Findings: what the checks of the reasoning say, with their arithmetic, evidence and way out."""

from __future__ import annotations

from typing import Literal

from rex.model.message import Message
from rex.model.noun import Noun

Level = Literal["info", "warn", "block"]


class Finding(Noun):
    """One check that fired. `response` is what a person did about it; a suppression has its reason."""

    check: str
    title: str
    level: Level
    says: Message
    instead: Message
    evidence: tuple[str, ...] = ()
    strength: float = 0
    suppressed: str | None = None
    response: Literal["open", "accepted", "explained", "suppressed"] = "open"
    explanation: str = ""


class Passed(Noun):
    """A check that looked and found nothing, and what it looked at."""

    check: str
    title: str
    says: Message


class NotApplicable(Noun):
    """A check that could not look, and what it would need."""

    check: str
    title: str
    why: Message


class Checks(Noun):
    """Every check of a record, in the order of severity, then strength, then id."""

    findings: tuple[Finding, ...] = ()
    passed: tuple[Passed, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()

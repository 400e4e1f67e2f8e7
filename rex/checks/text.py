"""Check any text or Markdown file with the rules for prose; findings in the shape of a record's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.checks.prose.find import Hit, hits
from rex.checks.prose.wording import message_of, remedy_of, title_of
from rex.model.finding import Checks, Finding, NotApplicable, Passed
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.checks.prose.rule import Rule

_SEVERITY = {"block": 0, "warn": 1, "info": 2}
_IGNORE = re.compile(r"<!--\s*rex:\s*ignore\s+([\w-]+)(?:\s+([^>]{0,300}?))?\s*-->", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"(?<=\])\([^()\s]{1,500}\)|https?://\S+")


class Ignored(NamedTuple):
    """A comment that hides a check on its line, or on the next where it stands alone; without a reason it does not."""

    line: int
    check: str
    reason: str


def check_text(text: str, lang: str | None, rules: Sequence[Rule]) -> Checks:
    """Find what the rules say of a text: a finding for each place, evidence `line:column` and the words found.

    `lang` is en, es or fr; None tries all. Code, quotes, comments and front matter are not read. A comment
    `<!-- rex: ignore B16 the reason -->` hides a check's findings on its line, or on the next one if it stands alone.
    """
    ignored = _ignored(text)
    used = [rule for rule in rules if lang is None or rule.lang == lang]
    if not used:
        why = say("There are no rules for prose in this language.")
        checks = {rule.check: title_of(rule) for rule in rules}
        return Checks(not_applicable=tuple(NotApplicable(check=c, title=t, why=why) for c, t in sorted(checks.items())))
    found = hits(bare(text), lang, used)
    findings = [_finding(hit, text, ignored) for hit in found]
    fired = {hit.rule.check for hit in found}
    return Checks(
        findings=tuple(sorted(findings, key=lambda one: _SEVERITY[one.level])),
        passed=tuple(
            Passed(check=check, title=title, says=say("Nothing in the text is put like that."))
            for check, title in sorted({rule.check: title_of(rule) for rule in used}.items())
            if check not in fired
        ),
    )


def bare(text: str) -> str:
    """Blank out what is not prose in Markdown: front matter, code, comments, addresses; every place stays."""
    for shape in (_FRONT, _FENCE, _COMMENT, _CODE, _LINK):
        text = shape.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def _ignored(text: str) -> list[Ignored]:
    found = []
    shown = _FENCE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    lines = shown.split("\n")
    for comment in _IGNORE.finditer(shown):
        line = shown.count("\n", 0, comment.end()) + 1
        alone = not _COMMENT.sub("", lines[line - 1]).strip()
        found.append(Ignored(line + alone, comment[1].casefold(), (comment[2] or "").strip()))
    return found


def _finding(hit: Hit, text: str, ignored: list[Ignored]) -> Finding:
    words = " ".join(text[hit.start : hit.end].split())
    own = [one for one in ignored if one.line == hit.line and one.check == hit.rule.check.casefold()]
    reason = next((one.reason for one in own if one.reason), "")
    says = message_of(hit.rule)
    if own and not reason:
        says = say("{says} A comment asks to ignore it and gives no reason.", says=says)
    return Finding(
        check=hit.rule.check,
        title=title_of(hit.rule),
        level=hit.rule.level,
        says=says,
        instead=remedy_of(hit.rule),
        evidence=(f"{hit.line}:{hit.column}", words),
        suppressed=reason or None,
        response="suppressed" if reason else "open",
    )

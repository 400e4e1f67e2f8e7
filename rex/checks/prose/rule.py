"""Rules for prose as they stand in YAML files, read strictly: a mistake is shown in its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from rex.checks.prose.context import everyday
from rex.checks.prose.pattern import UnsafePatternError, compiled, joined
from rex.config import placed, strict
from rex.model.finding import Level
from rex.model.noun import Noun

if TYPE_CHECKING:
    from pathlib import Path

    from rex.config.placed import Placed, Way

Lang = Literal["en", "es", "fr"]
Situation = Literal[
    "negated", "disclaimed", "hedged", "reported", "question", "plan", "conditional", "record", "counted", "praise"
]
"""What a sentence may be beside asserted: see `rex.checks.prose.context`."""


class RuleText(Noun):
    """A rule as somebody writes it: patterns of one language, and where they mean something else."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    lang: Lang
    match: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    unless: tuple[Situation, ...] | None = None


class FamilyText(Noun):
    """A file of rules that say one thing. `message` and `remedy` may be left out where REX has its own words."""

    family: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    check: str = ""
    level: Level = "info"
    source: str = ""
    message: str = ""
    remedy: str = ""
    unless: tuple[Situation, ...] = ()
    lists: dict[Lang, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    rules: tuple[RuleText, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, ready to be used; `check` is the id that findings carry and that a suppression names."""

    id: str
    family: str
    check: str
    level: Level
    lang: Lang
    patterns: tuple[re.Pattern[str], ...]
    exceptions: tuple[re.Pattern[str], ...]
    unless: frozenset[Situation]
    message: str
    remedy: str
    source: str


def load(path: Path) -> tuple[Rule, ...]:
    """Read a file of rules; raises FileError with line and column at the first mistake."""
    from rex.checks.prose.wording import SAYS

    at = placed.read(path)
    text = strict.build(FamilyText, at)
    if text.family not in SAYS and not (text.message and text.remedy):
        raise at.error((), f'the family "{text.family}" needs its own message and remedy.')
    seen: set[str] = set()
    for n, one in enumerate(text.rules):
        if one.id in seen:
            raise at.error(("rules", n, "id"), f'"{one.id}" stands here twice.')
        seen.add(one.id)
    lists = {lang: _lists(at, text, lang) for lang in {one.lang for one in text.rules}}
    return tuple(_rule(at, text, n, lists[one.lang]) for n, one in enumerate(text.rules))


@cache
def shipped() -> tuple[Rule, ...]:
    """Give the rules that come with REX, file by file in the order of their names."""
    with as_file(files("rex.checks.prose") / "rules") as folder:
        return tuple(rule for path in sorted(folder.glob("*.yaml")) if path.stem != "context" for rule in load(path))


def with_own(folder: Path | None) -> tuple[Rule, ...]:
    """Add a workspace's own rules; one of the same id and family takes the place of the shipped one."""
    own = [rule for path in sorted(folder.glob("*.yaml")) for rule in load(path)] if folder else []
    return tuple({(rule.family, rule.id): rule for rule in (*shipped(), *own)}.values())


def _lists(at: Placed, text: FamilyText, lang: Lang) -> dict[str, str]:
    lists = everyday(lang)
    for name, words in text.lists.get(lang, {}).items():
        try:
            lists[name] = joined(list(words), lists)
        except UnsafePatternError as error:
            raise at.error(("lists", lang, name), f"{error}.") from error
    return lists


def _rule(at: Placed, text: FamilyText, n: int, lists: dict[str, str]) -> Rule:
    one = text.rules[n]
    return Rule(
        id=one.id,
        family=text.family,
        check=text.check or text.family,
        level=text.level,
        lang=one.lang,
        patterns=_patterns(at, ("rules", n, "match"), one.match, lists),
        exceptions=_patterns(at, ("rules", n, "exceptions"), one.exceptions, lists),
        unless=frozenset(text.unless if one.unless is None else one.unless),
        message=text.message,
        remedy=text.remedy,
        source=text.source,
    )


def _patterns(at: Placed, way: Way, written: tuple[str, ...], lists: dict[str, str]) -> tuple[re.Pattern[str], ...]:
    made = []
    for k, pattern in enumerate(written):
        try:
            made.append(compiled(pattern, lists))
        except (UnsafePatternError, re.error) as error:
            raise at.error((*way, k), f'"{pattern}" cannot be used: {error}.') from error
    return tuple(made)

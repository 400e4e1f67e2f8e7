"""Find the places of a text where a rule applies, with their line, their column and their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.prose.context import Sentence, sentences, stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rex.checks.prose.rule import Rule

LANGUAGES = ("en", "es", "fr")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule applies: `start` and `end` are places in the text, line and column count from 1."""

    rule: Rule
    start: int
    end: int
    line: int
    column: int
    words: str


def hits(text: str, lang: str | None, rules: Sequence[Rule]) -> list[Hit]:
    """Find each family's first and there longest hit of each sentence, in the order of the text.

    Where `lang` is None, the rules of every language are tried; an unknown language has no rules.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    listed = [rule for rule in rules if lang is None or rule.lang == lang]
    found: dict[tuple[str, int], Hit] = {}
    for sentence in sentences(text):
        for rule in listed:
            for start, end in _spans(sentence, rule):
                key = (rule.family, sentence.start)
                one = _hit(rule, text, starts, sentence.start + start, sentence.start + end)
                if key not in found or (one.start, -one.end) < (found[key].start, -found[key].end):
                    found[key] = one
    return sorted(found.values(), key=lambda hit: (hit.start, hit.rule.family))


def _spans(sentence: Sentence, rule: Rule) -> Iterator[tuple[int, int]]:
    """Give the first match of each pattern that no exception covers and no situation takes back."""
    for pattern in rule.patterns:
        for match in pattern.finditer(sentence.words):
            start, end = match.span()
            if _excepted(rule.exceptions, sentence.words, start, end):
                continue
            if not any(stands(one, sentence, rule.lang, start, end) for one in rule.unless):
                yield start, end
                break


def _excepted(exceptions: Iterable[re.Pattern[str]], words: str, start: int, end: int) -> bool:
    """Tell whether an exception overlaps the match."""
    return any(one.start() < end and start < one.end() for exc in exceptions for one in exc.finditer(words))


def _hit(rule: Rule, text: str, starts: list[int], start: int, end: int) -> Hit:
    line = bisect_right(starts, start)
    return Hit(rule, start, end, line, start - starts[line - 1] + 1, text[start:end])

"""What people wrote in a stretch that they did not write elsewhere: its words, and messages that stand for them.

A theme is a word that at least three different people used in the stretch, and more often there than in
the rest of the show. A message is quoted for a theme, never for itself alone: what one person said
stays one person's.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FEWEST_PEOPLE = 3
LEAST_RATIO = 2.0
"""A word counts as the stretch's own when people used it there at least twice as often as elsewhere."""
MOST_THEMES = 3
_SHORTEST, _LONGEST = 8, 90
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Said:
    """One message: when, by whom (a code, -1 unknown), and its redacted words."""

    t_s: float
    author: int
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A word of the stretch, how many people used it there, and the message that stands for it."""

    word: str
    people: int
    quote: Said


def themes(
    inside: Sequence[Said], outside: Sequence[Said], allowed: Callable[[str], bool], most: int = MOST_THEMES
) -> list[Theme]:
    """Find the stretch's own themes, strongest first, each quoted from another person; `allowed` may refuse a text."""
    weights = _weights(inside, outside)
    found: list[Theme] = []
    quoted: set[int] = set()
    texts: set[str] = set()
    for word in sorted(weights, key=lambda w: (-weights[w][0], w)):
        if any(word in theme.quote.text.casefold() for theme in found):
            continue  # the same thing, said with another word of the same message
        people = weights[word][1]
        quote = _representative(word, inside, weights, lambda said: said.author not in quoted and allowed(said.text))
        if quote is None or quote.text.casefold() in texts:
            continue
        quoted.add(quote.author)
        texts.add(quote.text.casefold())
        found.append(Theme(word, people, quote))
        if len(found) == most:
            break
    return found


def _weights(inside: Sequence[Said], outside: Sequence[Said]) -> dict[str, tuple[float, int]]:
    """Weigh each word by the people who used it here and how much more often than elsewhere."""
    here, there = _people_by_word(inside), _people_by_word(outside)
    everyone_here = max(1, len({said.author for said in inside}))
    everyone_there = max(1, len({said.author for said in outside}))
    weights: dict[str, tuple[float, int]] = {}
    for word, people in here.items():
        n = len(people)
        if n < FEWEST_PEOPLE:
            continue
        ratio = (n / everyone_here) / ((len(there.get(word, ())) + 0.5) / (everyone_there + 1))
        if ratio >= LEAST_RATIO:
            weights[word] = (n * math.log(ratio), n)
    return weights


def _people_by_word(messages: Sequence[Said]) -> dict[str, set[int]]:
    people: dict[str, set[int]] = defaultdict(set)
    for said in messages:
        for word in set(_words(said.text)):
            people[word].add(said.author)
    return people


def _words(text: str) -> Iterator[str]:
    return (match.group() for match in _WORD.finditer(text.casefold()))


def _representative(
    word: str, inside: Sequence[Said], weights: dict[str, tuple[float, int]], usable: Callable[[Said], bool]
) -> Said | None:
    """Choose the message that says most of what the stretch says, in few words; the earliest of equals."""
    best: tuple[float, float, Said] | None = None
    for said in inside:
        if not _SHORTEST <= len(said.text) <= _LONGEST or not usable(said):
            continue
        words = set(_words(said.text))
        if word not in words:
            continue
        strength = sum(weights[w][0] for w in words if w in weights) / math.sqrt(len(words) + 2)
        if best is None or (strength, -said.t_s) > best[:2]:
            best = (strength, -said.t_s, said)
    return None if best is None else best[2]

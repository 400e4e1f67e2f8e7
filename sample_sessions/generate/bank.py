"""The phrase bank: hand-written lines by language and topic, and a session's way of drawing from them.

Neighbouring lines of a file were often written as question and answer, so a draw may go on with the next lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from sample_sessions.generate.dice import Dice

PHRASES = Path(__file__).parent / "phrases"
RULES = Path(__file__).parent / "occasions.yaml"
LANGUAGES = ("es", "fr", "en")
FALLBACK = "smalltalk"
REACTIONS = "reactions_short"  # one-word answers; they may come as often as they like
SHORT = 12  # characters: natural short ones come back all evening, longer ones do not
DECK_LIMIT = 60  # how far down a topic's deck a fitting line is looked for


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-written message and where it stands in its file."""

    text: str
    lang: str
    topic: str
    place: int


@cache
def read_topic(lang: str, topic: str) -> tuple[Line, ...]:
    """Read a topic's lines; a topic without a file gives the small talk of that language."""
    paths = (PHRASES / lang / f"{topic}.txt", PHRASES / topic / f"{lang}.txt")
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        return () if topic == FALLBACK else read_topic(lang, FALLBACK)
    texts = [text.strip() for text in path.read_text("utf-8").splitlines()]
    texts = [text for text in dict.fromkeys(texts) if text and not text.startswith("# ") and text != "#"]
    return tuple(Line(text, lang, topic, place) for place, text in enumerate(texts))


@cache
def languages() -> tuple[str, ...]:
    """Name the languages that have a bank."""
    return tuple(lang for lang in LANGUAGES if read_topic(lang, FALLBACK))


@dataclass(frozen=True, slots=True)
class Occasion:
    """Lines that fit only some evenings: a season, a test on stage, an incident's end."""

    pattern: re.Pattern[str]
    flag: str


@cache
def _rules() -> tuple[tuple[Occasion, ...], re.Pattern[str], re.Pattern[str]]:
    raw = yaml.safe_load(RULES.read_text("utf-8"))
    occasions = tuple(Occasion(re.compile(item["says"], re.IGNORECASE), item["only"]) for item in raw["occasions"])
    resolved = re.compile("|".join(raw["resolved"]), re.IGNORECASE)
    return occasions, resolved, re.compile("|".join(raw["at_home"]), re.IGNORECASE)


def is_resolved(text: str) -> bool:
    """Say whether a line speaks of an incident that is over."""
    return bool(_rules()[1].search(text))


def is_at_home(text: str) -> bool:
    """Say whether a line about a raid comes from somebody who was there before it."""
    return bool(_rules()[2].search(text))


@dataclass(slots=True)
class Decks:
    """A session's shuffled topics: each line comes once before any comes twice."""

    dice: Dice
    flags: frozenset[str]
    limit: int = 2
    _decks: dict[tuple[str, str], list[Line]] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=dict)

    def fits(self, line: Line) -> bool:
        """Say whether the line can be said on this evening at all."""
        return all(rule.flag in self.flags or not rule.pattern.search(line.text) for rule in _rules()[0])

    def draw(self, lang: str, topic: str, *, resolved: bool | None = None) -> Line | None:
        """Draw the next line, or None when the topic is exhausted; `resolved` asks for words from an incident's end."""
        deck = self._deck(lang, topic)
        for depth in range(min(DECK_LIMIT, len(deck))):
            line = deck[depth]
            if topic != REACTIONS and self.uses(line) >= self.limit * (2 if len(line.text) <= SHORT else 1):
                continue
            if resolved is not None and is_resolved(line.text) != resolved:
                continue
            del deck[depth]
            # most of the deck stays between two uses, so the same words do not come back at once
            deck.insert(len(deck) - self.dice.whole(0, len(deck) // 8), line)
            self._uses[line.text] = self._uses.get(line.text, 0) + 1
            return line
        return None

    def following(self, line: Line, count: int) -> list[Line]:
        """Give the lines written after this one, as far as they are unused and fit the evening."""
        lines = read_topic(line.lang, line.topic)[line.place + 1 : line.place + 1 + count]
        chosen: list[Line] = []
        for item in lines:
            if self.uses(item) or not self.fits(item):
                break
            self._uses[item.text] = 1
            self._sink(item)
            chosen.append(item)
        return chosen

    def uses(self, line: Line) -> int:
        """Count how often the line was said so far."""
        return self._uses.get(line.text, 0)

    def _sink(self, line: Line) -> None:
        deck = self._deck(line.lang, line.topic)
        if line in deck:
            deck.remove(line)
            deck.append(line)

    def _deck(self, lang: str, topic: str) -> list[Line]:
        key = (lang, topic)
        if key not in self._decks:
            fitting = [line for line in read_topic(lang, topic) if self.fits(line)]
            self._decks[key] = self.dice.shuffled(fitting)
        return self._decks[key]

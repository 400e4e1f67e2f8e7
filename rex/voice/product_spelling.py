"""Which word of a catalogue a written word means when its letters are not quite right; a few look-ups a word."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS: Final = (
    ("qu", "k"),
    ("ph", "f"),
    ("ch", "x"),
    ("sh", "x"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("h", ""),
)
_LETTERS: Final = str.maketrans({"c": "k", "q": "k", "v": "b", "z": "s", "y": "i", "j": "g", "w": "u"})
_SHORTEST = 4  # below it one wrong letter makes another word
_TWO_WRONG = 8  # letters from which two may be wrong


def sound(word: str) -> str:
    """Write a word nearly as it sounds: v as b, z as s, qu as k, no h, no doubled letters; one for four languages."""
    for written, spoken in _SOUNDS:
        if written in word:
            word = word.replace(written, spoken)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


class Spelling:
    """The words of a catalogue, to be found by a written word with a letter too many, missing, wrong or swapped.

    Each word is kept by its sound and by what is left of that when any letter (of a long word any two) is dropped, so
    that a written word meets its candidates by look-up (Garbe's symmetric delete); the distance then decides.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Index words of four letters or more."""
        self._by_rest: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if len(word) >= _SHORTEST:
                for rest in _rests(sound(word), _allowed(word)):
                    self._by_rest[rest].add(word)
        self._sounds = {word: sound(word) for words in self._by_rest.values() for word in words}

    def nearest(self, written: str) -> frozenset[str]:
        """Give the catalogue's words that a written word may mean, the nearest alone; empty when none is near."""
        from rapidfuzz.distance import OSA

        if len(written) < _SHORTEST or written.isdigit():
            return frozenset()
        said = sound(written)
        candidates = {word for rest in _rests(said, _allowed(written)) for word in self._by_rest.get(rest, ())}
        best: set[str] = set()
        least = 3
        for word in candidates:
            most = min(_allowed(word), _allowed(written) + 1)
            apart = min(OSA.distance(said, self._sounds[word]), OSA.distance(written, word))
            if apart > most or apart > least or abs(len(word) - len(written)) > most + 1:
                continue
            if apart < least:
                best.clear()
            best.add(word)
            least = apart
        return frozenset(best)


def _allowed(word: str) -> int:
    return 2 if len(word) >= _TWO_WRONG else 1


def _rests(word: str, drops: int) -> set[str]:
    rests = {word}
    last = {word}
    for _ in range(drops):
        last = {rest[:place] + rest[place + 1 :] for rest in last for place in range(len(rest))}
        rests |= last
    return rests

"""Messages somebody should have a look at, each with the word that was met: a list, never a score of a person.

Written insults are met through accents, stretched letters ("puuuta"), digits for letters ("1d1ot4"), stars and letters
set apart ("p u t a"). Words alone cannot tell a joke among friends from abuse; that is why a person looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from rex.voice.phrases import every_language, folded, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.voice.line import Line
    from rex.voice.phrases import Phrases

Kind = Literal["threat", "slur", "sexual", "insult"]
"""What kind of word it is, the gravest first."""

_GRAVEST: tuple[Kind, ...] = ("threat", "slur", "sexual", "insult")
_DIGITS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"})
_SIGNS = str.maketrans({"@": "a", "$": "s", "€": "e"})
_SIGN = re.compile(r"[@$€*.]")
_TOKEN = re.compile(r"[a-z0-9]+")
_APART = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[ .*_-]{1,2}[a-z0-9](?![a-z0-9])){2,}")
_FEWEST_APART = 3
_INSIDE = re.compile(r"(?<=[a-z])[$@€](?=[a-z0-9])|(?<=[a-z])[*.](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Flag:
    """One message to look at: its row, the lexicon's word that was met, and the word's kind."""

    row: str
    word: str
    kind: Kind


def please_look(lines: Sequence[Line]) -> list[Flag]:
    """Give the messages of viewers that hold an abusive word, in order; of several words the gravest."""
    known: dict[str, tuple[str, Kind] | None] = {}
    flags = []
    for line in lines:
        if line.role in ("bot", "system"):
            continue
        if line.text not in known:
            known[line.text] = abusive(line.text)
        met = known[line.text]
        if met is not None:
            flags.append(Flag(line.row, *met))
    return flags


def abusive(text: str) -> tuple[str, Kind] | None:
    """Give the gravest abusive word of a text and its kind, or None."""
    plain = folded(text)
    if _SIGN.search(plain):
        plain = _INSIDE.sub(_as_letter, plain)
    tokens = _TOKEN.findall(plain)
    words = _harm()
    hits = words.find(tokens)
    if len(tokens) >= _FEWEST_APART and sum(map(_is_one, tokens)) >= _FEWEST_APART and (apart := _APART.findall(plain)):
        hits += words.find(["".join(_TOKEN.findall(piece)) for piece in apart])
    if not hits:
        return None
    kinds = {hit.group for hit in hits}
    kind = next(kind for kind in _GRAVEST if kind in kinds)
    return next(hit.phrase.rstrip("*") for hit in hits if hit.group == kind), kind


def _is_one(token: str) -> bool:
    return len(token) == 1


def _as_letter(found: re.Match[str]) -> str:
    sign = found.group()
    return "" if sign in "*." else sign.translate(_SIGNS)


def _letters(token: str) -> str:
    """Read digits among letters as letters: "1d1ot4" is a word, "1080" is none."""
    return token if token.isalpha() or token.isdigit() else token.translate(_DIGITS)


@cache
def _harm() -> Phrases:
    return phrases(every_language("harm"), respell=_letters)

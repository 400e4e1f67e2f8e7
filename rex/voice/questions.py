"""Whether a message asks and expects an answer, with or without a question mark.

Words that ask, in four languages, and hashed pieces of words are weighed by a small model learnt from lines written for
REX (docs/models/intents.md). What stands in quotation marks or in a link is somebody else's and is not looked at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from rex.voice.line import Read
from rex.voice.ngrams import LinearModel, load, shares
from rex.voice.word_groups import ASKING, as_written, longest, read, word_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

QUESTION: Final = "question"
ENOUGH: Final = 0.4  # share of the model's belief; tuned on the validation lines
ENOUGH_WITH_MARK: Final = 0.2
_CHUNK = 20_000  # texts read at a time, so that memory stays bounded
_OTHERS = re.compile(r"https?://\S+|www\.\S+|\"[^\"]*\"|«[^»]*»|“[^”]*”")
_MAY_HOLD = re.compile('["«“]|http|www')


@cache
def model() -> LinearModel:
    """Load the shipped weights, once."""
    return load("questions")


def own_words(text: str) -> str:
    """Give a text without links and without what it quotes."""
    return _OTHERS.sub(" ", text) if _MAY_HOLD.search(text) else text


def questions(texts: Sequence[str]) -> list[Read]:
    """Say of each text whether it asks: label "question" or "", the words that ask, how sure (0 to 1)."""
    distinct = list(dict.fromkeys(texts))
    known: dict[str, Read] = {}
    for start in range(0, len(distinct), _CHUNK):
        chunk = tuple(distinct[start : start + _CHUNK])
        known.update(zip(chunk, _read(chunk), strict=True))
        cited = [text for text in chunk if _MAY_HOLD.search(text)]
        known.update(zip(cited, _read(tuple(map(own_words, cited))), strict=True))
    return [known[text] for text in texts]


def _read(texts: tuple[str, ...]) -> list[Read]:
    if not texts:
        return []
    reading = read(texts)
    scores, _ = model().scores(reading.cut, reading.table)
    asks: list[float] = shares(scores)[:, 1].tolist()
    phrases = longest(reading.hits, _asking()[reading.hits.groups])
    return [_one(text, reading.cut.cut[row], round(asks[row], 3), phrases.get(row)) for row, text in enumerate(texts)]


def _one(text: str, words: list[str], share: float, phrase: tuple[int, int] | None) -> Read:
    marked = "?" in text
    if share < (ENOUGH_WITH_MARK if marked else ENOUGH) or not any(map(str.isalnum, words)):
        return Read("", "", round(1 - share, 3))
    if phrase is not None:
        return Read(QUESTION, f"matched '{as_written(text, words, *phrase)}'", share)
    return Read(QUESTION, "question mark" if marked else "reads like a question", share)


@cache
def _asking() -> NDArray[np.bool_]:
    import numpy as np

    return np.array([name in ASKING for name in word_groups().names])

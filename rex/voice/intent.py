"""What a message is for: one of seventeen intents, with the words that say so.

Words and phrases of four languages (`lexicons/intents.yaml`) and hashed pieces of words are weighed by a small model
learnt from lines written for REX (docs/models/intents.md). Where a phrase of the intent stands in the text, it is the
reason; else the two words that say most.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from rex.voice.line import Read
from rex.voice.ngrams import LinearModel, load, shares
from rex.voice.word_groups import Reading, as_written, longest, read, strongest, word_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.voice.ngrams import Floats

CHUNK: Final = 20_000  # texts read at a time, so that memory stays bounded


@cache
def model() -> LinearModel:
    """Load the shipped weights, once."""
    return load("intents")


def intents(texts: Sequence[str]) -> list[Read]:
    """Say what each text is for (an `Intent`), the words that say so as written, and how sure (0 to 1)."""
    distinct = list(dict.fromkeys(texts))
    known: dict[str, Read] = {}
    for start in range(0, len(distinct), CHUNK):
        chunk = tuple(distinct[start : start + CHUNK])
        known.update(zip(chunk, _read(chunk), strict=True))
    return [known[text] for text in texts]


def _read(texts: tuple[str, ...]) -> list[Read]:
    import numpy as np

    reading, weights = read(texts), model()
    scores, said = weights.scores(reading.cut, reading.table)
    told = shares(scores)
    best = told.argmax(axis=1)
    phrases = longest(reading.hits, _points_to()[reading.hits.groups] == best[reading.hits.rows])
    unmatched = np.ones(len(texts), bool)
    unmatched[list(phrases)] = False
    words = strongest(reading.cut, said, best, unmatched & (best != weights.labels.index("other")))
    labels = [weights.labels[label] for label in best.tolist()]
    reasons = [
        _reason(text, cut, phrases.get(row), words.get(row, ()))
        for row, (text, cut) in enumerate(_pairs(texts, reading))
    ]
    empty = (reading.cut.sizes == 0).tolist()
    return [
        Read("other", "no words") if nothing else Read(label, reason, share)
        for label, reason, share, nothing in zip(labels, reasons, _rounded(told), empty, strict=True)
    ]


def _pairs(texts: tuple[str, ...], reading: Reading) -> zip[tuple[str, list[str]]]:
    return zip(texts, reading.cut.cut, strict=True)


def _rounded(told: Floats) -> list[float]:
    return [round(share, 3) for share in told.max(axis=1).tolist()]


def _reason(text: str, cut: list[str], phrase: tuple[int, int] | None, words: Sequence[int]) -> str:
    if phrase is not None:
        return f"matched '{as_written(text, cut, *phrase)}'"
    listed = ", ".join(f"'{as_written(text, cut, word, 1)}'" for word in sorted(words))
    return f"{'words' if len(words) > 1 else 'word'} {listed}" if listed else ""


@cache
def _points_to() -> NDArray[np.int64]:
    """Give for each group the number of the intent its phrases push towards, -1 for none."""
    import numpy as np

    labels = model().labels
    names = [name.partition(".")[0] for name in word_groups().names]
    return np.array([labels.index(name) if name in labels else -1 for name in names])

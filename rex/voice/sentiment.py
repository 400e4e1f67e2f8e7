"""What a message's words show: positive, neutral or negative; and the mood of many, with the reader's own error in it.

A message is read by groups of words, emoji and emotes (`lexicons/sentiment.yaml`) and by its hashed words, weighed by a
small model learnt from lines written for REX (docs/models/sentiment.md). One message is often read wrongly: only
`mood`, of thirty messages or more, is for showing.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from rex.voice.line import Read
from rex.voice.sentiment_words import FEATURES, counts, mood_words, plain, pointing_word, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.voice.sentiment_words import Token

    Floats = NDArray[np.float64]

LABELS: Final = ("negative", "neutral", "positive")
BITS: Final = 12
"""The words' weights lie in 2**BITS places, found by their checksum."""

FEWEST = 30
"""Messages below which nothing is said of a mood."""

_CHUNK = 20_000  # texts read at a time, so that memory stays bounded


class Model(NamedTuple):
    """The weights, and how often the reader met each label on lines it had not learnt from (rows: what is so)."""

    groups: Floats
    words: Floats
    bias: Floats
    confusion: Floats


def sentiments(texts: Sequence[str]) -> list[Read]:
    """Read each text's words: label positive, neutral or negative, the word that points there, how sure (0 to 1)."""
    distinct = list(dict.fromkeys(texts))
    known: dict[str, Read] = {}
    for start in range(0, len(distinct), _CHUNK):
        chunk = distinct[start : start + _CHUNK]
        known.update(zip(chunk, _read(chunk), strict=True))
    return [known[text] for text in texts]


def _read(texts: Sequence[str]) -> list[Read]:
    import numpy as np

    found = model()
    groups, places, sizes, tokens = features(texts)
    words = np.zeros((len(texts), len(LABELS)))
    if len(places):
        owners = np.repeat(np.arange(len(texts)), sizes)
        for label in range(len(LABELS)):
            words[:, label] = np.bincount(owners, weights=found.words[places, label], minlength=len(texts))
    scores = groups @ found.groups + words / np.sqrt(np.maximum(sizes, 1))[:, None] + found.bias
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = scores / scores.sum(axis=1, keepdims=True)
    best = shares.argmax(axis=1).tolist()
    sure = shares.max(axis=1).round(3).tolist()
    return [
        Read(LABELS[label], _reason(text, own, label), share)
        for text, own, label, share in zip(texts, tokens, best, sure, strict=True)
    ]


def _reason(text: str, tokens: Sequence[Token], label: int) -> str:
    if LABELS[label] == "neutral":
        return ""
    word = pointing_word(mood_words(), text, tokens, LABELS[label])
    return f"matched '{word}'" if word else ""


class Features(NamedTuple):
    """Of each text: its groups as a row, the places of its distinct words one text after another, and their number."""

    groups: Floats
    places: NDArray[np.intp]
    sizes: NDArray[np.intp]
    tokens: list[list[Token]]


def features(texts: Sequence[str]) -> Features:
    """Count what the model weighs."""
    import numpy as np

    lexicon = mood_words()
    rows = []
    places: list[int] = []
    sizes = []
    read = []
    for text in texts:
        folded = plain(text)
        tokens = tokens_of(lexicon, folded)
        rows.append(counts(lexicon, text, folded, tokens))
        words = {word for word, _ in tokens}
        places += map(place_of, sorted(words))
        sizes.append(len(words))
        read.append(tokens)
    groups = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))
    return Features(groups, np.array(places, dtype=np.intp), np.array(sizes, dtype=np.intp), read)


_PLACES: dict[str, int] = {}
_MOST_KNOWN = 200_000


def place_of(word: str) -> int:
    """Give the place of a word's weights."""
    place = _PLACES.get(word)
    if place is None:
        if len(_PLACES) > _MOST_KNOWN:
            _PLACES.clear()
        place = _PLACES[word] = zlib.crc32(word.encode()) & ((1 << BITS) - 1)
    return place


@cache
def model() -> Model:
    """Load the shipped weights once."""
    import numpy as np

    with files("rex.voice").joinpath("models/sentiment.npz").open("rb") as file, np.load(file) as held:
        words = held["words"].astype(np.float64) * held["words_scale"].astype(np.float64)
        return Model(held["groups"].astype(np.float64), words, held["bias"].astype(np.float64), held["confusion"])


@dataclass(frozen=True, slots=True)
class Mood:
    """The mean polarity of many messages, from -1 (all negative) to 1 (all positive), corrected for the reader's error.

    `low` and `high` bound it with 95 % confidence; they hold both who happened to write and how far the reader's
    error is known. `read` is the mean as it was read, before the correction.
    """

    polarity: float
    low: float
    high: float
    read: float
    n: int
    people: int | None
    model: str


def mood(
    reads: Sequence[Read], people: Sequence[str | None] | None = None, error: Sequence[Sequence[float]] | None = None
) -> Mood | None:
    """Give the mood of thirty messages or more; None of fewer, or where the reader cannot tell the labels apart.

    With `people` (one a message) every person weighs the same and is drawn as one. `error` is the count of what was
    read (columns) by what was so (rows), the shipped one if not given. The shares are those which the reader would
    have read so: the matrix of its error solved (Rogan and Gladen 1978, for three labels); the interval is by the
    delta method from the shares read and from each row of the matrix.
    """
    import numpy as np

    if len(reads) < FEWEST:
        return None
    confusion = np.asarray(model().confusion if error is None else error, dtype=np.float64)
    rows = confusion.sum(axis=1, keepdims=True)
    if not rows.all():
        return None
    told = confusion / rows
    if abs(np.linalg.det(told)) < _TOO_FLAT:
        return None
    shares, spread, persons = _shares(reads, people)
    points = np.array([-1.0, 0.0, 1.0])
    pull = np.linalg.solve(told, points)  # the polarity each label read stands for
    value = float(pull @ shares)
    so = np.linalg.solve(told.T, shares).clip(0.0, 1.0)
    variance = float(pull @ spread @ pull)
    for label in range(len(LABELS)):
        row = (confusion[label] + 0.5) / (rows[label] + 1.5)  # a pair that was never seen is not thereby impossible
        variance += so[label] ** 2 * float(pull @ (np.diag(row) - np.outer(row, row)) @ pull) / rows[label, 0]
    half = _Z95 * math.sqrt(max(variance, 0.0))
    middle = min(1.0, max(-1.0, value))  # the correction may pass the end of the scale; the doubt stays as wide
    low, high = max(-1.0, middle - half), min(1.0, middle + half)
    return Mood(middle, low, high, float(points @ shares), len(reads), persons, MODEL_ID)


MODEL_ID = "sentiment-1"
_Z95 = 1.959964
_TOO_FLAT = 0.02  # a matrix this close to saying the same of every label corrects nothing


def _shares(reads: Sequence[Read], people: Sequence[str | None] | None) -> tuple[Floats, Floats, int | None]:
    """Give the shares of the labels, their covariance, and how many people they are from."""
    import numpy as np

    owners = range(len(reads)) if people is None else [who or place for place, who in enumerate(people)]
    numbers: dict[object, int] = {}
    table = np.zeros((len(reads), len(LABELS)))
    for read, owner in zip(reads, owners, strict=True):
        table[numbers.setdefault(owner, len(numbers)), LABELS.index(read.label)] += 1
    each = table[: len(numbers)]
    each = each / each.sum(axis=1, keepdims=True)
    shares = each.mean(axis=0)
    n = len(numbers)
    apart = each - shares
    spread = apart.T @ apart / max(n - 1, 1) / n if n > 1 else np.diag(shares)
    return shares, spread, None if people is None else n

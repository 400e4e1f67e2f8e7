"""Hashed pieces of words for the small learnt readers: what a text is made of, and what a linear model says of it.

A text is cut into folded words, numbers and signs. Each word gives its own place and those of its pieces of two to five
letters (with the word's edges), each pair of neighbours one more. Words repeat heavily in a chat, so the pieces of a
word are looked up once a batch, however often it is written.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from rex.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

BITS: Final = 15
"""Weights lie in 2**BITS places, found by checksum."""

SHORTEST, LONGEST = 2, 5  # letters of a piece
_PAIR: Final = 0x9E3779B1  # odd, so that "a b" and "b a" fall on different places
_LETTERS: Final[dict[int, str | None]] = {code: fold(chr(code)) for code in range(0xC0, 0x250)}
_LETTERS.update(dict.fromkeys((*range(0x300, 0x370), 0xFE0F, 0x200D)))
_LETTERS.update({ord("’"): "'", ord("…"): "..."})
_ODD: Final = re.compile("[\u1d00-\u1eff\u2100-\u218f\uff00-\uffef\U0001d400-\U0001d7ff]")  # letters in fancy dress
_TOKEN: Final = re.compile(r"[a-z]+|[0-9]+|[^\W\d_]+|[?!]+|\.\.+|[^\w\s.,;:'\"()\-]")
_STRETCHED: Final = re.compile(r"([a-z])\1{2,}")
_DIGIT: Final = re.compile("[0-9]")
_LONGEST_WORD = 24  # letters looked at; a keyboard mashed for a line tells no more


def plain(texts: Sequence[str]) -> list[str]:
    """Fold capitals, accents and stretched letters ("Holaaaa" gives "hola"); signs and emoji stay."""
    joined = "\0".join(texts).lower()
    if not joined.isascii():
        joined = joined.translate(_LETTERS)
        if _ODD.search(joined):
            joined = fold(joined)
    folded = _STRETCHED.sub(r"\1", joined).split("\0")
    return folded if len(folded) == len(texts) else [plain([text.replace("\0", " ")])[0] for text in texts]


def tokens(folded: str) -> list[str]:
    """Cut a folded text into words, numbers, question and exclamation marks, and single signs."""
    return _TOKEN.findall(folded)


def pieces(word: str) -> list[str]:
    """Give a word whole, and its pieces with its edges; a number gives its shape instead of its digits' pieces."""
    if word.isdigit():
        return [f"={word}", "#" * min(len(word), 5)]
    edged = f"<{word[:_LONGEST_WORD]}>"
    sizes = range(SHORTEST, min(LONGEST, len(edged) - 1) + 1)
    cut = [edged[start : start + size] for size in sizes for start in range(len(edged) - size + 1)]
    return [f"={word}", *cut]


def place(piece: str) -> int:
    """Give the place of a piece of a word among the weights."""
    return zlib.crc32(piece.encode()) & ((1 << BITS) - 1)


def _places(word: str) -> list[int]:
    """Give the places of a word's pieces; cut as bytes where a letter is one, which gives the same and is quicker."""
    if not word.isascii() or word.isdigit():
        return [place(piece) for piece in pieces(word)]
    edged, mask, check = b"<%b>" % word[:_LONGEST_WORD].encode(), (1 << BITS) - 1, zlib.crc32
    long = len(edged)
    cut = [
        check(edged[start : start + size]) & mask
        for size in range(SHORTEST, min(LONGEST, long - 1) + 1)
        for start in range(long - size + 1)
    ]
    return [check(b"=" + word.encode()) & mask, *cut]


class Rows(NamedTuple):
    """Sparse rows: the places of row i are `places[starts[i]:starts[i + 1]]`, each counting 1/sqrt(how many)."""

    places: Places
    starts: Places


@dataclass(frozen=True)
class Batch:
    """Texts cut up: distinct words, and for each text which of them it holds, one after another."""

    cut: list[list[str]]

    @cached_property
    def words(self) -> list[str]:
        """Distinct words, in the order they are met."""
        return list(dict.fromkeys(word for text in self.cut for word in text))

    @cached_property
    def sizes(self) -> Places:
        """How many words each text has."""
        import numpy as np

        return np.fromiter(map(len, self.cut), np.int64, len(self.cut))

    @cached_property
    def held(self) -> Places:
        """Numbers of the words of all texts, one after another."""
        import numpy as np

        number = {word: index for index, word in enumerate(self.words)}
        look_up = number.__getitem__
        total = int(self.sizes.sum())
        return np.fromiter((look_up(word) for text in self.cut for word in text), np.int64, total)

    @cached_property
    def spelt(self) -> Rows:
        """For each distinct word the places of its pieces."""
        import numpy as np

        of_words = list(map(_places, self.words))
        sizes = np.fromiter(map(len, of_words), np.int64, len(of_words))
        flat = np.fromiter((one for word in of_words for one in word), np.int64, int(sizes.sum()))
        return Rows(flat, np.concatenate([[0], np.cumsum(sizes)]))

    @cached_property
    def pairs(self) -> tuple[Places, Places]:
        """For each held word but a text's first: where it stands among the held, and the place of the pair it ends."""
        import numpy as np

        sums = np.fromiter((zlib.crc32(word.encode()) for word in self.words), np.uint64, len(self.words))
        of_held = sums[self.held]
        first = np.zeros(len(of_held) + 1, bool)
        first[np.concatenate([[0], np.cumsum(self.sizes)])] = True
        ends = np.flatnonzero(~first[:-1])
        mixed = (of_held[ends - 1] * np.uint64(_PAIR) + of_held[ends]) >> np.uint64(7)
        return ends, (mixed & np.uint64((1 << BITS) - 1)).astype(np.int64)


def batch(texts: Sequence[str]) -> Batch:
    """Cut texts up, each once; the models read the batch."""
    return Batch([_TOKEN.findall(text) for text in plain(texts)])


def features(texts: Sequence[str]) -> Rows:
    """Give each text's row of places, written out, as the learner wants them: `LinearModel.scores` reads the same."""
    import numpy as np

    cut = batch(texts)
    spelt, (ends, mixed) = cut.spelt, cut.pairs
    owners = np.repeat(np.arange(len(texts)), cut.sizes)
    widths = np.diff(spelt.starts)[cut.held]
    starts = np.repeat(spelt.starts[cut.held] - np.concatenate([[0], np.cumsum(widths)[:-1]]), widths)
    flat = spelt.places[starts + np.arange(int(widths.sum()))] if len(cut.held) else spelt.places
    whose = np.concatenate([np.repeat(owners, widths), owners[ends]])
    order = np.argsort(whose, kind="stable")
    counted = np.bincount(whose, minlength=len(texts))
    return Rows(np.concatenate([flat, mixed])[order], np.concatenate([[0], np.cumsum(counted)]))


@dataclass(frozen=True)
class LinearModel:
    """Weights of the places and of what a reader counts besides (`extras`), one column a label."""

    labels: tuple[str, ...]
    weights: Floats
    extras: Floats
    bias: Floats

    def by_word(self, cut: Batch) -> Floats:
        """Give what each held word (and the pair it ends) says for each label, before the row's length is counted."""
        import numpy as np

        if not len(cut.held):
            return np.zeros((0, len(self.labels)), np.float32)
        table = np.add.reduceat(self.weights[cut.spelt.places], cut.spelt.starts[:-1], axis=0)
        said = table[cut.held]
        ends, mixed = cut.pairs
        said[ends] += self.weights[mixed]
        return said

    def scores(self, cut: Batch, counted: Floats | None = None) -> tuple[Floats, Floats]:
        """Give each text's score for each label (texts x labels), and what each held word said (`by_word`)."""
        import numpy as np

        said = self.by_word(cut)
        scores = np.zeros((len(cut.cut), len(self.labels)), np.float32)
        full = np.flatnonzero(cut.sizes)
        if len(full):
            starts = (np.cumsum(cut.sizes) - cut.sizes)[full]
            widths = np.diff(cut.spelt.starts)[cut.held]
            many = np.add.reduceat(widths, starts) + cut.sizes[full] - 1
            scores[full] = np.add.reduceat(said, starts, axis=0) / np.sqrt(many)[:, None].astype(np.float32)
        if counted is not None:
            scores += counted @ self.extras
        return scores + self.bias, said


def load(name: str) -> LinearModel:
    """Load a shipped model, `rex/voice/models/NAME.npz`: weights in bytes, the rest in half precision."""
    import numpy as np

    with files("rex.voice").joinpath("models", f"{name}.npz").open("rb") as stream:
        stored = np.load(stream)
        weights = stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32)
        extras, bias = stored["extras"].astype(np.float32), stored["bias"].astype(np.float32)
        return LinearModel(tuple(str(label) for label in stored["labels"]), weights, extras, bias)


def shares(scores: Floats) -> Floats:
    """Turn scores into shares that sum to 1 a row."""
    import numpy as np

    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result

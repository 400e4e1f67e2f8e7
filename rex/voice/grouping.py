"""Texts that mean the same, found by leader clustering over concepts, words and, where given, sentence vectors."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.voice.embedder import encode_once
from rex.voice.meaning import Meaning, concepts, meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.voice.embedder import Embedder, Progress

    Matrix = NDArray[np.float32]

Rows = Any
"""One row a text: a sparse table of a few words and concepts each (scipy), or a full one where there are vectors."""
MOST = 5_000
"""Distinct texts that are compared with one another; those after them only join groups that are there."""
_MOST_WORDS = 2048  # words by which texts are compared, the most used ones
_BLOCK = 512
_MOST_JOINED = 800  # groups that are joined into fewer; a pass over all pairs for each of more takes too long
_ENOUGH = 20  # texts from which their common direction is known well enough to be taken out of the vectors
_LENDERS = 7  # nearest texts that lend a text without concepts theirs
_LENT = 0.4  # how much a borrowed concept counts beside an own one
_Key = tuple[Meaning, str]


class Mix(NamedTuple):
    """What counts how much in a likeness: subject (family), concept, words, sentence vector; and when two are alike."""

    family: float
    concept: float
    words: float
    vector: float
    alike: float


FINE = Mix(family=0.4, concept=0.6, words=0.4, vector=0.0, alike=0.4)
"""The same question: without sentence vectors."""
FINE_VECTORS = Mix(family=0.4, concept=0.6, words=0.4, vector=0.8, alike=0.25)
COARSE = Mix(family=2.0, concept=1.0, words=0.2, vector=0.0, alike=0.9)
"""The same subject, where a number of groups is asked for."""
COARSE_VECTORS = Mix(family=2.0, concept=1.0, words=0.2, vector=1.5, alike=0.9)
_FAINT = {"greeting": 0.2, "want": 0.4, "praise": 0.4, "bought": 0.5, "expensive": 0.7, "place": 0.7, "colour": 0.7}
"""Concepts that stand beside a subject more often than they are one: "hello, how much is it"."""


def group(
    texts: Sequence[str],
    embedder: Embedder | None = None,
    groups: int | None = None,
    progress: Progress | None = None,
) -> list[int]:
    """Give each text the number of its group, groups numbered by first appearance.

    With `groups`, like groups are joined until at most so many are left: coarse subjects instead of same questions.
    Deterministic; texts equal but for case, accents and signs are always in one group.
    """
    keys, samples = _distinct(texts)
    distinct = list(samples)
    vectors = None if embedder is None else encode_once(embedder, [samples[key] for key in distinct], progress)
    labels = labels_of([key[0] for key in distinct], vectors, groups)
    of_key = dict(zip(distinct, labels, strict=True))
    order: dict[int, int] = {}
    return [order.setdefault(of_key[key], len(order)) for key in keys]


def _distinct(texts: Sequence[str]) -> tuple[list[_Key], dict[_Key, str]]:
    """Give each text its key, and each key the first text that has it; what has no words is told by its letters."""
    by_text: dict[str, _Key] = {}
    keys: list[_Key] = []
    samples: dict[_Key, str] = {}
    for text in texts:
        key = by_text.get(text)
        if key is None:
            read = meaning(text)
            key = by_text[text] = (read, "" if read else " ".join(text.casefold().split()))
            samples.setdefault(key, text)
        keys.append(key)
    return keys, samples


def labels_of(read: Sequence[Meaning], vectors: Matrix | None = None, groups: int | None = None) -> list[int]:
    """Group distinct meanings; beyond `MOST` those that come later only join the groups there are, or stay alone."""
    import numpy as np

    if not read:
        return []
    coarse, wise = groups is not None, vectors is not None
    mix = (COARSE_VECTORS if wise else COARSE) if coarse else (FINE_VECTORS if wise else FINE)
    rows = _placed(read, vectors, mix)
    labels = _stars(rows[:MOST], mix.alike)
    centres = _centres(rows[: len(labels)], labels)
    if groups is not None:
        joined = _joined(centres, np.bincount(labels), groups)
        return [int(joined[label]) for label in _nearest(rows, centres, -1.0)]
    return [int(label) for label in _nearest(rows, centres, mix.alike)]


def _placed(read: Sequence[Meaning], vectors: Matrix | None, mix: Mix) -> Rows:
    """Give each meaning a row: subject, concepts, words weighted by rarity, and its vector; no row is longer than 1."""
    import numpy as np
    from scipy import sparse

    parts = _named(read)
    words, alone = _worded(read)
    if vectors is None:
        named = [sparse.csr_matrix(mix.family * _unit(parts[0])), sparse.csr_matrix(mix.concept * _unit(parts[1]))]
        rows = sparse.hstack([*named, mix.words * words]).tocsr()
        squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
        lengths = np.sqrt(squares + (mix.words * alone) ** 2)
        return sparse.diags((1 / np.where(lengths > 0, lengths, 1)).astype(np.float32)) @ rows
    centred = _unit(vectors - vectors.mean(axis=0) if len(vectors) > _ENOUGH else vectors)
    _lend(parts, centred)
    full = [mix.family * parts[0], mix.concept * parts[1], mix.words * words.toarray(), mix.vector * centred]
    rows = np.concatenate(full, axis=1)
    lengths = np.sqrt((rows**2).sum(axis=1) + (mix.words * alone) ** 2)
    return (rows / np.where(lengths > 0, lengths, 1)[:, None]).astype(np.float32)


def _named(read: Sequence[Meaning]) -> list[Matrix]:
    """Give each meaning a row of its subjects and one of its concepts."""
    import numpy as np

    lexicon = concepts()
    families = {name: place for place, name in enumerate(dict.fromkeys(lexicon.families.values()))}
    columns = {name: place for place, name in enumerate(lexicon.families)}
    parts = [np.zeros((len(read), len(of)), np.float32) for of in (families, columns)]
    for row, one in enumerate(read):
        for name in one.concepts:
            weight = _FAINT.get(name, 1.0)
            family = families[lexicon.families[name]]
            parts[0][row, family] = max(parts[0][row, family], weight)
            parts[1][row, columns[name]] = weight
    return parts


def _worded(read: Sequence[Meaning]) -> tuple[Rows, Matrix]:
    """Give each meaning a sparse row of its words, and how much of its length 1 is in words that nobody else uses.

    Those have no column: they make a text less like all others and need no place.
    """
    import numpy as np
    from scipy import sparse

    seen = Counter(word for one in read for word in one.words)
    shared = sorted((word for word, n in seen.items() if n > 1), key=lambda word: (-seen[word], word))
    columns = {word: place for place, word in enumerate(shared[:_MOST_WORDS])}
    weights = {word: math.log1p(len(read) / n) for word, n in seen.items()}
    data: list[float] = []
    places: list[int] = []
    starts = [0]
    alone = np.zeros(len(read), np.float32)
    for row, one in enumerate(read):
        here = sorted(columns[word] for word in one.words if word in columns)
        data += [weights[shared[place]] for place in here]
        places += here
        starts.append(len(places))
        if len(here) < len(one.words):
            alone[row] = sum(weights[word] ** 2 for word in sorted(one.words) if word not in columns)
    rows = sparse.csr_matrix((np.array(data, np.float32), places, starts), shape=(len(read), len(columns)))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel() + alone)
    lengths[lengths == 0] = 1
    return sparse.diags((1 / lengths).astype(np.float32)) @ rows, (np.sqrt(alone) / lengths).astype(np.float32)


def _lend(parts: list[Matrix], vectors: Matrix) -> None:
    """Give texts without a concept those of the texts that lie nearest, the surer the nearer they lie."""
    import numpy as np

    for part in parts:
        part[:] = _unit(part)
    bare = np.flatnonzero(~parts[0].any(axis=1))
    told = np.flatnonzero(parts[0].any(axis=1))[:MOST]
    for start in range(0, len(bare) if len(told) else 0, _BLOCK):
        these = bare[start : start + _BLOCK]
        likeness = vectors[these] @ vectors[told].T
        near = np.argsort(-likeness, axis=1, kind="stable")[:, :_LENDERS]
        weights = np.maximum(np.take_along_axis(likeness, near, axis=1), 0)[:, :, None]
        for part in parts:
            part[these] = (weights * part[told][near]).sum(axis=1) * _LENT
            lengths = np.maximum(1.0, np.linalg.norm(part[these], axis=1, keepdims=True))
            part[these] /= lengths


def _unit(rows: Matrix) -> Matrix:
    """Scale each row to length 1; an empty one stays empty."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def _stars(rows: Rows, alike: float) -> NDArray[np.int64]:
    """Leader clustering: who has most alike leads first and takes those that are free; ties in the order of the rows.

    Those alike count by how alike they are among themselves: a text of two subjects must not draw both into one group.
    """
    import numpy as np

    many = rows.shape[0]
    near: list[NDArray[np.int64]] = []
    density = np.zeros(many)
    for start in range(0, many, _BLOCK):
        block = (_dense(rows[start : start + _BLOCK] @ rows.T) >= alike).astype(np.float32)
        sums = _dense(block @ rows)
        count = np.maximum(block.sum(axis=1), 1)
        density[start : start + _BLOCK] = (sums**2).sum(axis=1) ** 2 / count**3  # count times coherence squared
        near += [np.flatnonzero(row) for row in block]
    labels = np.full(many, -1, dtype=np.int64)
    leaders = 0
    for place in np.argsort(-density.round(6), kind="stable"):
        if labels[place] < 0:
            those = near[place]
            labels[those[labels[those] < 0]] = leaders
            labels[place] = leaders
            leaders += 1
    return labels


def _dense(table: Rows) -> Matrix:
    """Give a table in full, whether it was sparse or not."""
    full: Matrix = table.toarray() if hasattr(table, "toarray") else table
    return full


def _centres(rows: Rows, labels: NDArray[np.int64]) -> Rows:
    """Give the middle of each group, of length 1."""
    import numpy as np
    from scipy import sparse

    many = len(labels)
    groups = sparse.csr_matrix((np.ones(many, np.float32), (labels, np.arange(many))), shape=(labels.max() + 1, many))
    sums = groups @ rows
    if not sparse.issparse(sums):
        return _unit(sums)
    lengths = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1)).ravel())
    return (sparse.diags((1 / np.where(lengths > 0, lengths, 1)).astype(np.float32)) @ sums).tocsr()


def _nearest(rows: Rows, centres: Rows, alike: float) -> NDArray[np.int64]:
    """Give each row the centre it is most like; one that is like none stands alone under a number of its own."""
    import numpy as np

    labels = np.zeros(rows.shape[0], dtype=np.int64)
    for start in range(0, rows.shape[0], _BLOCK):
        likeness = _dense(rows[start : start + _BLOCK] @ centres.T)
        best = likeness.argmax(axis=1)
        alone = np.arange(start, start + len(best)) + centres.shape[0]
        labels[start : start + _BLOCK] = np.where(likeness.max(axis=1) >= alike, best, alone)
    return labels


def _joined(centres: Matrix, sizes: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
    """Join the two groups whose joining scatters their texts least, until so many are left.

    Ward 1963, updated as in Lance & Williams 1967: what nothing is like joins something early, where average linkage
    keeps such loners and makes one group of all the others. Groups beyond the largest `_MOST_JOINED` go to the nearest.
    """
    import numpy as np

    largest = np.sort(np.argsort(-sizes, kind="stable")[:_MOST_JOINED])
    means, weights = centres[largest], sizes[largest].astype(np.float64)
    nearest = _nearest(centres, means, -1.0)
    nearest[largest] = np.arange(len(largest))
    cost = (
        np.outer(weights, weights) / np.add.outer(weights, weights) * (1.0 - _dense(means @ means.T).astype(np.float64))
    )
    np.fill_diagonal(cost, np.inf)
    labels = np.arange(len(largest))
    for _ in range(max(0, len(largest) - max(1, groups))):
        one, other = divmod(int(cost.argmin()), len(largest))
        grown = (weights[one] + weights) * cost[one] + (weights[other] + weights) * cost[other]
        row = (grown - weights * cost[one, other]) / (weights[one] + weights[other] + weights)
        weights[one] += weights[other]
        cost[one], cost[:, one] = row, row
        cost[one, one] = np.inf
        cost[other], cost[:, other] = np.inf, np.inf
        labels[labels == other] = one
    joined: NDArray[np.int64] = labels[nearest]
    return joined

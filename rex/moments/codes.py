"""From names and texts to the codes the room counts with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rex.moments.series import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.moments.series import Codes

LEAST_LETTERS = 20
"""Shorter texts are alike since people agree ("wow", a giveaway's word); longer ones since somebody copied."""


def author_codes(authors: Iterable[str | None]) -> Codes:
    """Code the authors in order of appearance; -1 for one without a name."""
    return _numbered(authors, 1)


def paste_codes(text_keys: Iterable[str | None]) -> Codes:
    """Code the folded texts of twenty letters and more; -1 for shorter ones."""
    return _numbered(text_keys, LEAST_LETTERS)


def _numbered(words: Iterable[str | None], least: int) -> Codes:
    known: dict[str, int] = {}
    codes = [known.setdefault(w, len(known)) if w and len(w) >= least else UNKNOWN for w in words]
    return np.array(codes, dtype=np.int64)

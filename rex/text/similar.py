"""The word a person probably meant, for the "did you mean" of an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE_ENOUGH = 0.55  # below it a proposal is more confusing than none


def nearest(word: str, options: Iterable[str], n: int = 3) -> list[str]:
    """Give up to `n` options that a misspelt word may stand for, the likeliest first; none when none is close.

    Case, spaces, `-` and `_` do not count; swapped neighbours are one slip. Equally close options keep their order.
    """
    from rapidfuzz.distance import OSA

    wanted = _plain(word)
    if not wanted:
        return []
    scored: list[tuple[float, str]] = []
    for option in dict.fromkeys(options):
        plain = _plain(option)
        score = OSA.normalized_similarity(wanted, plain)
        if len(wanted) > 2 and plain.startswith(wanted):
            score = 0.9 + score / 10  # of two that begin with it the shorter is nearer
        if score >= _CLOSE_ENOUGH:
            scored.append((score, option))
    scored.sort(key=lambda pair: -pair[0])
    return [option for _, option in scored[:n]]


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")

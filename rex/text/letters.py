"""Where one letter ends as a reader sees it: accents, emoji families and flags are never cut in two."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"


def _extends(char: str) -> bool:
    """Say whether a character belongs to the letter before it."""
    if char < "\u0300":
        return False
    return (
        char == _JOINER
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # the tags of a region's flag
        or unicodedata.category(char) in {"Mn", "Me", "Mc"}
    )


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def boundary(text: str, at: int) -> int:
    """Give the last place at or before `at` where the text can be cut without halving a letter."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    at = _start_of_joined(text, at)
    if _is_flag_half(text[at]):
        start = at
        while start > 0 and _is_flag_half(text[start - 1]):
            start -= 1
        if (at - start) % 2:
            at = _start_of_joined(text, at - 1)
    return at


def _start_of_joined(text: str, at: int) -> int:
    """Go back over accents and joiners to the character that carries them."""
    while at > 0 and (_extends(text[at]) or text[at - 1] == _JOINER):
        at -= 1
    return at


def letters(text: str) -> Iterator[str]:
    """Yield the letters of a text one by one, as a reader counts them (a flag is one)."""
    start = 0
    halves = 0
    for at, char in enumerate(text):
        if at == start:
            halves = int(_is_flag_half(char))
            continue
        if _extends(char) or text[at - 1] == _JOINER:
            halves = int(_is_flag_half(char))
            continue
        if halves == 1 and _is_flag_half(char):
            halves = 2
            continue
        yield text[start:at]
        start, halves = at, int(_is_flag_half(char))
    if start < len(text):
        yield text[start:]


def cut(text: str, longest: int) -> str:
    """Shorten a text to at most `longest` characters, ending in "…" when something was left out."""
    if len(text) <= longest:
        return text
    return text[: boundary(text, longest - 1)].rstrip() + "…"

"""Whether the words of a message sell something from elsewhere, and which words say so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rex.voice.phrases import every_language, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.voice.phrases import Phrases

_LINK = re.compile(
    r"\[link\]|https?:|www\.|\b[\w-]{2,}\.(?:com|net|org|info|co|ly|tv|xyz|shop|club|online|site)\b(?!@)", re.IGNORECASE
)
_REACH = re.compile(r"\[(?:mail|phone|@)\]|\+\d{6,}")
_MONEY = re.compile(r"[$€£]\s?\d{2,}|\d{2,}\s?[$€£]|💰|💸|🤑")
_MEETINGS = (
    (frozenset({"call", "own"}), "asks to visit a page of its own"),
    (frozenset({"lure", "contact"}), "promises something and asks to write elsewhere"),
    (frozenset({"money", "contact"}), "promises money and asks to write elsewhere"),
    (frozenset({"link", "call"}), "asks to follow a link"),
    (frozenset({"link", "lure"}), "promises something behind a link"),
    (frozenset({"link", "own"}), "a link to a page of its own"),
    (frozenset({"reach", "lure"}), "promises something and leaves an address"),
    (frozenset({"money", "lure", "call"}), "promises money"),
    (frozenset({"link"}), "a link"),
)
"""Which groups must meet, strongest first."""


def spam_reason(text: str, words: Sequence[str]) -> str:
    """Say why a text is spam by its folded words ("matched 'sub for sub'"); '' where it is not."""
    hits = _spam().find(words)
    groups = {hit.group for hit in hits}
    strong = next((hit.phrase for hit in hits if hit.group == "strong"), None)
    if strong is not None:
        return f"matched '{strong.rstrip('*')}'"
    if ("." in text or "[link]" in text or "://" in text) and _LINK.search(text):
        groups.add("link")
    if not groups:
        return ""
    if _REACH.search(text):
        groups.add("reach")
    if _MONEY.search(text):
        groups.add("money")
    for wanted, reason in _MEETINGS:
        if wanted <= groups:
            word = next((hit.phrase.rstrip("*") for hit in hits if hit.group in wanted), "")
            return f"{reason}: '{word}'" if word else reason
    return ""


@cache
def _spam() -> Phrases:
    return phrases(every_language("spam"))

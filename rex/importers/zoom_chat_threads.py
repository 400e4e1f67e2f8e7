"""What Zoom writes into a saved chat in words: a reaction, a reaction taken back, and which message a reply answers."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

_REACTED, _WITH = 'Reacted to "', '" with '
_REMOVED, _FROM = "Removed a ", ' reaction from "'
_REPLYING = 'Replying to "'
_STRAIGHT = str.maketrans("“”„", '"""')
_KINDS = {
    "👍": "like",
    "❤": "love",
    "😂": "haha",
    "😮": "wow",
    "😢": "sad",
    "😡": "angry",
    "👏": "clap",
}
_VARIANTS = dict.fromkeys((0xFE0F, *range(0x1F3FB, 0x1F400)))
"""What colours an emoji and does not make another one: the emoji form and five tones of skin."""
_LONGEST_EMOJI = 40
_START = 12
"""Zoom cuts a quotation after 16 to 20 characters; so many are surely there."""
_AGES = 8
_MOST_STARTS = 20_000


class Reaction(NamedTuple):
    """A reaction to a message: its kind, the emoji as written, and 1, or -1 where it is taken back."""

    kind: str
    emoji: str
    change: int


def reaction_of(text: str) -> Reaction | None:
    """Read a message that only says that somebody reacted; None where it is a message of its own."""
    plain = text.translate(_STRAIGHT).strip()
    if plain.startswith(_REACTED):
        quoted, found, emoji = plain.rpartition(_WITH)
        return _reaction(emoji, 1) if found and len(quoted) >= len(_REACTED) else None
    if plain.startswith(_REMOVED) and plain.rstrip(".").endswith('"'):
        emoji, found, _ = plain[len(_REMOVED) :].partition(_FROM)
        return _reaction(emoji, -1) if found else None
    return None


def _reaction(emoji: str, change: int) -> Reaction | None:
    if not emoji.strip() or len(emoji) > _LONGEST_EMOJI:
        return None
    return Reaction(_KINDS.get(emoji.strip().translate(_VARIANTS), "custom"), emoji.strip(), change)


def reply_of(texts: list[str]) -> tuple[str, list[str]] | None:
    """Part a reply into what it quotes and its own lines; None where it is no reply, or nothing but the quotation."""
    first = texts[0].translate(_STRAIGHT) if texts else ""
    if not first.startswith(_REPLYING) or not first.endswith('"') or not any(texts[1:]):
        return None
    return first[len(_REPLYING) : -1], texts[1:]


class Quotable:
    """The messages so far, found again by their first letters; the newest ones of many that begin alike."""

    def __init__(self) -> None:
        self._by_start: dict[str, deque[tuple[str, str]]] = {}

    def remember(self, text: str, msg_id: str) -> None:
        """Keep the beginning of a message."""
        words = _words(text)
        self._by_start.setdefault(words[:_START], deque(maxlen=_AGES)).append((words[:80], msg_id))
        if len(self._by_start) > _MOST_STARTS:
            del self._by_start[next(iter(self._by_start))]

    def find(self, quoted: str) -> str | None:
        """Give the id of the newest message that is this, or begins like this where the quotation is cut; else None."""
        words = _words(quoted)
        start = words.rstrip(".…")
        found = self._by_start.get(start[:_START]) or self._by_start.get(words[:_START]) or ()
        same = [msg_id for text, msg_id in found if text == words]
        cut = [msg_id for text, msg_id in found if start != words and len(start) >= _START and text.startswith(start)]
        return next(iter([*reversed(same), *reversed(cut)]), None)


def _words(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).split())

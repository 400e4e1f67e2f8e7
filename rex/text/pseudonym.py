"""Stable stand-ins for people: the same person is the same pseudonym under one key, and nobody without it."""

from __future__ import annotations

import hmac
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

KEY_BYTES = 32
_SHORTEST_KEY = 16
_HEX_DIGITS = 16  # 64 bits: among a million people two share one with a chance of 3 in 100 million


class Pseudonymiser:
    """Turns author ids into pseudonyms with a keyed hash (HMAC-SHA256, RFC 2104), remembering those already made.

    `key` has at least 16 bytes; ValueError otherwise. Keep it out of records and logs.
    """

    __slots__ = ("_key", "_known")

    def __init__(self, key: bytes) -> None:
        if len(key) < _SHORTEST_KEY:
            raise ValueError(f"a pseudonym key needs at least {_SHORTEST_KEY} bytes, this one has {len(key)}")
        self._key = key
        self._known: dict[str, str] = {}

    def __repr__(self) -> str:
        return "Pseudonymiser(key=...)"  # the key must not reach a log through a repr

    def of(self, identity: str) -> str:
        """Give 16 hex digits for a person; capitals and outer spaces do not matter. No identity gives ""."""
        known = self._known.get(identity)
        if known is None:
            known = self._known[identity] = self._made(identity)
        return known

    def all_of(self, identities: Sequence[str]) -> list[str]:
        """Give the pseudonyms of many, in their order; the same as `of` for each."""
        known = self._known
        for identity in set(identities).difference(known):
            known[identity] = self._made(identity)
        return list(map(known.__getitem__, identities))

    def behind(self, pseudonyms: Collection[str]) -> dict[str, str]:
        """Give the identity behind each of these pseudonyms that was made here; only for a screen, never for a file."""
        return {made: identity for identity, made in self._known.items() if made in pseudonyms}

    def _made(self, identity: str) -> str:
        plain = unicodedata.normalize("NFC", identity.strip().casefold())
        if not plain:
            return ""
        return hmac.digest(self._key, plain.encode("utf-8", "replace"), "sha256").hex()[:_HEX_DIGITS]


def new_key(randomness: Callable[[int], bytes]) -> bytes:
    """Draw a fresh key of 32 bytes from a source of secret randomness, such as `secrets.token_bytes`."""
    key = randomness(KEY_BYTES)
    if len(key) != KEY_BYTES:
        raise ValueError(f"the source of randomness gave {len(key)} bytes, {KEY_BYTES} were asked for")
    return key

"""Encodings from before UTF-8 that spreadsheets still write: Windows, old Macintosh, MS-DOS.

Every byte means something in each of them, so the whole file votes: the right one makes accented letters of the
bytes that stand in words, and signs of those that do not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rex.importers.export import ExportFile

_CANDIDATES = ("cp1252", "mac_roman", "cp850")
"""The first wins where several explain the bytes equally well."""
_LETTERS = frozenset("áàâãäéèêëíìîïóòôõöúùûüçñœ’")
"""Small ones only: what are small letters in one encoding are capitals in another, and words have few inside."""
_SIGNS = frozenset("ºª°€£¿¡«»…–—‘’“”·\u00a0")
_IN_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_CHUNK = 1 << 20


def legacy_encoding(export: ExportFile) -> str:
    """Choose the encoding whose letters and signs are those that people write, heard over the whole file."""
    inside: Counter[bytes] = Counter()
    everywhere: Counter[bytes] = Counter()
    with export.open() as file:
        while chunk := file.read(_CHUNK):
            inside.update(_IN_WORDS.findall(chunk))
            everywhere.update(_BEYOND_ASCII.findall(chunk))
    return max(_CANDIDATES, key=lambda name: _usual(inside, everywhere - inside, name))


def _usual(inside: Counter[bytes], outside: Counter[bytes], encoding: str) -> int:
    """Count the bytes that this encoding makes something usual of where they stand."""
    letters = sum(n for byte, n in inside.items() if byte.decode(encoding, "replace") in _LETTERS)
    return letters + sum(n for byte, n in outside.items() if byte.decode(encoding, "replace") in _SIGNS)

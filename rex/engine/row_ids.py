"""The stable id of a row: made from where it came from, the same in Python and inside the engine."""

from __future__ import annotations

import hashlib

HEX_DIGITS = 16
"""64 bits: among ten million rows two share one with a chance of 3 in a million."""


def row_id(source: str, native: str, table: str, part: int = 0) -> str:
    """Make a row's id from its file, its own id (or its number there), its table and its part of the format's row."""
    whole = f"{source}\x1f{native}\x1f{table}\x1f{part}"
    return hashlib.md5(whole.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:HEX_DIGITS]


def row_id_sql(source: str, native: str, table: str) -> str:
    """Write the same as an expression over expressions of text, for rows whose part is 0."""
    return f"substr(md5(concat({source}, chr(31), {native}, chr(31), '{table}', chr(31), '0')), 1, {HEX_DIGITS})"

"""Fields of a dictionary as Python writes it (`{'viewers': 7, 'at': datetime.datetime(2024, 5, 1)}`), never run.

Every text ends in a result: what is not understood is passed over.
"""

from __future__ import annotations

import re

_SIGN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.){0,4000}'|"(?:[^"\\]|\\.){0,4000}")|(?P<number>-?\d{1,30}(?:\.\d{1,30})?)(?![\w.])"""
    r"""|(?P<word>[^\W\d][\w.]{0,99})|(?P<sign>\\.|.))""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


def simple_fields(text: str) -> dict[str, str]:
    """Give the texts, numbers and words that stand directly in a dictionary, by name; the first of one name counts.

    Lists, calls and dictionaries inside it are passed over.
    """
    found: dict[str, str] = {}
    depth, name, value = 0, "", ""
    awaits = False
    for match in _SIGN.finditer(text):
        sign = match["sign"]
        if sign is None:
            if depth == 1:
                value = _plain(match)
            continue
        if depth == 1 and sign == ":" and not awaits:
            name, value, awaits = value, "", True
            continue
        if depth == 1 and sign in ",}":
            if awaits and value:
                found.setdefault(name, value)
            name, value, awaits = "", "", False
        elif depth == 1:
            value = ""
        depth += (sign in _OPEN) - (sign in _CLOSE)
    return found


def _plain(match: re.Match[str]) -> str:
    quoted = match["text"]
    if quoted is None:
        return match["number"] or match["word"] or ""
    return _ESCAPE.sub(r"\1", quoted[1:-1])

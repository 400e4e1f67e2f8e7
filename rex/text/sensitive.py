"""Whether a text speaks of health or of children: then it is never quoted, whoever wrote it.

The words lie in `sensitive_words/<lang>.txt`, one file a language, found by being there. All languages are tried on
every text: viewers mix them, and a quote left out costs less than a quote too many.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from rex.text.folding import fold

# "I'm 13", "tengo 12 años", "j'ai 15 ans", "tenho 14 anos", "14 years old": a writer or a child below 18.
_YOUNG = re.compile(
    r"\b(?:[1-9]|1[0-7]) ?(?:years? old|year olds?|yrs? old|y ?o|months? old)\b"
    r"|\b(?:tengo|tiene|cumple|cumplo|tenho|faz|j ?ai|a|avoir) (?:[1-9]|1[0-7]) (?:anos|ans|meses|mois)\b"
    r"|\bi ?m (?:1[0-7]|[5-9])\b(?! (?:minutes?|weeks?|days?|hours?))"
)
_SEPARATORS = re.compile(r"[^\w]+")


def is_sensitive(text: str) -> bool:
    """Say whether a text holds a word of the sensitive lists (health, minors) or tells an age below 18."""
    plain = f" {_plain(text)} "
    return _words().search(plain) is not None or _YOUNG.search(plain) is not None


def _plain(text: str) -> str:
    """Fold capitals and accents, so that "EMBARAZADA" and "bebe" are met without a second list."""
    return _SEPARATORS.sub(" ", fold(text)).strip()


@cache
def _words() -> re.Pattern[str]:
    entries: set[str] = set()
    for file in files("rex.text").joinpath("sensitive_words").iterdir():
        if file.name.endswith(".txt"):
            lines = file.read_text(encoding="utf-8").splitlines()
            entries |= {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    whole = sorted(_plain(entry) for entry in entries if "*" not in entry)
    begun = sorted(_plain(entry.replace("*", "")) for entry in entries if entry.endswith("*"))
    return re.compile(rf" (?:(?:{'|'.join(whole)}) |(?:{'|'.join(begun)}))")

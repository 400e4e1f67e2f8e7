"""Compare words as people do: without accents and without capitals."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Give the text without accents and case, so that "Peut-être" is found as "peut-etre" and "EMBARAZADA" as it is."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))

"""Word lists that some checks read in what people wrote: a language a list, compared without accents and case."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from rex.text.folding import fold


def holds(name: str, text: str) -> bool:
    """Tell whether the text holds a whole word or phrase of the list, in any of its languages."""
    return _pattern(name).search(fold(text)) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    import yaml

    listed: dict[str, list[str]] = yaml.safe_load(
        (files("rex.checks") / "lexicons" / f"{name}.yaml").read_text("utf-8")
    )
    words = sorted({fold(word) for words in listed.values() for word in words}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")

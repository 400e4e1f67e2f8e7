"""Finds the words with which people name a cause, in English, Spanish and French. REX itself never uses them."""

from __future__ import annotations

import re
import unicodedata

# Accents are folded before the search. In the first list the cause follows the words, in the second it stands before.
FOLLOWS = (
    r"because(?: of)?",
    r"thanks to",
    r"due to",
    r"owing to",
    r"as a result of",
    r"caused by",
    r"porque",
    r"gracias al?",
    r"debido al?",
    r"por culpa del?",
    r"a causa del?",
    r"a raiz del?",
    r"ya que",
    r"puesto que",
    r"dado que",
    r"parce qu(?:e\b|['’])",
    r"puisqu(?:e\b|['’])",
    r"grace (?:a|aux?)",
    r"a cause (?:des?|du|d['’])",
    r"en raison (?:des?|du|d['’])",
    r"du fait (?:des?|du|d['’]|qu(?:e\b|['’]))",
    r"(?:est|sont|etait|etaient) due?s? (?:a|aux?)",
)
PRECEDES = (
    r"led to",
    r"resulted in",
    r"that(?:['’]s| is) why",
    r"por eso",
    r"hizo que",
    r"provoco",
    r"c['’]est pourquoi",
    r"a provoque",
    r"a entraine",
)
ONLY_IN = {"fr": (r"car",)}  # in English a vehicle
QUOTED = re.compile(r"[\"“«][^\"”»]*[\"”»]")


def cause(text: str, lang: str = "en") -> str | None:
    """Give what somebody's words name as the cause, the whole text where it stands before; None where none is named.

    What stands between quotation marks is somebody else's and does not count. Words of all three languages
    count in any text, except those that mean something else in another language.
    """
    plain = _folded(QUOTED.sub(lambda found: " " * len(found[0]), text))
    found = _first((*FOLLOWS, *ONLY_IN.get(lang, ())), plain)
    if found is not None:
        return text[found.end() :].strip(" ,;:.'’") or text
    return None if _first(PRECEDES, plain) is None else text


def _first(patterns: tuple[str, ...], plain: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)|(?<!\w)(?:{'|'.join(patterns)})(?<=['’])", plain)


def _folded(text: str) -> str:
    """Fold case and accents letter by letter, so that places in both texts are the same."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    folded = unicodedata.normalize("NFD", letter)[0].lower()
    return folded if len(folded) == 1 else letter

"""The language each message is written in, as ISO 639-1, or `und` where the words do not tell.

A detector's scores (eldc, loaded when first asked) for the message, what its person writes otherwise and what the
session writes: a message of a word or two, which the detector is unsure of, is decided by the last two.
Emoji, numbers, laughter, "gg" and names alone are `und`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from rex.voice.ngrams import plain
from rex.voice.word_groups import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.voice.line import Line

    Floats = NDArray[np.float64]

UNDETERMINED: Final = "und"
LANGUAGES: Final = ("en", "es", "fr", "pt", "it", "de")
"""The languages told apart; the last two so that a guest's line is not forced into the others."""

_SHARPNESS = 14.0  # how far apart the detector's scores (0 to 1) stand; tuned on our train and validation lines
_PERSON, _SESSION, _KNOWN = 1.0, 0.6, 1.0  # how much each prior weighs
_PSEUDO = 0.5  # messages in every language before one is seen, so that no prior shuts a language out
_STRAY = re.compile(r"https?://\S+|www\.\S+|[@#]\S+|\[[^\]]*\]|\d+")
_MAY_STRAY = re.compile(r"http|www|[@#\[0-9]")
_SURELY_WORDS = 30  # characters; a longer text is no name, and a longer laugh gets the detector's opinion
_LONGEST_SIGN = 24
_WORD = re.compile(r"[^\W\d_]+")
_LAUGH = re.compile(
    r"(?:a?(?:ja|je|ji|ha|he|hi|ah|ka|ks)+[jhaek]?|k+|rs+(?:rs)*|lo+l+|lmf?ao+|m+d+r+|p+t+d+r+|x+d+|g+|gg+|wp|ggwp|ez|pog\w*|w+|f+|"
    r"o+k+|okey|okay|uwu|owo|omg|wtf|hm+|mm+|o+h*|a+h*|u+h*|a+w+|e+h*|wo+w+|top|o?la+|bla|vip|xxx*|xoxo|q|x|s|m|l|xs|xl|xxl)\Z"
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]+)(?:\s+(?:de|da|do|del|la)?\s*[A-ZÀ-Þ][^\W\d_]+){0,2}\s*[!.]*\Z")


@cache
def detector() -> Any:
    """Load the detector, held to `LANGUAGES`; its settings are its own, not the process's."""
    eldc = import_module("eldc")
    eldc.init()
    instance = eldc.instance()
    instance.set_languages(list(LANGUAGES))
    instance.set_scores(len(LANGUAGES))
    return instance


@cache
def common_words() -> frozenset[str]:
    """Give the words of our lexicons, none of which is a name, however it is written."""
    groups = lexicon("intents").values()
    phrases = (str(phrase) for group in groups for listed in group.values() for phrase in listed)
    return frozenset(word.rstrip("*") for phrase in phrases for word in phrase.split())


def languages(lines: Sequence[Line], known: Sequence[str] = ()) -> list[str]:
    """Give each line's language; `known` are those the session is said to be in, which weigh as a prior."""
    import numpy as np

    if not lines:
        return []
    distinct = {text: number for number, text in enumerate(dict.fromkeys(line.text for line in lines))}
    told, tells = evidence(list(distinct))
    which = np.fromiter((distinct[line.text] for line in lines), np.int64, len(lines))
    rows, sure = told[which], tells[which]
    counts = _shares(rows) * sure[:, None]
    total = counts.sum(axis=0)
    session = np.log((total + _PSEUDO) / (total + _PSEUDO).sum())
    bonus = np.array([_KNOWN if lang in known else 0.0 for lang in LANGUAGES])
    scores = rows + _SESSION * session + bonus + _PERSON * _persons(lines, counts)
    best = scores.argmax(axis=1).tolist()
    return [LANGUAGES[row] if ok else UNDETERMINED for row, ok in zip(best, sure.tolist(), strict=True)]


def _persons(lines: Sequence[Line], counts: Floats) -> Floats:
    """Give what each line's person writes in their other lines, as logarithms of shares; nothing where unnamed."""
    import numpy as np

    numbers: dict[str | None, int] = {None: 0}
    who = np.fromiter((numbers.setdefault(line.person, len(numbers)) for line in lines), np.int64, len(lines))
    sums = np.stack([np.bincount(who, counts[:, lang], len(numbers)) for lang in range(len(LANGUAGES))], axis=1)
    others = np.maximum(sums[who] - counts, 0.0) + _PSEUDO
    result: Floats = np.log(others / others.sum(axis=1, keepdims=True))
    result[who == 0] = 0.0
    return result


def _shares(rows: Floats) -> Floats:
    import numpy as np

    raised = np.exp(rows - rows.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result


def evidence(texts: Sequence[str]) -> tuple[Floats, NDArray[np.bool_]]:
    """Give what each text alone says for each language (logarithms), and whether it says anything."""
    import numpy as np

    read = detector().detect_details
    nothing = dict.fromkeys(LANGUAGES, 0.0)
    listed: list[Any] = []
    tells = np.zeros(len(texts), bool)
    for row, text in enumerate(texts):
        own = _STRAY.sub(" ", text) if _MAY_STRAY.search(text) else text
        scores = read(own).scores if len(own) > _SURELY_WORDS or _has_words(own) else None
        tells[row] = bool(scores)
        listed.append({**nothing, **scores} if scores else nothing)
    rows = np.array([list(map(scores.__getitem__, LANGUAGES)) for scores in listed]) * _SHARPNESS
    return rows.reshape(len(texts), len(LANGUAGES)), tells


def _has_words(text: str) -> bool:
    """Say whether a short text holds a word of a language, not only laughter, signs of chats, or a name."""
    if not any(len(word) > _LONGEST_SIGN or not _LAUGH.match(word) for word in _WORD.findall(text.lower())):
        return False
    return not _NAME.match(text.strip()) or any(word in common_words() for word in _WORD.findall(plain([text])[0]))

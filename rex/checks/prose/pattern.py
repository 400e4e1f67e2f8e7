"""The small language of the rules' patterns, made into regular expressions that cannot run away.

A pattern is a regular expression over plain letters (no accents, any case) with some additions: a space is any run of
blanks (` ?` may be none), ` .. ` is a gap of some fifty letters at most within the clause, `<team>` is a word list of
the file, and `<name>` is a word that begins with a capital and is no everyday word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

GAP = r"\s(?:[^;:!?\n]{0,56}?\s)??"
"""What ` .. ` stands for; bounded, so that a long sentence costs little."""
REPEATS = 60
"""The most that a bounded repeat may ask for."""
_LIST = re.compile(r"<(?![=!])([a-z_]+)>")
_TOKEN = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<open>\((?:\?(?::|=|!|<=|<!|-?i:))?)|(?P<close>\))"
    r"|(?P<repeat>(?:\*|\+|\?|\{\d*,?\d*\})\??)|(?P<other>.)",
    re.DOTALL,
)


class UnsafePatternError(ValueError):
    """A pattern that could take endless time, or that names an unknown word list."""


def plain(text: str) -> str:
    """Take accents off and straighten apostrophes, letter by letter, so that every place stays where it is."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in "’ʼ‘`´":
        return "'"
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base.isalnum() or base == " " else letter


def compiled(pattern: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    """Make a pattern of the rules' language usable; raises UnsafePatternError or `re.error` with the reason."""
    spread = _spread(plain(pattern), lists)
    _refuse_unsafe(spread)
    return re.compile(rf"(?<!\w)(?:{spread})(?!\w)", re.IGNORECASE)


def joined(words: list[str], lists: Mapping[str, str]) -> str:
    """Make one alternative of the words of a list, the longest first; entries may name lists above theirs."""
    spread = sorted((_spread(plain(word), lists) for word in words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(spread)})"


def _spread(pattern: str, lists: Mapping[str, str]) -> str:
    def one(found: re.Match[str]) -> str:
        if found[1] not in lists:
            raise UnsafePatternError(f"there is no word list <{found[1]}> in this language")
        return lists[found[1]]

    with_lists = _LIST.sub(one, pattern)
    with_gaps = with_lists.replace(" ?.. ", r"\s*" + GAP[2:]).replace(" .. ", GAP)
    return re.sub(r"(?<!\\) ", r"\\s+", re.sub(r"(?<!\\) \?", r"\\s*", with_gaps))


def _refuse_unsafe(pattern: str) -> None:
    """Refuse what can backtrack without end: a repeat in a repeat, a repeat of any sign, two repeats side by side."""
    groups: list[bool] = []  # whether each open group repeats something within
    before = ""  # what the next repeat would repeat: "group", "loose group", "one", "any", "repeat"
    for token in _TOKEN.finditer(pattern):
        kind, word = token.lastgroup, token[0]
        if kind == "open":
            groups.append(False)
            before = ""
        elif kind == "close":
            loose = groups.pop() if groups else False
            if loose and groups:
                groups[-1] = True
            before = "loose group" if loose else "group"
        elif kind == "repeat":
            before = _repeated(word, before)
            if before in {"repeat", "blanks"} and groups:
                groups[-1] = True
        else:
            before = _unit(kind, word, before)


def _unit(kind: str | None, word: str, before: str) -> str:
    if kind == "escape" and word[1].isdigit():
        raise UnsafePatternError("a pattern may not refer back to a part of itself")
    if kind == "escape" and word == r"\s":
        return "after repeat" if before == "blanks" else "blank"
    if before == "repeat" and kind in {"escape", "set"}:
        return "after repeat"
    return "any" if (kind == "other" and word == ".") or word.startswith("[^") else "one"


def _repeated(word: str, before: str) -> str:
    most = re.search(r"(\d*)\}", word)
    if word[0] == "?" or (most and most[1] in {"0", "1"}):
        return ""
    if before in {"loose group", "repeat", "blanks", "after repeat"}:
        raise UnsafePatternError(f"a repeat ({word}) of a repeat can take endless time")
    endless = most is None or not most[1] or int(most[1]) > REPEATS
    if endless and before not in {"one", "blank"}:
        raise UnsafePatternError(f"an endless repeat ({word}) of more than one kind of letter can take endless time")
    if not endless:
        return ""
    return "blanks" if before == "blank" else "repeat"

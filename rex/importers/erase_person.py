"""Somebody as the user names her: what is her, what only mentions her, and a text without her name."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

ERASED = "[erased]"
_LETTER = "[^\\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""A letter of a script that parts its words; Chinese, Japanese and Korean ones stand beside a name without a space."""
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ORDER = re.compile(r"#?\d+")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_IN_BRACKETS = re.compile(r"([^()]*)\(([^()]*)\)\s*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Person:
    """Somebody as the user names her: a mail, a handle, a name or an order's number."""

    def __init__(self, name: str) -> None:
        """Take a name; one of digits alone is an order's number, and texts mention it as `#1001` only."""
        given = " ".join(name.split())
        self.is_order = _ORDER.fullmatch(given) is not None
        self._only_order = given.startswith("#")
        bare = given.lstrip("#" if self.is_order else "@")
        self.name = bare.casefold()
        self._key = _same(bare)
        self._is_mail = "@" in bare
        self._word = self._pattern(bare)

    def _pattern(self, bare: str) -> re.Pattern[str]:
        if self.is_order:
            return re.compile(rf"#{bare}(?!\w)")
        words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in sorted(_spellings(bare)))
        if _CJK.search(bare):
            return re.compile(f"@?(?:{words})", re.IGNORECASE)
        return re.compile(
            rf"(?:(?<![\w.-])@|(?<!{_LETTER})(?<![.@-])|(?<={_LETTER})@)(?:{words})(?!{_LETTER}|[@-])(?!\.\w)",
            re.IGNORECASE,
        )

    def is_named_by(self, cell: str) -> bool:
        """Tell whether a cell that holds a person's name, handle or mail holds hers."""
        if self._only_order or not cell:
            return False
        if self._is_mail:
            return self._word.search(cell) is not None
        if _same(cell) == self._key:
            return True
        parts = _IN_BRACKETS.fullmatch(cell)
        return parts is not None and self._key in {_same(parts[1]), _same(parts[2])}

    def is_order_in(self, cell: str) -> bool:
        """Tell whether a cell that holds an order's number holds the one that the user gave."""
        return cell.strip().lstrip("#").casefold() == self.name

    def is_all_of(self, text: str) -> bool:
        """Tell whether a text is her name and nothing else."""
        return _same(text).lstrip("#") == self._key

    def is_mentioned_in(self, text: str) -> bool:
        """Tell whether a text names her as a word of its own."""
        return self._word.search(text) is not None or (
            not text.isprintable() and self._word.search(clean(text)) is not None
        )

    def is_held_in(self, text: str) -> bool:
        """Tell whether a file's text names her, also as JSON, HTML or a table's cells write it."""
        return any(self._word.search(form) for form in _decoded(text))

    def is_in_name(self, name: str) -> bool:
        """Tell whether the name of a file or folder holds hers, between any signs."""
        forms = "|".join(map(re.escape, sorted(_spellings(self.name))))
        sign = "#" if self.is_order else ""
        return re.search(rf"(?<![^\W_]){sign}(?:{forms})(?![^\W_])", name, re.IGNORECASE) is not None

    def erased_from(self, text: str) -> str:
        """Take her out of a text."""
        if not text.isprintable() and not self._word.search(text) and self._word.search(clean(text)):
            text = clean(text)  # a sign that nobody sees stood inside her name
        return self._word.sub(ERASED, text)

    def opens(self, line: str) -> bool:
        """Tell whether a line of a chat begins with her as its writer: a time, perhaps `From`, and her name."""
        return self._opening.match(line) is not None

    @property
    def _opening(self) -> re.Pattern[str]:
        return re.compile(
            rf"[^A-Za-zÀ-ÿ]*(?:[ap]\.?\s?m\.?[^A-Za-zÀ-ÿ]*)?(?:From\s+)?[~@<\s]*{re.escape(self.name)}"
            r"(?:\s*\([^()]{0,60}\))?(?:\s+to\s.{1,150}?)?\s*[:>\t]",
            re.IGNORECASE,
        )


def _same(text: str) -> str:
    """Fold what does not tell people apart: capitals, spaces, marks of direction, the sign of a handle."""
    if any("\x80" <= char <= "\xff" for char in text):
        text = _unspoiled(text)
    bare = " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())
    return bare.lstrip("@~ ").casefold()


def _unspoiled(text: str) -> str:
    """Read UTF-8 that was taken for Latin-1, as Facebook writes names; other texts stay."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _spellings(name: str) -> set[str]:
    """Give the ways in which files write one name."""
    composed = unicodedata.normalize("NFC", name)
    found = {composed, composed.casefold(), unicodedata.normalize("NFD", name)}
    found.add(html.escape(composed))
    found.add(html.escape(composed, quote=False))
    found.add(composed.replace('"', '""'))
    if not composed.isascii():
        found.add(composed.encode("utf-8").decode("latin-1"))
    return {form for form in found if form.strip()}


def _decoded(text: str) -> Iterator[str]:
    yield text
    if not text.isprintable():
        yield _INVISIBLE.sub("", text)
    if "&" in text:
        yield html.unescape(text)
    if "\\u" in text:
        yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if '""' in text:
        yield text.replace('""', '"')

"""Find the words and phrases of a lexicon in a text, each with the group it stands in; linear in the text.

Spelling is met halfway: no accents, no capitals, letters written three times or more once or twice. An entry that ends
in `*` stands for every word that begins so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_TOKEN = re.compile(r"[a-z0-9]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_LETTERS: dict[int, str | None] = {code: fold(chr(code)) for code in range(0xC0, 0x250)}
_LETTERS |= dict.fromkeys(range(0x300, 0x370))
_MOST_KNOWN = 200_000  # words remembered at a time; random letters must not fill the memory


class Hit(NamedTuple):
    """One word or phrase that was met: its group and how the lexicon writes it."""

    group: str
    phrase: str


_Rest = tuple[tuple[str, ...], Hit]
_Begun = dict[str, tuple[_Rest, ...]]
"""What a first word begins: by the second word, the words after it and what the whole phrase stands for."""

_NONE_BEGUN: _Begun = {}


class _Known(NamedTuple):
    """What is remembered of a word as it was written: the word the lexicon knows, and what it stands for and begins."""

    word: str
    hits: tuple[Hit, ...]
    begins: _Begun


_UNKNOWN = _Known("", (), _NONE_BEGUN)
"""A word that stands nowhere in the lexicon; most words do not."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """A lexicon ready for look-ups; `known` remembers what each written word resolved to."""

    single: dict[str, tuple[Hit, ...]]
    stems: dict[str, tuple[Hit, ...]]
    begins: dict[str, _Begun]
    inner: frozenset[str]
    respell: Callable[[str], str] | None = None
    known: dict[str, _Known] = field(default_factory=dict)

    def find(self, tokens: Sequence[str]) -> list[Hit]:
        """Give what stands in these folded words, in their order; a phrase counts beside the words it is made of."""
        found: list[Hit] = []
        known = self.known
        begun: _Begun = _NONE_BEGUN
        for place, token in enumerate(tokens):
            read = known.get(token) or self._read(token)
            if read is _UNKNOWN:
                begun = _NONE_BEGUN
                continue
            for rest, hit in begun.get(read.word, ()):
                if not rest or self._goes_on(tokens[place + 1 : place + 1 + len(rest)], rest):
                    found.append(hit)
            found += read.hits
            begun = read.begins
        return found

    def _goes_on(self, tokens: Sequence[str], rest: Sequence[str]) -> bool:
        """Say whether the words after a phrase's second are its others."""
        return len(tokens) == len(rest) and all(
            (self.known.get(token) or self._read(token)).word == part for token, part in zip(tokens, rest, strict=True)
        )

    def word_of(self, token: str) -> str:
        """Give the lexicon's word that a written word stands for ("esteee": "este"); "" where it knows none."""
        return (self.known.get(token) or self._read(token)).word

    def _read(self, token: str) -> _Known:
        if len(self.known) > _MOST_KNOWN:
            self.known.clear()
        known = self.known[token] = self._resolved(token)
        return known

    def _resolved(self, token: str) -> _Known:
        forms = list(dict.fromkeys(self._spellings(token)))
        for form in forms:
            if form in self.single or form in self.begins or form in self.inner:
                return _Known(form, (*self.single.get(form, ()), *self._stem(form)), self.begins.get(form, _NONE_BEGUN))
        for form in forms:
            hits = self._stem(form)
            if hits:
                return _Known(form, hits, _NONE_BEGUN)
        return _UNKNOWN

    def _stem(self, word: str) -> tuple[Hit, ...]:
        for end in range(len(word), 1, -1):
            hits = self.stems.get(word[:end])
            if hits:
                return hits
        return ()

    def _spellings(self, token: str) -> Iterable[str]:
        yield token
        if _STRETCHED.search(token):
            yield _STRETCHED.sub(r"\1", token)
            yield _STRETCHED.sub(r"\1\1", token)
        if self.respell is not None:
            yield self.respell(token)


def folded(text: str) -> str:
    """Fold capitals and accents; quicker than `fold` on chat, the same on letters of the four languages."""
    lower = text.lower()
    return lower if lower.isascii() else lower.translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """Give the words of a text folded, without signs."""
    return _TOKEN.findall(folded(text))


def phrases(groups: Mapping[str, Iterable[str]], respell: Callable[[str], str] | None = None) -> Phrases:
    """Make entries ready for look-ups; `respell` gives one more spelling to try for a word nobody knows."""
    single: dict[str, dict[Hit, None]] = {}
    stems: dict[str, dict[Hit, None]] = {}
    begins: dict[str, dict[str, dict[_Rest, None]]] = {}
    inner: set[str] = set()
    for group, entries in groups.items():
        for entry in entries:
            parts = words_of(entry)
            hit = Hit(group, entry)
            if len(parts) == 1:
                (stems if entry.endswith("*") else single).setdefault(parts[0], {})[hit] = None
            elif parts:
                begins.setdefault(parts[0], {}).setdefault(parts[1], {})[(tuple(parts[2:]), hit)] = None
                inner.update(parts)
    return Phrases(
        {word: tuple(hits) for word, hits in single.items()},
        {stem: tuple(hits) for stem, hits in stems.items()},
        {first: {second: tuple(rests) for second, rests in after.items()} for first, after in begins.items()},
        frozenset(inner),
        respell,
    )


@cache
def lexicon(topic: str) -> dict[str, dict[str, list[str]]]:
    """Load `lexicons/<topic>.yaml` once: entries by group and language."""
    import yaml

    text = files("rex.voice").joinpath(f"lexicons/{topic}.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- both are safe loaders
    return raw


def every_language(topic: str) -> dict[str, list[str]]:
    """Give the entries of a lexicon by group, all languages together: viewers mix them."""
    return {group: [entry for entries in by.values() for entry in entries] for group, by in lexicon(topic).items()}

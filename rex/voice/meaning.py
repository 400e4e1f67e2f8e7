"""What a short message is about, without a model: its folded word stems, and the concepts its words stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from rex.text.folding import fold

_TOKEN = re.compile(r"[a-z0-9]+")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_ODD = re.compile("[\u1d00-\u1eff\u2100-\u218f\uff00-\uffef\U0001d400-\U0001d7ff]")  # letters in fancy dress
_LETTERS: dict[int, str | None] = {code: fold(chr(code)) for code in range(0xC0, 0x250)}
_LETTERS |= dict.fromkeys(range(0x300, 0x370))
_MEASURE = re.compile(r"\d+(?:m\d*|cm|mm|kg|kilos?|g|gr|ml|cl|l|w)\Z|\d?xl\Z|x{1,3}s\Z")
_MOST_TEXTS = 50_000  # texts remembered with their meaning
_MOST_KNOWN = 200_000  # words remembered at a time; random letters must not fill the memory
_ENDINGS = (
    *("aciones", "amientos", "amiento", "imiento", "acion", "ations", "ation", "acoes", "acao", "mente", "ments"),
    *("ment", "iendo", "ando", "endo", "ing", "idos", "adas", "ados", "idas", "ado", "ada", "ido", "ida", "es", "s"),
)
"""Plural, participle and adverb endings of en, es, fr, pt, longest first; light on purpose."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Concepts a text names (from `lexicons/concepts.yaml`) and the stems of its other words of content."""

    concepts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.concepts or self.words)


_Begun = dict[str, list[tuple[tuple[str, ...], str]]]
"""Phrases that begin with one word: (words after it, concept), by the first letters of the second word."""
_BEGINS = 2


class _Known(NamedTuple):
    """What is remembered of a word as it was written: without stretched letters, its stem, what it names and begins."""

    token: str
    word: str | None
    named: tuple[str, ...]
    begins: _Begun | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and phrases that stand for a concept; `families` gives the coarse subject of each concept."""

    families: dict[str, str]
    single: dict[str, tuple[str, ...]]
    prefixes: dict[str, tuple[str, ...]]
    phrases: dict[str, _Begun]
    known: dict[str, _Known] = field(default_factory=dict)


def tokens(text: str) -> list[str]:
    """Split a text into folded words and numbers: "Cuánto cuestaaaa?" gives cuanto, cuesta."""
    return [_unstretched(token) for token in _split(text)]


def _split(text: str) -> list[str]:
    """Fold and split; letters of the four languages by table, since the general way takes ten times as long."""
    plain = text.casefold()
    if not plain.isascii():
        plain = fold(text) if _ODD.search(plain) else plain.translate(_LETTERS)
    return _TOKEN.findall(plain)


def _unstretched(token: str) -> str:
    return _REPEATED.sub(r"\1", token)


@lru_cache(maxsize=_MOST_KNOWN)
def stem(word: str) -> str:
    """Cut plural, gender and verb endings of a folded word so that "rojas" meets "rojo"; at least four letters stay."""
    if len(word) <= 3 or word[0].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending == "s" else 4):
            word = word[: -len(ending)]
            break
    return word[:-1] if (len(word) > 3 and word[-1] in "ao") or (len(word) > 4 and word[-1] == "e") else word


def _spelled(word: str) -> str:
    """Make singular and plural, masculine and feminine of a folded word one key: "rojas" and "rojo" give "roj@"."""
    if len(word) > 4 and word[-1] == "s":
        word = word[:-1]
    return word[:-1] + "@" if len(word) > 3 and word[-1] in "ao" else word


def shipped_lexicon(topic: str) -> dict[str, Any]:
    """Read the YAML of a topic from `lexicons`."""
    import yaml

    text = files("rex.voice").joinpath(f"lexicons/{topic}.yaml").read_text(encoding="utf-8")
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, Any] = yaml.load(text, Loader=quick)  # noqa: S506 - both loaders are safe ones
    return read


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(word for words in shipped_lexicon("stopwords").values() for word in words)


@cache
def concepts() -> Lexicon:
    """Give the shipped lexicon of concepts, read once."""
    return lexicon_of(shipped_lexicon("concepts"))


def lexicon_of(entries: dict[str, Any]) -> Lexicon:
    """Build a lexicon from `concept: {family, en: [..], es: [..], ..}`; a word that ends in * is the start of words."""
    made = Lexicon({name: str(entry.get("family", name)) for name, entry in entries.items()}, {}, {}, {})
    for name, entry in entries.items():
        for language, listed in entry.items():
            for phrase in dict.fromkeys(listed) if language != "family" else ():
                _enter(made, str(phrase), name)
    return made


def _enter(made: Lexicon, phrase: str, name: str) -> None:
    words = tokens(phrase)
    if len(words) > 1:
        starred = (*words[:-1], words[-1] + "*") if phrase.endswith("*") else tuple(words)
        begun = made.phrases.setdefault(words[0], {})
        begun.setdefault(words[1][:_BEGINS], []).append((starred[1:], name))
        return
    where, key = (made.prefixes, words[0]) if phrase.endswith("*") else (made.single, _spelled(words[0]))
    if name not in where.get(key, ()):
        where[key] = (*where.get(key, ()), name)


def meaning(text: str, lexicon: Lexicon | None = None) -> Meaning:
    """Read the concepts and content words of one text; linear in its words."""
    return _meant(text) if lexicon is None else _read(text, lexicon)


@lru_cache(maxsize=_MOST_TEXTS)
def _meant(text: str) -> Meaning:
    """Remember what texts mean by the shipped lexicon: several readers ask after the same ones."""
    return _read(text, concepts())


def _read(text: str, lexicon: Lexicon) -> Meaning:
    known = lexicon.known
    read = [known.get(raw) or _learn(raw, lexicon) for raw in _split(text)]
    named: set[str] = set()
    words: set[str] = set()
    for place, (_, word, found, begins) in enumerate(read):
        if found:
            named.update(found)
        if word is not None:
            words.add(word)
        if begins is not None:
            named.update(name for name, _ in _phrases(begins, read, place))
    return Meaning(frozenset(named), frozenset(words))


def named_phrases(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Give each (concept, words of the text) that a lexicon knows, in the order of the text."""
    known = lexicon.known
    read = [known.get(raw) or _learn(raw, lexicon) for raw in _split(text)]
    found: list[tuple[str, str]] = []
    for place, (token, _, named, begins) in enumerate(read):
        if named:
            found += [(name, token) for name in named]
        if begins is not None:
            for name, length in _phrases(begins, read, place):
                found.append((name, " ".join(one.token for one in read[place : place + length])))
    return found


def _phrases(begins: _Begun, read: list[_Known], place: int) -> list[tuple[str, int]]:
    """Give (concept, words) of each phrase that begins at this place."""
    if place + 1 == len(read):
        return []
    found = []
    for rest, name in begins.get(read[place + 1].token[:_BEGINS], ()):
        said = read[place + 1 : place + 1 + len(rest)]
        if len(said) == len(rest) and all(map(_is_word, rest, said)):
            found.append((name, 1 + len(rest)))
    return found


def _is_word(wanted: str, one: _Known) -> bool:
    return one.token.startswith(wanted[:-1]) if wanted[-1] == "*" else one.token == wanted


def _learn(raw: str, lexicon: Lexicon) -> _Known:
    token = _unstretched(raw)
    found = dict.fromkeys(lexicon.single.get(_spelled(token), ()))
    for end in range(3, len(token) + 1):
        found.update(dict.fromkeys(lexicon.prefixes.get(token[:end], ())))
    if _MEASURE.match(token) and "size" in lexicon.families:
        found["size"] = None
    plain = token in _stopwords() or (len(token) < 3 and not token.isdigit())
    if len(lexicon.known) > _MOST_KNOWN:
        lexicon.known.clear()
    word = None if plain else stem(token)
    known = lexicon.known[raw] = _Known(token, word, tuple(found), lexicon.phrases.get(token))
    return known
